import type { EntryFacts, EntryProblem, EvidenceItem, FailureStage, HttpSession, StdioSession, ValueNote } from '../model/index.ts';
import { lastAttempt } from './quote.ts';

type Session = StdioSession | HttpSession;

/** How far this entry got with its client. `untried`: it would load and nobody connected. */
export type EntrySituation = 'connected' | 'failed' | 'dropped' | 'gated' | 'untried';

export function situationOf({ loads }: EntryFacts, session: Session | undefined): EntrySituation {
  if (loads.state !== 'loads') return loads.state;
  if (session === undefined) return 'untried';
  return session.outcome.kind === 'connected' ? 'connected' : 'failed';
}

/** The stage at which the connection failed; `login` when the server asked for one. */
export function stageOf(session: Session | undefined): FailureStage | 'login' | undefined {
  if (session === undefined || session.outcome.kind === 'connected') return undefined;
  return session.outcome.kind === 'failed' ? session.outcome.stage : 'login';
}

/** HTTP status of the exchange that decided, when there was one. */
export function statusOf(session: Session | undefined): number | undefined {
  if (session === undefined || session.transport === 'stdio') return undefined;
  const decisive = session.decidedBy === undefined ? undefined : session.exchanges[session.decidedBy];
  return (decisive ?? session.exchanges.findLast(({ status }) => status !== undefined))?.status;
}

/** The server refused who asked: 401, 403, a login, or a process that ended over its credentials is not counted here. */
export function isRefusedAccess(session: Session | undefined): boolean {
  const status = statusOf(session);
  return stageOf(session) === 'login' || status === 401 || status === 403;
}

/** The process ended, or could not be started. */
export function isDead(session: Session | undefined): boolean {
  const stage = stageOf(session);
  return session?.transport === 'stdio' && (stage === 'spawn' || stage === 'exit');
}

/** The first line on stderr that holds one of the words, as a quote. */
export function findOnStderr(session: Session | undefined, words: readonly string[]): EvidenceItem | undefined {
  const lines = session === undefined ? [] : (lastAttempt(session)?.stderr.lines ?? []);
  const wanted = words.filter((word) => word.length > 1);
  const index = lines.findIndex((line) => wanted.some((word) => line.includes(word)));
  return index === -1 ? undefined : { what: 'the server wrote to stderr', where: `line ${index + 1}`, quote: (lines[index] ?? '').slice(0, 300) };
}

/** Quotes a fault of the entry with the line it stands in. */
export function quoteProblem({ file }: EntryFacts, { line, source, at, found }: EntryProblem): EvidenceItem {
  const quote = source === '' ? `${at.join('.')}${found === undefined ? '' : `: ${found}`}` : source;
  return { what: 'the entry says', where: placeOf(file, line), ...(quote === '' ? {} : { quote }) };
}

/** Quotes a value of the entry, redacted as the note holds it. */
export function quoteNote({ file }: EntryFacts, { line, shown, at, file: envFile }: ValueNote): EvidenceItem {
  if (envFile !== undefined) return { what: 'the env file says', where: placeOf(envFile, line), quote: `${String(at.at(-1))}=${JSON.stringify(shown)}` };
  return { what: 'the entry says', where: placeOf(file, line), quote: `${sayPath(at)}: ${JSON.stringify(shown)}` };
}

/** `env.API_KEY`, `args[2]`, `command`. */
export function sayPath(at: ValueNote['at']): string {
  return at.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

export function placeOf(file: string, line: number): string {
  return file === '' ? 'the command line' : `${file}:${line}`;
}

/** What a value is for, in this client's dialect. */
export type ValuePlace = 'command' | 'args' | 'env' | 'cwd' | 'url' | 'headers' | 'other';

export function readPlace(
  { at }: Pick<ValueNote, 'at'>,
  fields: { readonly command: string; readonly args?: string; readonly env?: string; readonly cwd?: string; readonly url?: string; readonly headers?: string },
  isCommandArray: boolean,
): ValuePlace {
  for (const [index, step] of at.entries()) {
    if (step === fields.command) return isCommandArray && Number(at[index + 1] ?? 0) > 0 ? 'args' : 'command';
    if (step === fields.args) return 'args';
    if (step === fields.env) return 'env';
    if (step === fields.cwd || step === 'cwd') return 'cwd';
    if (step === fields.headers || step === 'bearer_token_env_var' || step === 'env_http_headers') return 'headers';
    if (step === fields.url || step === 'url' || step === 'serverUrl' || step === 'httpUrl' || step === 'baseUrl' || step === 'uri') return 'url';
  }
  return 'other';
}
