import { listListenersOf } from '../../collect/preflight/listeners.ts';
import { collectCompose } from '../../collect/preflight/compose-files.ts';
import { collectHealth } from '../../collect/preflight/health.ts';
import { collectHttpCanaries } from '../../collect/preflight/http-canaries.ts';
import { findLocalProcess, hasVariable, readProcessLogs, type LocalProcess } from '../../collect/preflight/local-process.ts';
import { collectParsedFiles } from '../../collect/preflight/parsed-files.ts';
import { findServerFolder, isServerFolder } from '../../collect/preflight/server-folder.ts';
import { collectStarts } from '../../collect/preflight/starts.ts';
import { collectStdioCanaries } from '../../collect/preflight/stdio-canaries.ts';
import { collectTokens } from '../../collect/preflight/tokens.ts';
import { collectVariableUse } from '../../collect/preflight/variable-use.ts';
import { collectTls } from '../../collect/tls/collect-tls.ts';
import { readAll } from '../../collect/verify/lists.ts';
import type { Peer } from '../../collect/verify/peer.ts';
import type { Survey } from '../../collect/verify/survey.ts';
import { bareHost, portOf } from '../../io/http-connect.ts';
import { isLoopbackName } from '../../io/proxy.ts';
import { CLIENTS } from '../../clients/index.ts';
import { discover } from '../../discover/discover.ts';
import type { ListenerFacts, LogOutputFacts, PreflightFactKind, PreflightFacts, ToolListFacts, VariableUseFacts } from '../../model/index.ts';
import type { Era } from '../../model/verify/index.ts';
import type { PreflightRequest } from './request.ts';
import { summariseVerify } from './verify-item.ts';

/** Not measured, and why: `not-applicable` when the item does not concern this server. */
export class NotMeasured extends Error {
  readonly state: 'not-tested' | 'not-applicable';
  constructor(reason: string, state: 'not-tested' | 'not-applicable' = 'not-tested') {
    super(reason);
    this.state = state;
  }
}

export interface Scene {
  readonly request: PreflightRequest;
  readonly survey: Survey;
  readonly era: Era;
  /** The first connection, with its handshake done; undefined when the server answered nothing. */
  readonly peer: Peer | undefined;
  /** Holder of the port of a loopback URL, looked up once. */
  readonly localProcess: () => Promise<LocalProcess | undefined>;
  readonly variables: () => Promise<VariableUseFacts>;
}

type Measure<K extends PreflightFactKind> = (scene: Scene) => Promise<PreflightFacts[K]>;

/** How each item is measured, in the order in which it is done: what could disturb the server comes after what times it. */
export const MEASURES: readonly (readonly [PreflightFactKind, string, Measure<PreflightFactKind>])[] = [
  ['opening', 'the first message', measureOpening],
  ['schemas', 'the list of tools', measureTools],
  ['logs', 'where logs go', measureLogs],
  ['ports', 'open ports', measurePorts],
  ['starts', 'four starts at once', ({ survey, era }) => collectStarts(survey.subject, era)],
  ['health', 'the health address', measureHealth],
  ['certificate', 'the certificate', measureCertificate],
  ['compose', 'Compose files', ({ request }) => collectCompose(request.roots.project)],
  ['environment', 'variables', ({ variables }) => variables()],
  ['invalid-token', 'a made-up token', measureTokens],
  ['secrets', 'made-up secrets in the log', measureSecrets],
  ['client-config', 'the entry', measureEntry],
  ['config-files', 'config files', measureFiles],
  ['verify', 'verify', ({ request }) => summariseVerify(request)],
];

function measureEntry({ request: { found } }: Scene): Promise<PreflightFacts['client-config']> {
  const plan = found.plan?.reveal();
  const searched = plan?.transport === 'stdio' ? { searchedFrom: plan.searchedFrom } : {};
  return Promise.resolve({ entry: found.facts, client: found.definition, ...searched });
}

function measureOpening({ survey: { facts, failure, eras } }: Scene): Promise<PreflightFacts['opening']> {
  const turn = eras[0] === 'modern' ? facts.discover : (facts.initialize ?? facts.discover);
  return Promise.resolve({ ...(turn === undefined ? {} : { turn }), ...(failure === undefined ? {} : { failure }) });
}

async function measureTools({ peer, survey }: Scene): Promise<ToolListFacts> {
  if (peer === undefined) return { tools: [], absent: survey.needsLogin ? 'the server wants a login' : 'the server answered no first message' };
  const { items, stopped } = await readAll(peer, 'tools/list', 'tools');
  if (items.length > 0 || stopped === undefined) return { tools: items };
  // A server without tools answers "unknown method"; that it declares none is for verify to judge.
  return stopped.includes('-32601') ? { tools: [] } : { tools: [], absent: `tools/list: ${stopped}` };
}

