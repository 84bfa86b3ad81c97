/** Client ids of the published contract. */
export const CLIENT_IDS = [
  'claude-code',
  'claude-desktop',
  'cursor',
  'vscode',
  'windsurf',
  'codex',
  'gemini-cli',
  'copilot-cli',
  'opencode',
  'qwen-code',
  'cline',
  'roo-code',
  'continue',
  'zed',
  'goose',
  'amazon-q',
  'kiro',
  'warp',
  'visual-studio',
  'jetbrains',
  'lm-studio',
  'raycast',
  'trae',
  'antigravity',
  'mcp-json-generic',
  'mcp-inspector',
  'mcporter',
  '5ire',
  'librechat',
  'crush',
] as const;
export type ClientId = (typeof CLIENT_IDS)[number];

export type Layer =
  | 'config'
  | 'command'
  | 'startup'
  | 'framing'
  | 'protocol'
  | 'network'
  | 'http'
  | 'tls'
  | 'auth'
  | 'docker'
  | 'timeout'
  | 'permissions'
  | 'tools'
  | 'client';

/** Cause ids of the published contract, by layer. What is published is never renamed. */
export const CAUSES_BY_LAYER = {
  config: [
    'config-syntax',
    'config-bom',
    'config-unreadable',
    'config-entry-shape',
    'config-transport-type',
    'config-wrong-file',
    'args-malformed',
    'cli-add-syntax',
    'cwd-missing-or-relative',
    'script-or-path-missing',
    'variable-not-expanded',
    'placeholder-value',
    'value-whitespace',
    'env-var-missing',
    'server-name-invalid',
    'server-name-collision',
    'server-disabled',
    'client-not-restarted',
  ],
  command: [
    'command-not-installed',
    'command-not-on-client-path',
    'windows-launcher-suffix',
    'space-in-path-or-arg',
    'arch-mismatch',
    'file-permissions',
    'npx-prompt',
  ],
  startup: [
    'server-crash',
    'package-not-found',
    'corrupt-package-cache',
    'dependency-version-conflict',
    'zod-version-conflict',
    'node-too-old',
    'version-manager-wrong-node',
    'python-module-missing',
    'python-version-unsuitable',
    'node-module-missing',
    'source-syntax-error',
    'server-version-bug',
    'server-framework-integration',
    'browser-not-installed',
    'windows-npm-appdata',
    'oom-killed',
    'port-in-use',
  ],
  framing: ['stdout-pollution', 'stdio-encoding', 'stdio-framing-wrong', 'invalid-jsonrpc'],
  protocol: [
    'server-unresponsive',
    'protocol-version-mismatch',
    'stateless-era-mismatch',
    'request-before-initialized',
    'session-lost-or-unknown',
    'optional-method-unsupported',
  ],
  timeout: ['startup-timeout-download', 'startup-timeout-slow', 'request-timeout-long-tool'],
  network: [
    'server-not-running',
    'dns-not-found',
    'connection-timeout',
    'connection-reset',
    'bind-address-mismatch',
    'proxy-not-honoured',
    'proxy-unreachable',
    'proxy-auth-required',
    'url-refused-by-client',
  ],
  http: [
    'url-wrong-endpoint',
    'wrong-transport-type',
    'accept-header-406',
    'redirect-on-endpoint',
    'html-response',
    'cloudflare-blocked',
    'host-header-rejected',
    'cors-blocked',
    'proxy-breaks-sse',
    'sse-subpath-endpoint',
    'http-server-error',
    'rate-limited',
  ],
  tls: ['tls-private-ca', 'corporate-tls-inspection', 'tls-cert-expired', 'tls-hostname-mismatch', 'tls-incomplete-chain', 'tls-protocol-unsupported'],
  auth: [
    'auth-required',
    'auth-token-rejected',
    'auth-header-malformed',
    'header-not-sent',
    'oauth-discovery-missing',
    'oauth-no-dcr',
    'oauth-registration-rejected',
    'oauth-redirect-uri-mismatch',
    'oauth-resource-mismatch',
    'oauth-stale-client-registration',
    'oauth-token-expired',
    'oauth-insufficient-scope',
    'oauth-callback-port-in-use',
  ],
  docker: ['docker-daemon-down', 'docker-stdio-flags', 'container-localhost', 'docker-port-unpublished'],
  permissions: ['approval-or-trust-pending', 'macos-quarantine', 'macos-folder-privacy', 'macos-local-network-privacy', 'sandboxed-client'],
  tools: ['tool-schema-invalid', 'tool-schema-openai-strict', 'tool-name-invalid', 'too-many-tools'],
  client: ['client-version-bug', 'inspector-proxy'],
} as const;

export type CauseId = (typeof CAUSES_BY_LAYER)[Layer][number];
