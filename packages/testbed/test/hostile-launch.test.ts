import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorResult } from '../../medic/src/model/index.ts';
import { buildBed } from '../src/bed.ts';
import type { Scene } from '../src/case.ts';
import { buildCli, type BuiltCli } from '../src/hostile/built-cli.ts';
import { TOUCH } from '../src/hostile/cloned-repository.ts';
import { runCli } from '../src/hostile/run-cli.ts';

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());

interface Seen {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the doctor on one scene and gives what the server saw of itself. */
async function see(scene: Scene): Promise<{ readonly seen: Seen | undefined; readonly result: DoctorResult }> {
  const bed = await buildBed(scene);
  try {
    const run = await runCli(cli.file, bed, ['--json', '--wait', '0'], { deadlineMs: 20_000 });
    expect(run.stderr).toBe('');
    const file = join(bed.home, 'seen');
    return { seen: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Seen) : undefined, result: JSON.parse(run.stdout) as DoctorResult };
  } finally {
    await bed.close();
  }
}

const cursor = (more: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> }): Scene => ({
  files: {
    '.cursor/mcp.json': {
      mcpServers: { demo: { command: '{{node}}', args: [TOUCH, '{{home}}/seen', ...(more.args ?? [])], ...(more.env === undefined ? {} : { env: more.env }) } },
    },
  },
});

/** T2: what is shown is what runs; no shell looks at it on the way. */
describe.concurrent('arguments reach the server as they are written', () => {
  it.each([
    ['shell words', ['$(touch /tmp/medic-owned)', '`id`', '; rm -rf x', '&& echo', '| cat', '> out', '$HOME', '*', '~', '!!']],
    ['quotes', ['"', "'", '\\', '\\"', "it's", '"quoted"', '\\\\server\\share', 'a\\ b']],
    ['blanks and line ends', ['', ' ', 'two words', ' edge ', 'tab\there', 'line\nend', 'carriage\rreturn']],
    ['control characters', ['\u0001', '\u001b[2J', '\u007f', '\u0085', '\u202egnp.exe', '\u200b', '\ufeff', '\u{e0041}']],
    ['letters of the world', ['żółć', 'пример', '例え', '👩‍🚀', 'e\u0301']],
    ['percent, caret and equals', ['%PATH%', '%25', '^', 'a=b', '--x=y=z', '@file', '-', '--']],
    ['something long', ['x'.repeat(100_000)]],
  ])('%s', async (_, args) => {
    const { seen } = await see(cursor({ args }));
    expect(seen?.args).toEqual(args);
    expect(existsSync('/tmp/medic-owned')).toBe(false);
  });

  it('a NUL character is a failure to start, not a crash', async () => {
    const { seen, result } = await see(cursor({ args: ['a\u0000b'] }));
    expect(seen).toBeUndefined();
    expect(result.servers[0]?.verdict).toBe('failing');
  });
});

/** T3: a server gets the environment its client gives it, and nothing of ours. */
describe.concurrent('the environment of a server', () => {
  const terminal = { OPENAI_API_KEY: 'terminal-secret-0123456789', EDITOR: 'vi', USER: 'ana', LOGNAME: 'ana', SHELL: '/bin/sh', TERM: 'dumb' };
  const own = { MINE: 'yes' };
  const args = [TOUCH, '{{home}}/seen'];
  // How we find our own processes again, and what the operating system adds.
  const ours = ['MCP_MEDIC_RUN', '__CF_USER_TEXT_ENCODING'];

  it.each([
    [
      'Roo Code passes six names and its own',
      {
        '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
          mcpServers: { demo: { command: '{{node}}', args, env: own } },
        },
      },
      ['HOME', 'LOGNAME', 'MINE', 'PATH', 'SHELL', 'TERM', 'USER'],
    ],
    [
      'Codex passes a list of names',
      { '.codex/config.toml': `[mcp_servers.demo]\ncommand = "{{node}}"\nargs = ["${TOUCH}", "{{home}}/seen"]\nenv = { MINE = "yes" }\n` },
      ['HOME', 'LANG', 'LOGNAME', 'MINE', 'PATH', 'SHELL', 'TERM', 'USER'],
    ],
    [
      'opencode passes everything',
      { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', ...args], environment: own } } } },
      ['AGENT', 'EDITOR', 'HOME', 'LANG', 'LOGNAME', 'MEDIC_HOSTILE_MARKER', 'MINE', 'OPENAI_API_KEY', 'OPENCODE', 'PATH', 'SHELL', 'TERM', 'USER'],
    ],
  ])('%s', async (_, files, names) => {
    const { seen } = await see({ files, env: terminal });
    expect(
      Object.keys(seen?.env ?? {})
        .filter((name) => !ours.includes(name))
        .toSorted(),
    ).toEqual(names);
  });

  it('Gemini CLI keeps secrets back, also those of the terminal', async () => {
    const { seen } = await see({
      files: {
        '.gemini/trustedFolders.json': { '{{project}}': 'TRUST_FOLDER' },
        '.gemini/settings.json': { mcpServers: { demo: { command: '{{node}}', args, env: own } } },
      },
      env: terminal,
    });
    expect(seen?.env['EDITOR']).toBe('vi');
    expect(seen?.env['MINE']).toBe('yes');
    expect(seen?.env['OPENAI_API_KEY']).toBeUndefined();
  });
});
