import { readHostSystem } from '../io/host.ts';
import type { HostFacts, Roots } from '../model/index.ts';
import { readVariable, splitPathList } from './path-list.ts';

export { findSessionPath } from './session-path.ts';

const PROXY_NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];

/** Variables whose value is no secret and changes which program starts, which certificate counts or how long a client waits. */
const NOTABLE_NAMES = [
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_USE_ENV_PROXY',
  'NODE_USE_SYSTEM_CA',
  'NODE_PATH',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'CURL_CA_BUNDLE',
  'REQUESTS_CA_BUNDLE',
  'CODEX_CA_CERTIFICATE',
  'MCP_TIMEOUT',
  'MCP_TOOL_TIMEOUT',
  'CLAUDE_CONFIG_DIR',
  'CODEX_HOME',
  'GEMINI_CLI_HOME',
  'COPILOT_HOME',
  'OPENCODE_CONFIG',
  'XDG_CONFIG_HOME',
  'NVM_DIR',
  'NVM_BIN',
  'FNM_DIR',
  'FNM_MULTISHELL_PATH',
  'VOLTA_HOME',
  'ASDF_DATA_DIR',
  'MISE_DATA_DIR',
  'PYENV_ROOT',
  'NODENV_ROOT',
  'N_PREFIX',
  'npm_config_registry',
  'npm_config_prefix',
  'npm_config_cache',
  'npm_config_offline',
  'npm_config_yes',
  'NPM_CONFIG_REGISTRY',
  'NPM_CONFIG_PREFIX',
  'UV_CACHE_DIR',
  'UV_OFFLINE',
  'UV_PYTHON',
  'UV_INDEX_URL',
  'UV_DEFAULT_INDEX',
  'UV_NATIVE_TLS',
  'PIP_INDEX_URL',
  'PYTHONPATH',
  'PYTHONHOME',
  'PYTHONIOENCODING',
  'PYTHONUTF8',
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'CONTAINER_HOST',
  'SNAP',
  'FLATPAK_ID',
  'ELECTRON_RUN_AS_NODE',
  'LANG',
  'LC_ALL',
  'CI',
  'WSL_DISTRO_NAME',
];

const VALUE_CAP = 500;
const NAMES_CAP = 1000;

/** Facts of the machine, or of the platform that is replayed. Reads no user file; `sessionPath` is added by whoever needs it. */
export function collectHost(roots: Roots): HostFacts {
  const system = readHostSystem();
  const { env, platform } = roots;
  const isReplayed = platform !== system.platform;
  return {
    platform,
    arch: system.arch,
    node: system.node,
    now: system.now,
    ...(system.isWsl && !isReplayed ? { isWsl: true } : {}),
    ...(system.isContainer && !isReplayed ? { isContainer: true } : {}),
    path: splitPathList(readVariable(env, 'PATH', platform), platform),
    proxy: pick(env, PROXY_NAMES),
    notableEnv: pick(env, NOTABLE_NAMES),
    variableNames: Object.keys(env)
      .filter((name) => env[name] !== undefined && env[name] !== '')
      .slice(0, NAMES_CAP),
  };
}

function pick(env: Roots['env'], names: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = env[name];
    if (value !== undefined && value !== '') found[name] = hideCredentials(value.slice(0, VALUE_CAP));
  }
  return found;
}

/** Replaces the password (or a lone user part, which is a token then) of every URL-like `user:password@host`. */
export function hideCredentials(value: string): string {
  return value.replace(/(^|[/\s,;])([^\s/@,;]{1,300})@/g, (_whole, before: string, userInfo: string) => {
    const colon = userInfo.indexOf(':');
    return colon === -1 ? `${before}[redacted]@` : `${before}${userInfo.slice(0, colon)}:[redacted]@`;
  });
}
