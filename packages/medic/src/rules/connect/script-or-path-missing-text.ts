import type { AnyRule, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, hasExited, signsToJudge } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** A path from the root, on any system. */
const PATH = String.raw`(?<path>(?:\/|~\/|\.{1,2}\/|[A-Za-z]:[\\/]|file:\/\/\/)[^'"\x60\r\n]{1,300}?)`;
const SCRIPT = String.raw`(?<path>[^'"\x60\s]{1,300}\.(?:[cm]?js|[cm]?ts|tsx|py|jar|sh|rb|php|dll|wasm|exe))`;

/** What runtimes and shells say when the script or program file of the entry is not there. */
export const rule: AnyRule = defineRule({
  id: 'script-or-path-missing-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'script-or-path-missing',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    { id: 'node', literals: ['Cannot find module'], pattern: new RegExp(String.raw`Cannot find module '${PATH}'`, 'u') },
    {
      id: 'importer',
      literals: ['imported from', 'Require stack:', "requireStack: [ '", 'Did you mean to import', "' from '"],
      pattern: /imported from |' from '|^\s{0,40}-? ?Require stack:|requireStack: \[ ?'|Did you mean to import/u,
    },
    {
      id: 'python',
      literals: ["can't open file"],
      pattern: new RegExp(String.raw`can't open file '${PATH}': \[Errno 2\]|can't open file '(?<relative>[^'/\\]{1,120})': \[Errno 2\]`, 'u'),
    },
    {
      id: 'bun',
      literals: ['Module not found', 'Script not found', 'Cannot resolve'],
      pattern: new RegExp(String.raw`(?:error: )?(?:Module not found|Script not found|Cannot resolve) "${SCRIPT}"`, 'u'),
    },
    {
      id: 'java',
      literals: [
        'Unable to access jarfile',
        'find or load main class',
        'main manifest attribute',
        'Hauptklasse',
        'Hauptmanifestattribut',
        'classe principale',
        'clase principal',
        '主类',
        'メイン・クラス',
      ],
      pattern: anyOf(
        /Unable to access jarfile (?<path>\S{1,300})|Could not find or load main class (?<main>[\w.$\\/-]{1,200})|no main manifest attribute, in (?<jar>\S{1,200})|Hauptklasse (?<haupt>[\w.$]{1,200}) konnte nicht gefunden|[Kk]ein Hauptmanifestattribut|trouver ou charger la classe principale|cargar la clase principal|找不到或无法加载主类/u,
        near(/メイン・クラス/u, 120, /を(?:検出|ロード)/u),
      ),
    },
    {
      id: 'interpreter',
      literals: [
        'Could not open input file',
        "can't load ",
        'No such file or directory -- ',
        'Not a conda environment',
        'Project file does not exist',
        'argument',
      ],
      pattern:
        /Could not open input file: (?<path>\S{1,300})|No such file or directory -- (?<ruby>\S{1,300}) \(LoadError\)|Not a conda environment: (?<conda>\S{1,300})|MSB1009: Project file does not exist|[Tt]he argument '(?<ps>[^']{1,300})' to the -File parameter does not exist/u,
    },
    {
      id: 'dotnet',
      literals: ['The application to execute does not exist', 'project file to run', 'does not exist'],
      pattern: /The application to execute does not exist: '(?<path>[^']{1,300})'|The provided file path does not exist: (?<provided>\S{1,300})/u,
    },
    {
      id: 'uv',
      literals: ['Failed to spawn', 'No such file', 'does not exist', 'Project directory'],
      pattern: new RegExp(
        String.raw`Failed to spawn: \x60${PATH}\x60|Failed to spawn: \x60(?<script>[\w.-]{1,80}\.(?:py|js|mjs|cjs|ts|sh|jar))\x60|(?:Project directory|Working directory|Directory|Environment) \x60${PATH.replace('<path>', '<folder>')}\x60 (?:does not exist|not found)`,
        'u',
      ),
    },
    {
      id: 'spawn',
      literals: ['ENOENT'],
      pattern:
        /\bspawn(?:Sync)? (?<path>(?:\/|~\/|\.{1,2}\/|[A-Za-z]:[\\/])(?:(?!\bspawn )[^'"\r\n]){1,300}?) ENOENT\b|posix_spawn ['"](?<posix>(?:\/|\.{1,2}\/)[^'"\r\n]{1,300}?)['"]/u,
    },
    { id: 'go', literals: ['fork/exec', 'exec: "'], pattern: /fork\/exec (?<path>[/.][^\s:"]{1,300}): no such file or directory/u },
    {
      id: 'shell',
      literals: ['o such file or directory', ': not found', 'required file not found'],
      pattern:
        /\bline \d{1,4}: (?:exec: )?(?<inner>(?:\/|~\/|\.{1,2}\/)[^\s:'"]{1,300}): (?:cannot execute: )?(?:No such file|required file not found|not found)|\bsh: \d{1,4}: (?:exec: )?(?<dash>(?:\/|~\/|\.{1,2}\/)[^\s:'"]{1,300}): not found|\b(?:zsh|bash|sh|dash|env)(?:: line \d{1,4}|: \d{1,4})?: (?:no such file or directory: (?<zsh>[~/.][^\s'"]{1,300})|(?<path>(?:\/|~\/|\.{1,2}\/)[^\s:'"]{1,300}): No such file or directory)/u,
    },
    {
      id: 'data',
      literals: ['ENOENT: no such file or directory'],
      pattern: /ENOENT: no such file or directory, (?:open|stat|lstat|scandir|access|realpath|opendir) '(?<path>(?:\/|[A-Za-z]:\\)[^'\r\n]{1,300})'/u,
    },
    {
      id: 'data-python',
      literals: ['FileNotFoundError', 'unable to open database file', 'SQLITE_CANTOPEN'],
      pattern:
        /unable to open database file|SQLITE_CANTOPEN|FileNotFoundError: \[Errno 2\] No such file or directory: ['"](?<file>(?:\/|[A-Za-z]:\\)[^'"\r\n]{1,300})['"]/u,
      loose: true,
    },
    {
      id: 'told',
      literals: ['does not exist', 'not accessible', 'oes not exist', 'not found:'],
      pattern: new RegExp(
        String.raw`(?:[Ff]ile|[Dd]irectory|[Pp]ath|[Ff]older|[Ss]cript|[Vv]ault|[Dd]atabase) ['"\x60]?${PATH}['"\x60]? (?:does not exist|is not accessible|not found|doesn't exist)|(?:[Ff]ile|[Dd]irectory|[Pp]ath|[Ff]older|[Ss]cript) (?:does not exist|not found): ['"\x60]?(?<told>(?:\/|[A-Za-z]:\\)[^'"\x60\r\n]{1,300})`,
        'u',
      ),
    },
    {
      id: 'gone',
      literals: ['onnection closed', 'erver disconnected', 'ransport closed', 'xited with', '-32000', 'ailed to start', 'ailed to connect'],
      pattern: /[Cc]onnection closed|[Ss]erver disconnected|[Tt]ransport closed|[Ee]xited with|-32000|[Ff]ailed to (?:start|connect)/u,
      sources: ['pasted', 'client-log'],
    },
    // An interpreter or program named by its full path.
    {
      id: 'program',
      literals: ['[Errno 2]'],
      pattern:
        /\[Errno 2\] No such file or directory: ['"](?<path>(?:\/|[A-Za-z]:[\\/])[^'"\r\n]{1,240}[\\/](?:bin|Scripts|release|debug)[\\/][\w.-]{1,80})['"]/u,
    },
    // The reference filesystem server, of a folder among its arguments.
    {
      id: 'folder',
      literals: ['rror accessing directory', 'annot access directory', 'specified directories are accessible'],
      pattern:
        /(?:[Ee]rror accessing|[Cc]annot access) directory (?<path>(?:\/|[A-Za-z]:\\)[^'"\r\n:,]{1,300})|None of the specified directories are accessible/u,
    },
    { id: 'windows', literals: ['system cannot find the path specified'], pattern: /The system cannot find the path specified/u, loose: true },
  ],

  judge({ session, client, entry, program, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    // A server that runs on opens files for its tools too.
    const isGone = session !== undefined || signsNamed(told, 'gone').length > 0;
    const hasImporter = signsNamed(told, 'importer').length > 0;
    const meant = told.filter((hit) => hit.sign !== 'importer' && hit.sign !== 'gone' && (hit.sign !== 'data-python' || isGone) && isOfEntry(hit, hasImporter));
    const strong = meant.filter((hit) => !isData(hit) && hit.sign !== 'windows');
    // A file that a running server does not find is a path of the entry, or one of its own making.
    const ofEntry = meant.filter((hit) => isData(hit) && (session === undefined || isWritten(missingPathOf(hit), entry?.effective.args, entry?.effective.env)));
    const shown = strong.length > 0 ? strong : ofEntry.length > 0 ? ofEntry : meant.filter(({ sign }) => sign === 'windows' && session === undefined);
    const [first] = shown;
    if (first === undefined) return [];
    // With a session the disk was looked at: what exists is not missing.
    const path = missingPathOf(first);
    if (session !== undefined && program?.paths.some(({ resolved, exists }) => exists && resolved === path) === true) return [];
    const seen = session === undefined ? program?.paths.find(({ written }) => written === path) : undefined;
    return draftHit(shown, {
      evidence: seen === undefined ? [] : [{ what: seen.exists ? 'it exists on this machine' : 'it does not exist on this machine', quote: seen.resolved }],
      confidence:
        seen !== undefined
          ? seen.exists
            ? 'possible'
            : 'confirmed'
          : strong.length > 0 || first.sign === 'windows'
            ? 'likely'
            : session === undefined
              ? 'possible'
              : 'likely',
      title: fitTitle(`The server cannot start: ${path === undefined ? 'a path' : cut(baseOf(path), 32)} does not exist`),
      why: `${path === undefined ? 'The path' : `"${cut(path, 160)}"`} leads nowhere${path !== undefined && /[\\/](?:dist|build|lib|out)[\\/]/u.test(path) ? '; it is the output of a build that was not run, or that writes to another folder' : ''}.`,
      fixes: [
        tell(
          'correct-path',
          'Build the server, or write the path that exists',
          `Look at the path with "ls" (Windows: dir). ${path !== undefined && /\.[cm]?js$/u.test(path) ? 'For a TypeScript project run "npm install" and "npm run build", and see whether it writes to dist, build or lib. ' : ''}Then write the absolute path in the entry.${sayReload(client)}`,
        ),
      ],
      decisive: `look whether ${path ?? 'the path'} exists on this machine`,
    });
  },
});

/** A file that a program opens while it runs. */
function isData({ sign }: SignHit): boolean {
  return sign === 'data' || sign === 'data-python';
}

/** The path a hit says leads nowhere. */
export function missingPathOf({ groups }: SignHit): string | undefined {
  return (
    ['inner', 'dash', 'main', 'jar', 'haupt', 'ruby', 'conda', 'ps'].map((name) => groups[name]).find((one) => one !== undefined) ??
    groups['path'] ??
    groups['relative'] ??
    groups['provided'] ??
    groups['folder'] ??
    groups['file'] ??
    groups['posix'] ??
    groups['zsh'] ??
    groups['script'] ??
    groups['told']
  );
}

/** Files of packages, browsers and build machines are missing for other reasons; so is what a variable or `~` should have named. */
function isOfEntry(hit: SignHit, hasImporter: boolean): boolean {
  const path = missingPathOf(hit) ?? '';
  if (hit.sign === 'node' && hasImporter) return false;
  if (/launch (?:the )?browser/u.test(hit.quote)) return false;
  if (/node_modules|[\\/]_npx[\\/]|site-packages|ms-playwright|\.cache[\\/]puppeteer|\/home\/runner\/|\/__w\/|package\.json$/u.test(path)) return false;
  // A bare program name on a path of its own kind, a variable, a working folder.
  if (/^~|\$\{|%[A-Z]+%|uv_cwd/u.test(path)) return false;
  // Words behind a program make a command line of it.
  return !/ -{1,2}[A-Za-z]/u.test(path);
}

function isWritten(path: string | undefined, args: readonly string[] | undefined, env: Readonly<Record<string, string>> | undefined): boolean {
  return path !== undefined && [...(args ?? []), ...Object.values(env ?? {})].some((word) => word.length > 2 && (word.includes(path) || path.startsWith(word)));
}

function baseOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
