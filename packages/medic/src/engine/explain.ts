import { CLIENTS } from '../clients/index.ts';
import { clientFacts } from '../collect/client-facts.ts';
import { collectPasted, type PastedText } from '../collect/pasted-text/collect-pasted.ts';
import { viewLine } from '../collect/pasted-text/list-views.ts';
import { openString } from '../collect/pasted-text/open-string.ts';
import { OTHER_LITERALS } from '../collect/pasted-text/other-words.ts';
import { reduceLog, type ReducedLog } from '../collect/pasted-text/reduce-log.ts';
import { plainBlanks } from '../collect/pasted-text/undo-quoting.ts';
import { readStateMark, STATE_LITERALS } from '../collect/pasted-text/state-marks.ts';
import type { SignMatcher } from '../collect/signs.ts';
import { guessByTopic } from '../diagnose/guess-topic.ts';
import type { ClientId, Evidence, ExplainResult, HostFacts, Platform, Redactor } from '../model/index.ts';
import { createRedactor } from '../redact/redactor.ts';
import { renderFix } from '../treat/render-fix.ts';
import { isSuspect } from '../rules/suspects.ts';
import { judgeServer, type JudgedServer } from './explain-judge.ts';
import { rankServers } from './explain-rank.ts';
import { readSubject, type Subject } from './explain-subject.ts';
import { RULES } from './load-rules.ts';
import { caselessMatcher, matcherFor, SIGN_MATCHER } from './signs.ts';

export interface ExplainRequest {
  readonly chunks: AsyncIterable<Buffer>;
  /** Hints; without them they are read from the text. */
  readonly client?: ClientId;
  readonly platform?: Platform;
}

export type ExplainOutcome = { readonly ok: true; readonly result: ExplainResult } | { readonly ok: false; readonly reason: 'empty' | 'binary' };

/** Literals of signs that only add to others, and stand in every other line of a healthy log. */
const COMMON: ReadonlySet<string> = new Set([
  'message',
  'JSON',
  '"jsonrpc"',
  '"id"',
  'define',
  'undefined',
  'ndefined',
  'example',
  'type',
  'here',
  'export',
  'stdio',
  'command',
  'sessionId',
  '127.0.0.1',
  'http',
  'HTTP/',
  'https',
  'node_modules',
  'token',
  'Token',
  'header',
  'args',
  'required',
  'provide',
  'initialize',
  'nitializ',
  'protocol_version',
  'mcp-remote',
  'localhost',
  'headers',
  'tools',
  'tools.',
  'tool call',
  'Users',
  '/home/',
  'tools/call',
  'both ',
  'either ',
  'without ',
  'updat',
  'upgrad',
  'evert',
]);
/** A text of so few lines in which nothing was recognised is read once more without regard to capitals. */
const SHORT_LINES = 200;
/** Shorter ones are in half of all lines; characters beyond ASCII say more. */
const LEAST_CHARACTERS = 4;

/** Every literal that makes a line of a long log worth a closer look. */
export const EXPLAIN_LITERALS: readonly string[] = [
  ...new Set([
    ...RULES.filter((rule) => !isSuspect(rule)).flatMap(({ signs = [] }) => signs.filter(isForText).flatMap(({ literals }) => literals.filter(isRare))),
    ...STATE_LITERALS,
    ...OTHER_LITERALS,
  ]),
];

/** A text that was read: what it shows of which server, before anything is concluded. Every string in it is redacted. */
export interface ReadText {
  readonly pasted: PastedText;
  readonly subject: Subject;
  readonly totalLines: number;
  readonly client?: ClientId;
  readonly platform?: Platform;
  readonly redactor: Redactor;
}

export type ReadOutcome = { readonly ok: true; readonly read: ReadText } | Extract<ExplainOutcome, { ok: false }>;

/** Text in, causes out: the rules of the doctor, fed with what the text shows. Memory does not grow with the text. */
export async function explainText(request: ExplainRequest): Promise<ExplainOutcome> {
  const outcome = await readText(request);
  return outcome.ok ? { ok: true, result: await concludeText(outcome.read) } : outcome;
}

export async function readText(request: ExplainRequest): Promise<ReadOutcome> {
  const reduced = await reduceLog(request.chunks, { literals: EXPLAIN_LITERALS, isTelling });
  const log = { ...reduced, lines: openString(reduced.lines) };
  if (log.isBinary) return { ok: false, reason: 'binary' };
  if (log.lines.every(({ text }) => text.trim() === '')) return { ok: false, reason: 'empty' };
  const matcher = matcherFor(log.lines.map(({ text }) => text));
  const read = readLines(log, matcher, request);
  const isMute = matcher === SIGN_MATCHER && log.lines.length <= SHORT_LINES && read.subject.isAboutMcp && judgeRead(read).every(saysNothing);
  return { ok: true, read: isMute ? readLines(log, caselessMatcher(), request) : read };
}

