import type { DoctorResult, Severity } from '../model/index.ts';

const RANK: Readonly<Record<Severity, number>> = { hint: 0, risk: 1, degrades: 2, blocks: 3 };

/** 0 healthy, 1 something at or above `--fail-on`, 3 undecided with `--strict`. */
export function exitCodeOf(result: DoctorResult, flags: Readonly<Record<string, unknown>>): number {
  const threshold = RANK[(flags['fail-on'] as Severity | undefined) ?? 'blocks'];
  if (worstRank(result) >= threshold) return 1;
  return flags['strict'] === true && isUndecided(result) ? 3 : 0;
}

function worstRank({ servers, configs }: DoctorResult): number {
  const verdicts = servers.map(({ verdict }) => (verdict === 'failing' ? RANK.blocks : verdict === 'degraded' ? RANK.degrades : -1));
  const findings = [...servers, ...configs].flatMap((one) => one.findings.map(({ severity }) => RANK[severity]));
  return Math.max(-1, ...verdicts, ...findings);
}

function isUndecided({ servers }: DoctorResult): boolean {
  return servers.some(({ verdict, alternatives }) => verdict === 'not-checked' || (alternatives?.length ?? 0) > 0);
}
