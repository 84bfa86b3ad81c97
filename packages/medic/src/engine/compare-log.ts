import { collectPasted, type PastedServer } from '../collect/pasted-text/collect-pasted.ts';
import type { DraftDiagnosis } from '../diagnose/draft.ts';
import { explainsCause } from '../diagnose/explains.ts';
import type { Evidence, EvidenceItem, Finding, LogFacts, Redactor, ServerResult } from '../model/index.ts';
import { valueOf } from './collected.ts';
import { judgeServer } from './explain-judge.ts';
import { SIGN_MATCHER } from './signs.ts';

type TailLine = LogFacts['tail'][number];

/** The last thing the client's log shows of the server: a cause, or a working connection. */
interface LastWord {
  readonly line: TailLine;
  readonly at: string;
  /** False when the line carries no instant: then `at` is that of the file's last change, and the line is no younger. */
  readonly isExact: boolean;
  readonly cause?: DraftDiagnosis;
}

const FILES_LOOKED_AT = 3;
/** A log that nobody has written to for so long tells nothing about today. */
const TOO_OLD_MS = 7 * 86_400_000;
const IDENTITY: Redactor = { text: (value) => value, json: (value) => value, url: (value) => value, headers: (value) => value, learn: () => undefined };

/**
 * Says when the client's log and the connection just made tell different things. Undefined when they agree, when the log does not
 * say, or when its last word is older than a working connection in it.
 */
export function compareWithLog(evidence: Evidence, verdict: ServerResult['verdict'], live: DraftDiagnosis | undefined): Finding | undefined {
  const logs = valueOf(evidence, 'logs');
  const session = valueOf(evidence, 'session');
  const entry = valueOf(evidence, 'entry');
  if (logs === undefined || session === undefined || entry === undefined || verdict === 'not-checked') return undefined;
  const word = readLastWord(logs, entry.name, evidence);
  if (word === undefined || !differs(word, verdict, live)) return undefined;
  const now = valueOf(evidence, 'host')?.now ?? '';
  const ageMs = Date.parse(now) - Date.parse(word.at);
  if (Number.isNaN(ageMs) || ageMs > TOO_OLD_MS) return undefined;
  const client = valueOf(evidence, 'client')?.name ?? entry.client;
  const age = `${sayAge(ageMs)} ago${word.isExact ? '' : ' or earlier'}`;
  const edited = valueOf(evidence, 'file')?.modifiedAt;
  const isBeforeEdit = edited !== undefined && Date.parse(edited) > Date.parse(word.at);
  const before = isBeforeEdit ? ', before the config was last edited' : '';
  const shown = word.cause === undefined ? 'a working connection' : `${word.cause.cause}: ${word.cause.title}`;
  const next =
    verdict !== 'healthy'
      ? ''
      : ` If ${client} still shows it, ${isBeforeEdit ? 'it has not read the edit yet' : 'it has not tried again since'}: ${valueOf(evidence, 'client')?.reload ?? 'restart it'}.`;
  return {
    rule: 'log-disagrees',
    severity: 'hint',
    message: `The log of ${client} told something else ${age}${before} (${shown}); now ${live === undefined ? 'the server connects' : `it is ${live.cause}`}.${next}`,
    evidence: [
      { what: `the log said at ${word.at}`, where: `${word.line.path}:${word.line.line}`, quote: word.line.text.slice(0, 300) },
      liveEvidence(evidence, live),
    ],
  };
}

function differs({ cause }: LastWord, verdict: ServerResult['verdict'], live: DraftDiagnosis | undefined): boolean {
  if (verdict === 'healthy') return cause !== undefined;
  if (live === undefined) return false;
  return cause === undefined || (cause.cause !== live.cause && !explainsCause(cause.cause, live.cause) && !explainsCause(live.cause, cause.cause));
}

/** Newest file first: the first one that says anything has the last word. */
function readLastWord(logs: LogFacts, name: string, evidence: Evidence): LastWord | undefined {
  const { host, client } = evidence;
  for (const file of logs.files.slice(0, FILES_LOOKED_AT)) {
    const lines = logs.tail.filter(({ path }) => path === file.path);
    const { servers } = collectPasted(
      lines.map(({ text }, index) => ({ number: index + 1, text })),
      SIGN_MATCHER,
      IDENTITY,
    );
    const own = servers.find((server) => server.name?.toLowerCase() === name.toLowerCase()) ?? (servers.length === 1 ? servers[0] : undefined);
    const word = own === undefined ? undefined : readServer(own, lines, file.modifiedAt, { ...(host && { host }), ...(client && { client }) });
    if (word !== undefined) return word;
  }
  return undefined;
}

function readServer(server: PastedServer, lines: readonly TailLine[], modifiedAt: string, surroundings: Evidence): LastWord | undefined {
  const { causes } = judgeServer(server, surroundings, { isAboutMcp: true, isForeign: false }, server.signs);
  // "Disconnected" is also what stands at the end of a day.
  const cause = causes.find(({ confidence, cause: id }) => confidence !== 'possible' && id !== 'server-crash');
  const number = cause === undefined ? server.upLines.at(-1) : lineOf(cause);
  const line = number === undefined ? undefined : lines[number - 1];
  if (number === undefined || line === undefined || (cause === undefined && causes.length > 0)) return undefined;
  const at = lines.slice(0, number).findLast((one) => one.at !== undefined)?.at;
  return { line, at: at ?? modifiedAt, isExact: at !== undefined, ...(cause === undefined ? {} : { cause }) };
}

function lineOf({ evidence }: DraftDiagnosis): number | undefined {
  const line = evidence.flatMap(({ where }) => /^line (?<number>\d{1,9})$/u.exec(where ?? '')?.groups?.['number'] ?? [])[0];
  return line === undefined ? undefined : Number(line);
}

function liveEvidence(evidence: Evidence, live: DraftDiagnosis | undefined): EvidenceItem {
  const [first] = live?.evidence ?? [];
  if (first !== undefined) return { ...first, what: `this run saw: ${first.what}` };
  const outcome = valueOf(evidence, 'session')?.outcome;
  return {
    what: 'this run connected',
    ...(outcome?.kind === 'connected' ? { quote: `initialize answered after ${Math.round(outcome.atMs)} ms, revision ${outcome.protocolVersion}` } : {}),
  };
}

function sayAge(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
