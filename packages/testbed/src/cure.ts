import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runFix } from '../../medic/src/engine/fix.ts';
import type { DoctorRequest } from '../../medic/src/engine/request.ts';
import type { DoctorResult, Fix, ServerResult } from '../../medic/src/model/index.ts';
import { findSecretsInTree } from '../../medic/src/redact/find-secrets.ts';
import { parseJson } from '../../medic/src/text/parse-json.ts';
import { createTreatContext } from '../../medic/src/treat/context.ts';
import { undoFix } from '../../medic/src/treat/undo.ts';
import { buildBed, type Bed } from './bed.ts';
import type { Case } from './case.ts';
import { patienceOf } from './patience.ts';

/** What `doctor --fix` made of a case's broken scene, and what undo left. */
export interface Cure {
  /** Fixes that were offered, in the order in which they came. */
  readonly offered: readonly Fix[];
  readonly result: DoctorResult;
  /** Files that differ from the broken scene after everything was undone. */
  readonly leftovers: readonly string[];
  /** Reasons undo gave for refusing. */
  readonly refusals: readonly string[];
  /** What the fixes made worse: a finding nobody had before, a secret in a file it was not in. */
  readonly worse: readonly string[];
}

/** Carries out every fix that the doctor offers for the broken scene, then takes all of them back. */
export async function cureCase(testCase: Case): Promise<Cure> {
  const bed = await buildBed(testCase.broken);
  try {
    const { home, project, env } = bed;
    const roots = { home, project, platform: testCase.platform ?? 'linux', env, isolated: true } as const;
    const request: DoctorRequest = {
      roots,
      version: '0.0.0-test',
      clients: [testCase.client],
      targets: [],
      isStatic: false,
      trustsProject: testCase.trust === true,
      proves: true,
      withSteps: false,
      patienceMs: await patienceOf(testCase),
    };
    const before = readTree(home);
    const offered: Fix[] = [];
    const treat = createTreatContext(roots);
    const found: ServerResult[] = [];
    const result = await runFix(request, {
      treat,
      onEvent: (event) => {
        if (event.type === 'server') found.push(event.result);
      },
      decide: async ({ fix }) => {
        offered.push(fix);
        return whyDecline(fix, bed) ?? 'apply';
      },
    });
    const worse = [...newFindings(found, result), ...movedSecrets(before, readTree(home))];
    const refusals: string[] = [];
    for (const { undo } of (result.repairs ?? []).toReversed()) {
      const end = undo === undefined ? undefined : await undoFix(undo, treat);
      if (end?.ok === false) refusals.push(end.reason);
    }
    return { offered, result, leftovers: differences(before, readTree(home)), refusals, worse };
  } finally {
    await bed.close();
  }
}

/** Findings of servers after the fixes that none of them had before; of a server nobody could see before all are welcome. */
function newFindings(before: readonly ServerResult[], after: DoctorResult): readonly string[] {
  const rulesOf = ({ findings, diagnosis }: ServerResult): readonly string[] => [
    ...findings.filter(({ severity }) => severity !== 'hint').map(({ rule }) => rule),
    ...(diagnosis === undefined ? [] : [diagnosis.cause]),
  ];
  if (before.length === 0 || after.repairs?.some(({ outcome }) => outcome === 'kept') !== true) return [];
  const known = before.flatMap(rulesOf);
  const left = after.servers.flatMap(rulesOf);
  const fresh = left.filter((rule) => !known.includes(rule)).map((rule) => `a new finding: ${rule}`);
  return fresh.length === 0 && left.length >= known.length && known.length > 0 ? [`findings did not become fewer: ${left.join(', ')}`] : fresh;
}

/** Secrets in files that did not hold them before. */
function movedSecrets(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const textOf = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
  const secrets = new Set(
    [...before.values()].flatMap((content) => [...findSecretsInTree(parseJson(textOf(content), 'jsonc').value)]).filter((secret) => secret.length > 7),
  );
  return [...after].flatMap(([path, content]) => {
    const was = textOf(before.get(path) ?? '');
    return [...secrets].filter((secret) => textOf(content).includes(secret) && !was.includes(secret)).map(() => `a secret came into ${path}`);
  });
}

/** A person would look and agree; a test stays off the network and away from servers of other cases that run beside it. */
function whyDecline({ id, proofDetail }: Fix, { servers }: Bed): { readonly declined: string } | undefined {
  if (proofDetail?.includes('would fetch and run') === true) return { declined: 'it would fetch a package from the network' };
  const port = /^use-port-(\d+)$/.exec(id)?.[1];
  return port === undefined || servers.some((server) => server.port === Number(port)) ? undefined : { declined: 'that port is of another case' };
}

/** Files below a folder with their bytes, without what mcp-medic keeps for itself and what servers write. */
function readTree(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !relative(folder, path).startsWith('.local/state')) files.set(path, readFileSync(path).toString('base64'));
  }
  return files;
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
}
