import { CLIENTS } from '../../medic/src/clients/index.ts';
import { collectHost, findSessionPath } from '../../medic/src/collect/host.ts';
import { discover } from '../../medic/src/discover/discover.ts';
import type { ConfigFileFacts, Evidence, HostFacts, Roots } from '../../medic/src/model/index.ts';
import type { Case, EvidenceOverlay, Scene } from './case.ts';
import { runScene, type CaseRun } from './run-case.ts';
import { makeSteady, steadyHost } from './steady.ts';
import type { StoredEvidence, StoredScene } from './stored-evidence.ts';

/** Runs both scenes of a case and gives their evidence, independent of this machine. */
export async function recordCase(testCase: Case): Promise<StoredEvidence> {
  return {
    broken: await recordScene(testCase, testCase.broken, testCase.overlay?.broken),
    healthy: await recordScene(testCase, testCase.healthy, testCase.overlay?.healthy),
  };
}

async function recordScene(testCase: Case, scene: Scene, overlay: EvidenceOverlay | undefined): Promise<StoredScene> {
  return runScene(testCase, scene, async (run) => {
    const platform = testCase.platform ?? 'linux';
    const steady = Object.entries(run.evidence).map(([name, evidence]): [string, Evidence] => {
      const { signs: _, ...rest } = makeSteady(evidence, run.bed, platform);
      const host = rest.host?.state === 'ok' ? { host: { state: 'ok' as const, value: steadyHost(rest.host.value, platform) } } : {};
      const isMeant = name === (testCase.expect.server ?? 'demo');
      return [name, lay(isMeant ? overlay : undefined, { ...rest, ...host })];
    });
    const files = testCase.expect.inFile === true ? { files: await recordFiles(testCase, run) } : {};
    return { servers: Object.fromEntries(steady), ...files };
  });
}

async function recordFiles(testCase: Case, { bed }: CaseRun): Promise<readonly { file: ConfigFileFacts; host: HostFacts }[]> {
  const platform = testCase.platform ?? 'linux';
  const roots: Roots = { home: bed.home, project: bed.project, platform, env: bed.env, isolated: true };
  const sessionPath = await findSessionPath(roots, []);
  const { files } = await discover(
    roots,
    CLIENTS.filter(({ id }) => id === testCase.client),
    sessionPath === undefined ? {} : { sessionPath },
  );
  const host = steadyHost(makeSteady(collectHost(roots), bed, platform), platform);
  return files.filter(({ state }) => state !== 'absent').map((file) => ({ file: makeSteady(file, bed, platform), host }));
}

function lay(overlay: EvidenceOverlay | undefined, evidence: Evidence): Evidence {
  const merged: Record<string, unknown> = { ...evidence };
  for (const [kind, part] of Object.entries(overlay ?? {})) {
    const before = merged[kind];
    merged[kind] = { state: 'ok', value: merge(isPlain(before) ? before['value'] : undefined, part) };
  }
  return merged;
}

function merge(before: unknown, after: unknown): unknown {
  if (!isPlain(after)) return after;
  const merged: Record<string, unknown> = isPlain(before) ? { ...before } : {};
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
