import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBed, STDIO_SERVER } from '../src/bed.ts';
import type { Scene } from '../src/case.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { findLeaks, IN_ARGS, IN_ENV, IN_HEADERS, IN_REPLIES, IN_URL, PARTS_IN_ENV, PLANTED } from '../src/hostile/planted-secrets.ts';
import { runCli } from '../src/hostile/run-cli.ts';

const env = { ...IN_ENV, ...PARTS_IN_ENV };
const stdio = (fault: string): unknown => ({ command: '{{node}}', args: ['{{server}}', fault, ...IN_ARGS], env });
const json = (servers: unknown): string => `${JSON.stringify(servers, undefined, 2)}\n`;

/** Each of these repeats or quotes what it was given: a careless server, a broken file, a refused request. */
const SCENES: readonly (readonly [title: string, scene: Scene])[] = [
  ['a server that prints its arguments and variables and dies', { files: { '.cursor/mcp.json': { mcpServers: { demo: stdio('exit-saying-all') } } } }],
  ['a server that answers with all it was given', { files: { '.cursor/mcp.json': { mcpServers: { demo: stdio('echo-secrets') } } } }],
  [
    'a server that prints tokens nobody knew',
    {
      files: {
        '.cursor/mcp.json': {
          mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'say', IN_REPLIES.map((one) => `token ${one} refused`).join('\\n')] } },
        },
      },
    },
  ],
  [
    'a server that prints the variables of the terminal',
    { env: IN_ENV, files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'exit-saying-all'] } } } } },
  ],
  [
    'a secret of another server of the same file',
    {
      files: {
        '.cursor/mcp.json': {
          mcpServers: {
            other: { command: 'no-such-program', args: IN_ARGS, env },
            demo: { command: '{{node}}', args: ['{{server}}', 'say', Object.values(env).join('\\n')] },
          },
        },
      },
    },
  ],
  [
    'a log of the client that holds tokens',
    {
      serve: [{ fault: '401-full' }],
      files: {
        '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp', headers: IN_HEADERS } } },
        '.cache/claude-cli-nodejs/{{slug}}/mcp-logs-demo/2026-11-21.jsonl': IN_REPLIES.map(
          (one) => `{"error":"HTTP 401 for token ${one}","timestamp":"2026-11-21T10:00:00.000Z"}\n`,
        ).join(''),
      },
    },
  ],
  ['a program that does not exist', { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: 'no-such-program', args: IN_ARGS, env } } } } }],
  [
    'a command line in one string',
    {
      files: {
        '.cursor/mcp.json': { mcpServers: { demo: { command: `{{node}} {{server}} ok --token=${String(IN_ARGS[2]).slice('--token='.length)}`, env } } },
      },
    },
  ],
  [
    'a remote server that repeats the request',
    { serve: [{ fault: 'echo-headers' }], files: { '.cursor/mcp.json': { mcpServers: { demo: { url: `{{origin}}${IN_URL}`, headers: IN_HEADERS } } } } },
  ],
  [
    'a remote server that refuses the token',
    { serve: [{ fault: '401-expired' }], files: { '.cursor/mcp.json': { mcpServers: { demo: { url: `{{origin}}${IN_URL}`, headers: IN_HEADERS } } } } },
  ],
  [
    'a redirect that carries the query along',
    { serve: [{ fault: '302' }], files: { '.cursor/mcp.json': { mcpServers: { demo: { url: `{{origin}}${IN_URL}`, headers: IN_HEADERS } } } } },
  ],
  [
    'a remote server that is down',
    { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: `http://127.0.0.1:{{closed}}${IN_URL}`, headers: IN_HEADERS } } } } },
  ],
  [
    'values of the wrong shape',
    {
      files: {
        '.claude.json': {
          mcpServers: { demo: { command: '{{node}}', args: IN_ARGS.join(' '), env: Object.entries(env).map(([name, value]) => `${name}=${value}`) } },
        },
      },
    },
  ],
  [
    'a JSON file with a missing comma',
    { files: { '.cursor/mcp.json': json({ mcpServers: { demo: { command: 'x', args: IN_ARGS, env } } }).replace(',\n      "args"', '\n      "args"') } },
  ],
  [
    'a JSON file that breaks off in the middle of a value',
    { files: { '.cursor/mcp.json': json({ mcpServers: { demo: { command: 'x', env } } }).slice(0, -60) } },
  ],
  [
    'a TOML file with an open string',
    {
      files: {
        '.codex/config.toml': `[mcp_servers.demo]\ncommand = "x"\n[mcp_servers.demo.env]\nDB_PASSWORD = ${JSON.stringify(env['DB_PASSWORD'])}\nOPENAI_API_KEY = "${env['OPENAI_API_KEY'] ?? ''}\n`,
      },
    },
  ],
  [
    'a YAML file with a wrong indent',
    {
      files: {
        '.config/goose/config.yaml': `extensions:\n  demo:\n    cmd: x\n    envs:\n      OPENAI_API_KEY: ${env['OPENAI_API_KEY'] ?? ''}\n     MAIL_PASSWORD: ${env['MAIL_PASSWORD'] ?? ''}\n`,
      },
    },
  ],
];

const FORMATS: readonly (readonly string[])[] = [
  ['--format', 'text', '--all', '--steps'],
  ['--json', '--steps'],
  ['--format', 'markdown', '--all'],
];

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());

it('plants at least forty secrets, all different, and finds them where nobody hides them', () => {
  expect(new Set(PLANTED.map(({ secret }) => secret)).size).toBe(PLANTED.length);
  expect(PLANTED.length).toBeGreaterThanOrEqual(40);
  expect(findLeaks(JSON.stringify({ env, IN_ARGS, IN_HEADERS, IN_URL, IN_REPLIES })).length).toBeGreaterThanOrEqual(PLANTED.length - 1);
});

describe.concurrent('secrets show in no output', () => {
  it.each(SCENES)(
    '%s',
    async (_, scene) => {
      const bed = await buildBed(scene);
      try {
        for (const [index, words] of FORMATS.entries()) {
          const record = join(bed.home, `record-${index}.json`);
          const run = await runCli(cli.file, bed, [...words, '--wait', '0', '--record', record], { deadlineMs: 30_000 });
          expect(run.signal).toBeNull();
          expect(run.code, run.stderr).toBe(1);
          expect(run.stdout.length).toBeGreaterThan(100);
          expect(run.stdout + readFileSync(record, 'utf8')).toContain('[redacted');
          for (const [where, output] of Object.entries({ stdout: run.stdout, stderr: run.stderr, record: readFileSync(record, 'utf8') }))
            expect(findLeaks(output), `${where} of ${words.join(' ')}`).toEqual([]);
        }
      } finally {
        await bed.close();
      }
    },
    60_000,
  );
});

describe('secrets on the command line', () => {
  it.each([
    ['a URL', [`http://127.0.0.1:1${IN_URL}`]],
    ['a command', ['--', process.execPath, STDIO_SERVER, 'exit-saying-all', ...IN_ARGS]],
    ['a command that does not exist', ['--', 'no-such-program', ...IN_ARGS]],
  ])('%s given to the doctor shows them in no output', async (_, target) => {
    const bed = await buildBed({ files: {} });
    try {
      for (const format of ['text', 'json', 'markdown']) {
        const run = await runCli(cli.file, bed, ['--format', format, '--steps', '--wait', '0', ...target], { deadlineMs: 30_000 });
        expect(run.code, run.stderr).toBe(1);
        expect(findLeaks(run.stdout + run.stderr), format).toEqual([]);
      }
    } finally {
      await bed.close();
    }
  });
});
