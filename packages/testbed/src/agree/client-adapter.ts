import type { ClientId } from '../../../medic/src/model/index.ts';
import type { Bed } from '../bed.ts';
import type { Wanted } from './scenarios.ts';

/** What a real client said of one server. `none`: it did not list it at all. */
export type Word = 'ok' | 'fail' | 'auth' | 'pending' | 'none' | 'no-verdict';

export interface Answer {
  readonly word: Word;
  /** The client's own line, for the table. */
  readonly said: string;
}

export interface ClientAdapter {
  readonly id: ClientId;
  readonly package: string;
  /** Oldest Node major that runs it. */
  readonly node: number;
  /** Path below the home folder → text of the config with one server called `probe`. */
  readonly write: (wanted: Wanted) => Readonly<Record<string, string>>;
  /** Which of the written files is the config that scenarios damage. */
  readonly config: string;
  /** Cannot take part in these scenarios: other file format, no such field. */
  readonly skips?: readonly string[];
  /** Runs the installed client in the bed and reads what it says of `probe`. */
  readonly ask: (bed: Bed, run: ClientRun) => Promise<Answer>;
}

export interface ClientRun {
  /** Folder with `node_modules` of the client. */
  readonly folder: string;
  /** Environment with a recent Node first on PATH, HOME in the bed, nothing else of this machine. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** The usual JSON entry: type, command, args, env or type, url. */
export function commonEntry(wanted: Wanted, words: { readonly stdio?: string; readonly http: string; readonly sse: string }): Record<string, unknown> {
  if (wanted.kind === 'stdio') {
    return {
      ...(words.stdio === undefined ? {} : { type: words.stdio }),
      command: wanted.command,
      args: wanted.args,
      ...(wanted.env === undefined ? {} : { env: wanted.env }),
    };
  }
  return { ...(wanted.withoutType === true ? {} : { type: words[wanted.kind] }), url: wanted.url };
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
