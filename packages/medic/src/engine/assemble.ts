import type { ConfigFileResult, DoctorResult, FoundEntry, HostFacts, ServerResult } from '../model/index.ts';
import type { DoctorRequest } from './request.ts';

/** The whole result out of its parts. */
export function assembleResult(
  request: DoctorRequest,
  startedAt: Date,
  host: HostFacts,
  configs: readonly ConfigFileResult[],
  servers: readonly ServerResult[],
): DoctorResult {
  return {
    schema: 'mcp-medic/doctor@1',
    version: request.version,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    host: { platform: host.platform, arch: host.arch, node: host.node },
    configs,
    servers,
    summary: summarise(servers),
  };
}

export function summarise(servers: readonly ServerResult[]): DoctorResult['summary'] {
  const count = (verdict: ServerResult['verdict']): number => servers.filter((server) => server.verdict === verdict).length;
  return { healthy: count('healthy'), failing: count('failing'), degraded: count('degraded'), notChecked: count('not-checked') };
}

/** Results in the order in which their entries stand in the configs. */
export function inConfigOrder(servers: readonly ServerResult[], entries: readonly FoundEntry[]): readonly ServerResult[] {
  const position = new Map(entries.map(({ facts }, index) => [keyOf(facts), index]));
  return servers.toSorted((a, b) => (position.get(keyOf(a)) ?? 0) - (position.get(keyOf(b)) ?? 0));
}

function keyOf({ client, scope, name, ...rest }: { client: string; scope: string; name: string; file?: string; configPath?: string }): string {
  return JSON.stringify([client, scope, name, rest.file ?? rest.configPath]);
}
