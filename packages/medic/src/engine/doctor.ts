import { availableParallelism } from 'node:os';
import { CLIENTS } from '../clients/index.ts';
import { collectHost, findSessionPath } from '../collect/host.ts';
import { entryFromTarget } from '../discover/adhoc.ts';
import { discover } from '../discover/discover.ts';
import { readConfigText } from '../discover/read-config-text.ts';
import type { ClientDefinition, ConfigFileResult, Discovery, DoctorResult, Evidence, FoundEntry, HostFacts, ServerResult } from '../model/index.ts';
import { createRedactor } from '../redact/redactor.ts';
import { concludeFile, concludeServer } from './conclude.ts';
import { examine } from './examine.ts';
import { createLimiter, inOrderOfEnd } from './gather-limit.ts';
import type { DoctorEvent, DoctorRequest, Target } from './request.ts';
import { selectEntries } from './select.ts';

/**
 * Finds every server of the machine, connects to each as its client would and says what is wrong. Results come as they are
 * ready; the last event carries the whole. Ends early, with what it has, when `request.signal` aborts.
 */
export async function* runDoctor(request: DoctorRequest): AsyncIterable<DoctorEvent> {
  const startedAt = new Date();
  const clients = CLIENTS.filter(({ id }) => request.clients === undefined || request.clients.includes(id));
  const host = await hostFacts(request, clients);
  const discovery = await discover(request.roots, clients, {
    ...(host.sessionPath === undefined ? {} : { sessionPath: host.sessionPath }),
    ...(request.clients === undefined ? {} : { assumeDetected: request.clients }),
  });
  const entries = [...selectEntries(discovery.entries, request.targets), ...adhocEntries(request, clients)];
  const configs = await concludeFiles(discovery, request, host, clients);
  yield { type: 'found', files: discovery.files.filter(({ state }) => state !== 'absent').length, servers: entries.length, clients: discovery.detected.length };

  const servers: ServerResult[] = [];
  for await (const { found, evidence } of examineAll(entries, request, host)) {
    const { redactor } = found;
    const result = await concludeServer(evidence, { withSteps: request.withSteps, redactor, readConfig: (path) => readConfigText(path ?? found.facts.file, found.file.format) });
    servers.push(result);
    yield { type: 'server', result, evidence };
  }
  yield { type: 'done', result: assemble(request, startedAt, host, configs, inConfigOrder(servers, entries)) };
}

async function hostFacts({ roots }: DoctorRequest, clients: readonly ClientDefinition[]): Promise<HostFacts> {
  const apps = clients.filter(({ kind }) => kind === 'app').flatMap(({ processes }) => processes ?? []);
  const [host, sessionPath] = await Promise.all([collectHost(roots), findSessionPath(roots, apps)]);
  return sessionPath === undefined ? host : { ...host, sessionPath };
}

async function* examineAll(entries: readonly FoundEntry[], request: DoctorRequest, host: HostFacts): AsyncIterable<{ found: FoundEntry; evidence: Evidence }> {
  const queue = createLimiter(Math.max(16, 4 * availableParallelism()));
  const knownPorts = portsOf(entries);
  const runs = entries.map(async (found) => ({
    found,
    evidence: await examine(found, { request, host, queue, knownPorts, onStart: () => {} }),
  }));
  yield* inOrderOfEnd(runs);
}

/** Loopback ports that entries of this machine point at. */
function portsOf(entries: readonly FoundEntry[]): readonly number[] {
  const ports = entries.flatMap(({ facts }) => {
    const { url } = facts.effective;
    if (url === undefined || !URL.canParse(url)) return [];
    const { hostname, port } = new URL(url);
    return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && port !== '' ? [Number(port)] : [];
  });
  return [...new Set(ports)];
}

function adhocEntries({ targets, roots }: DoctorRequest, clients: readonly ClientDefinition[]): readonly FoundEntry[] {
  const client = clients.length === 1 ? clients[0] : CLIENTS.find(({ id }) => id === 'mcp-json-generic');
  if (client === undefined) return [];
  return targets.flatMap((target: Target) => (target.kind === 'name' ? [] : [entryFromTarget(target, roots, client)]));
}

async function concludeFiles(discovery: Discovery, request: DoctorRequest, host: HostFacts, clients: readonly ClientDefinition[]): Promise<readonly ConfigFileResult[]> {
  const redactor = createRedactor([]);
  const results = shownFiles(discovery, request).map((file) => {
    const definition = clients.find(({ id }) => id === file.client);
    return definition === undefined ? undefined : concludeFile(file, host, definition, { redactor, readConfig: (path) => readConfigText(path ?? file.path, file.format) });
  });
  return (await Promise.all(results)).filter((result) => result !== undefined);
}

/** With targets given, files of no concern to them are left out. */
function shownFiles({ files }: Discovery, { targets }: DoctorRequest): Discovery['files'] {
  if (targets.length === 0) return files;
  const names = targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []));
  return files.filter(({ serverNames, state }) => state === 'invalid' || serverNames.some((name) => names.includes(name)));
}

function inConfigOrder(servers: readonly ServerResult[], entries: readonly FoundEntry[]): readonly ServerResult[] {
  const position = new Map(entries.map(({ facts }, index) => [keyOf(facts), index]));
  return servers.toSorted((a, b) => (position.get(keyOf(a)) ?? 0) - (position.get(keyOf(b)) ?? 0));
}

function keyOf({ client, scope, name, ...rest }: { client: string; scope: string; name: string; file?: string; configPath?: string }): string {
  return JSON.stringify([client, scope, name, rest.file ?? rest.configPath]);
}

function assemble(
  request: DoctorRequest,
  startedAt: Date,
  host: HostFacts,
  configs: readonly ConfigFileResult[],
  servers: readonly ServerResult[],
): DoctorResult {
  const count = (verdict: ServerResult['verdict']): number => servers.filter((server) => server.verdict === verdict).length;
  return {
    schema: 'mcp-medic/doctor@1',
    version: request.version,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    host: { platform: host.platform, arch: host.arch, node: host.node },
    configs,
    servers,
    summary: { healthy: count('healthy'), failing: count('failing'), degraded: count('degraded'), notChecked: count('not-checked') },
  };
}

