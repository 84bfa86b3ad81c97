import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileWithMode, Scene, SceneFile, SceneServer } from './case.ts';
import { startFaultServer, type FaultServer } from './http/start.ts';
import { tlsMaterial, type TlsMaterial } from './tls-server.ts';

/** A scene that stands: folders on disk, servers listening. */
export interface Bed {
  readonly home: string;
  readonly project: string;
  readonly env: Readonly<Record<string, string>>;
  readonly servers: readonly FaultServer[];
  /** Placeholder name → value, also used to make evidence independent of this run. */
  readonly values: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export const STDIO_SERVER: string = join(dirname(fileURLToPath(import.meta.url)), '..', 'servers', 'stdio.mjs');

/** Builds a scene in a fresh temporary folder and starts its servers. */
export async function buildBed(scene: Scene): Promise<Bed> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'medic-bed-')));
  const project = join(home, 'project');
  mkdirSync(project, { recursive: true });
  const materials = (scene.serve ?? []).map(({ tls }) => (tls === undefined ? undefined : tlsMaterial(tls)));
  const servers = await Promise.all((scene.serve ?? []).map((server, index) => startSceneServer(server, materials[index])));
  const holder = scene.holdsPort === true ? await listen() : undefined;
  const values: Record<string, string> = {
    home,
    project,
    node: process.execPath,
    server: STDIO_SERVER,
    slug: project.replaceAll(/[^a-zA-Z0-9]/g, '-'),
    closed: String(await closedPort(servers[0]?.port)),
    ...(holder === undefined ? {} : { held: String((holder.address() as AddressInfo).port) }),
  };
  servers.forEach(({ origin, port }, index) => {
    const suffix = index === 0 ? '' : `:${index}`;
    values[`origin${suffix}`] = origin;
    values[`port${suffix}`] = String(port);
    const root = materials[index]?.root;
    if (root !== undefined) {
      values[`ca${suffix}`] = join(home, `ca${index}.pem`);
      writeFileSync(join(home, `ca${index}.pem`), root);
    }
  });
  for (const [path, file] of Object.entries(scene.files)) writeSceneFile(join(home, fill(path, values)), file, values);
  return {
    home,
    project,
    env: { HOME: home, PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, LANG: 'C.UTF-8', ...fillAll(scene.env ?? {}, values) },
    servers,
    values,
    close: async () => {
      holder?.close();
      await Promise.all(servers.map((server) => server.close()));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function startSceneServer({ fault, value, address }: SceneServer, material: TlsMaterial | undefined): Promise<FaultServer> {
  const { root: _, ...tls } = material ?? { root: '' };
  return startFaultServer({
    fault,
    ...(value === undefined ? {} : { value }),
    ...('key' in tls ? { tls } : {}),
    ...(address === undefined ? {} : { address }),
  });
}

/** Replaces `{{name}}` by its value; an unknown name is a mistake in the case. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{([\w:]+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no placeholder {{${name}}} in this scene`);
    return value;
  });
}

function fillAll(map: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, fill(value, values)]));
}

function writeSceneFile(path: string, file: SceneFile, values: Readonly<Record<string, string>>): void {
  mkdirSync(dirname(path), { recursive: true });
  if (!isWithMode(file)) {
    writeFileSync(path, fill(typeof file === 'string' ? file : `${JSON.stringify(file, undefined, 2)}\n`, values));
    return;
  }
  writeFileSync(path, encode(fill(file.$text, values), file.$encoding ?? 'utf-8'));
  if (file.$mode !== undefined) chmodSync(path, file.$mode);
}

function isWithMode(file: SceneFile): file is FileWithMode {
  return typeof file === 'object' && '$text' in file;
}

function encode(text: string, encoding: NonNullable<FileWithMode['$encoding']>): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return encoding === 'utf-8-bom' ? Buffer.from(`\uFEFF${text}`, 'utf8') : Buffer.from(text, encoding);
}

/** Undefined when the port is taken; 0 takes one that is free. */
async function listen(port = 0): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/**
 * A port that was free a moment ago, on which nothing listens now. Near the one that is served, so that servers of other scenes and
 * of whoever else works on this machine do not stand in between.
 */
async function closedPort(served: number | undefined): Promise<number> {
  for (let port = served === undefined ? 0 : served + 1; ; port = port >= 65_535 ? 0 : port + 1) {
    const server = await listen(port);
    if (server === undefined) continue;
    const { port: free } = server.address() as AddressInfo;
    await new Promise<void>((resolve) => server.close(() => resolve()));
    return free;
  }
}
