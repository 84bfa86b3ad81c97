// Real servers from npm, all of them healthy: each must be called healthy over every transport it offers, with no finding
// above `hint`. Usage: npm run healthy [-- --folder DIR] [-- --only NAME]. Installs without install scripts; no login needed.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runDoctor } from '../packages/medic/src/engine/doctor.ts';
import type { Target } from '../packages/medic/src/engine/request.ts';
import type { ServerResult } from '../packages/medic/src/model/index.ts';

interface RealServer {
  readonly package: string;
  readonly bin?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Ways to start it as an HTTP server; `{port}` in arguments and environment is a free port. */
  readonly remote?: readonly {
    readonly path: string;
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** The host to ask for; 127.0.0.1 when left out. */
    readonly host?: string;
  }[];
}

const SERVERS: readonly RealServer[] = [
  {
    package: '@modelcontextprotocol/server-everything',
    remote: [
      { path: '/mcp', args: ['streamableHttp'], env: { PORT: '{port}' } },
      { path: '/sse', args: ['sse'], env: { PORT: '{port}' } },
    ],
  },
  { package: '@modelcontextprotocol/server-filesystem', args: [tmpdir()] },
  { package: '@modelcontextprotocol/server-memory' },
  { package: '@modelcontextprotocol/server-sequential-thinking' },
  {
    package: '@playwright/mcp',
    // It lets in requests for `localhost` only: a request for 127.0.0.1 gets 403 (measured with 0.0.83, 2026-11-21).
    remote: [
      { path: '/mcp', args: ['--port', '{port}'], host: 'localhost' },
      { path: '/sse', args: ['--port', '{port}'], host: 'localhost' },
    ],
  },
  { package: '@upstash/context7-mcp', remote: [{ path: '/mcp', args: ['--transport', 'http', '--port', '{port}'] }] },
  { package: 'chrome-devtools-mcp', bin: 'chrome-devtools-mcp' },
  { package: '@notionhq/notion-mcp-server', env: { NOTION_TOKEN: 'ntn_000000000000' } },
  {
    package: 'mongodb-mcp-server',
    env: { MDB_MCP_TELEMETRY: 'disabled' },
    remote: [{ path: '/mcp', args: ['--transport', 'http', '--httpPort', '{port}'], env: { MDB_MCP_TELEMETRY: 'disabled' } }],
  },
  {
    package: '@antv/mcp-server-chart',
    remote: [
      { path: '/mcp', args: ['--transport', 'streamable', '--port', '{port}'] },
      { path: '/sse', args: ['--transport', 'sse', '--port', '{port}'] },
    ],
  },
  {
    package: 'mcp-mermaid',
    remote: [
      { path: '/mcp', args: ['--transport', 'streamable', '--port', '{port}'] },
      { path: '/sse', args: ['--transport', 'sse', '--port', '{port}'] },
    ],
  },
  { package: '@eslint/mcp' },
  { package: 'mcp-server-kubernetes' },
  { package: '@mobilenext/mobile-mcp' },
  { package: 'mcp-fetch-server', bin: 'mcp-fetch-server' },
  { package: '@mastra/mcp-docs-server' },
  { package: 'next-devtools-mcp' },
  { package: '@mui/mcp' },
  { package: 'firecrawl-mcp', env: { FIRECRAWL_API_KEY: 'fc-00000000000000000000000000000000' } },
  { package: 'tavily-mcp', env: { TAVILY_API_KEY: 'tvly-00000000000000000000000000000000' } },
  {
    package: 'figma-developer-mcp',
    args: ['--stdio', '--figma-api-key=figd_0000000000'],
    remote: [{ path: '/mcp', args: ['--port', '{port}', '--figma-api-key=figd_0000000000'] }],
  },
  // Over HTTP it answers notifications/initialized with 500, so that Claude Code 2.1.329 fails too (measured 2026-11-21).
  { package: 'mcp-server-code-runner' },
  { package: 'duckduckgo-mcp-server' },
];

const { values } = parseArgs({ options: { folder: { type: 'string' }, only: { type: 'string' } } });
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-servers-')));
const chosen = SERVERS.filter((server) => values.only === undefined || server.package.includes(values.only));
install(chosen.map((server) => server.package));

