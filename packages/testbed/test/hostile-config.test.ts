import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorResult } from '../../medic/src/model/index.ts';
import { buildBed, type Bed } from '../src/bed.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { findForeignCharacter } from '../src/hostile/foreign-characters.ts';
import { runCli } from '../src/hostile/run-cli.ts';

const MAX_RSS = 300 * 1024 * 1024;
const ESC = '\u001b';
const POLYGLOT = `${ESC}[2J${ESC}]0;owned\u0007${ESC}]52;c;ZXZpbA==\u0007\r\u009b31m\u202e<img src=x onerror=alert(1)>\u200b\u{e0041}`;

type Plant = (bed: Bed) => void;
const put =
  (path: string, content: string | Buffer): Plant =>
  ({ home }) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  };
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghij'.split('').map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[at] ?? 'a'}`).join(', ')}]`),
  'extensions: *j',
  '',
].join('\n');
const servers = (entry: string): string => `{"mcpServers":{"demo":${entry}}}`;

/** T5 and T16: files that no honest hand wrote. */
const PLANTS: readonly (readonly [title: string, plant: Plant])[] = [
  ['JSON nested a hundred thousand times', put('.cursor/mcp.json', '{"mcpServers":'.repeat(1) + '['.repeat(100_000))],
  ['objects nested five thousand times', put('.cursor/mcp.json', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)],
  ['TOML nested twenty thousand times', put('.codex/config.toml', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`)],
  ['TOML with a long dotted key', put('.codex/config.toml', `${Array.from({ length: 20_000 }, () => 'a').join('.')} = 1\n`)],
  ['YAML with a billion laughs', put('.config/goose/config.yaml', bomb)],
  ['YAML with a custom tag', put('.config/goose/config.yaml', 'extensions: !!js/function "function () { return process.exit(99) }"\n')],
  ['YAML that refers to itself', put('.config/goose/config.yaml', 'extensions: &x\n  demo: *x\n')],
  [
    '__proto__ as server, field and variable',
    put(
      '.cursor/mcp.json',
      servers('{"command":"x","__proto__":{"polluted":true},"env":{"__proto__":"x","constructor":"y"}}').replace('"demo"', '"__proto__"'),
    ),
  ],
  ['prototype names in TOML', put('.codex/config.toml', '[mcp_servers.__proto__]\ncommand = "x"\n[mcp_servers.constructor.prototype]\ncommand = "x"\n')],
  ['prototype names in YAML', put('.config/goose/config.yaml', 'extensions:\n  __proto__:\n    cmd: x\n    polluted: true\n')],
  ['duplicate keys', put('.cursor/mcp.json', '{"mcpServers":{"demo":{"command":"a"},"demo":{"command":"b"}},"mcpServers":{}}')],
  ['huge numbers', put('.codex/config.toml', '[mcp_servers.demo]\ncommand = "no-such-program"\nstartup_timeout_sec = 1e308\n')],
  ['numbers that are none', put('.config/opencode/opencode.json', '{"mcp":{"demo":{"type":"local","command":["no-such-program"],"timeout":1e999}}}')],
  ['NUL and lone surrogates', put('.cursor/mcp.json', servers(String.raw`{"command":"a\u0000b","args":["\ud800"]}`))],
  [
    'invalid UTF-8',
    put('.cursor/mcp.json', Buffer.concat([Buffer.from('{"mcpServers":{"d'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('":{"command":"x"}}}')])),
  ],
  ['UTF-16 without an end', put('.cursor/mcp.json', Buffer.from([0xff, 0xfe, 0x7b]))],
  ['a file of 40 MB', put('.cursor/mcp.json', servers(`{"command":"${'x'.repeat(40_000_000)}"}`))],
  [
    'ten thousand servers that do not exist',
    put('.cursor/mcp.json', `{"mcpServers":{${Array.from({ length: 10_000 }, (_, at) => `"s${at}":{"command":"no-such-program"}`).join(',')}}}`),
  ],
  [
    'control characters in every name and value',
    put(
      '.cursor/mcp.json',
      JSON.stringify({ mcpServers: { [POLYGLOT]: { command: POLYGLOT, args: [POLYGLOT], env: { [POLYGLOT]: POLYGLOT }, [POLYGLOT]: POLYGLOT } } }),
    ),
  ],
  [
    'control characters in a URL and a header',
    put('.cursor/mcp.json', JSON.stringify({ mcpServers: { demo: { url: `http://127.0.0.1:1/${POLYGLOT}`, headers: { [POLYGLOT]: POLYGLOT } } } })),
  ],
  ['control characters in a broken file', put('.cursor/mcp.json', `{"mcpServers": {"demo": ${POLYGLOT}`)],
  ['a named pipe', ({ home }) => (mkdirSync(join(home, '.cursor')), void execFileSync('mkfifo', [join(home, '.cursor/mcp.json')]))],
  ['a link to an endless device', ({ home }) => (mkdirSync(join(home, '.cursor')), symlinkSync('/dev/zero', join(home, '.cursor/mcp.json')))],
  ['a link to itself', ({ home }) => (mkdirSync(join(home, '.cursor')), symlinkSync('mcp.json', join(home, '.cursor/mcp.json')))],
  ['a folder in place of the file', ({ home }) => void mkdirSync(join(home, '.cursor/mcp.json'), { recursive: true })],
];

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());

describe.concurrent('config files that no honest hand wrote', () => {
  it.each(PLANTS)(
    '%s',
    async (_, plant) => {
      const bed = await buildBed({ files: {} });
      try {
        plant(bed);
        for (const format of ['json', 'text']) {
          const run = await runCli(cli.file, bed, ['--format', format, '--wait', '0', '--all'], { deadlineMs: 20_000 });
          expect(run.signal, 'not ended after 20 s').toBeNull();
          expect(run.stderr).toBe('');
          expect([0, 1]).toContain(run.code);
          expect(findForeignCharacter(run.stdout)).toBeUndefined();
          expect(run.maxRssBytes).toBeLessThan(MAX_RSS);
          expect(run.prototypeAdditions).toEqual([]);
          if (format === 'json') expect((JSON.parse(run.stdout) as DoctorResult).schema).toBe('mcp-medic/doctor@1');
        }
      } finally {
        await bed.close();
      }
    },
    60_000,
  );
});
