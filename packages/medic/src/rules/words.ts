import type { ClientFacts, EntryFacts, FixDraft, HttpSession, StdioSession } from '../model/index.ts';

const MAX_TITLE = 70;

/** A headline of at most 70 characters; what does not fit ends in `…`. */
export function fitTitle(text: string): string {
  return text.length <= MAX_TITLE ? text : `${text.slice(0, MAX_TITLE - 1).trimEnd()}…`;
}

/** The server as a headline names it: `"github"`, cut to 24 characters; `the server` when there is no entry. */
export function nameServer(entry: EntryFacts | undefined): string {
  if (entry === undefined) return 'The server';
  return `"${cut(entry.name, 24)}"`;
}

export function nameClient(client: ClientFacts | undefined): string {
  return client?.name ?? 'the client';
}

/** What was run or dialled, as written. */
export function nameTarget(session: StdioSession | HttpSession): string {
  return session.transport === 'stdio' ? session.argv.join(' ') : session.url;
}

/** `800 ms`, `4.2 s`, `31 s`. */
export function sayMs(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 10_000 && ms % 1_000 !== 0 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`;
}

export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** A fix that only a person can carry out. */
export function tell(id: string, title: string, text: string): FixDraft {
  return { id, title, safety: 'manual', steps: [{ do: 'tell', text }] };
}

/** `Then: restart X.`, or nothing when the client is not known. */
export function sayReload(client: ClientFacts | undefined): string {
  return client === undefined ? '' : ` Then: ${client.reload}.`;
}

/** Where the entry stands, as evidence; nothing without one. */
export function quotePlace(entry: EntryFacts | undefined): readonly { readonly what: string; readonly where: string }[] {
  return entry === undefined ? [] : [{ what: `the entry "${entry.name}"`, where: `${entry.file}:${entry.line}` }];
}
