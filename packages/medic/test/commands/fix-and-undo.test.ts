import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { DoctorResult } from '../../src/model/index.ts';

const ANSWERS = JSON.stringify({ protocolVersion: '2025-06-18', capabilities: {}, serverInfo: { name: 's', version: '1' } });
const SERVER = `require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id } = JSON.parse(line);
  if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: { ...${ANSWERS}, tools: [] } }));
});`;

let home: string;
let file: string;
let broken: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'medic-command-')));
  mkdirSync(join(home, '.cursor'));
  mkdirSync(join(home, 'project'));
  writeFileSync(join(home, 'server.cjs'), SERVER);
  file = join(home, '.cursor', 'mcp.json');
  broken = `{\n  // mine\n  "mcpServers": {\n    "demo": { "command": ${JSON.stringify(`${process.execPath} ${join(home, 'server.cjs')}`)}, "env": { "API_TOKEN": "tok-4f1c0b9e6d7a2c35" } },\n  },\n}\n`;
  writeFileSync(file, broken);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

async function medic(...words: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const written = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((written.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((written.err += String(text)), true));
  const code = await main([...words, '--home', home, '--cwd', join(home, 'project')], '0.0.0');
  vi.restoreAllMocks();
  // Lines break where the terminal is narrow.
  return { code, out: words.includes('--json') ? written.out : flow(written.out), err: flow(written.err) };
}

const flow = (text: string): string => text.replaceAll(/\s+/g, ' ');
const result = (out: string): DoctorResult => JSON.parse(out) as DoctorResult;

describe('doctor --fix and undo', () => {
  it('with --yes applies what is safe and proven, ends with the state after, and undo gives every byte back', async () => {
    const fixed = await medic('--fix', '--yes', '--json', '--client', 'cursor');
    expect(fixed.code).toBe(0);
    expect(result(fixed.out)).toMatchObject({ summary: { healthy: 1, failing: 0 }, repairs: [{ outcome: 'kept', server: 'demo' }] });
    expect(fixed.err).toContain('proven: answered initialize');
    expect(fixed.err).toContain('mcp-medic undo ');
    expect(readFileSync(file, 'utf8')).toContain('// mine');
    expect(fixed.out + fixed.err).not.toContain('tok-4f1c0b9e6d7a2c35');

    const id = result(fixed.out).repairs?.[0]?.undo ?? '';
    const list = await medic('undo');
    expect(list).toMatchObject({ code: 0, out: expect.stringContaining(id) });
    expect(JSON.parse((await medic('undo', '--json')).out)).toMatchObject({
      schema: 'mcp-medic/undo@1',
      fixes: [{ id, client: 'cursor', server: 'demo', state: 'applied', files: [file] }],
    });

    const undone = await medic('undo', id);
    expect(undone).toMatchObject({ code: 0, out: expect.stringContaining('byte for byte') });
    expect(readFileSync(file, 'utf8')).toBe(broken);
    expect((await medic('undo')).out).toContain('no fix that could be undone');
    expect((await medic('undo', id)).code).toBe(1);
  });

  it('without a terminal and without --yes writes nothing and says why', async () => {
    const { code, out, err } = await medic('--fix', '--client', 'cursor');
    expect(code).toBe(1);
    expect(err).toContain('--yes applies safe fixes that were proven');
    expect(out).toContain('left');
    expect(readFileSync(file, 'utf8')).toBe(broken);
  });

  it('with --dry-run shows the change and writes nothing, not even for itself', async () => {
    const { code, err } = await medic('--fix', '--dry-run', '--client', 'cursor');
    expect(code).toBe(1);
    expect(err).toContain('"args"');
    expect(readFileSync(file, 'utf8')).toBe(broken);
    expect(existsSync(join(home, '.local'))).toBe(false);
  });

  it('leaves what was not proven to a person, also with --yes', async () => {
    const { code, err } = await medic('--fix', '--yes', '--no-prove', '--client', 'cursor');
    expect(code).toBe(1);
    expect(err).toContain('--yes applies only fixes that were proven');
    expect(readFileSync(file, 'utf8')).toBe(broken);
  });

  it('refuses to undo over a later change, with exit 1', async () => {
    await medic('--fix', '--yes', '--client', 'cursor');
    writeFileSync(file, '{"mcpServers":{}}');
    const { code, out } = await medic('undo', 'last');
    expect(code).toBe(1);
    expect(out).toContain('changed after the fix');
    expect(readFileSync(file, 'utf8')).toBe('{"mcpServers":{}}');
  });

  it.each([
    [['--yes'], '--yes only goes with --fix'],
    [['--fix', '--static'], 'cannot go with --static'],
    [['--fix', '--platform', 'win32'], 'cannot go with --static or --platform'],
    [['undo', 'nothing-like-it'], 'no applied fix "nothing-like-it"'],
    [['undo', 'a', 'b'], 'undo takes one id'],
  ])('%j is wrong usage', async (words, message) => {
    const { code, err } = await medic(...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
