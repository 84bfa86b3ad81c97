import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigFormat, EditIntent } from '../../src/model/index.ts';
import { encodeText } from '../../src/text/decode.ts';
import { applyFix } from '../../src/treat/apply.ts';
import { readJournal } from '../../src/treat/journal.ts';
import { undoFix } from '../../src/treat/undo.ts';
import { createRandom } from '../text/random.ts';
import { changesOf, createPlace, NOTE, type Place } from './kit.ts';

let place: Place;
beforeEach(() => {
  place = createPlace();
});
afterEach(() => place.close());

const TEXTS: Readonly<Record<Exclude<ConfigFormat, 'env'>, string>> = {
  json: '{\n  "mcpServers": {\n    "a": { "command": "npx", "args": ["-y", "p"], "env": { "T": "ü€😀" } },\n    "b": { "url": "http://x" }\n  },\n  "other": [1, 2]\n}\n',
  jsonc: '{\n\t// why\n\t"mcpServers": {\n\t\t"a": { "command": "npx", /* c */ "args": ["-y", "p"] }, // tail\n\t},\n}',
  toml: '# top\n[mcpServers.a]\ncommand = "npx" # c\nargs = ["-y", "p"]\n\n# about b\n[mcpServers.b]\nurl = \'http://x\'\n',
  yaml: '# top\nmcpServers:\n  a:\n    command: npx # c\n    args:\n      - -y\n      - "ü€😀"\n  # about b\n  b: {url: http://x}\n',
};
const EDITS: readonly EditIntent[] = [
  { op: 'set', at: ['mcpServers', 'a', 'command'], value: '/usr/bin/npx' },
  { op: 'set', at: ['mcpServers', 'a', 'cwd'], value: '/tmp/ü' },
  { op: 'set', at: ['mcpServers', 'a', 'args'], value: ['-y', 'q', 'r'] },
  { op: 'remove', at: ['mcpServers', 'a', 'args'] },
  { op: 'rename-key', at: ['mcpServers', 'a', 'command'], to: 'program' },
  { op: 'set', at: ['mcpServers', 'c'], value: { command: 'node', env: { A: '1' } } },
  { op: 'strip-bom' },
  { op: 'to-utf8' },
];
const ENVELOPES = [
  { encoding: 'utf-8', bom: false },
  { encoding: 'utf-8', bom: true },
  { encoding: 'utf-16le', bom: true },
  { encoding: 'utf-16be', bom: true },
  { encoding: 'utf-16le', bom: false },
] as const;

describe.each<keyof typeof TEXTS>(['json', 'jsonc', 'toml', 'yaml'])('applying and undoing fixes of %s files', (format) => {
  it('gives back every byte, whatever the encoding and the line ends', async () => {
    const random = createRandom(2026);
    for (let round = 0; round < 60; round += 1) {
      const envelope = random.pick(ENVELOPES);
      // Without its mark, UTF-16 is known by its NUL bytes, which few but Western texts have.
      const source = envelope.encoding === 'utf-8' || envelope.bom ? TEXTS[format] : TEXTS[format].replaceAll('€😀', '');
      const text = random.int(2) === 0 ? source : source.replaceAll('\n', '\r\n');
      const edits = Array.from({ length: 1 + random.int(2) }, () => random.pick(EDITS));
      const bytes = Buffer.from(encodeText(text, envelope));
      const mode = random.pick([0o600, 0o644, 0o640]);
      const file = place.write(`f${round}`, bytes, mode);
      const changes = await changesOf(format, { [file]: edits }).catch(() => undefined);
      // Two random edits may exclude each other; then nothing is planned.
      if (changes === undefined) continue;
      const applied = await applyFix(changes, NOTE, place.context);
      expect(applied).toEqual({ ok: true, id: expect.any(String) });
      const after = place.read(`f${round}`);
      expect(after.equals(bytes)).toBe(false);
      const kept = !edits.some(({ op }) => op === 'to-utf8' || op === 'strip-bom');
      if (kept && envelope.bom) expect(after.subarray(0, 2)).toEqual(bytes.subarray(0, 2));
      if (kept)
        expect(
          text.includes('\r\n') ===
            after.toString(envelope.encoding === 'utf-16le' ? 'utf16le' : 'latin1').includes(envelope.encoding === 'utf-16be' ? '\r\0\n' : '\r\n'),
        ).toBe(true);
      if (edits.some(({ op }) => op === 'to-utf8') && envelope.encoding !== 'utf-8') expect(after.includes(0)).toBe(false);
      expect(statSync(file).mode & 0o777).toBe(mode);
      const undone = await undoFix(applied.ok ? applied.id : '', place.context);
      expect(undone).toMatchObject({ ok: true, changed: true });
      expect(place.read(`f${round}`).equals(bytes)).toBe(true);
      expect(statSync(file).mode & 0o777).toBe(mode);
    }
  });
});

