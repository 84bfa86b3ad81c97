import { CAUSES_BY_LAYER } from '../model/ids.ts';
import type { CauseId } from '../model/index.ts';

/** `by` brings `what` about: with `by` established, `what` is a consequence and no root cause of its own. */
export interface Explanation {
  readonly by: readonly CauseId[];
  readonly what: readonly CauseId[];
}

const { command, startup, framing, protocol, timeout, network, http, tls, auth, docker, permissions, tools, client } = CAUSES_BY_LAYER;

/** Whatever can only be seen once a server runs or is dialled. */
const AFTER_CONFIG: readonly CauseId[] = [
  ...permissions,
  ...command,
  ...docker,
  ...startup,
  ...network,
  ...tls,
  ...auth,
  ...http,
  ...framing,
  ...protocol,
  ...timeout,
  ...tools,
  ...client,
];
/** What a client reports about a process that ended or never spoke. */
const DEAD_PROCESS: readonly CauseId[] = [
  'server-crash',
  'server-unresponsive',
  'startup-timeout-slow',
  'client-version-bug',
  'stdout-pollution',
  'invalid-jsonrpc',
];
/** How a start with wrong words ends. */
const BAD_START: readonly CauseId[] = [
  'command-not-installed',
  'command-not-on-client-path',
  'script-or-path-missing',
  'package-not-found',
  'node-module-missing',
  'python-module-missing',
  ...DEAD_PROCESS,
];
/** How a server refuses what it was sent, from the most to the least telling. */
const REFUSED: readonly CauseId[] = ['auth-token-rejected', 'auth-required', 'http-server-error', 'client-version-bug'];
/** How a connection that never stood looks from above. */
const NO_CONNECTION: readonly CauseId[] = ['server-unresponsive', 'startup-timeout-slow', 'http-server-error', 'client-version-bug', 'server-crash'];
/** What comes back from a place that is no MCP endpoint. */
const NOT_MCP: readonly CauseId[] = [
  'html-response',
  'http-server-error',
  'accept-header-406',
  'invalid-jsonrpc',
  'stdout-pollution',
  'server-unresponsive',
  'client-version-bug',
];

