import type { AnyRule, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, hasExited, signsToJudge } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const PASTED: readonly SignHit['source'][] = ['pasted', 'client-log'];

/** What programs say when they start in a folder that is gone, or in the root folder instead of their own. */
export const rule: AnyRule = defineRule({
  id: 'cwd-missing-or-relative-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'cwd-missing-or-relative',
  needs: [],
  uses: ['session', 'client', 'entry', 'host'],
  signs: [
    {
      id: 'folder-gone',
      literals: [
        'uv_cwd',
        'chdir',
        'WinError 267',
        'directory name is invalid',
        'Working directory',
        'working directory',
        'tarting directory',
        'getcwd',
        'urrent directory does not exist',
        'urrent working directory',
        'cwd does not exist',
        'cwd is not a directory',
        'cwd not found',
      ],
      pattern: anyOf(
        near(/ENOENT/u, 60, /uv_cwd/u),
        near(
          /\bchdir\b(?: to)? ?\(?['"\x60]?(?<folder>[^'"\x60\s:()]{1,200})?['"\x60]?\)?:? /u,
          40,
          /[Nn]o such file|cannot find the (?:path|file)|ENOENT|does not exist/u,
        ),
        /\[WinError 267\]|[Tt]he directory name is invalid|[Ww]orking directory:? ['"\x60]?(?<workdir>[^'"\x60\s]{1,200})?['"\x60]? ?(?:does not exist|not found|is not a directory|doesn't exist)|[Ss]tarting directory \(cwd\) "(?<start>[^"]{1,200})" does not exist/u,
        /\bcwd (?:does not exist|is not a directory|not found)(?:: ?['"]?(?<configured>[^'"\s]{1,200}))?/u,
        near(/getcwd\(?\)?/u, 60, /No such file or directory/u),
        /[Cc]urrent (?:working )?directory (?:does not exist|no longer exists|is invalid)/u,
      ),
    },
    // A shell or git that was told to go there first.
    {
      id: 'told-to-go',
      literals: ['cd: ', 'cannot change to', "can't cd to"],
      pattern:
        /\bcd: (?:no such file or directory: (?<zsh>[^\s'"]{1,200})|(?<bash>[^\s'":]{1,200}): No such file)|fatal: cannot change to '(?<git>[^']{1,200})'|can't cd to (?<dash>[^\s'"]{1,200})/u,
      loose: true,
    },
    {
      id: 'root-package',
      literals: ['package.json'],
      pattern: near(
        /ENOENT|Could not read package\.json|no such file/u,
        120,
        /['"](?<root>(?:\/|[A-Za-z]:\\(?:(?:WINDOWS|Windows)\\[Ss]ystem32\\)?)package\.json)['"]/u,
      ),
    },
    {
      id: 'no-project',
      literals: ['pyproject.toml', 'Cargo.toml', 'go.mod', 'No package.json', 'MSB1003', 'find a project to run'],
      pattern:
        /[Nn]o `?pyproject\.toml`? found in (?:the )?current directory|could not find a pyproject\.toml file in (?<folder>\S{1,200})|could not find `Cargo\.toml` in|No package\.json .{0,60}was found in "(?<pnpm>[^"]{1,200})"|MSB1003: Specify a project|Couldn't find a project to run|go: (?:go\.mod file not found|cannot find main module)/u,
    },
    {
      id: 'root-script',
      literals: ['Cannot find module', "can't open file", 'Module not found', 'No such file or directory'],
      pattern:
        /(?:Cannot find module|can't open file|Module not found|No such file or directory:?) ['"](?<script>\/{1,2}(?:(?:dist|build|src|out|lib)\/)?[\w.-]{1,60}\.(?:[cm]?js|ts|py)|[A-Za-z]:\\{1,2}(?:WINDOWS|Windows)\\{1,2}[Ss]ystem32\\{1,2}[^'"]{1,120}|\/Applications\/[^'"]{1,120}\.app\/[^'"]{0,80}[^'"/]{1,40}\.(?:[cm]?js|py))['"]/u,
    },
    // uv names the folder as the entry does.
    {
      id: 'relative-folder',
      literals: ['roject directory `'],
      pattern: /[Pp]roject directory \x60(?<option>(?!\/|~|[A-Za-z]:)[^\x60]{1,160})\x60 does not exist/u,
    },
    {
      id: 'root-write',
      literals: ["'/", "'.", 'ead-only file system'],
      pattern:
        /(?:ENOENT: no such file or directory|EROFS: read-only file system|EACCES: permission denied), mkdir '(?<made>\/[\w.-]{1,60})'|Read-only file system:? '(?<unwritable>(?:\/|\.\/)?\.?[\w.-]{1,60})'|EROFS: read-only file system, \w{2,10} '(?<below>\.{0,2}\/?[\w.-]{1,60})'|Read-only file system.{0,20}: "?(?<plain>\/[\w.-]{1,60})"?$/u,
    },
    // All that uv says when the folder after --directory is not there, as users report it.
    {
      id: 'uv-folder',
      literals: ['error: No such file or directory (os error 2)'],
      pattern: /^\s{0,12}error: No such file or directory \(os error 2\)\s{0,12}$/u,
      sources: PASTED,
    },
    {
      id: 'spawn',
      literals: ['ENOENT', 'os error 2', 'WinError 3'],
      pattern: /\bspawn(?:Sync)? \S{1,200} ENOENT|No such file or directory \(os error 2\)/u,
      sources: PASTED,
    },
    {
      id: 'python',
      literals: ['[Errno 2] No such file or directory'],
      pattern: /FileNotFoundError: \[Errno 2\] No such file or directory: ['"](?<missing>\/[^'"]{1,200})['"]/u,
      sources: PASTED,
    },
    {
      id: 'lost-script',
      literals: [".js'", ".ts'", ".py'", ".mjs'", ".cjs'", ".mts'", ".cts'"],
      pattern: /(?:Cannot find module |can't open file |^\s{0,40})'(?<lost>(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^']{1,300}\.(?:[cm]?[jt]s|py))'/u,
      sources: PASTED,
    },
    // As an element of "args": a script without a folder from the root.
    {
      id: 'relative-arg',
      literals: ['.js"', '.ts"', '.py"', '.mjs"', '.cjs"', '.mts"', '.cts"'],
      pattern: /"(?<arg>(?:\.[\\/])?[\w@.-]{1,60}(?:[\\/][\w@.-]{1,60}){0,6}\.(?:[cm]?[jt]s|py))"/u,
      sources: PASTED,
    },
    {
      id: 'relative-option',
      literals: ['--directory', '--project', '--prefix', '--cwd'],
      pattern: /--(?:directory|project|prefix|cwd)[=\s",]{1,6}(?<option>(?![-/~$%.]{1,2}[\w/]|[A-Za-z]:)\.{0,2}[\\/]?[\w-][\w./\\-]{0,80})/u,
      sources: PASTED,
    },
    { id: 'cwd-line', literals: ['cwd'], pattern: /["']?\bcwd["']?\s{0,40}[:=]\s{0,40}["'](?<cwd>[^"']{1,200})["']/u, sources: PASTED },
  ],

  judge({ session, client, entry, host, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    const direct = signsNamed(told, 'folder-gone', 'no-project', 'root-package', 'root-script', 'root-write', 'relative-folder', 'uv-folder', 'told-to-go');
    // ENOENT is about a program or about the folder; a folder shown beside it is shown for a reason.
    const beside = direct.length === 0 && signsNamed(told, 'spawn').length > 0 ? signsNamed(told, 'cwd-line') : [];
    const cwdLines = signsNamed(told, 'cwd-line').map(({ groups }) => groups['cwd']);
    const missing = direct.length === 0 ? signsNamed(told, 'python').filter(({ groups }) => cwdLines.includes(groups['missing'])) : [];
    const lost = direct.length > 0 ? [] : lostBeside(told);
    const meant =
      lost.length > 0
        ? lost
        : missing.length > 0
          ? [...missing, ...signsNamed(told, 'cwd-line')]
          : beside.length > 0
            ? [...signsNamed(told, 'spawn'), ...beside]
            : direct;
    if (meant.length === 0) return [];
    const cwd = ['cwd', 'folder', 'workdir', 'start', 'configured', 'pnpm', 'zsh', 'bash', 'git', 'dash']
      .map((name) => groupOf(meant, name))
      .find((one) => one !== undefined);
    const found = ['script', 'lost', 'option', 'root', 'made', 'unwritable', 'below', 'plain']
      .map((name) => groupOf(meant, name))
      .find((one) => one !== undefined);
    const isGone = found === undefined;
    // Containers do have files in their root folder.
    const isContainer =
      found !== undefined && found.startsWith('/') && (host?.isContainer === true || told.some(({ quote }) => /docker|container/iu.test(quote)));
    return draftHit(meant, {
      confidence: isContainer ? 'possible' : 'likely',
      title: fitTitle(
        isGone ? `The working folder${cwd === undefined ? '' : ` "${cut(cwd, 26)}"`} does not exist` : 'A relative path counts from the wrong folder',
      ),
      why: isGone
        ? `${cwd === undefined ? 'The folder the server is to start in' : `"${cwd}"`} is not there; the system reports a missing working folder in the same words as a missing program.`
        : `The program wanted ${found}: the client started it in ${/system32/iu.test(found) ? 'the Windows system folder' : lost.length > 0 ? 'another folder' : 'the root folder'}, and the entry names a path that is relative.`,
      fixes: [
        isGone
          ? tell(
              'correct-cwd',
              'Create the folder or correct "cwd"',
              `Create ${cwd ?? 'the folder'}, write an absolute path that exists as "cwd", or take "cwd" out of the entry${entry === undefined ? '' : ` (${entry.file}:${entry.line})`}.${sayReload(client)}`,
            )
          : tell(
              'use-absolute-path',
              'Write absolute paths in the entry',
              `Write the full path of the script in "args" (for npm: "--prefix", "DIR"; for uv: "--directory", "DIR"); Claude Desktop and Claude Code ignore "cwd".${sayReload(client)}`,
            ),
      ],
      decisive: isGone
        ? `look whether the folder exists ("ls -d ${cwd ?? 'DIR'}"): when it does, the program is what is missing`
        : 'write the absolute path and connect again',
    });
  },
});

/** A script that is looked for in a folder nobody named: the entry names it from the folder it was thought to start in. */
function lostBeside(signs: readonly SignHit[]): readonly SignHit[] {
  const args = signsNamed(signs, 'relative-arg');
  const scripts = signsNamed(signs, 'lost-script').flatMap((script) => {
    const path = (script.groups['lost'] ?? '').replaceAll('\\', '/');
    const arg = args.find(({ groups }) => path.endsWith(`/${(groups['arg'] ?? '').replaceAll('\\', '/').replace(/^\.\//u, '')}`));
    return arg === undefined ? [] : [script, arg];
  });
  if (scripts.length > 0) return scripts;
  const folderMissing = signsNamed(signs, 'spawn').filter(({ quote }) => quote.includes('os error 2'));
  return folderMissing.length === 0 ? [] : signsNamed(signs, 'relative-option').flatMap((option) => [...folderMissing.slice(0, 1), option]);
}
