import { chmodSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOOK_STEPS } from '../../src/io/file-identity.ts';
import type { EditIntent } from '../../src/model/index.ts';
import { applyFix, type ApplyEnd } from '../../src/treat/apply.ts';
import type { TreatContext } from '../../src/treat/context.ts';
import { readJournal } from '../../src/treat/journal.ts';
import { undoFix } from '../../src/treat/undo.ts';
import { changesOf, createPlace, failingSteps, NOTE, type Place } from './kit.ts';

const OLD = '{"a":1}\n';
const EDIT: readonly EditIntent[] = [{ op: 'set', at: ['a'], value: 2 }];

let place: Place;
let outside: string;
beforeEach(() => {
  place = createPlace();
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'medic-outside-')));
});
afterEach(() => {
  place.close();
  rmSync(outside, { recursive: true, force: true });
});

async function apply(file: string, changes: Partial<TreatContext> = {}, fromProject: boolean = false): Promise<ApplyEnd> {
  return applyFix(await changesOf('json', { [file]: EDIT }, fromProject), NOTE, { ...place.context, ...changes });
}

function expectRefused(end: ApplyEnd, words: RegExp): void {
  expect(end).toEqual({ ok: false, reason: expect.stringMatching(words) });
}

describe('links', () => {
  it('are followed inside the home folder, and stay links', async () => {
    const target = place.write('dotfiles/mcp.json', OLD);
    const link = join(place.home, 'mcp.json');
    symlinkSync(target, link);
    const end = await apply(link);
    expect(end.ok).toBe(true);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('{"a":2}\n');
    expect(await undoFix(end.ok ? end.id : '', place.context)).toMatchObject({ ok: true });
    expect(readFileSync(target, 'utf8')).toBe(OLD);
  });

  it('that lead elsewhere are refused', async () => {
    writeFileSync(join(outside, 'mcp.json'), OLD);
    const link = join(place.home, 'mcp.json');
    symlinkSync(join(outside, 'mcp.json'), link);
    expectRefused(await apply(link), /outside your home and project folders/);
    expect(readFileSync(join(outside, 'mcp.json'), 'utf8')).toBe(OLD);
  });

  it('in a project may not lead out of it, not even to the home folder', async () => {
    const target = place.write('.claude.json', OLD);
    const link = join(place.home, 'project', '.mcp.json');
    symlinkSync(target, link);
    expectRefused(await apply(link, {}, true), /outside the project folder it came with/);
    expect(readFileSync(target, 'utf8')).toBe(OLD);
  });

  it('to nothing, and folders that are links, are seen', async () => {
    symlinkSync(join(outside, 'nowhere'), join(place.home, 'dangling'));
    expectRefused(await apply(join(place.home, 'dangling')), /link to nothing/);
    symlinkSync(outside, join(place.home, 'folder'));
    expectRefused(await apply(join(place.home, 'folder', 'new.json')), /outside your home/);
    expect(readdirSync(outside)).toEqual([]);
  });

  it('swapped in after the edit stop the undo', async () => {
    const file = place.write('mcp.json', OLD);
    const end = await apply(file);
    const other = place.write('other.json', '{"a":2}\n');
    rmSync(file);
    symlinkSync(other, file);
    expect(await undoFix(end.ok ? end.id : '', place.context)).toMatchObject({ ok: false, reason: expect.stringMatching(/leads to another file/) });
    expect(readFileSync(other, 'utf8')).toBe('{"a":2}\n');
  });
});

describe('files that are not plainly the user’s own', () => {
  it('are refused with hard links', async () => {
    const file = place.write('mcp.json', OLD);
    linkSync(file, join(place.home, 'second.json'));
    expectRefused(await apply(file), /2 names \(hard links\)/);
    expect(place.read('second.json').toString()).toBe(OLD);
  });

  it('are refused when another user owns them', async () => {
    const file = place.write('mcp.json', OLD);
    const identify: typeof LOOK_STEPS.identify = async (path) => {
      const found = await LOOK_STEPS.identify(path);
      return 'errno' in found || path !== file ? found : { ...found, uid: found.uid + 1 };
    };
    expectRefused(
      await apply(file, { look: { ...LOOK_STEPS, identify, uid: process.getuid?.() ?? 0 } }),
      /belongs to another user \(uid \d+, and mcp-medic runs as uid \d+\)/,
    );
    expect(place.read('mcp.json').toString()).toBe(OLD);
  });

  it('are refused when read-only, or no regular file', async () => {
    const file = place.write('mcp.json', OLD);
    const changes = await changesOf('json', { [file]: EDIT });
    chmodSync(file, 0o444);
    expectRefused(await applyFix(changes, NOTE, place.context), /is read-only/);
    rmSync(file);
    mkdirSync(file);
    expectRefused(await applyFix(changes, NOTE, place.context), /no regular file/);
  });
});

