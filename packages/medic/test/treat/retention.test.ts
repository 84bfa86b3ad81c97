import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyFix } from '../../src/treat/apply.ts';
import { appendJournal, readJournal } from '../../src/treat/journal.ts';
import { pruneJournal } from '../../src/treat/retention.ts';
import { undoFix } from '../../src/treat/undo.ts';
import { changesOf, createPlace, NOTE, type Place } from './kit.ts';

let place: Place;
beforeEach(() => {
  place = createPlace();
});
afterEach(() => place.close());

describe('pruneJournal', () => {
  it('forgets the oldest finished fixes with their backups, and keeps what a crash left', async () => {
    const file = place.write('a.json', '{}');
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const end = await applyFix(await changesOf('json', { [file]: [{ op: 'set', at: ['a'], value: count }] }), NOTE, place.context);
      if (end.ok) ids.push(end.id);
    }
    await appendJournal({ v: 1, event: 'begin', id: 'cut-off', time: '2026-11-21T00:00:00.000Z', ...NOTE, files: [] }, place.context);
    await pruneJournal(place.context, 3);
    const left = await readJournal(place.context);
    expect(left.map(({ id, state }) => [id, state])).toEqual([
      [ids[3], 'applied'],
      [ids[4], 'applied'],
      ['cut-off', 'unfinished'],
    ]);
    expect(readdirSync(join(place.context.stateFolder, 'backups')).toSorted()).toEqual([`${ids[3]}-0`, `${ids[4]}-0`].toSorted());
    expect(await undoFix(ids[4] ?? '', place.context)).toMatchObject({ ok: true });
    expect(place.read('a.json').toString()).toContain('3');
  });
});
