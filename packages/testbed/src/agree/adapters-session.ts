import { join } from 'node:path';
import { type Answer, type ClientAdapter, commonEntry, jsonText, type Word } from './client-adapter.ts';
import { runProgram } from './run-program.ts';
import { startStubModel } from './stub-model.ts';

/** Clients that connect only within a session: driven without a login and without a model behind them. */
export const SESSION_CLIENTS: readonly ClientAdapter[] = [
  {
    id: 'codex',
    package: '@openai/codex',
    node: 20,
    config: '.codex/config.toml',
    skips: ['notype', 'trailingcomma', 'comment', 'bom', 'badjson', 'wrongkey'],
    write: (wanted) => ({ '.codex/config.toml': codexToml(wanted) }),
    ask: async (bed, run) => {
      const request = (id: number, method: string, params: unknown): string => `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
      const input = `${request(1, 'initialize', { clientInfo: { name: 'agree', title: 'agree', version: '0' } })}${JSON.stringify({ jsonrpc: '2.0', method: 'initialized' })}\n${request(2, 'thread/start', { cwd: bed.project })}`;
      const { stdout, stderr } = await runProgram(join(run.folder, 'node_modules', '.bin', 'codex'), ['app-server'], {
        cwd: bed.project,
        env: run.env,
        timeoutMs: run.timeoutMs,
        input,
        until: (text) => codexStatus(text) !== undefined || /"id":[12],"error"/.test(text.replaceAll(' ', '')),
      });
      const status = codexStatus(stdout);
      if (status === undefined) return { word: 'none', said: `${stdout} ${stderr}`.trim().slice(-200) };
      const word: Word = status.status === 'ready' ? 'ok' : /not logged in/.test(status.error) ? 'auth' : 'fail';
      return { word, said: `${status.status} ${status.error}`.slice(0, 200) };
    },
  },
  {
    id: 'copilot-cli',
    package: '@github/copilot',
    node: 22,
    config: '.copilot/mcp-config.json',
    write: (wanted) => ({
      '.copilot/mcp-config.json': jsonText({ mcpServers: { probe: { ...commonEntry(wanted, { stdio: 'local', http: 'http', sse: 'sse' }), tools: ['*'] } } }),
    }),
    ask: async (bed, run) => {
      const model = await startStubModel();
      try {
        const env = { ...run.env, COPILOT_OFFLINE: 'true', COPILOT_PROVIDER_BASE_URL: `${model.origin}/v1`, COPILOT_MODEL: 'stub' };
        const { stdout, stderr } = await runProgram(
          join(run.folder, 'node_modules', '.bin', 'copilot'),
          ['-p', 'say ok', '--allow-all-tools', '--output-format', 'json'],
          {
            cwd: bed.project,
            env,
            timeoutMs: run.timeoutMs,
            until: (text) => copilotStatus(text) !== undefined,
          },
        );
        const status = copilotStatus(stdout);
        return status ?? { word: 'none', said: `${stdout} ${stderr}`.trim().slice(-200) };
      } finally {
        await model.close();
      }
    },
  },
];

function codexToml(wanted: Parameters<ClientAdapter['write']>[0]): string {
  if (wanted.kind !== 'stdio') return `[mcp_servers.probe]\nurl = ${JSON.stringify(wanted.url)}\n`;
  const env = Object.entries(wanted.env ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return [
    `[mcp_servers.probe]`,
    `command = ${JSON.stringify(wanted.command)}`,
    `args = ${JSON.stringify(wanted.args)}`,
    ...(env.length === 0 ? [] : ['[mcp_servers.probe.env]', ...env]),
    '',
  ].join('\n');
}

/** The last word of the app server on `probe`, once it is final. */
function codexStatus(text: string): { readonly status: string; readonly error: string } | undefined {
  for (const line of text.split('\n').toReversed()) {
    if (!line.includes('startupStatus')) continue;
    const params = (parse(line) as { params?: { name?: string; status?: unknown; error?: unknown } } | undefined)?.params;
    if (params?.name !== 'probe') continue;
    const status = typeof params.status === 'string' ? params.status : JSON.stringify(params.status);
    if (/ready|failed|cancelled/.test(status)) return { status, error: typeof params.error === 'string' ? params.error : JSON.stringify(params.error ?? '') };
  }
  return undefined;
}

function copilotStatus(text: string): Answer | undefined {
  for (const line of text.split('\n').toReversed()) {
    if (!line.includes('mcp_server_status_changed') && !line.includes('mcp_servers_loaded')) continue;
    const event = parse(line) as { data?: CopilotServer & { servers?: readonly CopilotServer[] } } | undefined;
    const server = [event?.data, ...(event?.data?.servers ?? [])].find((one) => one !== undefined && (one.serverName ?? one.name) === 'probe');
    if (server?.status === undefined || /pending|connecting|starting/.test(server.status)) continue;
    const said = `${server.status} ${server.error ?? ''}`.slice(0, 200);
    return { word: /connected/.test(server.status) ? 'ok' : /auth/.test(server.status) ? 'auth' : 'fail', said };
  }
  return undefined;
}

interface CopilotServer {
  readonly serverName?: string;
  readonly name?: string;
  readonly status?: string;
  readonly error?: string;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