let bad = 0;
let runs = 0;
for (const server of chosen) {
  const file = binOf(server);
  if (file === undefined) {
    report(server.package, 'stdio', 'is not installed', 1);
    continue;
  }
  const argv = [process.execPath, file, ...(server.args ?? [])];
  await examine(server.package, 'stdio', { kind: 'argv', argv }, server.env ?? {});
  for (const remote of server.remote ?? []) await examineRemote(server, file, remote);
}
console.log(`\n${runs - bad} passed, ${bad} failed (${chosen.length} packages)`);
process.exitCode = bad === 0 ? 0 : 1;

async function examineRemote(
  server: RealServer,
  file: string,
  { path, args, env = {}, host = '127.0.0.1' }: NonNullable<RealServer['remote']>[number],
): Promise<void> {
  const port = await freePort();
  const fill = (text: string): string => text.replaceAll('{port}', String(port));
  const filledEnv = Object.fromEntries(Object.entries({ ...server.env, ...env }).map(([name, value]) => [name, fill(value)]));
  const child = spawn(process.execPath, [file, ...args.map(fill)], { env: { ...process.env, ...filledEnv }, stdio: 'ignore', detached: true });
  try {
    await untilOpen(port, child);
    await examine(server.package, path, { kind: 'url', url: `http://${host}:${port}${path}` }, {});
  } catch (error) {
    report(server.package, path, String(error), 1);
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  }
}

async function examine(name: string, transport: string, target: Target, env: Readonly<Record<string, string>>): Promise<void> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  let result: ServerResult | undefined;
  for await (const event of runDoctor({
    roots: {
      home,
      project: home,
      platform: process.platform === 'darwin' ? 'darwin' : 'linux',
      env: { PATH: process.env['PATH'], HOME: home, ...env },
      isolated: true,
    },
    version: '0.0.0',
    targets: [target],
    isStatic: false,
    trustsProject: true,
    withSteps: false,
    patienceMs: 15_000,
  })) {
    if (event.type === 'server') result = event.result;
  }
  const findings = result?.findings.filter(({ severity }) => severity !== 'hint') ?? [];
  const hints = result?.findings.filter(({ severity }) => severity === 'hint') ?? [];
  const words =
    result?.verdict === 'healthy'
      ? `${result.connection?.protocolVersion ?? ''}, ${result.connection?.tools ?? 0} tools, ${Math.round(result.connection?.phasesMs['total'] ?? 0)} ms`
      : `${result?.diagnosis?.cause ?? ''}: ${result?.diagnosis?.why ?? ''}`;
  report(
    name,
    transport,
    `${result?.verdict ?? 'no result'} ${words}${[...findings, ...hints].map(({ rule, severity, message }) => `\n      ${severity} ${rule}: ${message}`).join('')}`,
    result?.verdict === 'healthy' && findings.length === 0 ? 0 : 1,
  );
}

function report(name: string, transport: string, words: string, failures: 0 | 1): void {
  runs += 1;
  bad += failures;
  console.log(`${failures === 0 ? 'ok  ' : 'FAIL'} ${name} ${transport}: ${words}`);
}

function install(packages: readonly string[]): void {
  const missing = packages.filter((name) => !existsSync(join(folder, 'node_modules', name)));
  if (missing.length === 0) return;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  console.log(`installing ${missing.length} packages into ${folder} …`);
  spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...missing], { cwd: folder, stdio: 'inherit' });
}

function binOf({ package: name, bin }: RealServer): string | undefined {
  const manifest = join(folder, 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { bin: bins } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: string | Record<string, string> };
  const relative = typeof bins === 'string' ? bins : bin === undefined ? Object.values(bins ?? {})[0] : bins?.[bin];
  return relative === undefined ? undefined : join(dirname(manifest), relative);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

/** Waits until the port takes connections; at most 30 s, and not longer than the server lives. */
async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
    const isOpen = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
      socket.on('close', () => socket.destroy()).setTimeout(500, () => socket.destroy());
      socket.once('connect', () => socket.end());
    });
    if (isOpen) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the server did not open its port within 30 s');
}
