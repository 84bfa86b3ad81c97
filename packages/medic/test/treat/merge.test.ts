import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EditIntent } from '../../src/model/index.ts';
import { applyFix } from '../../src/treat/apply.ts';
import { undoFix } from '../../src/treat/undo.ts';
import { changesOf, createPlace, NOTE, type Place } from './kit.ts';

let place: Place;
beforeEach(() => {
  place = createPlace();
});
afterEach(() => place.close());

/** As Claude Code does: the file is written anew, with keys of its own. */
const OLD = '{"mcpServers":{"a":{"command":"npx -y p","env":{"T":"s3cret-value-9"}}}}\n';
const EDITS: readonly EditIntent[] = [
  { op: 'set', at: ['mcpServers', 'a', 'command'], value: 'npx' },
  { op: 'set', at: ['mcpServers', 'a', 'args'], value: ['-y', 'p'] },
];

async function fixThen(after: string): Promise<string> {
  const file = place.write('config.json', OLD);
  const end = await applyFix(await changesOf('json', { [file]: EDITS }), NOTE, place.context);
  place.write('config.json', after);
  return end.ok ? end.id : '';
}

describe('undo in a file that others changed since', () => {
  it('takes back only what the fix changed, when asked to', async () => {
    const after = '{\n  "mcpServers": {\n    "a": { "args": ["-y", "p"], "env": { "T": "s3cret-value-9" }, "command": "npx" }\n  },\n  "started": 3\n}\n';
    const id = await fixThen(after);
    expect(await undoFix(id, place.context)).toMatchObject({ ok: false, reason: expect.stringContaining(`mcp-medic undo ${id} --merge`) });
    expect(await undoFix(id, place.context, true)).toMatchObject({ ok: true, changed: true, merged: [expect.stringContaining('config.json')] });
    expect(place.read('config.json').toString()).toBe(
      '{\n  "mcpServers": {\n    "a": { "env": { "T": "s3cret-value-9" }, "command": "npx -y p" }\n  },\n  "started": 3\n}\n',
    );
  });

  it('touches nothing when one of the places was changed', async () => {
    const after = '{"mcpServers":{"a":{"command":"bunx","args":["-y","p"]}}}\n';
    const id = await fixThen(after);
    expect(await undoFix(id, place.context, true)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('mcpServers.a.command was changed after the fix'),
    });
    expect(place.read('config.json').toString()).toBe(after);
  });

  it('brings back every byte of a file that nobody changed, and keeps no value in the journal', async () => {
    const file = place.write('config.json', OLD);
    const end = await applyFix(await changesOf('json', { [file]: EDITS }), NOTE, place.context);
    expect(place.read('.local/state/mcp-medic/journal.jsonl').toString()).not.toMatch(/s3cret|npx/);
    expect(await undoFix(end.ok ? end.id : '', place.context, true)).toMatchObject({ ok: true, merged: [] });
    expect(place.read('config.json').toString()).toBe(OLD);
  });
});
