import { join } from 'node:path';
import type { ClientId } from '../../../medic/src/model/index.ts';
import { jsonText } from '../agree/client-adapter.ts';

/** A client that can be driven against a model on loopback, without login and without a person. */
export interface PermitClient {
  readonly id: ClientId;
  readonly package: string;
  /** Path below the home folder → text; `{{model}}` is the model's origin, the other places are those of `buildBed`. */
  readonly files: Readonly<Record<string, string>>;
  readonly argv: (folder: string, flags: readonly string[]) => readonly [string, ...string[]];
  readonly env: (origin: string) => Readonly<Record<string, string>>;
  /** The client ends at the first tool it would ask about, so that each tool needs a run of its own. */
  readonly endsWhenAsked?: boolean;
  /** What the client prints when it does not accept its config. */
  readonly complaint: RegExp;
}

const COMMAND = { command: '{{node}}', args: ['{{server}}', 'notes', '{{home}}/calls'] };
const bin = (folder: string, name: string): string => join(folder, 'node_modules', '.bin', name);

export const PERMIT_CLIENTS: readonly PermitClient[] = [
  {
    id: 'claude-code',
    package: '@anthropic-ai/claude-code',
    files: { '.claude.json': jsonText({ mcpServers: { 'my.notes': { type: 'stdio', ...COMMAND } }, hasCompletedOnboarding: true }) },
    argv: (folder) => [bin(folder, 'claude'), '-p', 'go'],
    env: (origin) => ({
      ANTHROPIC_API_KEY: 'none',
      ANTHROPIC_BASE_URL: origin,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      ENABLE_TOOL_SEARCH: 'false',
      MCP_CONNECTION_NONBLOCKING: '0',
    }),
    complaint: /settings.*(?:invalid|error)|invalid (?:settings|permission)/i,
  },
  {
    id: 'codex',
    package: '@openai/codex',
    files: {
      '.codex/config.toml': [
        'model = "stub"',
        'model_provider = "stub"',
        '[model_providers.stub]',
        'name = "stub"',
        'base_url = "{{model}}/v1"',
        'wire_api = "responses"',
        'env_key = "STUB_KEY"',
        '[mcp_servers."my.notes"]',
        'command = "{{node}}"',
        'args = ["{{server}}", "notes", "{{home}}/calls"]',
        '',
      ].join('\n'),
    },
    argv: (folder) => [bin(folder, 'codex'), 'exec', '--skip-git-repo-check', '--strict-config', 'go'],
    env: () => ({ STUB_KEY: 'none' }),
    complaint: /error loading config|unknown (?:field|variant|configuration)/i,
  },
  {
    id: 'gemini-cli',
    package: '@google/gemini-cli',
    files: {
      '.gemini/settings.json': jsonText({ mcpServers: { 'my.notes': COMMAND }, security: { auth: { selectedType: 'gemini-api-key' } } }),
      '.gemini/trustedFolders.json': jsonText({ '{{project}}': 'TRUST_FOLDER' }),
    },
    argv: (folder) => [bin(folder, 'gemini'), '-m', 'gemini-2.5-flash', '-p', 'go'],
    env: (origin) => ({ GEMINI_API_KEY: 'none', GOOGLE_GEMINI_BASE_URL: origin }),
    complaint: /policy (?:file )?(?:error|warning)|invalid (?:policy|settings)|schema validation|toml/i,
  },
  {
    id: 'qwen-code',
    package: '@qwen-code/qwen-code',
    files: {
      '.qwen/settings.json': jsonText({
        mcpServers: { 'my.notes': { ...COMMAND, alwaysLoadTools: true } },
        security: { auth: { selectedType: 'openai' } },
        model: { name: 'stub' },
      }),
    },
    argv: (folder) => [bin(folder, 'qwen'), '-p', 'go'],
    env: (origin) => ({ OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `${origin}/v1`, OPENAI_MODEL: 'stub' }),
    complaint: /invalid (?:permission|settings|rule)|permission rule/i,
  },
  {
    id: 'opencode',
    package: 'opencode-ai',
    files: {
      '.config/opencode/opencode.json': jsonText({
        model: 'stub/stub',
        small_model: 'stub/stub',
        provider: {
          stub: {
            npm: '@ai-sdk/openai-compatible',
            name: 'stub',
            options: { baseURL: '{{model}}/v1', apiKey: 'none' },
            models: { stub: { name: 'stub', tool_call: true } },
          },
        },
        mcp: { 'my.notes': { type: 'local', command: [COMMAND.command, ...COMMAND.args] } },
      }),
    },
    argv: (folder) => [bin(folder, 'opencode'), 'run', 'go'],
    env: () => ({ OPENCODE_DISABLE_MODELS_FETCH: '1', OPENCODE_DISABLE_AUTOUPDATE: '1' }),
    endsWhenAsked: true,
    complaint: /ConfigInvalidError|configuration is invalid|invalid config/i,
  },
  {
    id: 'copilot-cli',
    package: '@github/copilot',
    files: { '.copilot/mcp-config.json': jsonText({ mcpServers: { 'my.notes': { type: 'local', ...COMMAND, tools: ['*'] } } }) },
    argv: (folder, flags) => [bin(folder, 'copilot'), '-p', 'go', ...flags],
    env: (origin) => ({ COPILOT_OFFLINE: 'true', COPILOT_PROVIDER_BASE_URL: `${origin}/v1`, COPILOT_MODEL: 'stub' }),
    complaint: /invalid (?:argument|permission|tool)|error: option/i,
  },
];
