import { collectDocker } from '../collect/docker/collect-docker.ts';
import { dockerQuestion } from '../collect/docker/docker-question.ts';
import { probeHttpOtherEra } from '../collect/http/probe-other-era.ts';
import { collectNeighbours } from '../collect/neighbours/collect-neighbours.ts';
import { collectNetwork } from '../collect/network/collect-network.ts';
import { collectOAuth } from '../collect/oauth/collect-oauth.ts';
import { collectPort } from '../collect/port.ts';
import { redactStrings } from '../collect/redact-strings.ts';
import { probeOtherEra } from '../collect/stdio/probe-other-era.ts';
import { collectTls } from '../collect/tls/collect-tls.ts';
import type { ConnectPlan, Evidence, FailureStage, FoundEntry, HttpPlan, HttpSession, ProgramFacts, StdioPlan, StdioSession } from '../model/index.ts';
import { attempt } from './collected.ts';
import { extraCa } from './trusted-roots.ts';
import type { ExamineContext } from './examine-context.ts';

type Part = Promise<Partial<Evidence>>;

/** Failures after which the other protocol era is worth a fresh connection. */
const ERA_STAGES: readonly FailureStage[] = ['rpc-error', 'version', 'exit', 'invalid-answer', 'http-status', 'http-body'];

/** After a failed connection: looks at everything that can tell one cause from another. Collectors run side by side. */
export async function investigate(
  found: FoundEntry,
  plan: ConnectPlan,
  session: StdioSession | HttpSession,
  program: ProgramFacts | undefined,
  context: ExamineContext,
): Promise<Partial<Evidence>> {
  const parts = plan.transport === 'stdio' ? lookAroundProcess(found, plan, session, context) : lookAroundUrl(found, plan, session as HttpSession, context);
  const question = dockerQuestion(plan, program);
  if (question !== undefined) parts.push(attempt('docker', collectDocker(question, context.request.roots, found.redactor)).then((docker) => ({ docker })));
  return Object.assign({}, ...(await Promise.all(parts))) as Partial<Evidence>;
}

function lookAroundProcess(found: FoundEntry, plan: StdioPlan, session: StdioSession | HttpSession, { request }: ExamineContext): Part[] {
  const parts: Part[] = [];
  const stage = stageOf(session);
  if (stage !== undefined && ERA_STAGES.includes(stage) && answeredSomething(session)) {
    parts.push(
      attempt('otherEra', probeOtherEra(plan, found.definition, found.redactor, { patienceMs: 0, ...signalOf(request) })).then((otherEra) => ({ otherEra })),
    );
  }
  const port = session.transport === 'stdio' ? portInUse(session) : undefined;
  if (port !== undefined) parts.push(attempt('port', collectPort(port)).then((facts) => ({ port: facts })));
  return parts;
}

function lookAroundUrl(found: FoundEntry, plan: HttpPlan, session: HttpSession, context: ExamineContext): Part[] {
  const stage = stageOf(session);
  const url = URL.canParse(plan.url) ? new URL(plan.url) : undefined;
  if (url === undefined || stage === 'url') return [];
  const { definition, redactor } = found;
  const { request } = context;
  const network = collectNetwork(plan, definition, {
    candidatePorts: context.knownPorts,
    isContainer: context.host.isContainer === true,
    ...signalOf(request),
  });
  const parts: Part[] = [
    attempt(
      'network',
      network.then((facts) => redactStrings(facts, redactor)),
    ).then((facts) => ({ network: facts })),
  ];
  parts.push(lookAtCertificate(found, plan, context));
  if (wasRefusedAccess(session))
    parts.push(attempt('oauth', collectOAuth(session, plan, redactor, { definition, ...signalOf(request) })).then((oauth) => ({ oauth })));
  if (stage !== 'dns' && stage !== 'proxy') {
    parts.push(attempt('neighbours', collectNeighbours(session, plan, definition, redactor, signalOf(request))).then((neighbours) => ({ neighbours })));
  }
  if (stage !== undefined && ERA_STAGES.includes(stage)) {
    parts.push(attempt('otherEra', probeHttpOtherEra(plan, definition, redactor, { patienceMs: 0, ...signalOf(request) })).then((otherEra) => ({ otherEra })));
  }
  if (stage === 'tcp' || stage === 'dns' || stage === 'http-closed') {
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    parts.push(attempt('port', collectPort(port)).then((facts) => ({ port: facts })));
  }
  return parts;
}

/** The certificate chain of an https server; nothing for others. */
export async function lookAtCertificate({ definition }: FoundEntry, plan: ConnectPlan, { request }: ExamineContext): Promise<Partial<Evidence>> {
  if (plan.transport === 'stdio' || !URL.canParse(plan.url)) return {};
  const url = new URL(plan.url);
  if (url.protocol !== 'https:') return {};
  return { tls: await attempt('tls', collectTls(url, { proxyEnv: plan.proxyEnv, definition, ...extraCa(definition.http, request.roots) })) };
}

function stageOf({ outcome }: StdioSession | HttpSession): FailureStage | undefined {
  return outcome.kind === 'failed' ? outcome.stage : undefined;
}

/** Some word came back, so that the other era may be worth asking; a crash before any word is no matter of eras. */
function answeredSomething(session: StdioSession | HttpSession): boolean {
  if (session.transport !== 'stdio') return true;
  const { outcome } = session;
  if (outcome.kind === 'failed' && outcome.stage === 'exit') return session.attempts.some((x) => x.first === 'server/discover' && x.exit?.code === 0);
  return session.attempts.some((x) => x.messages.some((message) => message.dir === 'received'));
}

function wasRefusedAccess(session: HttpSession): boolean {
  return session.outcome.kind === 'needs-authentication' || session.exchanges.some(({ status }) => status === 401 || status === 403);
}

/** The port a server could not take, read from its own words: Node `127.0.0.1:3000`, Go `:8080`, Python `('0.0.0.0', 8000)`, `port 8000`. */
export function portInUse(session: StdioSession): number | undefined {
  for (const line of session.attempts.at(-1)?.stderr.lines ?? []) {
    if (!/EADDRINUSE|(?:already )?in use/i.test(line)) continue;
    const match = /(?::|', |port )(\d{2,5})(?![\d.])/i.exec(line.slice(0, 500));
    if (match !== null) return Number(match[1]);
  }
  return undefined;
}

/** The file with further trusted certificates, when the client reads one from its environment. */
function signalOf({ signal }: { readonly signal?: AbortSignal }): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
