import type { AnyRule, ClientFacts, EntryFacts, FixDraft, Hit, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { editLaunch, editSteps, writtenArgs } from '../launch-edits.ts';
import { quoteCommand } from '../missing-program.ts';
import { lastAttempt } from '../quote.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, sayReload } from '../words.ts';
import { anyOf, near } from '../near.ts';

/**
 * On Windows npm installs `npx.cmd`, a batch file. Only cmd.exe can run one: since the fix of CVE-2024-27980 (April 2024) Node
 * refuses to with EINVAL, and a look-up without PATHEXT does not find it at all.
 */
export const rule: AnyRule = defineRule({
  id: 'windows-launcher-suffix',
  layer: 'command',
  severity: 'blocks',
  cause: 'windows-launcher-suffix',
  needs: [],
  uses: ['host', 'client', 'entry', 'program', 'session'],
  signs: [
    { id: 'einval', literals: ['EINVAL'], pattern: /\bspawn (?:(?<program>[\w@.+:\\/()-]{1,120}(?: [\w@.+:\\/()-]{1,120})?) )?EINVAL\b/u },
    { id: 'advice', literals: ["'cmd /c'", '"cmd /c"'], pattern: /Windows requires ['"]cmd \/c['"] wrapper/u },
    {
      id: 'batch-193',
      literals: ['193'],
      pattern: anyOf(
        /(?<program>(?:npx|npm|pnpm|yarn|uvx|bunx)(?:\.cmd)?)["'].{0,60}(?:error=|WinError )193\b/u,
        near(/(?:WinError |os error )193\b/u, 200, /(?<![\w-])(?<after>npx|npm|pnpm|yarn|bunx)(?![\w-])/u),
      ),
    },
    // CreateProcess adds ".exe" and nothing else to a bare name: Java, .NET and Python's SDK find no npx.cmd.
    {
      id: 'batch-name',
      literals: ['CreateProcess error=2', 'cannot find the file specified'],
      pattern: anyOf(
        /Cannot run program "(?<program>npx|npm|pnpm|yarn|bunx)"(?: \([^)]{0,200}\))?: CreateProcess error=2,/u,
        near(/trying to start process '(?<dotnet>npx|npm|pnpm|yarn|bunx)'/u, 300, /cannot find the file specified/u),
      ),
    },
    // The same without its reason, as Java's SDK logs it.
    {
      id: 'java-list',
      literals: ['Failed to start process with command: ['],
      pattern: /Failed to start process with command: \[(?<program>npx|npm|pnpm|yarn|bunx),/u,
      sources: ['client-log', 'pasted'],
    },
    { id: 'posix', literals: ['No such file or directory', 'error=2, No'], pattern: /No such file or directory/u, sources: ['client-log', 'pasted'] },
    { id: 'winerror', literals: ['[WinError 2]'], pattern: /\[WinError 2\]/u, sources: ['client-log', 'pasted'] },
    {
      id: 'parameters',
      literals: ['"npx"', "'npx'", '"npm"', '"pnpm"'],
      pattern: /\bcommand["']? ?[=:] ?["'](?<program>npx|npm|pnpm|yarn|bunx)["']/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'policy',
      literals: ['running scripts is disabled', '.ps1', 'PSSecurityException'],
      pattern: near(
        /(?<![\w-])(?<program>[\w-]{1,40}\.ps1)\b/u,
        60,
        /cannot be loaded|kann nicht geladen werden|ne peut pas être chargé|no se puede cargar|não pode ser carregado|无法加载|を読み込むことができません/u,
      ),
    },
    {
      id: 'cmd-enoent',
      literals: ['.cmd ENOENT', '\\npx ENOENT', '\\npm ENOENT', '\\uvx ENOENT', '\\pnpm ENOENT', '\\yarn ENOENT'],
      pattern: /\bspawn (?<program>[\w@.+-]{1,80}\.cmd) ENOENT\b|\bspawn [A-Za-z]:\\(?:(?!\bspawn )[^'"\n]){1,200}\\(?<bare>npx|npm|pnpm|yarn|uvx) ENOENT\b/u,
    },
    {
      id: 'batch-there',
      literals: ['.cmd'],
      pattern: /^\s{0,40}[A-Za-z]:\\.{0,200}\\(?<program>npx|npm|pnpm|yarn|bunx)\.cmd\s{0,40}$/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'not-found',
      literals: ['command not found', 'ENOENT', 'program not found', 'not found in'],
      pattern:
        /command not found: (?:npx|npm|pnpm|yarn|bunx)\b|spawn (?:npx|npm|pnpm|yarn|bunx) ENOENT|program not found|executable file not found in %PATH%|\b(?:npx|npm|pnpm|yarn|bunx) not found in PATH/u,
      sources: ['client-log', 'pasted'],
    },
    { id: 'rust-missing', literals: ['program not found'], pattern: /failed to start: .{0,80}\bprogram not found\b/u, sources: ['client-log', 'pasted'] },
    {
      id: 'batch-entry',
      literals: ['command'],
      pattern: /^\s{0,40}"?command"? ?[=:] ?"(?<program>npx|npm|pnpm|yarn|bunx)"/u,
      sources: ['client-log', 'pasted'],
    },
    { id: 'exe-connects', literals: ['.exe'], pattern: near(/: (?:(?!\.exe\b)\S){0,80}\.exe\b/u, 80, / - [✓✔] Connected/u), sources: ['client-log', 'pasted'] },
    {
      id: 'npx-fails',
      literals: ['Failed to connect'],
      pattern: near(/: (?<program>npx|npm|pnpm|yarn|bunx) /u, 200, / - [✗✘] Failed to connect/u),
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ host, client, entry, program, session, signs }) {
    if (session !== undefined) {
      const spawnError = lastAttempt(session)?.spawnError;
      const { resolved = '', command = '' } = program ?? {};
      const isBatch = /\.(?:cmd|bat)$/iu.test(resolved);
      if (host?.platform !== 'win32' || spawnError === undefined || entry === undefined || client === undefined || !isBatch) return [];
      if (spawnError.code !== 'EINVAL' && spawnError.code !== 'ENOENT' && spawnError.code !== 'UNKNOWN') return [];
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${client.name} cannot start the batch file behind "${cut(command, 20)}"`),
          why: `On Windows "${command}" is ${resolved}, a batch file; ${client.name} starts it without cmd.exe, and that failed with ${spawnError.code}.`,
          evidence: [
            { what: `starting it failed with ${spawnError.code}`, quote: spawnError.message },
            ...quoteCommand(entry, client, command),
            { what: 'what the name leads to', where: resolved },
          ],
          fixes: [wrapInCmd(entry, client, command)],
        },
      ];
    }
    const told = signsToJudge(signs, session);
    const hasPosix = signsNamed(told, 'posix').length > 0;
    const clear = [
      ...signsNamed(told, 'einval', 'advice', 'cmd-enoent', 'batch-193', 'policy', 'batch-name'),
      ...(hasPosix ? [] : signsNamed(told, 'java-list')),
      ...(signsNamed(told, 'parameters').length > 0 ? signsNamed(told, 'winerror') : []),
    ];
    const compared = signsNamed(told, 'exe-connects').length > 0 ? signsNamed(told, 'exe-connects', 'npx-fails') : [];
    const there =
      signsNamed(told, 'rust-missing').length > 0 && signsNamed(told, 'batch-entry').length > 0
        ? signsNamed(told, 'batch-entry')
        : signsNamed(told, 'not-found').length > 0
          ? signsNamed(told, 'batch-there')
          : [];
    const meant =
      clear.length > 0
        ? clear
        : there.length > 0
          ? [...there, ...signsNamed(told, 'not-found')]
          : compared.some(({ sign }) => sign === 'npx-fails')
            ? compared
            : [];
    if (host !== undefined && host.platform !== 'win32') return [];
    if (meant.length === 0) return draftUnnamed(told, sayReload(client));
    const named = meant.map(({ groups }) => groups['program'] ?? groups['after'] ?? groups['dotnet']).find((one) => one !== undefined);
    return draftHit(meant, {
      confidence: signsNamed(meant, 'advice').length > 0 ? 'confirmed' : 'likely',
      title: `Windows cannot start ${named === undefined ? 'the batch file' : `"${cut(named, 30)}"`} without cmd.exe`,
      why: 'The command is a batch file (npx.cmd, npm.cmd and the like), which only cmd.exe can run; Node refuses to start one itself.',
      fixes: [entry !== undefined && client !== undefined ? wrapInCmd(entry, client, entry.effective.command ?? 'npx') : adviseCmd(sayReload(client))],
      decisive: 'write "command": "cmd" and put "/c", "npx" before the other arguments: the server then starts',
    });
  },
});

/** Rust says "program not found" on Windows alone, and not of which program: a batch file is one reason. */
function draftUnnamed(signs: readonly SignHit[], reload: string): readonly Hit[] {
  const missing = signsNamed(signs, 'rust-missing', 'winerror').filter(
    ({ quote }) => !/["'\x60](?:uvx?|docker|python3?|node|java|dotnet)(?:\.exe)?["'\x60]/u.test(quote),
  );
  return missing.length === 0
    ? []
    : draftHit(missing, {
        confidence: 'possible',
        title: 'Windows may not start the batch file behind the command',
        why: 'npx and npm are batch files (npx.cmd), which a client that starts programs directly does not find.',
        fixes: [adviseCmd(reload)],
        decisive: 'run "where NAME" with the command of the entry: a path that ends in .cmd settles it',
      });
}

function wrapInCmd(entry: EntryFacts, client: ClientFacts, command: string): FixDraft {
  const args = writtenArgs(entry, client);
  const edits = args === undefined ? undefined : editLaunch(entry, client, 'cmd', ['/c', command, ...args]);
  return edits === undefined
    ? adviseCmd(sayReload(client))
    : { id: 'wrap-in-cmd', title: `Start "${command}" through cmd.exe`, safety: entry.fromProject ? 'review' : 'safe', steps: editSteps(edits, client) };
}

function adviseCmd(reload: string): FixDraft {
  return {
    id: 'wrap-in-cmd',
    title: 'Start it through cmd.exe',
    safety: 'manual',
    steps: [
      { do: 'tell', text: `Write "command": "cmd" and put "/c" and the old command before the other arguments: "args": ["/c", "npx", "-y", …].${reload}` },
    ],
  };
}
