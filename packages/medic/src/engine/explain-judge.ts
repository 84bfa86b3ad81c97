import type { PastedServer } from '../collect/pasted-text/collect-pasted.ts';
import { rankCauses } from '../diagnose/diagnose.ts';
import type { DraftDiagnosis } from '../diagnose/draft.ts';
import { isObservation } from '../diagnose/explains.ts';
import { layerOf } from '../diagnose/order.ts';
import { addRivals } from '../diagnose/rivals.ts';
import type { CauseId, Evidence, EvidenceItem, Hit, Layer, SignHit } from '../model/index.ts';
import { judge, type JudgedHit } from '../rules/judge.ts';
import { isRuntime, programOf } from '../rules/missing-program-signs.ts';
import { isSuspect } from '../rules/suspects.ts';
import type { Subject } from './explain-subject.ts';
import { RULES } from './load-rules.ts';

export interface JudgedServer {
  readonly name?: string;
  /** Causes that stand, best first. */
  readonly causes: readonly DraftDiagnosis[];
  readonly harmless: readonly EvidenceItem[];
  /** The last thing the text shows of it is a working connection. */
  readonly isUp: boolean;
}

/** Faults that are over once the server has answered. */
const START_LAYERS: ReadonlySet<Layer> = new Set([
  'config',
  'command',
  'startup',
  'framing',
  'network',
  'tls',
  'docker',
  'permissions',
  'timeout',
  'client',
  'protocol',
  'auth',
  'http',
]);

const PASSING: ReadonlySet<string> = new Set(
  RULES.filter(({ cause }) =>
    [
      'http-server-error',
      'rate-limited',
      'server-not-running',
      'connection-reset',
      'connection-timeout',
      'dns-not-found',
      'session-lost-or-unknown',
      'auth-required',
      'header-not-sent',
      'auth-token-rejected',
    ].includes(cause),
  ).map(({ id }) => id),
);
/** A server that is gone without a word mostly ended over itself; then come the causes that ask for the most beside it. */
const SUSPECT_ORDER: readonly CauseId[] = [
  'server-crash',
  'server-version-bug',
  'space-in-path-or-arg',
  'stdout-pollution',
  'port-in-use',
  'docker-daemon-down',
  'windows-launcher-suffix',
  'python-version-unsuitable',
  'package-not-found',
];
/** Said of somebody's program every day; without a word of MCP in the text it is not a server's. */
const OF_ANY_PROGRAM: ReadonlySet<CauseId> = new Set(['source-syntax-error', 'server-crash', 'corrupt-package-cache']);
/** The same, told less surely: what helps is the same whatever the program is. */
const LESS_SURE_ALONE: ReadonlyMap<CauseId, string> = new Map([
  ['port-in-use', 'end whatever listens on that port, and start the server again'],
  ['oom-killed', 'start the server again and watch its memory in the task list of the system'],
]);
const FIRM_RULES = RULES.filter((rule) => !isSuspect(rule));
const SUSPECT_RULES = RULES.filter(isSuspect);
const SUSPECT_IDS: ReadonlySet<string> = new Set(SUSPECT_RULES.map(({ id }) => id));
const LOOSE_SIGNS: ReadonlySet<string> = new Set(
  RULES.flatMap(({ id, signs = [] }) => signs.filter(({ loose }) => loose === true).map((sign) => `${id}/${sign.id}`)),
);
const LAYER_OF_RULE: ReadonlyMap<string, Layer> = new Map(RULES.map(({ id, cause }) => [id, layerOf(cause)]));

