import type { Sign, SignHit } from '../model/index.ts';
import { PROGRAM_TEXT } from './http-failure.ts';
import { anyOf, near } from './near.ts';

const ADDRESS = String.raw`(?<host>\[?[\w.:%-]{1,100}?\]?):(?<port>\d{2,5})`;
/** Other rules know these places better: container engines, the Inspector's proxy. After the words: before them it would be asked everywhere. */
const ELSEWHERE = String.raw`(?<!docker.{0,120}dial tcp )`;

/** How runtimes say that nobody listens. Node, Bun, Rust and SDK wordings run 2026-11-20; the rest from their sources. */
export const REFUSED_SIGNS: readonly Sign[] = [
  { id: 'node', literals: ['ECONNREFUSED'], pattern: new RegExp(String.raw`\bECONNREFUSED:? ${ADDRESS}\b`, 'u'), sources: PROGRAM_TEXT },
  { id: 'bare', literals: ['ECONNREFUSED', 'ERR_CONNECTION_REFUSED'], pattern: /\b(?:ECONNREFUSED|ERR_CONNECTION_REFUSED)\b/u, sources: PROGRAM_TEXT },
  {
    id: 'bun',
    literals: ['Is the computer able to access the url', 'ConnectionRefused'],
    pattern: /Unable to connect\. Is the computer able to access the url|\bConnectionRefused\b/u,
    sources: PROGRAM_TEXT,
  },
  {
    id: 'errno',
    literals: ['onnection refused', '[Errno 61]', '[Errno 111]', 'econnrefused', '(111)', 'NS_ERROR_CONNECTION_REFUSED', 'onnect() failed'],
    pattern: new RegExp(
      String.raw`\[Errno (?:61|111)\] Connect(?:ion refused| call failed)|Connection refused \(os error (?:61|111)\)|java\.net\.ConnectException: Connection refused|Connection refused:? (?:no further information: )?(?:[\w.-]{0,80}\/)?(?<peer>[\w.]{1,60}:\d{2,5})|kind: ConnectionRefused|\b:econnrefused\b|NS_ERROR_CONNECTION_REFUSED|connect\(\) failed \(111: Connection refused\)|Failed to open TCP connection to (?<opened>[\w.-]{1,100}:\d{2,5}) \(Connection refused|tcp connect error: Connection refused|dial tcp ${ELSEWHERE}${ADDRESS}: connect: connection refused`,
      'u',
    ),
    sources: PROGRAM_TEXT,
  },
  {
    id: 'curl',
    literals: ['curl: (7)', 'cURL error 7', 'Failed to connect to', 'Could not connect to the server', 'remote server'],
    pattern: anyOf(
      /(?:curl: \(7\)|cURL error 7:?) (?:Failed to connect to (?<host>\S{1,100}) port (?<port>\d{2,5})|.{0,80}connect)|Failed to connect to (?<host2>\S{1,100}) port (?<port2>\d{2,5}) after \d{1,6} ms(?!: (?:Timeout|Connection timed out|No route))|ConnectException: Failed to connect to \S{1,120}/u,
      near(/NSURLErrorDomain/u, 40, /-1004/u),
      /Could not connect to the server\./u,
    ),
    sources: PROGRAM_TEXT,
  },
  {
    id: 'plain',
    literals: [
      'onnection refused',
      'refused the connection',
      'refused to connect',
      'CONNECTION_REFUSED',
      'ot running',
      'endpoint is offline',
      'error sending request for url',
      'ConnectException',
      'error_is_connect=true',
      'NGROK_3200',
      'NGROK_8012',
      'Is the server running',
      'server is running',
      'Is the MCP server running',
      'endpoint available',
      'ot connected to',
      'nsure ',
      'ake sure ',
      'not listening',
      'unnel',
      'NOENT /',
      'NOENT \\\\',
      '.sock: connect',
    ],
    pattern:
      /[Cc]onnection (?:was )?refused\b|refused (?:the connection|to connect)\b|\bconnect ENOENT (?:\/|\\\\)\S{1,200}|dial unix \S{1,200}\.sock: connect: no such file|\b[Tt]unnel (?:\S{1,60} )?(?:is |was )?(?:not found|offline|not running|currently unavailable)\b|\bCONNECTION_REFUSED\b|ERR_NGROK_(?:3200|8012)|(?:[Ss]erver|[Bb]ridge|[Pp]lugin|[Ee]xtension|[Ee]ditor|[Aa]ddon|[Aa]pp) (?:is|may be|might be) not running\b|(?:[Ss]erver|[Bb]ridge|[Pp]lugin|[Ee]xtension|[Ee]ditor|[Aa]ddon) (?:is )?not listening\b|error_is_connect=true|\b[Nn]ot connected to (?:the )?(?:MCP |\w{1,20}[- ])?(?:server|bridge|editor|plugin|extension)\b|\bNo working \w{1,20} endpoint available|java\.net\.ConnectException(?:: null)?$|error sending request for url \(http:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])[:/]|[Ii]s the (?:\w{1,20} )?server running\?|(?:[Mm]ake sure|[Ee]nsure|[Cc]heck (?:that|if|whether)) (?:the |your |that the )?[\w ]{1,40}(?:is|are) running/u,
    sources: ['pasted'],
    loose: true,
  },
  {
    id: 'local-fetch',
    literals: ['fetch failed', 'Failed to fetch', 'WebSocket connection to'],
    pattern: new RegExp(
      String.raw`\b(?<host>localhost|127\.0\.0\.1|\[::1\]):(?<port>\d{2,5})\S{0,60}(?:: (?:TypeError: )?(?:fetch failed|Failed to fetch)|' failed\b)`,
      'u',
    ),
    sources: PROGRAM_TEXT,
  },
  {
    id: 'windows',
    literals: ['actively refused', 'WinError 10061', 'os error 10061'],
    pattern: /target machine actively refused it|\[?WinError 10061\]?|os error 10061/u,
    sources: PROGRAM_TEXT,
  },
  {
    id: 'python',
    literals: ['Connect call failed', 'All connection attempts failed', 'NewConnectionError'],
    pattern: anyOf(
      /Connect call failed \('(?<host>[\w.:]{1,60})', (?<port>\d{2,5})|All connection attempts failed/u,
      near(/NewConnectionError/u, 200, /refused|Errno (?:61|111)/u),
    ),
    sources: PROGRAM_TEXT,
  },
];

