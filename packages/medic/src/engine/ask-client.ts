import { askStatus } from '../collect/client-word/ask-status.ts';
import type { ClientDefinition, ClientWord, Redactor, Roots } from '../model/index.ts';

export interface ClientQuestion {
  readonly definition: ClientDefinition;
  /** Name of the server as it stands in the client's config. */
  readonly server: string;
  readonly roots: Roots;
  /**
   * The client starts all of its servers, those of the project folder too. True only when there are none, or when the user has
   * agreed to start every one of them.
   */
  readonly mayStartProject: boolean;
  /** That of the entry: the client may print what stands in it. */
  readonly redactor: Redactor;
  readonly signal?: AbortSignal;
}

/**
 * Asks the installed client itself what it makes of a server, with its own status command: bounded in time and size, its output
 * redacted. Not asked: a home folder that is replayed, another system, a project the user has not agreed to start, a client that
 * is not installed or has no such command. Never throws. The text is the client's: print it through `safeLine`.
 */
export async function askRealClient({ definition, server, roots, mayStartProject, redactor, signal }: ClientQuestion): Promise<ClientWord> {
  const { status, name } = definition;
  if (status === undefined) return { state: 'not-asked', said: `${name} has no command that tells how its servers do` };
  const command = status.argv.join(' ');
  if (roots.isolated) return { state: 'not-asked', said: '--home: a real client would look at the real home folder' };
  if (!mayStartProject) return { state: 'not-asked', said: `"${command}" would also start servers of this project folder; --trust agrees to that` };
  return askStatus(status, server, roots, redactor, signal);
}
