import type {
  AnyRule,
  Evidence,
  EvidenceMap,
  Hit,
  HostFacts,
  HttpExchange,
  HttpSession,
  NeighbourTry,
  NetworkFacts,
  OAuthFacts,
  Outcome,
  TlsFacts,
} from '../../src/model/index.ts';
import { judge } from '../../src/rules/judge.ts';
import { evidenceOf, exchange, failed, http, type Parts } from './facts.ts';

/** Evidence of remote servers for tests of rules. */
const HOST: HostFacts = { platform: 'linux', arch: 'x64', node: 'v24.0.0', now: '2026-11-21T10:00:00.000Z', path: [], proxy: {}, notableEnv: {} };

export const NETWORK: NetworkFacts = {
  host: '127.0.0.1',
  port: 8000,
  isLoopback: true,
  isPrivate: false,
  dns: { ms: 0, addresses: [{ address: '127.0.0.1', family: 4 }] },
  tcp: [{ address: '127.0.0.1', family: 4, state: 'open', ms: 1 }],
};

export const TLS: TlsFacts = {
  host: 'mcp.example.com',
  port: 443,
  protocol: 'TLSv1.3',
  chain: [
    {
      subject: 'CN=mcp.example.com',
      issuer: 'CN=Some CA, O=Some Org',
      altNames: ['DNS:mcp.example.com'],
      validFrom: '2026-10-01T00:00:00.000Z',
      validTo: '2027-10-01T00:00:00.000Z',
      selfSigned: false,
      isCa: false,
      fingerprint256: 'AB:CD:EF:01:23:45:67:89:AB:CD',
    },
  ],
};

const REMOTE_ENTRY: NonNullable<Parts['entry']> = {
  written: { type: 'http', url: 'http://127.0.0.1:8000/mcp' },
  effective: { transport: 'http', url: 'http://127.0.0.1:8000/mcp', connectMs: 30_000 },
};

export interface RemoteParts extends Parts {
  readonly network?: Partial<NetworkFacts>;
  readonly tls?: Partial<TlsFacts>;
  readonly neighbours?: readonly NeighbourTry[];
  readonly oauth?: Partial<OAuthFacts>;
  readonly port?: EvidenceMap['port'];
  readonly host?: Partial<HostFacts>;
}

export function remoteEvidence({ network, tls, neighbours, oauth, port, host, ...parts }: RemoteParts): Evidence {
  return {
    ...evidenceOf({ ...parts, entry: { ...REMOTE_ENTRY, ...parts.entry } }),
    host: { state: 'ok', value: { ...HOST, ...host } },
    ...(network === undefined ? {} : { network: { state: 'ok', value: { ...NETWORK, ...network } } }),
    ...(tls === undefined ? {} : { tls: { state: 'ok', value: { ...TLS, ...tls } } }),
    ...(neighbours === undefined ? {} : { neighbours: { state: 'ok', value: { tries: neighbours } } }),
    ...(oauth === undefined ? {} : { oauth: { state: 'ok', value: { sentAuthorization: false, tries: [], ...oauth } } }),
    ...(port === undefined ? {} : { port: { state: 'ok', value: port } }),
  };
}

export function judgeRemote(rule: AnyRule, parts: RemoteParts): readonly Hit[] {
  const { hits, defects } = judge([rule], remoteEvidence(parts));
  if (defects.length > 0) throw new Error(defects[0]?.message);
  return hits.map(({ hit }) => hit);
}

/** A session that ended at this exchange. */
export function ended(outcome: Outcome | 'login', parts: Partial<HttpExchange>, more: Partial<HttpSession> = {}): HttpSession {
  const url = parts.url ?? more.url ?? 'http://127.0.0.1:8000/mcp';
  return http(outcome === 'login' ? { kind: 'needs-authentication', atMs: 20 } : outcome, {
    url,
    exchanges: [exchange({ url, ...parts })],
    decidedBy: 0,
    ...more,
  });
}

export function answered(status: number, head: string = '', parts: Partial<HttpExchange> = {}): HttpSession {
  const kind =
    head === '' ? 'empty' : head.startsWith('{') ? (head.includes('jsonrpc') ? 'json-rpc' : 'json') : /^<(?:!doctype|html)/iu.test(head) ? 'html' : 'text';
  const title = /<title>([^<]+)/iu.exec(head)?.[1];
  return ended(status === 401 ? 'login' : failed(status < 300 ? 'http-body' : 'http-status', 20), {
    status,
    headers: { 'content-type': kind === 'html' ? 'text/html' : kind.startsWith('json') ? 'application/json' : 'text/plain' },
    body: { kind, bytes: head.length, truncated: false, head, ...(title === undefined ? {} : { title }) },
    ...parts,
  });
}

export function broken(stage: 'tcp' | 'dns' | 'tls' | 'proxy' | 'url' | 'http-closed', code: string, parts: Partial<HttpExchange> = {}): HttpSession {
  const phase = stage === 'http-closed' ? 'headers' : stage;
  return ended(failed(stage, 20), { error: { phase, code, message: `${code} happened` }, ...parts });
}

export function attemptAt(change: string, url: string, result: NeighbourTry['result'], transport: 'http' | 'sse' = 'http'): NeighbourTry {
  return {
    change,
    url,
    transport,
    result,
    ...(result === 'unreachable' ? {} : { status: result === 'mcp' ? 200 : result === 'not-mcp' ? 404 : 401 }),
    detail: result === 'mcp' ? 'demo 1.0 answered initialize with protocol version 2025-11-25' : 'text/plain: Not Found',
  };
}
