import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSourceReader } from '../../src/discover/read-source.ts';
import { WRITE_STEPS, type WriteHandle, type WriteSteps } from '../../src/io/write-steps.ts';
import type { ConfigFormat, EditIntent, FixDraft } from '../../src/model/index.ts';
import { createTreatContext, type TreatContext } from '../../src/treat/context.ts';
import { planFix, type FileChange } from '../../src/treat/plan-fix.ts';

/** A home of its own, gone when `close` was called. */
export interface Place {
  readonly home: string;
  readonly context: TreatContext;
  readonly write: (path: string, content: string | Uint8Array, mode?: number) => string;
  readonly read: (path: string) => Buffer;
  readonly close: () => void;
}

export function createPlace(): Place {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'medic-treat-')));
  mkdirSync(join(home, 'project'));
  return {
    home,
    context: createTreatContext({ home, project: join(home, 'project'), platform: 'linux', env: {}, isolated: true }),
    write: (path, content, mode = 0o644) => {
      const file = join(home, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, { mode });
      return file;
    },
    read: (path) => readFileSync(join(home, path)),
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

export const NOTE = { title: 'Name the program', client: 'cursor', server: 'demo', reload: 'reload the window' } as const;

function draftOf(...steps: readonly { readonly file?: string; readonly edits: readonly EditIntent[] }[]): FixDraft {
  return { id: 'fix', title: 'Fix it', safety: 'safe', steps: steps.map((step) => ({ do: 'edit', ...step })) };
}

/** The change of one or several files, read as discovery reads them. */
export async function changesOf(
  format: ConfigFormat,
  files: Readonly<Record<string, readonly EditIntent[]>>,
  fromProject: boolean = false,
): Promise<readonly FileChange[]> {
  const read = createSourceReader();
  const steps = Object.entries(files).map(([file, edits]) => ({ file, edits }));
  const plan = await planFix(draftOf(...steps), async (path) => {
    const source = await read(path ?? '', format);
    if (source.state === 'absent') return { path: source.path, format, text: '', fromProject };
    if (source.state !== 'read') return undefined;
    const { parsed, encoding, bom, sha256 } = source;
    return { path: source.path, format, text: parsed.text, encoding, bom, fromProject, ...(sha256 === undefined ? {} : { sha256 }) };
  });
  if (!plan.ok) throw new Error(plan.reason);
  return plan.changes;
}

class Killed extends Error {}

/**
 * Steps of a process that ends at step number `at` (from 0): the steps before happen, a write there happens half, and nothing
 * after does. `count` tells how many steps there were.
 */
export function dyingSteps(at: number): { readonly steps: WriteSteps; readonly count: () => number } {
  let taken = 0;
  const step = async <T>(work: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> => {
    const number = taken;
    taken += 1;
    if (number === at) await half?.();
    if (number >= at) throw new Killed(`the process ended at step ${at}`);
    return work();
  };
  const wrap = (handle: WriteHandle): WriteHandle => ({
    write: (bytes) =>
      step(
        () => handle.write(bytes),
        () => handle.write(bytes.subarray(0, bytes.length >> 1)),
      ),
    setMode: (mode) => step(() => handle.setMode(mode)),
    setOwner: (uid, gid) => step(() => handle.setOwner(uid, gid)),
    sync: () => step(() => handle.sync()),
    // The system closes what a dead process held.
    close: async () => {
      await handle.close();
      await step(async () => undefined);
    },
  });
  return {
    count: () => taken,
    steps: {
      createNew: async (path, mode) => wrap(await step(() => WRITE_STEPS.createNew(path, mode))),
      openToAppend: async (path, mode) => wrap(await step(() => WRITE_STEPS.openToAppend(path, mode))),
      rename: (from, to) => step(() => WRITE_STEPS.rename(from, to)),
      remove: (path) => step(() => WRITE_STEPS.remove(path)),
      makeFolder: (path, mode) => step(() => WRITE_STEPS.makeFolder(path, mode)),
      syncFolder: (path) => step(() => WRITE_STEPS.syncFolder(path)),
    },
  };
}

/** Steps of which one fails with an errno, as on a full disk. */
export function failingSteps(name: keyof WriteSteps | 'write' | 'sync', errno: string, matches: (path: string) => boolean = () => true): WriteSteps {
  const fail = (): never => {
    throw Object.assign(new Error(errno), { code: errno });
  };
  const wrap = (handle: WriteHandle): WriteHandle => ({
    ...handle,
    ...(name === 'write' ? { write: async () => fail() } : {}),
    ...(name === 'sync' ? { sync: async () => fail() } : {}),
  });
  return {
    ...WRITE_STEPS,
    createNew: async (path, mode) => {
      if (!matches(path)) return WRITE_STEPS.createNew(path, mode);
      return name === 'createNew' ? fail() : wrap(await WRITE_STEPS.createNew(path, mode));
    },
    rename: async (from, to) => (name === 'rename' && matches(from) ? fail() : WRITE_STEPS.rename(from, to)),
  };
}
