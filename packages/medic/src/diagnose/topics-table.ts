import type { CauseId } from '../model/index.ts';

/** What a line that says "failed" speaks of, and the causes such lines had most often. */
export interface Topic {
  readonly words: RegExp;
  readonly causes: readonly [CauseId, ...CauseId[]];
}

/**
 * For lines that no rule knows, the narrower topic first. Order and causes follow the labelled corpus (2026-11-28): it is a guess by
 * the subject of the line, and never more than `possible`.
 */
export const TOPICS: readonly Topic[] = [
  {
    words: /2026-07-28|server\/discover|\bstateless (?:revision|era|protocol)/iu,
    causes: ['stateless-era-mismatch', 'protocol-version-mismatch', 'client-version-bug'],
  },
  { words: /\binspector\b.{0,80}\b(?:proxy|page|browser)|:627[47]\b|proxy session token/iu, causes: ['inspector-proxy', 'server-not-running', 'cors-blocked'] },
  { words: /full disk access|kTCC|\/Library\/(?:Messages|Mail|Safari)\b/u, causes: ['macos-folder-privacy', 'file-permissions', 'sandboxed-client'] },
  {
    words: /\bsandbox(?:ed)?\b(?![./])|\b(?:flatpak|bwrap|landlock|seatbelt|seccomp|apparmor)\b/iu,
    causes: ['sandboxed-client', 'file-permissions', 'command-not-on-client-path'],
  },
  {
    words:
      /\btool\b(?! ?(?:discovery|list)).{0,80}(?:timed? ?-?out|took too long|cancel|deadline|within \d)|(?:timed? ?-?out|deadline).{0,60}\btool\b(?! ?(?:discovery|list))/iu,
    causes: ['request-timeout-long-tool', 'startup-timeout-slow', 'server-unresponsive'],
  },
  { words: /\bnon-?JSON\b|\bnot JSON\b|\bstdout\b/iu, causes: ['stdout-pollution', 'invalid-jsonrpc', 'stdio-encoding'] },
  { words: /\b(?:after|since) (?:the )?(?:\w{1,12} )?(?:updat|upgrad)/iu, causes: ['client-version-bug', 'server-version-bug', 'dependency-version-conflict'] },
  { words: /redirect[_ ]?ur[il]|callback url/iu, causes: ['oauth-redirect-uri-mismatch', 'oauth-registration-rejected', 'oauth-stale-client-registration'] },
  {
    words: /\bregist(?:er|ration)\b.{0,60}client|client.{0,60}\bregist/iu,
    causes: ['oauth-registration-rejected', 'oauth-no-dcr', 'oauth-stale-client-registration'],
  },
  { words: /\bclient[_ ]id\b|invalid[_ ]client/iu, causes: ['oauth-stale-client-registration', 'oauth-no-dcr', 'oauth-registration-rejected'] },
  { words: /\bscopes?\b/iu, causes: ['oauth-insufficient-scope', 'auth-token-rejected', 'oauth-resource-mismatch'] },
  {
    words: /\baudience\b|\bresource (?:parameter|indicator|mismatch)/iu,
    causes: ['oauth-resource-mismatch', 'auth-token-rejected', 'oauth-insufficient-scope'],
  },
  {
    words: /refresh.{0,20}token|token.{0,40}expir|expir\w{2,3} .{0,20}token|re-?authenticat/iu,
    causes: ['oauth-token-expired', 'auth-token-rejected', 'auth-required'],
  },
  {
    words: /well-known|(?:authorization|protected resource|oauth).{0,20}(?:metadata|discovery)|\bdiscover\w{0,4}\b.{0,40}oauth/iu,
    causes: ['oauth-discovery-missing', 'oauth-no-dcr', 'auth-required'],
  },
  { words: /certificate|\bx509\b|\b(?:SSL|TLS)\b/u, causes: ['tls-private-ca', 'corporate-tls-inspection', 'tls-incomplete-chain'] },
  {
    words: /\bprox(?:y|ies)\b.{0,60}\b(?:corporate|tunnel|HTTPS?_PROXY|connect)|\b(?:corporate|tunnel\w{0,4}|HTTPS?_PROXY)\b.{0,60}\bprox/iu,
    causes: ['proxy-not-honoured', 'proxy-unreachable', 'connection-timeout'],
  },
  {
    words:
      /session[- _]?id|\bsession\b.{0,40}(?:not found|unknown|expired|invalid|terminated|missing|lost)|(?:unknown|invalid|no|missing|expired) (?:valid )?session/iu,
    causes: ['session-lost-or-unknown', 'wrong-transport-type', 'request-before-initialized'],
  },
  {
    words: /protocol[- ]?version|version negotiation|unsupported version/iu,
    causes: ['protocol-version-mismatch', 'stateless-era-mismatch', 'client-version-bug'],
  },
  { words: /(?:before|not|un-?)(?: been| yet)? ?initiali[sz]/iu, causes: ['request-before-initialized', 'session-lost-or-unknown', 'server-version-bug'] },
  {
    words: /too many tools|tools?.{0,40}(?:limit|exceed|maximum|at most)|(?:limit|exceed|maximum|at most).{0,40}\btools\b/iu,
    causes: ['too-many-tools', 'tool-name-invalid', 'tool-schema-invalid'],
  },
  {
    words: /(?:tool|function)[ _.]?names?\b|name.{0,30}(?:pattern|too long|characters).{0,60}tool/iu,
    causes: ['tool-name-invalid', 'tool-schema-invalid', 'tool-schema-openai-strict'],
  },
  {
    words: /schema|\bparameters\b.{0,40}(?:propert|type|items)|\bfunction_declarations\b/iu,
    causes: ['tool-schema-invalid', 'tool-schema-openai-strict', 'tool-name-invalid'],
  },
  { words: /\bCORS\b|cross-origin|Access-Control/u, causes: ['cors-blocked', 'host-header-rejected', 'server-not-running'] },
  { words: /\b(?:host|origin)\b.{0,30}(?:header|allowed|rejected)|rebinding/iu, causes: ['host-header-rejected', 'cors-blocked', 'url-refused-by-client'] },
  { words: /\b429\b|rate.?limit|too many requests|quota|throttl/iu, causes: ['rate-limited', 'http-server-error', 'cloudflare-blocked'] },
  {
    words:
      /\b401\b|unauthori[sz]ed|unauthenticated|not authenticated|log ?in\b|api[- _]?key|credential|\bauth(?:entication|ori[sz]ation)?\b|(?<!unexpected (?:json )?|unrecognized |invalid or unexpected |JSON )\btoken\b(?! at '| ')|\bbearer\b/iu,
    causes: ['auth-required', 'auth-token-rejected', 'header-not-sent'],
  },
  { words: /\b403\b|forbidden|access denied\b(?!.{0,40}(?:[\\/]|path|file))/iu, causes: ['auth-token-rejected', 'cloudflare-blocked', 'host-header-rejected'] },
  { words: /<!doctype|<html|text\/html|\bHTML\b/iu, causes: ['html-response', 'url-wrong-endpoint', 'cloudflare-blocked'] },
  { words: /\b405\b|method not allowed|content[- ]type|\btransport type\b/iu, causes: ['wrong-transport-type', 'url-wrong-endpoint', 'client-version-bug'] },
  {
    words: /\b404\b|(?:https?:|\/mcp|\/sse|\bHTTP\b).{0,60}\bendpoint\b|\bendpoint\b.{0,40}(?:https?:|not found)|\broute\b|cannot (?:get|post) \//iu,
    causes: ['url-wrong-endpoint', 'wrong-transport-type', 'session-lost-or-unknown'],
  },
  { words: /\b50[0234]\b|bad gateway|internal server error|service unavailable/iu, causes: ['http-server-error', 'proxy-breaks-sse', 'server-version-bug'] },
  {
    words: /ENOTFOUND|EAI_AGAIN|\bDNS\b|resolve.{0,20}(?:host|name|address)|name resolution/iu,
    causes: ['dns-not-found', 'proxy-not-honoured', 'url-wrong-endpoint'],
  },
  {
    words: /refused|ECONNREFUSED|nobody listens|not reachable|unreachable|not running/iu,
    causes: ['server-not-running', 'bind-address-mismatch', 'container-localhost'],
  },
  { words: /reset by peer|ECONNRESET|socket hang up|broken pipe|EPIPE/iu, causes: ['connection-reset', 'proxy-breaks-sse', 'server-crash'] },
  { words: /\bstream\b.{0,40}(?:closed|ended|interrupt|cut|lost)|\bSSE\b/u, causes: ['proxy-breaks-sse', 'wrong-transport-type', 'session-lost-or-unknown'] },
  { words: /pulling|downloading|unable to find image/iu, causes: ['startup-timeout-download', 'startup-timeout-slow', 'package-not-found'] },
  { words: /tools\/call|tool (?:call|execution)|call_?tool/iu, causes: ['request-timeout-long-tool', 'server-version-bug', 'optional-method-unsupported'] },
  {
    words: /timed? ?-?out|deadline|within \d{1,6} ?(?:ms|s|seconds)|not respond|no response|\bslow\b|hang(?:s|ing)?\b/iu,
    causes: ['startup-timeout-slow', 'startup-timeout-download', 'server-unresponsive'],
  },
  {
    words: /-32601|method not found|not support(?:ed|ing)?|unsupported|not implemented|unknown method/iu,
    causes: ['optional-method-unsupported', 'client-version-bug', 'stateless-era-mismatch'],
  },
  { words: /codec|encod|UTF-?8|UTF-?16|unicode|\bBOM\b|charset/iu, causes: ['stdio-encoding', 'stdout-pollution', 'config-bom'] },
  {
    words:
      /(?:settings|config\w{0,10}|mcp|\.claude)\.(?:json|toml|ya?ml)\b.{0,80}(?:pars|syntax|invalid|expected|unexpected)|(?:pars|syntax|invalid|expected|unexpected).{0,80}(?:settings|config\w{0,10}|mcp)\.(?:json|toml|ya?ml)\b/iu,
    causes: ['config-syntax', 'config-entry-shape', 'config-bom'],
  },
  { words: /JSON-?RPC/iu, causes: ['invalid-jsonrpc', 'stdout-pollution', 'server-version-bug'] },
  { words: /\bJSON\b|pars(?:e|ing)|deseriali[sz]|unmarshal|\bdecod/u, causes: ['stdout-pollution', 'invalid-jsonrpc', 'html-response'] },
  {
    words: /cannot find (?:module|package)|module not found|ERR_MODULE|node_modules/iu,
    causes: ['node-module-missing', 'script-or-path-missing', 'corrupt-package-cache'],
  },
  {
    words: /ImportError|No module named|site-packages|\bimport\b/u,
    causes: ['python-module-missing', 'dependency-version-conflict', 'python-version-unsuitable'],
  },
  {
    words: /requires? (?:node|python)|\b(?:node|python)\b.{0,20}version|engine/iu,
    causes: ['node-too-old', 'python-version-unsuitable', 'version-manager-wrong-node'],
  },
  { words: /permission|EACCES|EPERM|not permitted|access is denied|read-only/iu, causes: ['file-permissions', 'macos-folder-privacy', 'sandboxed-client'] },
  { words: /quarantine|notari[sz]|gatekeeper|code sign|\bkilled\b/iu, causes: ['macos-quarantine', 'oom-killed', 'arch-mismatch'] },
  { words: /out of memory|\bheap\b|\bOOM\b/iu, causes: ['oom-killed', 'server-crash', 'server-version-bug'] },
  { words: /\bport\b.{0,30}(?:use|busy|taken|occupied)|EADDRINUSE/iu, causes: ['port-in-use', 'oauth-callback-port-in-use', 'server-crash'] },
  {
    words:
      /environment variable|\benv(?:ironment)?\b.{0,30}(?:missing|required|not set|undefined)|(?:missing|required|not set|undefined).{0,40}\benv|must be set|is (?:not set|required)/iu,
    causes: ['env-var-missing', 'variable-not-expanded', 'placeholder-value'],
  },
  { words: /\b(?:docker|podman|container|image)\b/iu, causes: ['docker-daemon-down', 'docker-stdio-flags', 'container-localhost'] },
  { words: /trust|approv|\bpolic(?:y|ies)\b|allow-?list|consent/iu, causes: ['approval-or-trust-pending', 'server-disabled', 'client-not-restarted'] },
  { words: /disabled|not enabled|turned off|switched off/iu, causes: ['server-disabled', 'approval-or-trust-pending', 'client-not-restarted'] },
  {
    words: /command|executable|\bspawn\b|program|\bnpx\b|\buvx\b|not recogni[sz]ed/iu,
    causes: ['command-not-installed', 'command-not-on-client-path', 'windows-launcher-suffix'],
  },
  {
    words: /no such file|ENOENT|does not exist|file not found|cannot open|\bpath\b|director(?:y|ies)/iu,
    causes: ['script-or-path-missing', 'cwd-missing-or-relative', 'command-not-installed'],
  },
  { words: /argument|\boption\b|\bflag\b/iu, causes: ['args-malformed', 'cli-add-syntax', 'server-version-bug'] },
  { words: /\b(?:npm|pip|uv|pnpm|yarn|package|dependenc(?:y|ies))\b/iu, causes: ['package-not-found', 'corrupt-package-cache', 'dependency-version-conflict'] },
  { words: /config|settings|\bentry\b|\bfield\b|\bkey\b|mcpServers/iu, causes: ['config-entry-shape', 'config-transport-type', 'config-syntax'] },
  { words: /https?:\/\/|\bURL\b/u, causes: ['server-not-running', 'url-wrong-endpoint', 'auth-required'] },
  {
    words: /TypeError|AttributeError|ReferenceError|Exception|Traceback|panic/u,
    causes: ['server-version-bug', 'dependency-version-conflict', 'server-crash'],
  },
  { words: /\bconnect(?:ion|ing)?\b|request failed|\bHTTP\b/iu, causes: ['server-not-running', 'corporate-tls-inspection', 'auth-required'] },
];