/** Judges what the text shows of one server, with the rules of the doctor. */
export function judgeServer(server: PastedServer, surroundings: Evidence, subject: Subject, everySign: readonly SignHit[]): JudgedServer {
  const lastUp = server.upLines.at(-1) ?? 0;
  const lastAnswered = server.answeredLines.at(-1) ?? 0;
  const signs = server.signs.filter(
    (sign) =>
      (subject.isAboutMcp || !LOOSE_SIGNS.has(`${sign.rule}/${sign.sign}`)) &&
      !isSettled(sign, lastUp) &&
      !isPassing(sign, lastAnswered) &&
      (subject.isAboutMcp || !isOfAnyShell(sign)),
  );
  const { hits } = judge(FIRM_RULES, { ...surroundings, signs });
  const isHarmless = ({ rule, hit }: JudgedHit): boolean => (hit.severity ?? rule.severity) === 'hint' && lastUp > 0;
  const serious = subject.isForeign
    ? []
    : hits
        .filter((hit) => !isHarmless(hit) && (subject.isAboutMcp || !OF_ANY_PROGRAM.has(hit.rule.cause)))
        .map((judged) => (subject.isAboutMcp ? judged : { ...judged, hit: lessSure(judged) }));
  return {
    ...(server.name === undefined ? {} : { name: server.name }),
    causes: addRivals(withSuspects(withConsequences(serious), { ...surroundings, signs: [...signs, ...contextOf(everySign, signs)] }, subject)),
    harmless: hits.filter(isHarmless).flatMap(({ hit }) => hit.evidence.slice(0, 1).map((item) => ({ ...item, what: `harmless: ${hit.title}` }))),
    isUp: lastUp > 0 && serious.length === 0,
  };
}

/**
 * What stands, and behind it, when that is not certain, what would be its consequence: the second best answer if the best one
 * is wrong. Mere observations are left out.
 */
function withConsequences(hits: readonly JudgedHit[]): readonly DraftDiagnosis[] {
  const causes = rankCauses(hits);
  if (causes[0] === undefined || causes[0].confidence === 'confirmed') return causes;
  const shown = new Set(causes.map(({ cause }) => cause));
  const others = rankCauses(hits.filter(({ rule }) => !shown.has(rule.cause) && !isObservation(rule.cause)));
  return [...causes, ...others.map((other): DraftDiagnosis => ({ ...other, confidence: 'possible' }))];
}

/** Where nothing but "it is gone" is known, the usual reasons follow; a strong one leads. */
function withSuspects(causes: readonly DraftDiagnosis[], evidence: Evidence, subject: Subject): readonly DraftDiagnosis[] {
  if (subject.isForeign || !subject.isAboutMcp || causes.some(({ cause, confidence }) => confidence !== 'possible' || !isObservation(cause))) return causes;
  const known = new Set(causes.map(({ cause }) => cause));
  // None of them explains another: they are all no more than usual.
  const suspects = judge(SUSPECT_RULES, evidence)
    .hits.flatMap((hit) => rankCauses([hit]))
    .filter(({ cause }) => !known.has(cause))
    .toSorted((a, b) => suspectRank(a) - suspectRank(b));
  return [...suspects.filter(({ confidence }) => confidence === 'likely'), ...causes, ...suspects.filter(({ confidence }) => confidence !== 'likely')];
}

function suspectRank({ cause }: DraftDiagnosis): number {
  const rank = SUSPECT_ORDER.indexOf(cause);
  return rank === -1 ? SUSPECT_ORDER.length : rank;
}

/** Any program may want a port or memory; nothing in such a text says that a server of ours did. */
function lessSure({ rule: { cause }, hit }: JudgedHit): Hit {
  const decisive = LESS_SURE_ALONE.get(cause);
  return decisive !== undefined && hit.confidence === 'confirmed' ? { ...hit, confidence: 'likely', decisive } : hit;
}

/** A shell did not find a program that starts no MCP server: somebody's slip of the keys. */
function isOfAnyShell(sign: SignHit): boolean {
  const program = programOf(sign);
  return sign.rule.startsWith('command-not-') && program !== undefined && !isRuntime(program);
}

/** A fault that passes by itself, and a later request that was answered. */
function isPassing({ rule, line }: SignHit, lastAnswered: number): boolean {
  return line < lastAnswered && PASSING.has(rule);
}

/** What other servers' lines add for suspicions: a program of another kind that works tells something about this one. */
function contextOf(everySign: readonly SignHit[], own: readonly SignHit[]): readonly SignHit[] {
  return everySign.filter((sign) => sign.sign !== 'wrapper' && SUSPECT_IDS.has(sign.rule) && !own.includes(sign));
}

/** A later line shows a working connection: what went wrong before it was overcome. */
function isSettled({ rule, line }: SignHit, lastUp: number): boolean {
  const layer = LAYER_OF_RULE.get(rule);
  return rule !== 'stdio-framing-wrong' && line < lastUp && layer !== undefined && START_LAYERS.has(layer);
}
