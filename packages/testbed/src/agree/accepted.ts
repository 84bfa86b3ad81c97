import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findClient } from '../../../medic/src/clients/index.ts';
import { addToClient, type ChangeOptions } from '../../../medic/src/engine/config/change-client.ts';
import { describeServers } from '../../../medic/src/engine/config/describe-servers.ts';
import { type GivenSource, readGivenSource } from '../../../medic/src/engine/config/given-source.ts';
import type { ConfigChange, Roots, ServerDescription } from '../../../medic/src/model/index.ts';
import { createTreatContext } from '../../../medic/src/treat/context.ts';
import { buildBed, type Bed } from '../bed.ts';
import type { SceneServer } from '../case.ts';
import { clientEnvironment } from './compare.ts';
import type { Answer, ClientAdapter } from './client-adapter.ts';

/** One way to give a server, and the server behind it. */
export interface SourceKind {
  readonly name: string;
  readonly transport: 'stdio' | 'http' | 'sse';
  readonly serve?: SceneServer;
  /** Set when the client runs. */
  readonly env?: Readonly<Record<string, string>>;
  readonly source: (bed: Bed) => Partial<GivenSource> & { readonly file?: { readonly name: string; readonly text: string } };
}

const stdio = (bed: Bed, ...words: readonly string[]): readonly string[] => [bed.values['node'] ?? '', bed.values['server'] ?? '', ...words];
const url = (bed: Bed, path: string = '/mcp'): string => `${bed.values['origin'] ?? ''}${path}`;
const OK = { fault: 'ok' } as const;
const TOKEN = 'good-token-0123456789';

export const SOURCE_KINDS: readonly SourceKind[] = [
  { name: 'a command', transport: 'stdio', source: (bed) => ({ argv: stdio(bed, 'ok') }) },
  { name: 'claude mcp add', transport: 'stdio', source: (bed) => ({ word: `claude mcp add probe -- ${stdio(bed, 'ok').join(' ')}` }) },
  {
    name: 'JSON of Claude Desktop',
    transport: 'stdio',
    source: (bed) => paste(JSON.stringify({ mcpServers: { probe: { command: stdio(bed)[0], args: stdio(bed, 'ok').slice(1) } } })),
  },
  {
    name: 'TOML of Codex',
    transport: 'stdio',
    source: (bed) => paste(`[mcp_servers.probe]\ncommand = ${JSON.stringify(stdio(bed)[0])}\nargs = ${JSON.stringify(stdio(bed, 'ok').slice(1))}\n`),
  },
  {
    name: 'manifest of a bundle',
    transport: 'stdio',
    source: (bed) => ({
      word: './bundle.json',
      file: {
        name: 'bundle.json',
        text: JSON.stringify({
          manifest_version: '0.3',
          name: 'probe',
          server: { type: 'node', entry_point: 'x.js', mcp_config: { command: stdio(bed)[0], args: [...stdio(bed).slice(1), '${user_config.fault}'] } },
          user_config: { fault: { type: 'string', default: 'ok' } },
        }),
      },
    }),
  },
  {
    name: '--env NAME, a reference',
    transport: 'stdio',
    env: { PROBE_VALUE: 'from-outside' },
    source: (bed) => ({ argv: stdio(bed, 'needs-env', 'PROBE_VALUE'), env: ['PROBE_VALUE'] }),
  },
  { name: 'a URL', transport: 'http', serve: OK, source: (bed) => ({ word: url(bed) }) },
  {
    name: 'install link of Cursor',
    transport: 'http',
    serve: OK,
    source: (bed) => ({
      word: `cursor://anysphere.cursor-deeplink/mcp/install?name=probe&config=${encodeURIComponent(Buffer.from(JSON.stringify({ url: url(bed) })).toString('base64'))}`,
    }),
  },
  {
    name: 'server.json of a registry',
    transport: 'http',
    serve: OK,
    source: (bed) => paste(JSON.stringify({ name: 'test.local/probe', version: '1.0.0', remotes: [{ type: 'streamable-http', url: url(bed) }] })),
  },
  {
    name: '--header with a reference',
    transport: 'http',
    serve: { fault: 'token', value: TOKEN },
    env: { PROBE_TOKEN: TOKEN },
    source: (bed) => ({ word: url(bed), headers: ['Authorization: Bearer ${PROBE_TOKEN}'] }),
  },
  { name: 'a URL of an SSE server', transport: 'sse', serve: { fault: 'ok-old-sse' }, source: (bed) => ({ word: url(bed, '/sse') }) },
  { name: 'converted from Cursor', transport: 'http', serve: OK, source: (bed) => ({ word: url(bed) }) },
];

function paste(text: string): Partial<GivenSource> {
  return { word: '-', readInput: async () => text };
}

/** `not-written`: the client's notation cannot say it, and nothing was written. */
export interface Acceptance {
  readonly written: ConfigChange | undefined;
  readonly answer: Answer | undefined;
}

/** Gives the real client a server as `config add` does, and asks it. */
export async function tryAcceptance(
  adapter: ClientAdapter,
  kind: SourceKind,
  { folder, nodeBin }: { readonly folder: string; readonly nodeBin: string },
): Promise<Acceptance> {
  const bed = await buildBed({ files: besidesConfig(adapter), ...(kind.serve === undefined ? {} : { serve: [kind.serve] }) });
  try {
    const env = { ...clientEnvironment(bed, nodeBin), ...kind.env };
    const roots: Roots = { home: bed.home, project: bed.project, platform: 'linux', env, isolated: true };
    const { file, ...given } = kind.source(bed);
    if (file !== undefined) writeFileSync(join(bed.project, file.name), file.text);
    const reading = await readGivenSource({ env: [], headers: [], settings: [], name: 'probe', readInput: async () => '', ...given }, roots);
    if (!reading.ok) throw new Error(`${kind.name}: ${reading.reason}`);
    const [written] = await write(adapter, kind, reading.source.servers, roots);
    if (written?.outcome !== 'added') return { written, answer: undefined };
    return { written, answer: await adapter.ask(bed, { folder, env, timeoutMs: 130_000 }) };
  } finally {
    await bed.close();
  }
}

async function write(adapter: ClientAdapter, kind: SourceKind, servers: readonly ServerDescription[], roots: Roots): Promise<readonly ConfigChange[]> {
  const how = { replaces: false, wraps: false, guardsSecrets: true };
  const options: ChangeOptions = {
    treat: createTreatContext(roots),
    decide: async ({ losses }) => (losses.some(({ effect }) => effect === 'breaks') ? { declined: losses.map(({ sentence }) => sentence).join(' ') } : 'write'),
    checks: false,
    trustsProject: false,
  };
  const client = findClient(adapter.id);
  if (!kind.name.startsWith('converted')) return addToClient(servers, client, roots, how, options);
  await addToClient(servers, findClient('cursor'), roots, how, options);
  return addToClient((await describeServers(findClient('cursor'), [], roots)).servers, client, roots, how, options);
}

/** What the client needs besides its config: folders it trusts. */
function besidesConfig(adapter: ClientAdapter): Record<string, string> {
  const files = adapter.write({ kind: 'http', url: 'http://127.0.0.1/mcp' });
  return Object.fromEntries(Object.entries(files).filter(([path]) => path !== adapter.config));
}