/** How runtimes say that a name has no address. */
export const UNKNOWN_NAME_SIGNS: readonly Sign[] = [
  { id: 'node', literals: ['ENOTFOUND'], pattern: /\bENOTFOUND:? (?<host>[\w.-]{1,200})/u, sources: PROGRAM_TEXT },
  {
    id: 'again',
    literals: ['EAI_AGAIN', 'Temporary failure in name resolution'],
    pattern: /\bEAI_AGAIN(?: (?<host>[\w.-]{1,200}))?|Temporary failure in name resolution/u,
    sources: PROGRAM_TEXT,
  },
  {
    id: 'system',
    literals: [
      'Name or service not known',
      'nodename nor servname',
      'getaddrinfo failed',
      'failed to lookup address',
      'No address associated with hostname',
      'No such host is known',
      'remote name could not be resolved',
      'hostname could not be found',
      'Unable to resolve host',
      'could not be resolved',
      'getaddrinfo',
      'dns error',
      'DNS_PROBE',
      ':nxdomain',
      'NS_ERROR_UNKNOWN_HOST',
      'typo in the url',
      'Origin DNS error',
      'UnresolvedAddressException',
      'ESERVFAIL',
      'ENODATA',
    ],
    pattern:
      /Name or service not known|nodename nor servname provided|\bgetaddrinfo failed|failed to lookup address information|No address associated with hostname|No such host is known(?:\. \((?<host>[\w.-]{1,200}):\d)?|remote name could not be resolved(?:: '(?<name>[\w.-]{1,200})')?|specified hostname could not be found|Unable to resolve host "?(?<asked>[\w.-]{1,200})|server name or address could not be resolved|php_network_getaddresses|getaddrinfo: |\bdns error\b|\bDNS_PROBE_\w{1,40}|:nxdomain\b|NS_ERROR_UNKNOWN_HOST|Was there a typo in the url or port|\b[Hh]ost \S{1,100} could not be resolved|Origin DNS error|UnresolvedAddressException|\bquery\w{1,8} E(?:SERVFAIL|NODATA|TIMEOUT|REFUSED|NOTFOUND)\b/u,
    sources: PROGRAM_TEXT,
  },
  { id: 'go', literals: ['no such host'], pattern: /lookup (?<host>[\w.-]{1,200})(?: on \S{1,60})?: no such host/u, sources: PROGRAM_TEXT },
  { id: 'java', literals: ['UnknownHostException'], pattern: /UnknownHostException:? (?<host>[\w.-]{1,200})/u, sources: PROGRAM_TEXT },
  {
    id: 'curl',
    literals: ['Could not resolve host', 'NameResolutionError'],
    pattern: /Could not resolve host:? (?<host>[\w.-]{1,200})|Failed to resolve '(?<name>[\w.-]{1,200})'/u,
    sources: PROGRAM_TEXT,
  },
  { id: 'browser', literals: ['ERR_NAME_NOT_RESOLVED', 'NXDOMAIN'], pattern: /\bERR_NAME_NOT_RESOLVED\b|\bNXDOMAIN\b/u, sources: PROGRAM_TEXT },
];

/** How runtimes say that packets lead nowhere; a client's own limit on the whole connection is another matter. */
export const UNREACHABLE_SIGNS: readonly Sign[] = [
  {
    id: 'node',
    literals: ['ETIMEDOUT'],
    pattern: new RegExp(String.raw`\bconnect ETIMEDOUT ${ADDRESS}|AggregateError \[ETIMEDOUT\]|\bETIMEDOUT\b.{0,40}connect\b|code: '?ETIMEDOUT`, 'u'),
    sources: PROGRAM_TEXT,
  },
  {
    id: 'undici',
    literals: ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error'],
    pattern: /UND_ERR_CONNECT_TIMEOUT|Connect Timeout Error(?: \(attempted address(?:es)?: (?<host>[^:,) ]{1,120}):(?<port>\d{1,5}))?/u,
    sources: PROGRAM_TEXT,
  },
  {
    id: 'no-route',
    literals: ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'o route to host', 'etwork is unreachable'],
    pattern: new RegExp(
      String.raw`\b(?:EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)(?: ${ADDRESS})?|(?:Cannot connect to host |dial tcp )(?<name>[\w.-]{1,100}):\d{2,5}\b.{0,40}[Nn]o route to host|[Nn]o route to host|[Nn]etwork is unreachable`,
      'u',
    ),
    sources: PROGRAM_TEXT,
  },
  {
    id: 'errno',
    literals: [
      'onnection timed out',
      'peration timed out',
      'connect timed out',
      '[Errno 60]',
      '[Errno 110]',
      'curl: (28)',
      'cURL error 28',
      'semaphore timeout',
      'onnection timeout to host',
      'ConnectTimeoutException',
      'SocketTimeoutException',
      'etimedout',
      'SocketTimeout',
      'ailed to connect to',
      'tcp connect error',
      'OpenTimeout',
      'handshake timeout',
      'waiting for connection',
      'HttpConnectTimeoutException',
      ' timed out',
      'unreachable',
      'OS Error: Connection timed out',
    ],
    pattern:
      /Connection timed out \(os error 110\)|Operation timed out \(os error 60\)|\[Errno (?:60|110)\]|java\.net\.(?:ConnectException: Connection|SocketTimeoutException: [Cc]onnect) timed out|curl: \(28\)|cURL error 28|semaphore timeout period has expired|Connection timeout to host|ConnectTimeoutException|SocketTimeoutException: (?:[Cc]onnect timed out|[Ff]ailed to connect)|tcp connect error: (?:Connection|Operation|deadline)|:etimedout\b|connection timed out: \S{1,120}:\d{2,5}|[Ff]ailed to connect to \S{1,120} \(port \d{2,5}\)(?: from \S{1,80} \(port \d{2,5}\))? after \d{1,6}ms|\bNet::OpenTimeout\b|net\/http: TLS handshake timeout|request canceled while waiting for connection|HttpConnectTimeoutException|\bconnect(?:ing|ion)? to \S{1,100}:\d{2,5} timed out|\b[Hh]ost \S{1,100} (?:is )?unreachable\b|OS Error: Connection timed out/u,
    sources: PROGRAM_TEXT,
  },
  { id: 'go', literals: ['i/o timeout'], pattern: new RegExp(String.raw`dial tcp ${ADDRESS}: i/o timeout`, 'u'), sources: PROGRAM_TEXT },
  {
    id: 'claude-http',
    literals: ['HTTP Connection failed after'],
    pattern: near(/HTTP Connection failed after \d{4,6}ms/u, 120, /timed out/u),
    sources: PROGRAM_TEXT,
  },
  { id: 'uv', literals: ['operation timed out'], pattern: /(?<!response body(?: error)?: )\boperation timed out$/u, sources: PROGRAM_TEXT, loose: true },
  {
    id: 'windows',
    literals: ['did not properly respond', 'WinError 10060', 'os error 10060', 'WinError 10051', 'WinError 10065'],
    pattern: /did not properly respond after a period of time|WinError 100(?:51|60|65)|os error 100(?:51|60|65)/u,
    sources: PROGRAM_TEXT,
  },
  {
    id: 'python',
    literals: ['ConnectTimeout', 'curl: (7)'],
    pattern: anyOf(/\bConnectTimeout(?:Error)?\b/u, near(/curl: \(7\)/u, 120, /timed out|No route/u)),
    sources: PROGRAM_TEXT,
  },
  {
    id: 'browser',
    literals: ['ERR_CONNECTION_TIMED_OUT', 'ERR_ADDRESS_UNREACHABLE', 'ERR_INTERNET_DISCONNECTED'],
    pattern: /\bERR_(?:CONNECTION_TIMED_OUT|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED)\b/u,
    sources: PROGRAM_TEXT,
  },
];

/** The peers the hits name, each once: `127.0.0.1:8080`. */
export function peersOf(signs: readonly SignHit[]): readonly string[] {
  const named = signs.flatMap(({ groups }) => {
    const host = groups['host'] ?? groups['name'];
    if (host === undefined) return [];
    return [groups['port'] === undefined ? host : `${host}:${groups['port']}`];
  });
  return [...new Set(named)];
}

/** IPv6 loopback, however it is bracketed. */
export function isIpv6Loopback(peer: string): boolean {
  return /^\[?::1\]?(?::\d{1,5})?$/u.test(peer);
}

export function isLoopbackPeer(peer: string): boolean {
  return isIpv6Loopback(peer) || /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|0\.0\.0\.0)(?::|$)/iu.test(peer);
}

/** Addresses of home and office networks. */
export function isPrivatePeer(peer: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[?f[cd][0-9a-f]{2}:|\[?fe80:)/iu.test(peer);
}
