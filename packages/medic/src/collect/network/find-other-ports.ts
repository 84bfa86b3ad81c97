import { portOf } from '../../io/http-connect.ts';
import { listListeners } from '../../io/tcp-listeners.ts';
import type { ClientDefinition, HttpPlan, NetworkFacts } from '../../model/index.ts';
import { findSecrets } from '../../redact/find-secrets.ts';
import { probeMcp } from '../neighbours/probe-mcp.ts';
import type { FilledOptions } from './collect-network.ts';

type OtherPort = NonNullable<NetworkFacts['otherPorts']>[number];

const MAX_PORTS = 8;

/** A server that finds its port taken, or was given another, is mostly found a few numbers on; asked first. */
const NEAR = 16;

/** Where development servers usually listen; asked before the rest. */
const USUAL_PORTS = [3000, 3001, 8000, 8080, 8081, 8787, 8931, 5000, 4000, 9000, 5173];

/** Mail, databases, brokers and desktops: nothing that could be an MCP server, and some complain about strangers. */
const FOREIGN_PORTS = new Set([
  21, 22, 23, 25, 53, 110, 111, 139, 143, 445, 465, 587, 631, 993, 995, 1433, 1521, 2049, 3306, 3389, 5432, 5672, 5900, 6000, 6379, 9092, 11211, 27017, 33060,
]);

/**
 * Ports of this machine that answer MCP although the configured one is closed. Each gets one harmless question on the
 * configured path and `initialize` on /mcp, without the entry's headers: another port is another origin.
 */
export async function findOtherPorts(
  url: URL,
  transport: HttpPlan['transport'],
  definition: Pick<ClientDefinition, 'http' | 'handshake'>,
  options: FilledOptions,
): Promise<readonly OtherPort[]> {
  const configured = portOf(url);
  const candidates = [...new Set(options.candidatePorts ?? [])];
  const listeners = await (options.listListeners ?? listListeners)();
  const ranked = listeners.map(({ port }) => port).toSorted((a, b) => rank(a, configured) - rank(b, configured));
  const ports = [...new Set([...candidates, ...ranked])]
    .filter((port) => port !== configured && port > 0 && port < 65_536 && !FOREIGN_PORTS.has(port))
    .slice(0, MAX_PORTS);
  const programs = new Map(listeners.map(({ port, program }) => [port, program]));
  const found = await Promise.all(ports.map((port) => askPort(url, port, transport, programs.get(port) ?? '', definition, options)));
  return found.flatMap((one) => one ?? []);
}

async function askPort(
  url: URL,
  port: number,
  transport: HttpPlan['transport'],
  program: string,
  definition: Pick<ClientDefinition, 'http' | 'handshake'>,
  options: FilledOptions,
): Promise<OtherPort | undefined> {
  // A path may be the key itself; another port is another program, which must not learn it.
  const isSecret = findSecrets({ urls: [`${url.origin}${url.pathname}`] }).length > 0;
  const questions: readonly { readonly path: string; readonly transport: 'http' | 'sse' }[] = [
    ...(isSecret ? [] : [{ path: url.pathname, transport: transport === 'sse' ? 'sse' : 'http' } as const]),
    ...(url.pathname === '/mcp' && transport !== 'sse' ? [] : [{ path: '/mcp', transport: 'http' } as const]),
  ];
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const headers = { 'User-Agent': definition.http.userAgent };
  const answers = await Promise.all(
    questions.map(({ path, transport: way }) =>
      probeMcp({
        url: new URL(`http://${url.hostname}:${port}${path}`),
        transport: way,
        headers,
        handshake: definition.handshake,
        totalMs: options.probeMs,
        ...signal,
      }),
    ),
  );
  const at = answers.findIndex(({ result }) => result === 'mcp' || result === 'mcp-needs-auth');
  const answer = answers[at];
  if (answer === undefined) return undefined;
  const who = /^[\w.@+-]{1,40}$/.test(program) ? program : 'a program';
  const question = questions[at];
  const what = answer.result === 'mcp-needs-auth' ? 'asked for a login' : question?.transport === 'sse' ? 'opened an MCP event stream' : 'answered initialize';
  return { port, because: `${who} ${what} at ${question?.path} (HTTP ${answer.status})` };
}

/** Near ones first, then the usual ones, then the rest by distance. */
function rank(port: number, configured: number): number {
  const distance = Math.abs(port - configured);
  const at = USUAL_PORTS.indexOf(port);
  return distance <= NEAR ? distance : NEAR + (at === -1 ? USUAL_PORTS.length + distance : at + 1);
}