function readLines(log: ReducedLog, matcher: SignMatcher, request: ExplainRequest): ReadText {
  const redactor = createRedactor([]);
  const pasted = collectPasted(log.lines, matcher, redactor);
  const client = request.client ?? pasted.client;
  const platform = request.platform ?? pasted.platform;
  return {
    pasted,
    subject: readSubject(log.lines),
    totalLines: log.totalLines,
    ...(client === undefined ? {} : { client }),
    ...(platform === undefined ? {} : { platform }),
    redactor,
  };
}

/** Neither a fault nor a server at work. */
function saysNothing({ causes, isUp, harmless }: JudgedServer): boolean {
  return causes.length === 0 && !isUp && harmless.length === 0;
}

function judgeRead({ pasted, subject, client, platform }: ReadText, seen: Evidence = {}): readonly JudgedServer[] {
  const surroundings = { ...surroundingsOf(client, platform), ...seen };
  const everySign = pasted.servers.flatMap(({ signs }) => signs);
  return pasted.servers.map((server): JudgedServer => judgeServer(server, surroundings, subject, everySign));
}

/** The answer. `seen`: what was looked at on this machine besides; the rules then judge text and machine together. */
export async function concludeText(read: ReadText, seen: Evidence = {}): Promise<ExplainResult> {
  const { pasted, subject, totalLines, client, platform, redactor } = read;
  const judged = judgeRead(read, seen);
  const known = rankServers(judged);
  const ranked = known.length > 0 || judged.some(({ isUp, harmless }) => isUp || harmless.length > 0) ? known : rankServers([guessServer(read)]);
  const causes = await Promise.all(
    ranked.map(async ({ drafts, ...cause }) => ({
      ...cause,
      fixes: await Promise.all(drafts.map((fix) => renderFix(fix, () => Promise.resolve(undefined), redactor))),
    })),
  );
  const decisive = causes.length > 0 && causes[0]?.confidence !== 'confirmed' ? causes[0]?.decisive : undefined;
  const isWorking = judged.some(({ isUp }) => isUp);
  return {
    schema: 'mcp-medic/explain@1',
    causes,
    ...(decisive === undefined ? {} : { decisive }),
    understood: {
      lines: totalLines,
      formats: pasted.formats,
      servers: pasted.servers.flatMap(({ name }) => (name === undefined ? [] : [name])),
      ...(client === undefined ? {} : { client }),
      ...(platform === undefined ? {} : { platform }),
      kind: causes.length > 0 ? 'error' : isWorking ? 'working' : subject.isAboutMcp ? 'unknown' : 'unrelated',
      harmless: judged.flatMap(({ harmless }) => harmless).slice(0, 8),
    },
  };
}

/** A text about MCP that fails in words which no rule knows. */
function guessServer({ pasted, subject }: ReadText): JudgedServer {
  const isOurs = subject.isAboutMcp && !subject.isForeign;
  return { causes: isOurs ? guessByTopic(pasted.said) : [], harmless: [], isUp: false };
}

/** What the rules may know besides the text, as far as it is known. */
function surroundingsOf(client: ClientId | undefined, platform: Platform | undefined): Evidence {
  const definition = CLIENTS.find(({ id }) => id === client);
  const host: HostFacts | undefined =
    platform === undefined ? undefined : { platform, arch: 'unknown', node: 'unknown', now: '', path: [], proxy: {}, notableEnv: {} };
  return {
    ...(definition === undefined ? {} : { client: { state: 'ok', value: clientFacts(definition) } }),
    ...(host === undefined ? {} : { host: { state: 'ok', value: host } }),
  };
}

function isTelling(line: string): boolean {
  if (readStateMark(line) !== undefined) return true;
  const { views } = viewLine({ number: 1, text: plainBlanks(line) });
  return SIGN_MATCHER.matchLines(views, 'pasted').some(({ rule }) => !rule.endsWith('-suspect'));
}

function isRare(literal: string): boolean {
  return !COMMON.has(literal) && (literal.length >= LEAST_CHARACTERS || Buffer.byteLength(literal) > literal.length);
}

function isForText({ sources }: { readonly sources?: readonly string[] }): boolean {
  return sources === undefined || sources.includes('pasted');
}