async function measureLogs({ peer, localProcess }: Scene): Promise<LogOutputFacts> {
  if (peer === undefined) throw new NotMeasured('the server answered no first message');
  if (peer.transport === 'stdio') {
    const { noise, stdoutBytes, stderr } = peer.streams();
    return { noise, stdoutBytes, stderrLines: stderr.length };
  }
  const found = await localProcess();
  return { files: found === undefined ? [] : await readProcessLogs(found) };
}

async function measurePorts({ peer, survey: { subject }, localProcess }: Scene): Promise<ListenerFacts> {
  if (subject.plan.transport === 'stdio') {
    if (peer?.transport !== 'stdio') throw new NotMeasured('the server answered no first message');
    const pids = peer.pids();
    return { owner: 'the server and what it started', listeners: await listListenersOf(pids) };
  }
  const url = new URL(subject.plan.url);
  if (!isLoopbackName(bareHost(url))) throw new NotMeasured('the server runs elsewhere, and ports of other machines are never scanned');
  const needed = portOf(url);
  const found = await localProcess();
  if (found === undefined) throw new NotMeasured(`the process that holds port ${needed} belongs to another user or a container, or this is no Linux`);
  return { owner: `${found.name} (pid ${found.pid}) and what it started`, needed, listeners: await listListenersOf(found.pids) };
}

function measureHealth({ request, survey: { subject } }: Scene): Promise<PreflightFacts['health']> {
  const { plan, recorder, ca, signal } = subject;
  if (plan.transport === 'stdio') throw new NotMeasured('the server speaks over stdio', 'not-applicable');
  const line = { plan, recorder, ...(ca === undefined ? {} : { ca }), ...(signal === undefined ? {} : { signal }) };
  return collectHealth(line, subject.endpoint ?? new URL(plan.url), request.healthPath);
}

function measureCertificate({ survey: { subject } }: Scene): Promise<PreflightFacts['certificate']> {
  const { plan, client, extraCaFile } = subject;
  if (plan.transport === 'stdio') throw new NotMeasured('the server speaks over stdio', 'not-applicable');
  const url = new URL(plan.url);
  if (url.protocol !== 'https:') return Promise.resolve({ host: bareHost(url), port: portOf(url), chain: [] });
  return collectTls(url, { proxyEnv: plan.proxyEnv, definition: client, ...(extraCaFile === undefined ? {} : { extraCaFile }) });
}

function measureTokens({ survey, era }: Scene): Promise<PreflightFacts['invalid-token']> {
  if (survey.subject.plan.transport === 'stdio') throw new NotMeasured('the server speaks over stdio', 'not-applicable');
  return collectTokens(survey.subject, era);
}

async function measureSecrets({ request: { found }, survey: { subject }, era, variables, localProcess }: Scene): Promise<PreflightFacts['secrets']> {
  if (subject.plan.transport === 'stdio') {
    const documented = await variables().catch(() => undefined);
    const names = [...Object.keys(found.facts.effective.env ?? {}), ...(documented?.variables.map(({ name }) => name) ?? [])];
    return collectStdioCanaries(subject, era, names);
  }
  const process = await localProcess();
  return collectHttpCanaries(subject, era, async () => (process === undefined ? [] : readProcessLogs(process)));
}

async function measureFiles({ request: { roots, found } }: Scene): Promise<PreflightFacts['config-files']> {
  const { files } = await discover(roots, CLIENTS);
  return collectParsedFiles(roots.project, [found.file, ...files.filter(({ fromProject }) => fromProject)]);
}

/** The variables that the server's own files name: those of the program started, or for a URL those of the project folder. */
export async function measureVariables({ request: { roots, found }, survey: { subject }, localProcess }: Omit<Scene, 'variables'>): Promise<VariableUseFacts> {
  const { plan } = subject;
  if (plan.transport === 'stdio') {
    const folder = await findServerFolder(plan);
    if (folder === undefined)
      throw new NotMeasured("the program's own files were not found: it is a package that is fetched at the start, a container or a binary");
    const ofFiles = new Set(found.facts.argumentEnvFiles?.flatMap(({ names }) => names));
    return collectVariableUse(folder, 'the environment the server is started with', async (name) => (plan.env[name] ?? '') !== '' || ofFiles.has(name));
  }
  if (!(await isServerFolder(roots.project))) throw new NotMeasured(`${roots.project} holds no server project; give the folder of the server with --cwd`);
  const process = isLoopbackName(bareHost(new URL(plan.url))) ? await localProcess() : undefined;
  if (process === undefined) return collectVariableUse(roots.project, undefined, undefined);
  return collectVariableUse(roots.project, `the environment of ${process.name} (pid ${process.pid})`, (name) => hasVariable(process, name));
}

/** The process behind a URL on this machine. */
export function findProcessOf({ subject: { plan } }: Survey): Promise<LocalProcess | undefined> {
  if (plan.transport === 'stdio' || !isLoopbackName(bareHost(new URL(plan.url)))) return Promise.resolve(undefined);
  return findLocalProcess(portOf(new URL(plan.url)));
}
