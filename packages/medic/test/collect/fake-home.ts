import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { EntryFacts, Redactor, Roots, StdioPlan } from '../../src/model/index.ts';

/** A temporary home and project that are removed after the file's tests. */
export interface FakeHome {
  readonly root: string;
  readonly home: string;
  readonly project: string;
  /** Writes a file below `root`, executable when `mode` says so; returns its path. */
  readonly write: (relative: string, content?: string | Uint8Array, mode?: number) => string;
  readonly link: (relative: string, target: string) => string;
  /** Sets both times of a file below `root` to an ISO instant. */
  readonly touch: (relative: string, at: string) => void;
  readonly roots: (overrides?: Partial<Roots>) => Roots;
  readonly plan: (command: string, args?: readonly string[], overrides?: Partial<StdioPlan>) => StdioPlan;
  readonly facts: (effective?: Partial<EntryFacts['effective']>) => EntryFacts;
}

export const plainRedactor: Redactor = {
  text: (value) => value,
  json: (value) => value,
  url: (value) => value,
  headers: (value) => value,
  learn: () => undefined,
};

export function createFakeHome(): FakeHome {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'medic-home-')));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const home = path.join(root, 'home');
  const project = path.join(root, 'project');
  for (const folder of [home, project]) mkdirSync(folder);
  const place = (relative: string): string => {
    const file = path.join(root, relative);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  };
  return {
    root,
    home,
    project,
    write: (relative, content = '', mode = 0o644) => {
      const file = place(relative);
      writeFileSync(file, content, { mode });
      return file;
    },
    link: (relative, target) => {
      const file = place(relative);
      symlinkSync(target, file);
      return file;
    },
    touch: (relative, at) => utimesSync(path.join(root, relative), new Date(at), new Date(at)),
    roots: (overrides = {}) => ({ home, project, platform: 'linux', env: { PATH: '' }, isolated: true, ...overrides }),
    plan: (command, args = [], overrides = {}) => ({
      transport: 'stdio',
      command,
      args,
      env: { PATH: path.join(root, 'bin') },
      cwd: project,
      searchPath: [path.join(root, 'bin')],
      searchedFrom: 'a test',
      limitMs: 1000,
      ...overrides,
    }),
    facts: (effective = {}) => ({
      client: 'cursor',
      scope: 'user',
      name: 'server',
      file: path.join(home, '.cursor', 'mcp.json'),
      line: 1,
      at: ['mcpServers', 'server'],
      fromProject: false,
      written: {},
      effective: { transport: 'stdio', connectMs: 1000, ...effective },
      problems: [],
      notes: [],
      loads: { state: 'loads' },
    }),
  };
}
