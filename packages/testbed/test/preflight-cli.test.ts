import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PreflightResult } from '../../medic/src/model/index.ts';
import { TOKENS } from '../src/conformance/auth/tokens.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { startFront, type FrontOptions } from '../src/preflight-front.ts';
import { idsAgainst } from '../src/verify-conformance.ts';

const FIXTURE = fileURLToPath(new URL('../servers/preflight.mjs', import.meta.url));
const LOGIN = ['--header', `Authorization: Bearer ${TOKENS.full}`];
let cli: BuiltCli;
let folder = '';

beforeAll(() => {
  cli = buildCli();
  folder = mkdtempSync(join(tmpdir(), 'medic-preflight-cli-'));
}, 60_000);
afterAll(() => {
  cli.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...words: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli.file, 'preflight', '--home', folder, '--cwd', folder, ...words], { timeout: 110_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

async function runAgainst(options: FrontOptions, ...words: readonly string[]): Promise<Run> {
  const front = await startFront({ server: { auth: 'bearer' }, ...options });
  try {
    return await run(...LOGIN, ...words, front.url);
  } finally {
    await front.close();
  }
}

it('shows fourteen items with what was measured', async () => {
  const { stdout } = await runAgainst({});
  const items = stdout.split('\n').filter((line) => /^ ?\d+ (?:ok|warn|FAIL|\?|-) +[A-Z]/.test(line));
  expect(items).toHaveLength(14);
  expect(items[0]).toMatch(/^ 1 ok +Health address +the answer/);
  expect(items[3]).toMatch(/^ 4 ok +Invalid token +the answer to the first message with a made-up token/);
  expect(stdout).not.toContain(TOKENS.full);
}, 120_000);

it('exits with 1 for a health address that says 503, and names it in JSON', async () => {
  const { code, stdout } = await runAgainst({ healthStatus: 503 }, '--json');
  const result = JSON.parse(stdout) as PreflightResult;
  expect(code).toBe(1);
  expect(result.schema).toBe('mcp-medic/preflight@1');
  expect(idsAgainst(result)).toContain('pre.health-status');
  expect(result.checks.find(({ id }) => id === 'pre.health-status')?.evidence[0]?.quote).toBe('HTTP 503 {"status":"ok"}');
}, 120_000);

it('says which status a made-up token got', async () => {
  const { code, stdout } = await runAgainst({ refusesWith: 403 });
  expect(code).toBe(1);
  expect(stdout).toMatch(/FAIL {2}Refuses an invalid token with 401[\s\S]*HTTP 403[\s\S]*pre\.invalid-token/);
}, 120_000);

it('quotes the line that a stdio server writes among its messages', async () => {
  const { code, stdout } = await run('--', process.execPath, FIXTURE, 'noise');
  expect(code).toBe(1);
  expect(stdout).toMatch(/ 8 FAIL Logs[\s\S]*fixture server ready/);
}, 120_000);

it('starts nothing that a project folder brings along without being told to', async () => {
  writeFileSync(join(folder, '.mcp.json'), JSON.stringify({ mcpServers: { crm: { command: process.execPath, args: [FIXTURE] } } }));
  const { code, stderr } = await run('crm');
  expect(code).toBe(2);
  expect(stderr).toContain('--trust');
}, 30_000);

it.each([
  [['--health-path', 'health'], '--health-path takes a path'],
  [['--cert-days', 'soon'], '--cert-days takes a whole number'],
  [['--cert-day', '3'], 'Did you mean: --cert-days'],
])(
  'refuses %j',
  async (words, message) => {
    const { code, stderr } = await run(...words, 'http://127.0.0.1:1/mcp');
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  },
  30_000,
);