describe('applying a fix', () => {
  it('writes several files as one fix and makes a missing one for its owner only', async () => {
    const first = place.write('a.json', '{"mcpServers":{"a":{"command":"npx"}}}');
    const second = join(place.home, '.tool', 'deep', 'mcp.json');
    const changes = await changesOf('json', {
      [first]: [{ op: 'remove', at: ['mcpServers', 'a'] }],
      [second]: [{ op: 'set', at: ['servers', 'a'], value: { command: 'npx' } }],
    });
    const applied = await applyFix(changes, NOTE, place.context);
    expect(applied.ok).toBe(true);
    expect(JSON.parse(place.read('.tool/deep/mcp.json').toString())).toEqual({ servers: { a: { command: 'npx' } } });
    expect(statSync(second).mode & 0o777).toBe(0o600);
    expect(await undoFix(applied.ok ? applied.id : '', place.context)).toMatchObject({ ok: true });
    expect(place.read('a.json').toString()).toBe('{"mcpServers":{"a":{"command":"npx"}}}');
    expect(readdirSync(join(place.home, '.tool', 'deep'))).toEqual([]);
  });

  it('keeps contents out of the journal and backups to their owner', async () => {
    const secret = 'sk-live-4f1c0b9e6d7a2c35';
    const file = place.write('a.json', `{"mcpServers":{"a":{"command":"npx","env":{"API_KEY":"${secret}"}}}}`);
    const applied = await applyFix(
      await changesOf('json', { [file]: [{ op: 'set', at: ['mcpServers', 'a', 'command'], value: 'node' }] }),
      NOTE,
      place.context,
    );
    const { stateFolder } = place.context;
    expect(place.read('.local/state/mcp-medic/journal.jsonl').includes(secret)).toBe(false);
    expect(statSync(join(stateFolder, 'journal.jsonl')).mode & 0o777).toBe(0o600);
    expect(statSync(stateFolder).mode & 0o777).toBe(0o700);
    expect(statSync(join(stateFolder, 'backups')).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(stateFolder, 'backups'))) expect(statSync(join(stateFolder, 'backups', name)).mode & 0o777).toBe(0o600);
    const [fix] = await readJournal(place.context);
    expect(fix).toMatchObject({ id: applied.ok ? applied.id : '', state: 'applied', title: NOTE.title, server: 'demo', files: [{ path: file, target: file }] });
  });

  it('leaves no lock and no temporary file behind', async () => {
    const file = place.write('a.json', '{}');
    await applyFix(await changesOf('json', { [file]: [{ op: 'set', at: ['a'], value: 1 }] }), NOTE, place.context);
    expect(readdirSync(place.home).toSorted()).toEqual(['.local', 'a.json', 'project']);
    expect(readdirSync(place.context.stateFolder).toSorted()).toEqual(['backups', 'journal.jsonl']);
  });

  it('lets two fixes of one file happen one after the other', async () => {
    const [one, two] = [place.write('a.json', '{}'), place.write('b.json', '{}')];
    const ends = await Promise.all(
      [one, two].map(async (file) => applyFix(await changesOf('json', { [file]: [{ op: 'set', at: ['a'], value: 1 }] }), NOTE, place.context)),
    );
    expect(ends.every(({ ok }) => ok)).toBe(true);
    expect(await readJournal(place.context)).toHaveLength(2);
  });
});
