import type { AnyRule, Evidence, EvidenceKind, Hit, SignHit } from '../model/index.ts';

export interface JudgedHit {
  readonly rule: AnyRule;
  readonly hit: Hit;
}

export interface Judgement {
  readonly hits: readonly JudgedHit[];
  /** Rules that could not be asked, with the evidence they lack. Never to be read as "passed". */
  readonly inconclusive: readonly { readonly rule: string; readonly missing: readonly EvidenceKind[] }[];
  /** Rules that threw: a defect of ours, not of the server. */
  readonly defects: readonly { readonly rule: string; readonly message: string }[];
}

/** Asks every rule. Pure; a rule sees only the kinds it named and the hits of its own signs. */
export function judge(rules: readonly AnyRule[], evidence: Evidence): Judgement {
  const hits: JudgedHit[] = [];
  const inconclusive: { rule: string; missing: EvidenceKind[] }[] = [];
  const defects: { rule: string; message: string }[] = [];
  const signs = groupSigns(evidence.signs ?? []);
  const healthy = isHealthy(evidence);

  for (const rule of rules) {
    if (healthy && rule.when !== 'always') continue;
    const missing = rule.needs.filter((kind) => evidence[kind]?.state !== 'ok');
    if (missing.length > 0) {
      inconclusive.push({ rule: rule.id, missing });
      continue;
    }
    try {
      for (const hit of ask(rule, evidence, signs.get(rule.id) ?? [])) hits.push({ rule, hit });
    } catch (error) {
      defects.push({ rule: rule.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { hits, inconclusive, defects };
}

/** The client connected and nothing went wrong afterwards. */
function isHealthy({ session }: Evidence): boolean {
  if (session?.state !== 'ok') return false;
  const { outcome } = session.value;
  return outcome.kind === 'connected' && outcome.degraded === undefined;
}

function ask(rule: AnyRule, evidence: Evidence, signs: readonly SignHit[]): readonly Hit[] {
  const view: Record<string, unknown> = { signs };
  for (const kind of [...rule.needs, ...(rule.uses ?? [])]) {
    const collected = evidence[kind];
    if (collected?.state === 'ok') view[kind] = collected.value;
  }
  // oxlint-disable-next-line no-unsafe-type-assertion -- AnyRule has forgotten its kinds; `needs` and `uses` were just honoured
  return rule.judge(view as never);
}

function groupSigns(signs: readonly SignHit[]): ReadonlyMap<string, readonly SignHit[]> {
  const groups = new Map<string, SignHit[]>();
  for (const sign of signs) {
    const group = groups.get(sign.rule);
    if (group === undefined) groups.set(sign.rule, [sign]);
    else group.push(sign);
  }
  return groups;
}
