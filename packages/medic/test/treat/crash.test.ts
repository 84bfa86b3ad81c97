import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyFix } from '../../src/treat/apply.ts';
import { readJournal } from '../../src/treat/journal.ts';
import { undoFix } from '../../src/treat/undo.ts';
import { changesOf, createPlace, dyingSteps, NOTE, type Place } from './kit.ts';

const OLD = '{"mcpServers":{"a":{"command":"npx"}}}\n';
const NEW = '{"mcpServers":{"a":{"command":"/usr/bin/npx"}}}\n';
const OTHER = '{"b":1}\n';

let place: Place;
beforeEach(() => {
  place = createPlace();
});
afterEach(() => place.close());

async function changes(): ReturnType<typeof changesOf> {
  const [first, second] = [place.write('a.json', OLD), place.write('b.json', OTHER)];
  return changesOf('json', {
    [first]: [{ op: 'set', at: ['mcpServers', 'a', 'command'], value: '/usr/bin/npx' }],
    [second]: [{ op: 'set', at: ['b'], value: 2 }],
  });
}

function clearLock(): void {
  // The lock of a dead process is taken over by its process id, which in this test is our own.
  rmSync(join(place.context.stateFolder, 'lock'), { force: true });
}

async function countSteps(work: (steps: ReturnType<typeof dyingSteps>['steps']) => Promise<unknown>): Promise<number> {
  const { steps, count } = dyingSteps(Number.POSITIVE_INFINITY);
  await work(steps);
  return count();
}

describe('a process that ends while it applies a fix', () => {
  it('leaves each file old or new at every step, and undo brings the old ones back', async () => {
    const total = await countSteps(async (write) => applyFix(await changes(), NOTE, { ...place.context, write }));
    expect(total).toBeGreaterThan(25);
    for (let at = 0; at < total; at += 1) {
      place.close();
      place = createPlace();
      const planned = await changes();
      await applyFix(planned, NOTE, { ...place.context, write: dyingSteps(at).steps });
      clearLock();
      expect([OLD, NEW], `step ${at}`).toContain(place.read('a.json').toString());
      expect([OTHER, '{"b":2}\n'], `step ${at}`).toContain(place.read('b.json').toString());
      const [fix] = await readJournal(place.context);
      if (fix === undefined) expect(place.read('a.json').toString() + place.read('b.json').toString(), `step ${at}`).toBe(OLD + OTHER);
      else expect(await undoFix(fix.id, place.context), `step ${at}`).toMatchObject({ ok: true });
      expect(place.read('a.json').toString() + place.read('b.json').toString(), `step ${at}`).toBe(OLD + OTHER);
      // What a crash left beside the files goes with the undo.
      expect(
        readdirSync(place.home)
          .filter((name) => name !== '.local')
          .toSorted(),
        `step ${at}`,
      ).toEqual(['a.json', 'b.json', 'project']);
      // And the machine is not stuck: the same fix can be applied now.
      expect(await applyFix(await changes(), NOTE, place.context), `step ${at}`).toMatchObject({ ok: true });
    }
  });
});

describe('a process that ends while it undoes a fix', () => {
  it('leaves each file old or new at every step, and undo can be called again', async () => {
    const run = async (write?: ReturnType<typeof dyingSteps>['steps']): Promise<string> => {
      const applied = await applyFix(await changes(), NOTE, place.context);
      const id = applied.ok ? applied.id : '';
      await undoFix(id, write === undefined ? place.context : { ...place.context, write });
      clearLock();
      return id;
    };
    const total = await countSteps((write) => run(write));
    for (let at = 0; at < total; at += 1) {
      place.close();
      place = createPlace();
      const id = await run(dyingSteps(at).steps);
      expect([OLD, NEW], `step ${at}`).toContain(place.read('a.json').toString());
      const [fix] = await readJournal(place.context);
      if (fix?.state !== 'undone') expect(await undoFix(id, place.context), `step ${at}`).toMatchObject({ ok: true });
      expect(place.read('a.json').toString() + place.read('b.json').toString(), `step ${at}`).toBe(OLD + OTHER);
      expect(
        readdirSync(place.home)
          .filter((name) => name !== '.local')
          .toSorted(),
        `step ${at}`,
      ).toEqual(['a.json', 'b.json', 'project']);
    }
  });
});

describe('a journal that a crash cut off', () => {
  it('passes over the broken line and keeps the next one whole', async () => {
    const first = await applyFix(await changes(), NOTE, place.context);
    place.write(
      '.local/state/mcp-medic/journal.jsonl',
      Buffer.concat([place.read('.local/state/mcp-medic/journal.jsonl'), Buffer.from('{"v":1,"event":"beg')]),
      0o600,
    );
    expect(await readJournal(place.context)).toMatchObject([{ state: 'applied' }]);
    expect(await undoFix(first.ok ? first.id : '', place.context)).toMatchObject({ ok: true });
    expect(await readJournal(place.context)).toMatchObject([{ state: 'undone' }]);
  });

  it('takes nothing from lines that are not its own', async () => {
    place.write(
      '.local/state/mcp-medic/journal.jsonl',
      '[]\nnull\n{"v":1,"event":"begin","id":"../../x","time":"t","title":"t","client":"c","reload":"r","files":[]}\n{"v":1,"event":"begin","id":"x","time":"t","title":"t","client":"c","reload":"r","files":[{"path":"/etc/passwd"}]}\n',
    );
    expect(await readJournal(place.context)).toEqual([]);
  });
});
