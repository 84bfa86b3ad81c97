import { join } from 'node:path';
import { type Answer, type ClientAdapter, type ClientRun, commonEntry, jsonText, type Word } from './client-adapter.ts';
import { runProgram } from './run-program.ts';

const binOf = ({ folder }: ClientRun, name: string): string => join(folder, 'node_modules', '.bin', name);

/** The first line that names the server, judged by the words it holds. */
function readLine(text: string, name: RegExp, words: readonly (readonly [RegExp, Word])[]): Answer {
  const line = text.split('\n').find((one) => name.test(one)) ?? '';
  const word = line === '' ? 'none' : (words.find(([pattern]) => pattern.test(line))?.[1] ?? 'no-verdict');
  return { word, said: line.trim() === '' ? text.trim().slice(0, 200) : line.trim() };
}

/** Clients with a command that lists servers and connects to them. */
export const LIST_CLIENTS: readonly ClientAdapter[] = [
  {
    id: 'claude-code',
    package: '@anthropic-ai/claude-code',
    node: 22,
    config: '.claude.json',
    write: (wanted) => ({ '.claude.json': jsonText({ mcpServers: { probe: commonEntry(wanted, { stdio: 'stdio', http: 'http', sse: 'sse' }) } }) }),
    ask: async (bed, run) => {
      const { stdout } = await runProgram(binOf(run, 'claude'), ['mcp', 'list'], { cwd: bed.project, env: run.env, timeoutMs: run.timeoutMs });
      return readLine(stdout, /^probe: /, [
        [/✔|✓/, 'ok'],
        [/Needs authentication/, 'auth'],
        [/Pending approval/, 'pending'],
        [/✘|✗|Failed/, 'fail'],
      ]);
    },
  },
  {
    id: 'gemini-cli',
    package: '@google/gemini-cli',
    node: 20,
    config: '.gemini/settings.json',
    write: (wanted) => ({
      '.gemini/settings.json': jsonText({ mcpServers: { probe: commonEntry(wanted, { http: 'http', sse: 'sse' }) } }),
      '.gemini/trustedFolders.json': jsonText({ '{{project}}': 'TRUST_FOLDER' }),
    }),
    ask: async (bed, run) => {
      const { stdout, stderr } = await runProgram(binOf(run, 'gemini'), ['mcp', 'list'], { cwd: bed.project, env: run.env, timeoutMs: run.timeoutMs });
      return readLine(`${stderr}\n${stdout}`, /probe.* - |[✓✗○].*probe/, [
        [/Disconnected|✗/, 'fail'],
        [/Disabled/, 'pending'],
        [/Connected|✓/, 'ok'],
      ]);
    },
  },
  {
    id: 'qwen-code',
    package: '@qwen-code/qwen-code',
    node: 22,
    config: '.qwen/settings.json',
    write: (wanted) => ({
      '.qwen/settings.json': jsonText({
        mcpServers: {
          probe: wanted.kind === 'http' && wanted.withoutType !== true ? { httpUrl: wanted.url } : commonEntry(wanted, { http: 'http', sse: 'sse' }),
        },
      }),
    }),
    ask: async (bed, run) => {
      const { stdout, stderr } = await runProgram(binOf(run, 'qwen'), ['mcp', 'list'], { cwd: bed.project, env: run.env, timeoutMs: run.timeoutMs });
      return readLine(`${stdout}\n${stderr}`, /probe.* - |[✓✗●○].*probe/, [
        [/Disconnected|✗/, 'fail'],
        [/Pending/, 'pending'],
        [/Connected|✓/, 'ok'],
      ]);
    },
  },
  {
    id: 'opencode',
    package: 'opencode-ai',
    node: 20,
    config: '.config/opencode/opencode.json',
    skips: ['notype'],
    write: (wanted) => ({ '.config/opencode/opencode.json': jsonText({ mcp: { probe: opencodeEntry(wanted) } }) }),
    ask: async (bed, run) => {
      const { stdout, stderr } = await runProgram(binOf(run, 'opencode'), ['mcp', 'list'], {
        cwd: bed.project,
        env: { ...run.env, OPENCODE_DISABLE_MODELS_FETCH: '1' },
        timeoutMs: run.timeoutMs,
      });
      const text = `${stdout}\n${stderr}`;
      return readLine(text, /[✓✗○⚠●].*probe|probe.*(connected|failed|auth|disabled)/i, [
        [/needs auth|authentication|⚠/i, 'auth'],
        [/failed|✗/i, 'fail'],
        [/connected|✓/i, 'ok'],
      ]);
    },
  },
  {
    id: 'mcporter',
    package: 'mcporter',
    node: 24,
    config: 'project/config/mcporter.json',
    write: (wanted) => ({ 'project/config/mcporter.json': jsonText({ mcpServers: { probe: commonEntry(wanted, { http: 'http', sse: 'sse' }) } }) }),
    ask: async (bed, run) => {
      const { stdout, stderr } = await runProgram(binOf(run, 'mcporter'), ['list', '--json', '--no-oauth'], {
        cwd: bed.project,
        env: run.env,
        timeoutMs: run.timeoutMs,
      });
      return readMcporter(stdout, stderr);
    },
  },
  {
    id: 'mcp-inspector',
    package: '@modelcontextprotocol/inspector',
    node: 24,
    config: '.mcp-inspector/mcp.json',
    write: (wanted) => ({
      '.mcp-inspector/mcp.json': jsonText({ mcpServers: { probe: commonEntry(wanted, { stdio: 'stdio', http: 'streamable-http', sse: 'sse' }) } }),
    }),
    ask: async (bed, run) => {
      const args = ['--cli', '--config', join(bed.home, '.mcp-inspector', 'mcp.json'), '--server', 'probe', '--method', 'tools/list'];
      const { stderr, code } = await runProgram(binOf(run, 'mcp-inspector'), args, { cwd: bed.project, env: run.env, timeoutMs: run.timeoutMs });
      const said = stderr
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('[mcp-inspector]'))
        .join(' ')
        .slice(0, 200);
      return { word: code === 0 ? 'ok' : code === 3 ? 'auth' : /loading configuration|mcpServers element/.test(stderr) ? 'none' : 'fail', said };
    },
  },
];

function opencodeEntry(wanted: Parameters<ClientAdapter['write']>[0]): Record<string, unknown> {
  if (wanted.kind !== 'stdio') return { type: 'remote', url: wanted.url };
  return { type: 'local', command: [wanted.command, ...wanted.args], ...(wanted.env === undefined ? {} : { environment: wanted.env }) };
}

function readMcporter(stdout: string, stderr: string): Answer {
  try {
    const { servers = [] } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { servers?: { name: string; status: string; error?: unknown }[] };
    const probe = servers.find(({ name }) => name === 'probe');
    if (probe === undefined) return { word: 'none', said: stderr.slice(0, 200) };
    const word: Word = probe.status === 'ok' ? 'ok' : probe.status === 'auth' ? 'auth' : 'fail';
    return { word, said: `${probe.status} ${JSON.stringify(probe.error ?? '')}`.slice(0, 200) };
  } catch {
    return { word: 'none', said: `${stderr} ${stdout}`.trim().slice(0, 200) };
  }
}
