import type { PastedServer } from '../collect/pasted-text/collect-pasted.ts';
import { rankCauses } from '../diagnose/diagnose.ts';
import type { DraftDiagnosis } from '../diagnose/draft.ts';
import { layerOf } from '../diagnose/order.ts';
import type { Evidence, EvidenceItem, Layer, SignHit } from '../model/index.ts';
import { judge, type JudgedHit } from '../rules/judge.ts';
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
const START_LAYERS: ReadonlySet<Layer> = new Set(['config', 'command', 'startup', 'framing', 'network', 'tls', 'docker', 'permissions', 'timeout', 'client', 'protocol', 'auth', 'http']);

const LAYER_OF_RULE: ReadonlyMap<string, Layer> = new Map(RULES.map(({ id, cause }) => [id, layerOf(cause)]));

/** Judges what the text shows of one server, with the rules of the doctor. */
export function judgeServer(server: PastedServer, surroundings: Evidence, subject: Subject): JudgedServer {
  const lastUp = server.upLines.at(-1) ?? 0;
  const signs = server.signs.filter((sign) => !isSettled(sign, lastUp));
  const { hits } = judge(RULES, { ...surroundings, signs });
  const isHarmless = ({ rule, hit }: JudgedHit): boolean => (hit.severity ?? rule.severity) === 'hint' && lastUp > 0;
  const serious = subject.isForeign ? [] : hits.filter((hit) => !isHarmless(hit));
  return {
    ...(server.name === undefined ? {} : { name: server.name }),
    causes: rankCauses(serious),
    harmless: hits.filter(isHarmless).flatMap(({ hit }) => hit.evidence.slice(0, 1).map((item) => ({ ...item, what: `harmless: ${hit.title}` }))),
    isUp: lastUp > 0 && serious.length === 0,
  };
}

/** A later line shows a working connection: what went wrong before it was overcome. */
function isSettled({ rule, line }: SignHit, lastUp: number): boolean {
  const layer = LAYER_OF_RULE.get(rule);
  return line < lastUp && layer !== undefined && START_LAYERS.has(layer);
}
