import type { Confidence, Evidence, Severity } from '../model/index.ts';
import type { JudgedHit } from '../rules/judge.ts';
import type { Candidate, DraftDiagnosis, DraftFinding } from './draft.ts';
import { explainsCause } from './explains.ts';
import { describeFallback } from './fallback.ts';
import { mergeByCause, toCandidates } from './merge.ts';
import { isAsSevere, isAsSure, isSerious } from './order.ts';
import { readSituation, type Situation } from './situation.ts';
import { splitConsequences, suppresses } from './suppress.ts';

export type { DraftDiagnosis } from './draft.ts';

const MAX_ALTERNATIVES = 3;

export interface DiagnoseResult {
  /** The one root cause. */
  readonly diagnosis?: DraftDiagnosis;
  /** Other causes the evidence cannot tell from it. */
  readonly alternatives?: readonly DraftDiagnosis[];
  readonly findings: readonly DraftFinding[];
}

/** Makes one root cause out of what the rules said, and findings out of the rest. Deterministic: the order of hits does not matter. */
export function diagnose(hits: readonly JudgedHit[], evidence: Evidence): DiagnoseResult {
  const situation = readSituation(evidence);
  const all = toCandidates(hits, clampFor(situation));
  const eligible = all.filter(({ severity, hit }) => canBeRoot(situation, severity, hit.confidence));
  const causes = mergeByCause(withGateFirst(onlyBlocking(eligible, situation), situation));
  const known = causes.length > 0 ? causes : describeFallback(situation, evidence);
  const { standing, explained } = splitConsequences(known);
  const [root, ...others] = standing;
  if (root === undefined) return { findings: withoutConsequences(all).map(toFinding) };

  const undecided =
    root.hit.confidence === 'confirmed' || others[0]?.hit.confidence !== root.hit.confidence
      ? []
      : others.filter(({ hit }) => hit.confidence === root.hit.confidence).slice(0, MAX_ALTERNATIVES);
  const shown = [root, ...undecided];
  const told = new Set(known.filter((candidate) => shown.includes(candidate) || explained.includes(candidate)).map(({ cause }) => cause));
  const left = all.filter(({ cause }) => !told.has(cause) && !shown.some((one) => explainsCause(one.cause, cause)));
  return {
    diagnosis: undecided.length === 0 ? toDiagnosis(root, explained) : withDecisive(toDiagnosis(root, explained)),
    ...(undecided.length === 0 ? {} : { alternatives: undecided.map((candidate) => withDecisive(toDiagnosis(candidate, explained))) }),
    findings: withoutConsequences(left).map((candidate) => toFinding(situation.kind === 'text' ? candidate : soften(candidate))),
  };
}

/** Every cause that stands, best first, without regard to what a server does: for text, where several may be told. */
export function rankCauses(hits: readonly JudgedHit[]): readonly DraftDiagnosis[] {
  const { standing, explained } = splitConsequences(mergeByCause(toCandidates(hits, (severity) => severity)));
  return standing.map((candidate) => toDiagnosis(candidate, explained));
}

/** A server that connected is not blocked, whatever a rule believes. */
function clampFor({ kind }: Situation): (severity: Severity) => Severity {
  return (severity) => ((kind === 'connected' || kind === 'degraded') && severity === 'blocks' ? 'degrades' : severity);
}

function canBeRoot({ kind }: Situation, severity: Severity, confidence: Confidence): boolean {
  if (kind === 'text') return true;
  if (!isSerious(severity)) return false;
  // What nobody tried is only called broken when that is certain; a connection that stands is not spoiled by a guess.
  if (kind === 'untried') return confidence === 'confirmed';
  return kind !== 'connected' || isAsSure(confidence, 'likely');
}

/** What merely degrades is no reason for not connecting, as long as something that blocks is known. */
function onlyBlocking(candidates: readonly Candidate[], { kind }: Situation): readonly Candidate[] {
  if (kind !== 'failed') return candidates;
  const blocking = candidates.filter(({ severity }) => severity === 'blocks');
  return blocking.length === 0 ? candidates : blocking;
}

/** The client said itself why it does not start the entry; nothing else can be the reason. */
function withGateFirst(candidates: readonly Candidate[], situation: Situation): readonly Candidate[] {
  if (situation.kind !== 'gated') return candidates;
  return candidates.filter(({ cause }) => cause === situation.loads.gate.cause);
}

function toDiagnosis({ cause, layer, hit }: Candidate, explained: readonly Candidate[]): DraftDiagnosis {
  const { confidence, title, why, evidence, fixes, decisive } = hit;
  const consequences = explained.filter((other) => explainsCause(cause, other.cause));
  return {
    cause,
    layer,
    confidence,
    title,
    why,
    evidence,
    drafts: fixes,
    ...(consequences.length === 0 ? {} : { explains: consequences.map((other) => ({ cause: other.cause, message: other.hit.title })) }),
    ...(decisive === undefined || confidence === 'confirmed' ? {} : { decisive }),
  };
}

function withDecisive(diagnosis: DraftDiagnosis): DraftDiagnosis {
  return diagnosis.decisive === undefined ? { ...diagnosis, decisive: 'apply its first fix and connect again' } : diagnosis;
}

function toFinding({ cause, severity, hit }: Candidate): DraftFinding {
  return { rule: cause, severity, message: `${hit.title}. ${hit.why}`, evidence: hit.evidence, drafts: hit.fixes };
}

/** Leaves out findings that another one, no less severe, brings about. */
function withoutConsequences(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter((other) => !candidates.some((one) => suppresses(one, other) && isAsSevere(one.severity, other.severity)));
}

/** Beside a root cause, a further suspicion is worth no more than its certainty. */
function soften(candidate: Candidate): Candidate {
  if (!isSerious(candidate.severity) || candidate.hit.confidence === 'confirmed') return candidate;
  return { ...candidate, severity: candidate.hit.confidence === 'likely' ? 'risk' : 'hint' };
}
