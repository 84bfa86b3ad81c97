import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECK_FLAGS } from '../../src/commands/check-flags.ts';
import { prepareFinish } from '../../src/commands/finish-checks.ts';
import { planOutputs } from '../../src/commands/outputs.ts';
import { parseFlags } from '../../src/commands/parse-flags.ts';
import { UsageError } from '../../src/commands/usage-error.ts';
import { verifyResult } from '../report/sample-checks.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'medic-outputs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const flagsOf = (...words: readonly string[]): ReturnType<typeof parseFlags>['flags'] => parseFlags(words, CHECK_FLAGS).flags;
const finish = async (...words: readonly string[]): Promise<number> => (await prepareFinish(flagsOf(...words), '/home/ana'))(verifyResult());
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const at = (name: string): string => join(folder, name);

describe('where reports go', () => {
  it.each([
    [[], [{ format: 'text' }]],
    [['--json'], [{ format: 'json' }]],
    [['--output', 'a.sarif'], [{ file: 'a.sarif', format: 'sarif' }]],
    [['--format', 'json', '--output', 'a.txt'], [{ file: 'a.txt', format: 'json' }]],
    [
      ['--output', '-', '--output', 'a.xml', '--output', 'b.md', '--output', 'c.html', '--output', 'd.log'],
      [
        { format: 'text' },
        { file: 'a.xml', format: 'junit' },
        { file: 'b.md', format: 'markdown' },
        { file: 'c.html', format: 'html' },
        { file: 'd.log', format: 'text' },
      ],
    ],
  ])('%j', (words, outputs) => {
    expect(planOutputs(flagsOf(...words))).toEqual(outputs);
  });

  it('refuses one format for several files', () => {
    expect(() => planOutputs(flagsOf('--json', '--output', 'a.json', '--output', 'b.sarif'))).toThrow(UsageError);
  });
});

describe('the end of a check command', () => {
  it('writes every report, the badge and a baseline of one run, and exits 1 for a failure', async () => {
    const files = ['r.json', 'r.sarif', 'r.xml', 'r.html', 'r.md'];
    expect(await finish(...files.flatMap((name) => ['--output', at(name)]), '--badge', at('b.svg'), '--write-baseline', at('known.json'))).toBe(1);
    for (const name of files) expect(read(name)).toContain('rpc.unknown-method');
    expect(read('b.svg')).toContain('2 fail');
    expect(await finish('--output', at('again.json'), '--baseline', at('known.json'), '--fail-on', 'warn')).toBe(0);
    expect(JSON.parse(read('again.json'))).toMatchObject({ baseline: { file: at('known.json'), fresh: [] } });
  });

  it('tells a bad baseline before the run, with file and line', async () => {
    writeFileSync(at('bad.json'), '{\n  "schema": "mcp-medic/baseline@1",\n  "known": [1]\n}');
    await expect(prepareFinish(flagsOf('--baseline', at('bad.json')), '/')).rejects.toThrow('bad.json:3: a known failure is written as an object');
    await expect(prepareFinish(flagsOf('--baseline', at('gone.json')), '/')).rejects.toThrow('there is no such file');
    await expect(prepareFinish(flagsOf('--badge', 'x.png'), '/')).rejects.toThrow('.svg or .json');
  });

  it('names a file that cannot be written before the run, and why', async () => {
    const prepare = (...words: readonly string[]): Promise<unknown> => prepareFinish(flagsOf(...words), '/');
    await expect(prepare('--output', at('no/such/r.json'))).rejects.toThrow('its folder does not exist');
    await expect(prepare('--output', folder)).rejects.toThrow('it is a folder');
    await expect(prepare('--write-baseline', at('no/such/b.json'))).rejects.toThrow('its folder does not exist');
    await expect(prepare('--badge', at('no/such/b.svg'))).rejects.toThrow('its folder does not exist');
  });
});