/** Direct explanations; `explains.ts` closes them over chains. Must stay free of cycles. */
export const EXPLANATIONS: readonly Explanation[] = [
  // The file: nothing in a file that is not read, or not read as meant, takes effect. Each of these hides the next.
  { by: ['config-wrong-file'], what: ['config-unreadable'] },
  { by: ['config-unreadable'], what: ['config-bom'] },
  { by: ['config-bom'], what: ['config-syntax'] },
  {
    by: ['config-syntax'],
    what: [
      ...CAUSES_BY_LAYER.config.filter((cause) => !['config-wrong-file', 'config-unreadable', 'config-bom', 'config-syntax'].includes(cause)),
      ...AFTER_CONFIG,
    ],
  },
  // The entry: one that the client drops or reads otherwise is never started as meant.
  { by: ['config-entry-shape'], what: ['env-var-missing', 'cwd-missing-or-relative', 'script-or-path-missing', ...AFTER_CONFIG] },
  { by: ['cli-add-syntax'], what: ['config-transport-type', 'args-malformed', 'env-var-missing', ...BAD_START] },
  { by: ['config-transport-type', 'args-malformed', 'variable-not-expanded'], what: ['config-entry-shape'] },
  // A gate: what is not started cannot fail in any other way.
  { by: ['server-disabled'], what: ['approval-or-trust-pending', 'client-not-restarted'] },
  {
    by: ['approval-or-trust-pending'],
    what: ['client-not-restarted', ...AFTER_CONFIG.filter((cause) => cause !== 'approval-or-trust-pending')],
  },
  // Values: a literal `${X}` or a placeholder is taken for a host name, a token, a path.
  {
    by: ['variable-not-expanded'],
    what: [
      'placeholder-value',
      'env-var-missing',
      'url-refused-by-client',
      'auth-header-malformed',
      'dns-not-found',
      'script-or-path-missing',
      'cwd-missing-or-relative',
      'windows-npm-appdata',
      'url-wrong-endpoint',
      ...BAD_START,
      ...REFUSED,
    ],
  },
  {
    by: ['placeholder-value'],
    what: ['env-var-missing', 'auth-header-malformed', 'dns-not-found', 'url-wrong-endpoint', 'url-refused-by-client', ...BAD_START, ...REFUSED],
  },
  {
    by: ['value-whitespace'],
    what: [
      'env-var-missing',
      'auth-header-malformed',
      'dns-not-found',
      'url-wrong-endpoint',
      'cwd-missing-or-relative',
      'file-permissions',
      ...BAD_START,
      ...REFUSED,
    ],
  },
  { by: ['env-var-missing'], what: ['server-version-bug', ...DEAD_PROCESS, ...REFUSED] },
  { by: ['server-name-invalid', 'server-name-collision'], what: ['tool-name-invalid', 'client-not-restarted'] },
  // The start: wrong words, folder or path end as a missing program, a missing module or a crash.
  { by: ['args-malformed'], what: ['space-in-path-or-arg', 'windows-launcher-suffix', 'docker-stdio-flags', 'file-permissions', ...BAD_START] },
  { by: ['cwd-missing-or-relative'], what: ['env-var-missing', 'file-permissions', ...BAD_START] },
  {
    by: ['script-or-path-missing'],
    what: ['node-module-missing', 'python-module-missing', 'command-not-installed', 'command-not-on-client-path', 'source-syntax-error', ...DEAD_PROCESS],
  },
  { by: ['windows-npm-appdata'], what: ['placeholder-value', 'corrupt-package-cache', 'file-permissions', ...BAD_START] },
  // Permissions and sandboxes look like missing files, refused files or dead hosts.
  { by: ['sandboxed-client'], what: ['docker-daemon-down', 'server-not-running', 'file-permissions', 'cwd-missing-or-relative', ...BAD_START] },
  { by: ['macos-quarantine'], what: ['arch-mismatch', 'file-permissions', 'oom-killed', ...DEAD_PROCESS] },
  { by: ['macos-folder-privacy'], what: ['file-permissions', 'cwd-missing-or-relative', 'source-syntax-error', ...BAD_START] },
  { by: ['macos-local-network-privacy'], what: ['server-not-running', 'connection-timeout', 'connection-reset', 'dns-not-found', ...NO_CONNECTION] },
  // The program.
  {
    by: ['windows-launcher-suffix'],
    what: ['file-permissions', 'script-or-path-missing', 'command-not-installed', 'command-not-on-client-path', ...DEAD_PROCESS],
  },
  { by: ['space-in-path-or-arg'], what: ['windows-launcher-suffix', 'file-permissions', ...BAD_START] },
  { by: ['command-not-installed', 'command-not-on-client-path'], what: DEAD_PROCESS },
  { by: ['arch-mismatch'], what: ['file-permissions', 'node-module-missing', ...DEAD_PROCESS] },
  { by: ['file-permissions'], what: ['corrupt-package-cache', 'package-not-found', 'node-module-missing', 'python-module-missing', ...DEAD_PROCESS] },
  { by: ['npx-prompt'], what: ['startup-timeout-download', ...DEAD_PROCESS] },
  // The runtime is older or another one than thought; then the packages; then the modules; each explains the next.
  { by: ['version-manager-wrong-node'], what: ['node-too-old', 'command-not-installed'] },
  {
    by: ['node-too-old', 'python-version-unsuitable'],
    what: [
      'source-syntax-error',
      'node-module-missing',
      'python-module-missing',
      'dependency-version-conflict',
      'zod-version-conflict',
      'package-not-found',
      'server-version-bug',
      ...DEAD_PROCESS,
    ],
  },
  { by: ['zod-version-conflict'], what: ['dependency-version-conflict', 'tool-schema-invalid'] },
  { by: ['dependency-version-conflict'], what: ['node-module-missing', 'python-module-missing', 'server-version-bug', 'source-syntax-error', ...DEAD_PROCESS] },
  {
    by: ['corrupt-package-cache'],
    what: ['package-not-found', 'node-module-missing', 'dependency-version-conflict', 'server-version-bug', 'source-syntax-error', ...DEAD_PROCESS],
  },
  { by: ['package-not-found'], what: ['node-module-missing', 'python-module-missing', 'startup-timeout-download', 'server-version-bug', ...DEAD_PROCESS] },
  { by: ['node-module-missing', 'python-module-missing', 'source-syntax-error', 'browser-not-installed'], what: ['server-version-bug', ...DEAD_PROCESS] },
  { by: ['oom-killed'], what: ['server-version-bug', 'startup-timeout-download', ...DEAD_PROCESS] },
  // A second instance cannot take its port: it ends, or a probing client sees its probe cut off.
  { by: ['port-in-use'], what: ['server-version-bug', ...DEAD_PROCESS] },
  {
    by: ['server-framework-integration'],
    what: ['server-version-bug', 'request-before-initialized', 'session-lost-or-unknown', 'http-server-error', 'invalid-jsonrpc', ...DEAD_PROCESS],
  },
  { by: ['server-version-bug'], what: ['http-server-error', 'command-not-installed', 'command-not-on-client-path', ...DEAD_PROCESS] },
  { by: ['server-crash'], what: ['server-unresponsive', 'client-version-bug'] },
  // Containers.
  {
    by: ['docker-daemon-down'],
    what: ['docker-port-unpublished', 'container-localhost', 'docker-stdio-flags', 'server-not-running', 'package-not-found', ...DEAD_PROCESS],
  },
  { by: ['docker-stdio-flags'], what: ['stdio-framing-wrong', 'stdio-encoding', 'stdout-pollution', ...DEAD_PROCESS] },
  { by: ['docker-port-unpublished'], what: ['container-localhost'] },
  {
    by: ['container-localhost', 'docker-port-unpublished'],
    what: ['bind-address-mismatch', 'server-not-running', 'dns-not-found', 'connection-reset', 'connection-timeout', ...NO_CONNECTION],
  },
  // The network, the nearest obstacle first: what the client refuses is not dialled, what the proxy eats never arrives.
  {
    by: ['url-refused-by-client'],
    what: [
      'container-localhost',
      'proxy-unreachable',
      'proxy-not-honoured',
      ...network.filter((cause) => cause !== 'url-refused-by-client'),
      ...tls,
      ...http,
      ...REFUSED,
      ...NO_CONNECTION,
    ],
  },
  { by: ['proxy-auth-required'], what: ['proxy-unreachable'] },
  {
    by: ['proxy-unreachable', 'proxy-not-honoured'],
    what: [
      'server-not-running',
      'dns-not-found',
      'connection-timeout',
      'connection-reset',
      'html-response',
      'package-not-found',
      'startup-timeout-download',
      'tls-protocol-unsupported',
      ...REFUSED,
      ...NO_CONNECTION,
    ],
  },
  { by: ['bind-address-mismatch'], what: ['server-not-running', 'connection-reset', 'connection-timeout', ...NO_CONNECTION] },
  {
    by: ['dns-not-found', 'server-not-running', 'connection-timeout', 'connection-reset'],
    what: [...NO_CONNECTION, 'package-not-found', 'startup-timeout-download', 'oauth-discovery-missing'],
  },
  // TLS: an expired certificate is renewed whatever else is wrong with it; then its name; then who signed it.
  { by: ['tls-cert-expired'], what: ['tls-hostname-mismatch', 'corporate-tls-inspection'] },
  { by: ['tls-hostname-mismatch'], what: ['tls-incomplete-chain', 'tls-private-ca'] },
  { by: ['corporate-tls-inspection'], what: ['tls-incomplete-chain', 'tls-private-ca'] },
  { by: ['tls-incomplete-chain'], what: ['tls-private-ca'] },
  {
    by: ['tls-private-ca', 'tls-protocol-unsupported'],
    what: ['connection-reset', 'package-not-found', 'oauth-discovery-missing', 'startup-timeout-download', 'proxy-breaks-sse', ...NO_CONNECTION],
  },
  // HTTP: somebody in between answers instead of the server.
  {
    by: ['cloudflare-blocked'],
    what: ['rate-limited', 'cors-blocked', 'oauth-discovery-missing', 'url-wrong-endpoint', 'wrong-transport-type', ...NOT_MCP, ...REFUSED],
  },
  { by: ['host-header-rejected'], what: ['cors-blocked', 'url-wrong-endpoint', 'wrong-transport-type', ...NOT_MCP, ...REFUSED] },
  { by: ['rate-limited'], what: ['session-lost-or-unknown', ...NOT_MCP] },
  // The wrong door of the right house. A redirect that drops method or token looks like any of the others.
  { by: ['redirect-on-endpoint'], what: ['header-not-sent', 'wrong-transport-type', 'url-wrong-endpoint', ...NOT_MCP, ...REFUSED] },
  { by: ['sse-subpath-endpoint'], what: ['wrong-transport-type', 'session-lost-or-unknown'] },
  { by: ['wrong-transport-type'], what: ['url-wrong-endpoint', 'session-lost-or-unknown', 'request-before-initialized', 'stateless-era-mismatch', ...NOT_MCP] },
  { by: ['config-transport-type'], what: ['wrong-transport-type', 'startup-timeout-slow', 'server-unresponsive'] },
  { by: ['url-wrong-endpoint'], what: ['connection-reset', 'oauth-discovery-missing', 'session-lost-or-unknown', ...NOT_MCP] },
  { by: ['accept-header-406', 'html-response'], what: ['http-server-error', 'invalid-jsonrpc', 'stdout-pollution', 'client-version-bug'] },
  { by: ['cors-blocked'], what: ['session-lost-or-unknown', 'header-not-sent', 'http-server-error', 'client-version-bug'] },
  {
    by: ['proxy-breaks-sse'],
    what: [
      'connection-reset',
      'session-lost-or-unknown',
      'http-server-error',
      'stdout-pollution',
      'invalid-jsonrpc',
      'request-timeout-long-tool',
      ...NO_CONNECTION,
    ],
  },
  { by: ['http-server-error'], what: ['server-crash', 'client-version-bug', 'server-unresponsive'] },
  // Authorization: a header that never left explains every refusal; a refused token explains the question for one.
  { by: ['header-not-sent', 'auth-header-malformed'], what: ['oauth-discovery-missing', 'oauth-token-expired', ...REFUSED] },
  { by: ['oauth-discovery-missing'], what: ['oauth-no-dcr', 'stdout-pollution'] },
  { by: ['oauth-no-dcr', 'oauth-redirect-uri-mismatch', 'oauth-stale-client-registration'], what: ['oauth-registration-rejected'] },
  { by: ['oauth-callback-port-in-use'], what: ['port-in-use', 'oauth-redirect-uri-mismatch'] },
  { by: ['oauth-resource-mismatch', 'oauth-insufficient-scope', 'oauth-stale-client-registration'], what: ['oauth-token-expired'] },
  { by: ['oauth-registration-rejected', 'oauth-token-expired'], what: REFUSED },
  { by: ['auth-token-rejected'], what: ['auth-required', 'http-server-error', 'client-version-bug'] },
  // A bridge such as mcp-remote ends over the refusal it met.
  { by: ['auth-required'], what: ['server-crash', 'http-server-error', 'client-version-bug'] },
  // Framing: bytes, then lines, then messages; each level spoils the next.
  { by: ['stdio-encoding'], what: ['stdio-framing-wrong'] },
  { by: ['stdio-framing-wrong'], what: ['stdout-pollution'] },
  { by: ['stdout-pollution'], what: ['invalid-jsonrpc', 'server-unresponsive', 'startup-timeout-slow', 'client-version-bug'] },
  { by: ['invalid-jsonrpc'], what: ['server-unresponsive', 'client-version-bug'] },
  // Protocol: of two eras, every word of the other sounds wrong.
  {
    by: ['stateless-era-mismatch'],
    what: [
      'protocol-version-mismatch',
      'request-before-initialized',
      'session-lost-or-unknown',
      'optional-method-unsupported',
      'accept-header-406',
      'invalid-jsonrpc',
      'server-unresponsive',
      'client-version-bug',
    ],
  },
  { by: ['protocol-version-mismatch'], what: ['http-server-error', 'invalid-jsonrpc', 'server-unresponsive', 'client-version-bug'] },
  { by: ['session-lost-or-unknown'], what: ['request-before-initialized', 'http-server-error', 'client-version-bug'] },
  { by: ['request-before-initialized'], what: ['http-server-error', 'invalid-jsonrpc', 'client-version-bug'] },
  // Time: why it is slow, that it is slow, that nothing came.
  { by: ['startup-timeout-download'], what: ['startup-timeout-slow'] },
  { by: ['startup-timeout-slow'], what: ['server-unresponsive', 'server-crash'] },
  { by: ['client-version-bug'], what: ['server-unresponsive'] },
  // Tools and tools around tools.
  { by: ['tool-schema-openai-strict'], what: ['tool-schema-invalid'] },
  { by: ['tool-schema-invalid'], what: ['invalid-jsonrpc'] },
  { by: ['inspector-proxy'], what: ['server-not-running', 'cors-blocked', 'auth-required', 'auth-token-rejected', 'host-header-rejected', 'port-in-use'] },
];