describe('a file that changed', () => {
  it('after it was read is refused', async () => {
    const file = place.write('mcp.json', OLD);
    const changes = await changesOf('json', { [file]: EDIT });
    writeFileSync(file, '{"a":1,"mine":true}\n');
    expectRefused(await applyFix(changes, NOTE, place.context), /was changed after mcp-medic had read it/);
    expect(place.read('mcp.json').toString()).toBe('{"a":1,"mine":true}\n');
  });

  it('while ours was being written is refused', async () => {
    const file = place.write('mcp.json', OLD);
    const { write } = place.context;
    const racing = {
      ...write,
      createNew: async (path: string, mode: number) => {
        if (path.endsWith('.tmp')) writeFileSync(file, '{"mine":true}');
        return write.createNew(path, mode);
      },
    };
    expectRefused(await apply(file, { write: racing }), /was changed after/);
    expect(place.read('mcp.json').toString()).toBe('{"mine":true}');
    expect(readdirSync(place.home).toSorted()).toEqual(['.local', 'mcp.json', 'project']);
  });

  it('appeared where one was to be made is refused', async () => {
    const file = join(place.home, 'new.json');
    const changes = await changesOf('json', { [file]: EDIT });
    writeFileSync(file, '{}');
    expectRefused(await applyFix(changes, NOTE, place.context), /was changed after/);
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });

  it('after the fix is not undone, and the earlier content is named', async () => {
    const file = place.write('mcp.json', OLD);
    const end = await apply(file);
    writeFileSync(file, '{"a":2,"mine":true}\n');
    const undone = await undoFix(end.ok ? end.id : '', place.context);
    expect(undone).toMatchObject({ ok: false, known: true, reason: expect.stringMatching(/changed after the fix, .* kept in .*backups/) });
    expect(place.read('mcp.json').toString()).toBe('{"a":2,"mine":true}\n');
  });

  it('by a later fix names that fix', async () => {
    const file = place.write('mcp.json', OLD);
    const first = await apply(file);
    const second = await applyFix(await changesOf('json', { [file]: [{ op: 'set', at: ['b'], value: 1 }] }), NOTE, place.context);
    const [one, two] = [first.ok ? first.id : '', second.ok ? second.id : ''];
    expect(await undoFix(one, place.context)).toMatchObject({ ok: false, reason: expect.stringContaining(`mcp-medic undo ${two}`) });
    expect(await undoFix(two, place.context)).toMatchObject({ ok: true });
    expect(await undoFix(one, place.context)).toMatchObject({ ok: true });
    expect(place.read('mcp.json').toString()).toBe(OLD);
    expect(await undoFix(one, place.context)).toMatchObject({ ok: false, reason: expect.stringContaining('undone already') });
  });
});

describe('a disk that does not take it', () => {
  const isTemporary = (path: string): boolean => path.endsWith('.tmp');
  it.each([
    ['a folder that may not be written', 'createNew', 'EACCES', /may not be written by this user \(EACCES\)/],
    ['a read-only file system', 'createNew', 'EROFS', /read-only \(EROFS\)/],
    ['a full disk', 'write', 'ENOSPC', /disk is full \(ENOSPC\)/],
    ['a failing sync', 'sync', 'EIO', /disk reported an error \(EIO\)/],
    ['a file that is a mount of its own', 'rename', 'EXDEV', /mounted on its own, so that nothing can take its place \(EXDEV\)/],
    ['a file in use', 'rename', 'EBUSY', /in use or mounted on its own \(EBUSY\)/],
  ] as const)('%s: nothing is lost, nothing is left', async (_, step, errno, words) => {
    const file = place.write('mcp.json', OLD);
    expectRefused(await apply(file, { write: failingSteps(step, errno, isTemporary) }), words);
    expect(place.read('mcp.json').toString()).toBe(OLD);
    expect(readdirSync(place.home).toSorted()).toEqual(['.local', 'mcp.json', 'project']);
    expect(await readJournal(place.context)).toMatchObject([{ state: 'failed' }]);
  });

  it('puts the first file back when the second cannot be written', async () => {
    const [first, second] = [place.write('a.json', OLD), place.write('b.json', OLD)];
    const write = failingSteps('rename', 'EBUSY', (path) => path.includes('.b.json.'));
    expectRefused(await applyFix(await changesOf('json', { [first]: EDIT, [second]: EDIT }), NOTE, { ...place.context, write }), /EBUSY/);
    expect(place.read('a.json').toString() + place.read('b.json').toString()).toBe(OLD + OLD);
  });

  it('refuses when there is no place for backup and journal', async () => {
    const file = place.write('mcp.json', OLD);
    place.write('.local/state/mcp-medic', 'a file where a folder should be');
    expectRefused(await apply(file), /backup or the journal could not be written, so nothing was changed/);
    expect(place.read('mcp.json').toString()).toBe(OLD);
  });
});

describe('bytes that are no text', () => {
  it('are not rewritten', async () => {
    const file = place.write('mcp.json', Buffer.from([...Buffer.from('{"a":1,"b":"'), 0xfc, ...Buffer.from('"}')]));
    expectRefused(await apply(file), /bytes that are no UTF-8 and would be lost/);
  });
});
