import type { ConfigPath, EntryFacts, EvidenceItem, HttpExchange, HttpSession, SignHit, StdioAttempt, StdioSession } from '../model/index.ts';

/** The attempt that decided a stdio session: the last process started. */
export function lastAttempt(session: StdioSession | HttpSession): StdioAttempt | undefined {
  return session.transport === 'stdio' ? session.attempts.at(-1) : undefined;
}

/** The exchange that decided an HTTP session; without that mark, the last one that carries a status or an error. */
export function lastExchange(session: StdioSession | HttpSession): HttpExchange | undefined {
  if (session.transport === 'stdio') return undefined;
  const decisive = session.decidedBy === undefined ? undefined : session.exchanges[session.decidedBy];
  return decisive ?? session.exchanges.findLast((x) => x.status !== undefined || x.error !== undefined);
}

/** Quotes a field of the entry: `~/.cursor/mcp.json:7   "command": "npx"`. */
export function quoteField(entry: EntryFacts, at: ConfigPath, value: unknown, line: number = entry.line): EvidenceItem {
  const name = at.join('.');
  return {
    what: `the entry "${entry.name}"`,
    where: `${entry.file}:${line}`,
    quote: name === '' ? JSON.stringify(value) : `${name}: ${JSON.stringify(value)}`,
  };
}

/** Quotes the line a sign was found in. */
export function quoteSign(hit: SignHit): EvidenceItem {
  return { what: SOURCE_WORDS[hit.source], where: `line ${hit.line}`, quote: hit.quote };
}

/** The last `count` lines the server wrote to stderr, when there are any; below a stack of calls, as many from the error on. */
export function quoteStderr(session: StdioSession | HttpSession, count: number = 3, error?: string): readonly EvidenceItem[] {
  const lines = (lastAttempt(session)?.stderr.lines ?? []).filter((line) => line.trim() !== '');
  if (lines.length === 0) return [];
  const at = error === undefined ? -1 : lines.lastIndexOf(error);
  if (at >= 0 && at < lines.length - count) return [{ what: 'the server wrote to stderr, from the error on', quote: lines.slice(at, at + count).join('\n') }];
  return [{ what: 'last lines the server wrote to stderr', quote: lines.slice(-count).join('\n') }];
}

const SOURCE_WORDS: Readonly<Record<SignHit['source'], string>> = {
  stderr: 'the server wrote to stderr',
  stdout: 'the server wrote to stdout',
  'http-body': 'the server answered',
  'rpc-error': 'the server answered with a JSON-RPC error',
  'client-log': "the client's log says",
  docker: 'the container engine says',
  pasted: 'the text says',
};
