import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderBadge } from '../../src/report/badge.ts';
import { PLAIN } from '../../src/report/text/style.ts';
import { loadCheckWriter } from '../../src/report/writers.ts';
import { verifyResult } from '../report/sample-checks.ts';
import { startFakeGithub, type FakeGithub } from './fake-github.ts';

const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url));

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as ActionFile;
/** Writes the reports it is asked for, says what a hostile server would make it say, and ends as it is told. */
const FAKE_CLI = `
const { copyFileSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
writeFileSync(process.env.FAKE_FOLDER + '/words.json', JSON.stringify({ words, env: Object.keys(process.env) }));
words.forEach((word, index) => {
  if ((words[index - 1] === '--output' || words[index - 1] === '--badge') && word !== '-' && process.env.FAKE_EXIT !== '2')
    copyFileSync(process.env.FAKE_FOLDER + '/sample.' + word.split('.').pop(), word);
});
console.log('::set-output name=x::forged');
process.exitCode = Number(process.env.FAKE_EXIT);
`;

let folder: string;
let github: FakeGithub;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'medic-action-'));
  mkdirSync(at('action/packages/medic/dist'), { recursive: true });
  writeFileSync(at('action/packages/medic/dist/bin.js'), FAKE_CLI);
  for (const [format, ending] of [
    ['json', 'json'],
    ['markdown', 'md'],
    ['sarif', 'sarif'],
    ['junit', 'xml'],
    ['html', 'html'],
  ] as const)
    writeFileSync(at(`sample.${ending}`), (await loadCheckWriter(format))(verifyResult(), { columns: 100, style: PLAIN, home: '', all: false }));
  writeFileSync(at('sample.svg'), renderBadge(verifyResult()));
  writeFileSync(at('event.json'), JSON.stringify({ pull_request: { number: 7 } }));
  github = await startFakeGithub();
});
beforeEach(() => {
  github.calls.length = 0;
  github.comments = [];
  github.writeStatus = 201;
  for (const name of ['output', 'summary']) writeFileSync(at(name), '');
});
afterAll(() => {
  github.server.closeAllConnections();
  github.server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What the program was called with; empty when it was not. */
  readonly words: readonly string[];
}

/** Runs the step as the runner does: only its environment tells it anything. */
async function run(inputs: Readonly<Record<string, string>>, exit: number = 1): Promise<Ended> {
  rmSync(at('words.json'), { force: true });
  const child = spawn(process.execPath, [join(ROOT, 'action', 'main.mjs')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      MEDIC_ACTION: at('action'),
      MEDIC_VERSION: 'checkout',
      MEDIC_TOKEN: 'ghs_secret',
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: 'ana/shop',
      GITHUB_EVENT_PATH: at('event.json'),
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
      GITHUB_SHA: 'c0ffee',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_WORKFLOW_REF: 'ana/shop/.github/workflows/ci.yml@refs/heads/main',
      RUNNER_TEMP: folder,
      FAKE_FOLDER: folder,
      FAKE_EXIT: String(exit),
      ...inputs,
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const outputs = [...readFileSync(at('output'), 'utf8').matchAll(/^([\w-]+)<<([\w-]+)\n([\s\S]*?)\n\2$/gm)].map(
    ([, name = '', , value = '']) => [name, value] as const,
  );
  return { code, log, outputs: Object.fromEntries(outputs), summary: readFileSync(at('summary'), 'utf8'), words: readWords() };
}

function readWords(): readonly string[] {
  try {
    return (JSON.parse(readFileSync(at('words.json'), 'utf8')) as { readonly words: readonly string[] }).words;
  } catch {
    return [];
  }
}

describe('action.yml', () => {
  it('hands inputs over as variables only, and hands over every one', () => {
    for (const { run: script, uses, shell } of action.runs.steps) {
      expect(uses).toBeUndefined();
      expect(shell).toBe('bash');
      expect(script).not.toContain('${{');
    }
    const given = action.runs.steps.flatMap(({ env = {} }) => Object.values(env).flatMap((value) => /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? []));
    expect(given.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  });

  it('has the inputs and outputs that its page names, each with a description', () => {
    const page = readFileSync(join(ROOT, 'docs', 'github-action.md'), 'utf8');
    for (const [name, { description }] of Object.entries({ ...action.inputs, ...action.outputs })) {
      expect(description).not.toBe('');
      expect(page, name).toContain(`| \`${name}\` |`);
    }
  });

  it('promises only outputs that the program sets', async () => {
    const { outputs } = await run({ MEDIC_URL: 'http://127.0.0.1:3000/mcp' });
    for (const [name, { value }] of Object.entries(action.outputs)) {
      expect(value).toBe(`\${{ steps.medic.outputs.${name} }}`);
      expect(Object.keys(outputs)).toContain(name);
    }
  });
});

describe('a run of the action', () => {
  it('writes summary and outputs, and fails as the program does', async () => {
    const ended = await run({ MEDIC_URL: 'http://127.0.0.1:3000/mcp', MEDIC_FORMAT: 'junit html', MEDIC_FAIL_ON: 'warn', MEDIC_BASELINE: 'known.json' });
    expect(ended.code).toBe(1);
    expect(ended.summary).toContain('### mcp-medic verify: 2 fail');
    expect(ended.outputs).toMatchObject({ 'exit-code': '1', fail: '2', warn: '1', pass: '2', 'not-tested': '4' });
    expect(readFileSync(join(ended.outputs['reports'] ?? '', 'report.xml'), 'utf8')).toContain('<testsuites');
    expect(ended.words).toEqual(
      expect.arrayContaining(['verify', '--fail-on', 'warn', '--baseline', 'known.json', '--sarif-file', '.github/workflows/ci.yml']),
    );
    expect(ended.words.at(-1)).toBe('http://127.0.0.1:3000/mcp');
    expect(github.calls).toEqual([]);
    expect((await run({ MEDIC_URL: 'http://127.0.0.1:3000/mcp' }, 0)).code).toBe(0);
  });

  it('takes a command apart without a shell', async () => {
    const one = await run({ MEDIC_COMMAND: `node "my server.mjs" --name='$(touch pwned)' ; rm -rf $HOME` });
    expect(one.words.slice(one.words.indexOf('--'))).toEqual(['--', 'node', 'my server.mjs', '--name=$(touch pwned)', ';', 'rm', '-rf', '$HOME']);
    const lines = await run({ MEDIC_COMMAND: 'npx\n-y\nserver with spaces' });
    expect(lines.words.slice(lines.words.indexOf('--'))).toEqual(['--', 'npx', '-y', 'server with spaces']);
  });

  it('lets nothing that is printed become a command to the runner', async () => {
    const { log } = await run({ MEDIC_URL: 'http://127.0.0.1:3000/mcp' });
    const token = /^::stop-commands::([\w-]{36})$/m.exec(log)?.[1] ?? 'none';
    expect(log.indexOf('::set-output')).toBeGreaterThan(log.indexOf('::stop-commands::'));
    expect(log.indexOf('::set-output')).toBeLessThan(log.lastIndexOf(`::${token}::`));
  });

  it('keeps the token from the program and sends headers along', async () => {
    const { words } = await run({ MEDIC_URL: 'http://127.0.0.1:3000/mcp', MEDIC_HEADERS: 'Authorization: Bearer a\nX-Team: b' });
    expect(words).toEqual(expect.arrayContaining(['--header', 'Authorization: Bearer a', 'X-Team: b']));
    const { env } = JSON.parse(readFileSync(at('words.json'), 'utf8')) as { readonly env: readonly string[] };
    expect(env).not.toContain('MEDIC_TOKEN');
    expect(env).not.toContain('MEDIC_HEADERS');
  });

  it.each([
    [{}, 'Give exactly one of url, command and target.'],
    [{ MEDIC_URL: 'http://x/', MEDIC_TARGET: 'y' }, 'not url and target'],
    [{ MEDIC_URL: 'file:///etc/passwd' }, 'url does not start with http'],
    [{ MEDIC_TARGET: '--fix' }, 'target starts with "-"'],
    [{ MEDIC_COMMAND: 'node "x' }, 'a quote that is not closed'],
    [{ MEDIC_URL: 'http://x/', MEDIC_FAIL_ON: 'always' }, 'fail-on is "always"'],
    [{ MEDIC_URL: 'http://x/', MEDIC_FORMAT: 'pdf' }, 'format does not know "pdf"'],
    [{ MEDIC_URL: 'http://x/', MEDIC_HEADERS: 'sekret' }, 'headers: line 1 is not "Name: value"'],
    [{ MEDIC_URL: 'http://x/', MEDIC_VERSION: '1; rm' }, 'version is "1; rm"'],
  ])('refuses %j before anything runs', async (inputs, message) => {
    const { code, log, words } = await run(inputs);
    expect(code).toBe(2);
    expect(log).toContain(message);
    expect(log).not.toContain('sekret');
    expect(words).toEqual([]);
  });

  it('passes wrong usage on when there is no report', async () => {
    const { code, log } = await run({ MEDIC_URL: 'http://x/' }, 2);
    expect(code).toBe(2);
    expect(log).toContain('::error::mcp-medic wrote no report');
  });
});

describe('the comment and the upload', () => {
  const asked = { MEDIC_URL: 'http://127.0.0.1:3000/mcp', MEDIC_COMMENT: 'true' };

  it('creates one comment, with the token it was given', async () => {
    await run(asked);
    const write = github.calls.find(({ method }) => method === 'POST');
    expect(write).toMatchObject({ path: '/repos/ana/shop/issues/7/comments', authorization: 'Bearer ghs_secret' });
    expect((write!.body as { body: string }).body).toMatch(/^<!-- mcp-medic verify [0-9a-f]{16} -->\n### mcp-medic verify/);
  });

  it("brings its own comment up to date, and leaves somebody else's with the same mark alone", async () => {
    await run(asked);
    const { body } = github.calls.find(({ method }) => method === 'POST')!.body as { body: string };
    github.calls.length = 0;
    github.comments = [
      { id: 1, body, user: { login: 'mallory' } },
      { id: 2, body, user: { login: 'github-actions[bot]' } },
    ];
    await run(asked);
    expect(github.calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PATCH /repos/ana/shop/issues/comments/2',
    ]);
  });

  it('warns when the token may not write, and keeps the exit code of the program', async () => {
    github.writeStatus = 403;
    const { code, log } = await run(asked, 0);
    expect(code).toBe(0);
    expect(log).toContain('::warning::The comment could not be written: HTTP 403');
    expect(log).not.toContain('ghs_secret');
  });

  it('uploads the SARIF report for the commit of the run', async () => {
    await run({ MEDIC_URL: 'http://127.0.0.1:3000/mcp', MEDIC_UPLOAD_SARIF: 'true' });
    const { path, body } = github.calls.find(({ method }) => method === 'POST')!;
    const sent = body as { readonly commit_sha: string; readonly ref: string; readonly sarif: string };
    expect(path).toBe('/repos/ana/shop/code-scanning/sarifs');
    expect(sent).toMatchObject({ commit_sha: 'c0ffee', ref: 'refs/pull/7/merge' });
    expect(gunzipSync(Buffer.from(sent.sarif, 'base64')).toString('utf8')).toBe(readFileSync(at('sample.sarif'), 'utf8'));
  });
});
