// Real servers from npm that are known to be healthy, and how each is installed and started; `healthy` and `verify-servers` ask them.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SDK_V2_SERVER } from './sdk-servers.ts';

export interface RealServer {
  readonly package: string;
  /** Text of a server that uses the package, for a package that is a library; and what else it needs. */
  readonly source?: string;
  readonly needs?: readonly string[];
  readonly bin?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Ways to start it as an HTTP server; `{port}` in arguments and environment is a free port. */
  readonly remote?: readonly RemoteStart[];
}

export interface RemoteStart {
  readonly path: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The host to ask for; 127.0.0.1 when left out. */
  readonly host?: string;
}

export const SERVERS: readonly RealServer[] = [
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
  {
    package: '@modelcontextprotocol/server',
    source: SDK_V2_SERVER,
    needs: ['@modelcontextprotocol/node', 'zod'],
    remote: [{ path: '/mcp', args: [], env: { PORT: '{port}' } }],
  },
];

/** Starts a server over HTTP, hands its address to `use`, and ends it. */
export async function withRemote(
  server: RealServer,
  file: string,
  { path, args, env = {}, host = '127.0.0.1' }: RemoteStart,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const fill = (text: string): string => text.replaceAll('{port}', String(port));
  const filledEnv = Object.fromEntries(Object.entries({ ...server.env, ...env }).map(([name, value]) => [name, fill(value)]));
  const child = spawn(process.execPath, [file, ...args.map(fill)], { env: { ...process.env, ...filledEnv }, stdio: 'ignore', detached: true });
  try {
    await untilOpen(port, child);
    await use(`http://${host}:${port}${path}`);
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  }
}

/** Installs what is missing below `folder`, without install scripts. */
export function installServers(folder: string, servers: readonly RealServer[]): void {
  for (const server of servers) {
    const home = homeOf(folder, server);
    const missing = [server.package, ...(server.needs ?? [])].filter((name) => !existsSync(join(home, 'node_modules', name)));
    if (missing.length === 0) continue;
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    console.log(`installing ${missing.join(', ')} into ${home} …`);
    spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...missing], { cwd: home, stdio: 'inherit' });
  }
}

/** Each alone, as `npx` does: in one folder they would share libraries that some of them cannot live with. */
function homeOf(folder: string, { package: name }: RealServer): string {
  return join(folder, name.replace(/^@/u, '').replaceAll(/\W+/gu, '-'));
}

/** The installed version of a server. Throws when it is not installed. */
export function versionOf(folder: string, server: RealServer): string {
  const { version } = JSON.parse(readFileSync(manifestOf(folder, server), 'utf8')) as { version: string };
  return version;
}

function manifestOf(folder: string, server: RealServer): string {
  return join(homeOf(folder, server), 'node_modules', server.package, 'package.json');
}

/** The file a server is started from; undefined when it is not installed. */
export function findServerFile(folder: string, server: RealServer): string | undefined {
  const { bin, source } = server;
  const manifest = manifestOf(folder, server);
  if (!existsSync(manifest)) return undefined;
  if (source !== undefined) {
    const file = join(homeOf(folder, server), 'server.mjs');
    writeFileSync(file, source);
    return file;
  }
  const { bin: bins } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: string | Record<string, string> };
  const relative = typeof bins === 'string' ? bins : bin === undefined ? Object.values(bins ?? {})[0] : bins?.[bin];
  return relative === undefined ? undefined : join(dirname(manifest), relative);
}

/** A port that was free a moment ago. */
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
