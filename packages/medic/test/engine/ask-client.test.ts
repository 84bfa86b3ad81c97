import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/clients/index.ts';
import { askRealClient, type ClientQuestion } from '../../src/engine/ask-client.ts';
import type { ClientId, ClientWord, Roots } from '../../src/model/index.ts';
import { createRedactor } from '../../src/redact/redactor.ts';

const home = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'medic-ask-')));
const opened: string[] = [];

afterEach(() => {
  for (const folder of opened.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A home with a stand-in for the client: it prints these lines, after what `before` does. */
function install(program: string, stdout: string, { folder = 'bin', before = '', stderr = '' } = {}): Roots {
  const root = home();
  opened.push(root);
  const file = join(root, folder, program);
  mkdirSync(dirname(file), { recursive: true });
  mkdirSync(join(root, 'project'), { recursive: true });
  writeFileSync(file, `#!${process.execPath}\n${before}\nprocess.stdout.write(${JSON.stringify(stdout)});\nprocess.stderr.write(${JSON.stringify(stderr)});\n`);
  chmodSync(file, 0o755);
  return {
    home: root,
    project: join(root, 'project'),
    platform: 'linux',
    env: { HOME: root, PATH: `${join(root, folder)}:/usr/bin:/bin` },
    isolated: false,
  };
}

function ask(id: ClientId, roots: Roots, more: Partial<ClientQuestion> = {}): Promise<ClientWord> {
  const definition = CLIENTS.find((one) => one.id === id);
  if (definition === undefined) throw new Error(`no client ${id}`);
  return askRealClient({ definition, server: 'demo', roots, mayStartProject: true, redactor: createRedactor(['s3cret-value-1']), ...more });
}

describe('asking the installed client', () => {
  // The texts are what these clients printed on 2026-11-27, shortened.
  it.each([
    ['claude-code', 'claude', 'Checking MCP server health…\n\ndemo2: x - ✘ Failed to connect\ndemo: /usr/bin/node s.mjs - ✔ Connected\n', '', 'connected'],
    ['claude-code', 'claude', 'demo: nope  - ✘ Failed to connect — ENOENT: Executable not found in $PATH: "nope"\n', '', 'failed'],
    ['claude-code', 'claude', 'demo: x - ⏸ Pending approval (run `claude` to approve)\n', '', 'pending'],
    ['claude-code', 'claude', 'other: x - ✔ Connected\n', '', 'not-listed'],
    ['gemini-cli', 'gemini', '', 'Configured MCP servers:\n\n✓ demo: /usr/bin/node s.mjs (stdio) - Connected\n', 'connected'],
    ['gemini-cli', 'gemini', '', '✗ demo: nope  (stdio) - Disconnected\n', 'failed'],
    ['qwen-code', 'qwen', '\u001b[32m✓\u001b[0m demo: node s.mjs (stdio) - Connected\n', '', 'connected'],
    ['opencode', 'opencode', '●  ✓ demo \u001b[90mconnected\n│      \u001b[90mnode s.mjs\n', '', 'connected'],
    ['opencode', 'opencode', '●  ✗ demo \u001b[90mfailed\n│      Executable not found in $PATH: "nope"\n', '', 'failed'],
    ['mcporter', 'mcporter', '{"counts":{},"servers":[{"name":"demo","status":"offline","error":"spawn nope ENOENT"}]}', 'chatter', 'failed'],
    ['mcporter', 'mcporter', '{"servers":[{"name":"demo","status":"ok"}]}', '', 'connected'],
    ['codex', 'codex', '[{"name":"demo","enabled":true}]', 'WARNING: x', 'listed'],
  ] as const)('reads %s (%s): %j', async (id, program, stdout, stderr, state) => {
    expect((await ask(id, install(program, stdout, { stderr }))).state).toBe(state);
  });

  it('quotes the client without secrets', async () => {
    const { said, command } = await ask('claude-code', install('claude', 'demo: x --key s3cret-value-1 - ✘ Failed to connect — gone\n'));
    expect(command).toBe('claude mcp list');
    expect(said).toContain('Failed to connect — gone');
    expect(said).not.toContain('s3cret-value-1');
  });

  it('takes no program of the project folder for the client', async () => {
    const roots = install('claude', 'demo: x - ✔ Connected\n', { folder: 'project/node_modules/.bin' });
    expect(await ask('claude-code', roots)).toMatchObject({ state: 'not-asked', said: 'claude was not found on PATH' });
  });

  it('ends a client that does not end, and what it started', async () => {
    const roots = install('claude', '', {
      before: 'require("node:child_process").spawn("sleep", ["600"], { stdio: "inherit" }); setInterval(() => {}, 1000);',
    });
    const claude = CLIENTS.find(({ id }) => id === 'claude-code');
    if (claude?.status === undefined) throw new Error('Claude Code can be asked');
    const word = await ask('claude-code', roots, { definition: { ...claude, status: { ...claude.status, limitMs: 300 } } });
    expect(word).toMatchObject({ state: 'no-answer' });
  });

  it('starts nothing for a replayed home or a project nobody agreed to', async () => {
    const marker = (roots: Roots): string => join(roots.home, 'ran');
    const before = 'require("node:fs").writeFileSync(process.env.HOME + "/ran", "");';
    const roots = install('claude', '', { before });
    expect((await ask('claude-code', { ...roots, isolated: true })).state).toBe('not-asked');
    const refused = await ask('claude-code', roots, { mayStartProject: false });
    expect(refused.said).toContain('--trust');
    expect((await ask('cursor', roots)).said).toContain('no command');
    expect(existsSync(marker(roots))).toBe(false);
    await ask('claude-code', roots);
    expect(existsSync(marker(roots))).toBe(true);
  });
});
