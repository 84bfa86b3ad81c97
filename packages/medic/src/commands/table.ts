/** A command's module: runs with the words after its name and answers with the exit code. */
interface CommandModule {
  readonly run: (words: readonly string[], version: string) => Promise<number>;
}

export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Every command, each a chunk of its own that is read only when asked for. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  doctor: { summary: 'find every configured server, connect as each client would, name what is wrong', load: () => import('./doctor.ts') },
  explain: { summary: 'read an error message or a log (FILE or -), name the cause and the fix', load: () => import('./explain.ts') },
  verify: { summary: 'check a server against the specification: URL, configured name, or -- command', load: () => import('./verify.ts') },
  preflight: { summary: 'production checklist: fourteen items, each measured on the server itself', load: () => import('./preflight.ts') },
  logs: { summary: "list the clients' log files; show and explain those of one client or server", load: () => import('./logs.ts') },
  config: { summary: 'show, check, add, convert and remove the servers of any client', load: () => import('./config.ts') },
  permissions: { summary: "permission rules for a client from a server's real tools", load: () => import('./permissions.ts') },
  undo: { summary: 'list the changes mcp-medic made; take one back', load: () => import('./undo.ts') },
};
