import type { CauseId } from '../model/index.ts';

export interface RivalWords {
  readonly title: string;
  /** Why the same text fits this cause too, and what tells the two apart. */
  readonly why: string;
}

/**
 * Which other causes the same words leave open, the most usual first. Two causes are rivals when clients report them alike;
 * where the text holds what tells them apart, a rule says so and needs no rival.
 */
export const RIVALS: Readonly<Partial<Record<CauseId, readonly CauseId[]>>> = {
  // network
  'server-not-running': ['bind-address-mismatch', 'container-localhost'],
  'bind-address-mismatch': ['server-not-running', 'container-localhost'],
  'container-localhost': ['server-not-running', 'bind-address-mismatch'],
  'dns-not-found': ['proxy-not-honoured', 'url-wrong-endpoint'],
  'connection-timeout': ['proxy-not-honoured', 'server-not-running'],
  'connection-reset': ['proxy-not-honoured', 'proxy-breaks-sse'],
  'proxy-not-honoured': ['connection-timeout', 'dns-not-found'],
  'proxy-unreachable': ['proxy-not-honoured', 'proxy-auth-required'],
  // tls
  'tls-private-ca': ['corporate-tls-inspection', 'tls-incomplete-chain'],
  'corporate-tls-inspection': ['tls-private-ca', 'tls-incomplete-chain'],
  'tls-incomplete-chain': ['tls-private-ca', 'corporate-tls-inspection'],
  'tls-cert-expired': ['tls-private-ca'],
  'tls-protocol-unsupported': ['proxy-unreachable', 'corporate-tls-inspection'],
  // auth
  'auth-required': ['oauth-token-expired', 'header-not-sent'],
  'auth-token-rejected': ['oauth-token-expired', 'oauth-resource-mismatch'],
  'auth-header-malformed': ['header-not-sent', 'auth-token-rejected'],
  'header-not-sent': ['auth-required', 'auth-token-rejected'],
  'oauth-token-expired': ['oauth-stale-client-registration', 'auth-token-rejected'],
  'oauth-stale-client-registration': ['auth-token-rejected', 'oauth-registration-rejected'],
  'oauth-registration-rejected': ['oauth-redirect-uri-mismatch', 'oauth-no-dcr'],
  'oauth-redirect-uri-mismatch': ['oauth-registration-rejected', 'oauth-stale-client-registration'],
  'oauth-no-dcr': ['oauth-discovery-missing', 'oauth-registration-rejected'],
  'oauth-discovery-missing': ['oauth-no-dcr', 'url-wrong-endpoint'],
  'oauth-resource-mismatch': ['auth-token-rejected', 'oauth-insufficient-scope'],
  'oauth-insufficient-scope': ['oauth-resource-mismatch', 'auth-token-rejected'],
  'oauth-callback-port-in-use': ['oauth-redirect-uri-mismatch', 'port-in-use'],
  // http
  'url-wrong-endpoint': ['wrong-transport-type', 'session-lost-or-unknown'],
  'wrong-transport-type': ['url-wrong-endpoint', 'sse-subpath-endpoint'],
  'sse-subpath-endpoint': ['session-lost-or-unknown', 'url-wrong-endpoint'],
  'html-response': ['url-wrong-endpoint', 'cloudflare-blocked'],
  'http-server-error': ['proxy-breaks-sse', 'server-version-bug'],
  'proxy-breaks-sse': ['http-server-error', 'connection-reset'],
  'cloudflare-blocked': ['auth-required', 'html-response'],
  'host-header-rejected': ['cors-blocked'],
  'cors-blocked': ['host-header-rejected', 'server-not-running'],
  'redirect-on-endpoint': ['url-wrong-endpoint', 'header-not-sent'],
  'accept-header-406': ['wrong-transport-type'],
  // protocol
  'session-lost-or-unknown': ['wrong-transport-type', 'sse-subpath-endpoint'],
  'protocol-version-mismatch': ['stateless-era-mismatch'],
  'stateless-era-mismatch': ['protocol-version-mismatch', 'optional-method-unsupported'],
  'request-before-initialized': ['session-lost-or-unknown', 'stateless-era-mismatch'],
  // tools
  'tool-schema-openai-strict': ['tool-schema-invalid', 'tool-name-invalid'],
  'tool-schema-invalid': ['tool-schema-openai-strict', 'tool-name-invalid'],
  'tool-name-invalid': ['tool-schema-invalid', 'server-name-invalid'],
  'too-many-tools': ['tool-schema-invalid'],
};

