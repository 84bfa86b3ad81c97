import { availableParallelism } from 'node:os';
import { CLIENTS } from '../clients/index.ts';
import { collectHost, findSessionPath } from '../collect/host.ts';
import { entryFromTarget } from '../discover/adhoc.ts';
import { discover, type DiscoverOptions } from '../discover/discover.ts';
import { createSourceReader } from '../discover/read-source.ts';
import type { ClientDefinition, ConfigFileFacts, ConfigFileResult, Discovery, FoundEntry, HostFacts, Roots, ServerResult } from '../model/index.ts';
import { createRedactor } from '../redact/redactor.ts';
import type { OfferedFix } from '../treat/render-fix.ts';
import { assembleResult, inConfigOrder } from './assemble.ts';
import { concludeFile, concludeServer } from './conclude.ts';
import type { ExamineContext } from './examine-context.ts';
import { examine } from './examine.ts';
import { createLimiter, inOrderOfEnd } from './gather-limit.ts';
import { createProver, type Prover } from './offers.ts';
import type { DoctorEvent, DoctorRequest, Target } from './request.ts';
import { selectEntries } from './select.ts';
import type { SurveyEvent } from './survey-event.ts';

/**
 * Finds every server of the machine, connects to each as its client would and says what is wrong. Results come as they are
 * ready; the last event carries the whole. Ends early, with what it has, when `request.signal` aborts.
 */
export async function* runDoctor(request: DoctorRequest): AsyncIterable<DoctorEvent> {
  for await (const event of surveyMachine(request)) {
    if (event.type === 'server') yield { type: 'server', result: event.result, evidence: event.evidence };
    else if (event.type !== 'file') yield event;
  }
}

/** The same with what carrying fixes out needs: entries, files and the drafts behind the fixes. `select` replaces the targets. */
export async function* surveyMachine(request: DoctorRequest, select?: (entries: readonly FoundEntry[]) => readonly FoundEntry[]): AsyncIterable<SurveyEvent> {
  const startedAt = new Date();
  const clients = (request.definitions ?? CLIENTS).filter(({ id }) => request.clients === undefined || request.clients.includes(id));
  const host = await lookAtHost(request.roots, clients);
  const read = createSourceReader();
  const options: DiscoverOptions = {
    ...(host.sessionPath === undefined ? {} : { sessionPath: host.sessionPath }),
    ...(request.clients === undefined ? {} : { assumeDetected: request.clients }),
    read,
  };
  const discovery = await discover(request.roots, clients, options);
  const entries =
    select === undefined ? [...selectEntries(discovery.entries, request.targets), ...(await adhocEntries(request, clients))] : select(discovery.entries);
  const context: ExamineContext = {
    request,
    host,
    queue: createLimiter(Math.max(16, 4 * availableParallelism())),
    knownPorts: portsOf(entries),
    onStart: () => {},
  };
  const run: Run = {
    request,
    discovery,
    clients,
    examine: context,
    prover: createProver({ examine: context, clients, discoverOptions: options, read, files: discovery.files }),
  };
  const invalidFiles = discovery.files.filter(({ state }) => state === 'invalid').map(({ path }) => path);
  yield { type: 'found', invalidFiles, servers: entries.length };

  const files = concludeFiles(run);
  // Waited for below; a defect there is reported there.
  files.catch(() => undefined);
  const servers: ServerResult[] = [];
  for await (const event of inOrderOfEnd(entries.map((found) => examineOne(found, run)))) {
    servers.push(event.result);
    yield event;
  }
  const configs: ConfigFileResult[] = [];
  for (const event of await files) {
    configs.push(event.result);
    yield event;
  }
  yield { type: 'done', result: assembleResult(request, startedAt, host, configs, inConfigOrder(servers, entries)) };
}

interface Run {
  readonly request: DoctorRequest;
  readonly discovery: Discovery;
  readonly clients: readonly ClientDefinition[];
  readonly examine: ExamineContext;
  readonly prover: Prover;
}

async function examineOne(found: FoundEntry, { request, examine: context, prover }: Run): Promise<Extract<SurveyEvent, { type: 'server' }>> {
  const evidence = await examine(found, context);
  const files = prover.filesOf(found.file, found.typed?.reveal());
  let offers: readonly OfferedFix[] = [];
  const result = await concludeServer(evidence, {
    withSteps: request.withSteps,
    redactor: found.redactor,
    readConfig: files,
    treat: async (made, ailment) => (offers = await prover.treatServer(found, made, ailment)),
  });
  return { type: 'server', result, evidence, found, offers, files };
}

/** This machine, with the PATH of its desktop session where an app of these clients starts from it. */
export async function lookAtHost(roots: Roots, clients: readonly ClientDefinition[]): Promise<HostFacts> {
  const apps = clients.filter(({ kind }) => kind === 'app').flatMap(({ processes }) => processes ?? []);
  const host = collectHost(roots);
  const sessionPath = await findSessionPath(roots, apps);
  return sessionPath === undefined ? host : { ...host, sessionPath };
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

async function adhocEntries({ targets, roots }: DoctorRequest, clients: readonly ClientDefinition[]): Promise<readonly FoundEntry[]> {
  const client = clients.length === 1 ? clients[0] : CLIENTS.find(({ id }) => id === 'mcp-json-generic');
  if (client === undefined) return [];
  return Promise.all(targets.flatMap((target: Target) => (target.kind === 'name' ? [] : [entryFromTarget(target, roots, client)])));
}

async function concludeFiles({ discovery, request, examine: { host }, clients, prover }: Run): Promise<readonly Extract<SurveyEvent, { type: 'file' }>[]> {
  const redactor = createRedactor([]);
  const results = shownFiles(discovery, request).flatMap((file) => {
    const definition = clients.find(({ id }) => id === file.client);
    return definition === undefined ? [] : [concludeOne(file, definition)];
  });
  return Promise.all(results);

  async function concludeOne(file: ConfigFileFacts, definition: ClientDefinition): Promise<Extract<SurveyEvent, { type: 'file' }>> {
    const files = prover.filesOf(file);
    const offers: OfferedFix[] = [];
    const result = await concludeFile(file, host, definition, {
      redactor,
      readConfig: files,
      treat: async (made) => {
        const treated = await prover.treatFile(file, made);
        offers.push(...treated);
        return treated;
      },
    });
    return { type: 'file', result, file, definition, offers, files };
  }
}

/** With targets given, files of no concern to them are left out. */
function shownFiles({ files }: Discovery, { targets }: DoctorRequest): Discovery['files'] {
  if (targets.length === 0) return files;
  const names = targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []));
  return files.filter(({ serverNames, state }) => state === 'invalid' || serverNames.some((name) => names.includes(name)));
}