/** What is said of a rival that no line names. */
export const RIVAL_WORDS: Readonly<Partial<Record<CauseId, RivalWords>>> = {
  'server-not-running': {
    title: 'No server listens at the address',
    why: 'A program that is not started fails alike; on its own machine nothing has the port open.',
  },
  'bind-address-mismatch': {
    title: 'The server listens on another address',
    why: 'A server that listens on 127.0.0.1 only, or on IPv4 where the client asks ::1, fails alike although it runs.',
  },
  'container-localhost': {
    title: 'localhost means a container',
    why: 'When client or server runs in a container, localhost is that container and the same refusal comes.',
  },
  'dns-not-found': { title: 'The host name has no address', why: 'A misspelt or internal name fails alike; then the look-up by hand fails too.' },
  'connection-timeout': { title: 'Nobody answers at the address', why: 'A firewall or a missing VPN swallows the packets alike, with or without a proxy.' },
  'connection-reset': { title: 'The connection is cut', why: 'The server or something in between ends the connection, whatever is sent over it.' },
  'proxy-not-honoured': {
    title: 'The program passes the proxy by',
    why: 'In a network that lets only its proxy out, direct connections fail alike; Node and some clients do not read HTTPS_PROXY by themselves.',
  },
  'proxy-unreachable': { title: 'The proxy does not pass the request on', why: 'A proxy that is down, or is called by the wrong scheme, answers alike.' },
  'proxy-auth-required': { title: 'The proxy asks for a login', why: 'Some proxies end the connection instead of answering 407.' },
  'tls-private-ca': {
    title: 'The certificate comes from a private authority',
    why: "A certificate that is self-signed or from one's own authority is refused alike; then its issuer is your own.",
  },
  'corporate-tls-inspection': {
    title: 'A gateway or virus scanner opens TLS',
    why: 'A company gateway signs certificates anew with a root this program does not know; then the issuer shown is the gateway.',
  },
  'tls-incomplete-chain': {
    title: 'The server sends too few certificates',
    why: 'A forgotten intermediate certificate is refused alike; browsers often fetch it and show no error.',
  },
  'auth-required': { title: 'The server wants a login', why: 'A request without credentials is refused alike; then no Authorization header was sent.' },
  'auth-token-rejected': { title: 'The server refuses the token or key', why: 'A mistyped, revoked or foreign token is refused alike; a fresh one decides.' },
  'auth-header-malformed': { title: 'The Authorization header has another form', why: 'A header without the word Bearer, or with it twice, is refused alike.' },
  'header-not-sent': {
    title: 'The configured header does not reach the server',
    why: 'A client that reads another field, or drops headers, is refused alike; the log of the server shows no Authorization header.',
  },
  'oauth-token-expired': { title: 'The stored login has expired', why: 'A login that ended and could not be renewed is refused alike; a new login helps.' },
  'oauth-stale-client-registration': {
    title: 'The login server no longer knows this client',
    why: 'A client id whose registration the server forgot is refused alike; throwing the stored login away helps.',
  },
  'oauth-registration-rejected': {
    title: 'The login server refused to register the client',
    why: 'A registration that was turned down stops the login at the same step.',
  },
  'oauth-redirect-uri-mismatch': {
    title: 'The redirect address is not the registered one',
    why: 'A port, host or path that differs from the registered address stops the login at the same step.',
  },
  'oauth-no-dcr': {
    title: 'The login server does not register unknown clients',
    why: 'Without dynamic registration a client needs an id made by hand, and stops at the same step.',
  },
  'oauth-discovery-missing': {
    title: 'The server does not describe its login',
    why: 'Missing or contradictory documents below /.well-known/ stop the login at the same step.',
  },
  'oauth-resource-mismatch': {
    title: 'The token is for another resource',
    why: 'A token for another audience is refused alike; its "aud" does not name this server.',
  },
  'oauth-insufficient-scope': { title: 'The token lacks a scope', why: 'A known token without the needed scope is refused alike; its "scope" shows it.' },
  'url-wrong-endpoint': {
    title: 'The URL is not the endpoint',
    why: 'A wrong host or path answers alike; POST to /mcp on the same host shows whether the endpoint is there.',
  },
  'wrong-transport-type': { title: 'Client and server use different transports', why: 'Streamable HTTP and the old SSE transport refuse each other alike.' },
  'sse-subpath-endpoint': {
    title: 'The server announces a wrong address for messages',
    why: 'Behind a prefix the announced address answers 404 alike; the "endpoint" event of the stream shows it.',
  },
  'html-response': { title: 'A web page came where JSON belongs', why: 'A login page or an error page of the hoster looks alike to the client.' },
  'http-server-error': { title: 'The server or its gateway fails', why: 'A server that fails or restarts behind its gateway looks alike; its log says so.' },
  'proxy-breaks-sse': {
    title: 'A proxy cuts or holds back the stream',
    why: 'A gateway that buffers, or ends idle streams, fails alike; asking the server past it decides.',
  },
  'cloudflare-blocked': {
    title: 'A firewall before the server blocks the client',
    why: 'A bot protection answers with a page of its own; the page names the product.',
  },
  'host-header-rejected': {
    title: 'The server refuses the host name or origin',
    why: "The server's guard against DNS rebinding refuses pages and proxies alike.",
  },
  'cors-blocked': { title: 'The browser blocks the answer (CORS)', why: 'A client in a web page fails alike when the server does not allow its origin.' },
  'session-lost-or-unknown': {
    title: 'The server no longer knows the session',
    why: 'After a restart the server answers 404 or 400 to the old session id; a reconnect helps.',
  },
  'request-before-initialized': {
    title: 'A request came before the handshake was over',
    why: 'A request on a session that was never initialised is refused alike.',
  },
  'protocol-version-mismatch': { title: 'The two sides share no protocol version', why: 'A revision that one side does not speak is refused alike.' },
  'stateless-era-mismatch': {
    title: 'One side speaks the stateless revision only',
    why: 'The revision 2026-07-28 has no initialize; a peer of the other era refuses its first message alike.',
  },
  'optional-method-unsupported': {
    title: 'The server lacks an optional method',
    why: 'A server may refuse a method it did not declare; the connection stands all the same.',
  },
  'tool-schema-invalid': {
    title: "A tool's schema is not valid",
    why: 'A schema that is wrong for every model is refused alike; another provider then refuses it too.',
  },
  'tool-schema-openai-strict': {
    title: "The model provider refuses a tool's schema",
    why: 'A schema that is valid, and outside what this provider takes, is refused alike; another provider takes it.',
  },
  'tool-name-invalid': {
    title: 'A tool has a name the provider refuses',
    why: 'Names longer than 64 characters, or with other signs than letters, digits, _ and -, are refused alike.',
  },
  'server-name-invalid': { title: 'The name of the entry makes tool names invalid', why: 'Clients put the name of the server before the names of its tools.' },
  'server-version-bug': { title: 'This version of the server has a fault', why: 'A fault in the server fails alike; another version of it decides.' },
  'port-in-use': { title: 'Another program has the port', why: 'A second instance that cannot take its port fails alike.' },
};
