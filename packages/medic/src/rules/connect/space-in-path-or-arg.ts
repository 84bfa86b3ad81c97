import type { AnyRule, EntryFacts, FixDraft, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, hasExited, signsToJudge } from '../startup-hit.ts';
import { isLive, signsNamed } from '../weigh-signs.ts';
import { cut, sayReload, tell } from '../words.ts';

const WINDOWS_PATH = String.raw`(?<path>[A-Za-z]:\\[^'"<>|*?\r\n]{0,120})`;
/** cmd.exe in the languages of Windows: the quoted path, then words that no other message has. */
const NOT_A_COMMAND =
  'is not recogni[sz]ed as an internal|ist entweder falsch geschrieben|reconnu en tant que commande|no se reconoce como un comando|reconhecido como um comando|riconosciuto come comando|不是内部或外部命令|不是內部或外部命令|内部コマンドまたは外部コマンド|내부 또는 외부 명령|не является внутренней или внешней';

/**
 * A path was cut at a blank. On Windows clients start `npx.cmd` through cmd.exe, and one argument with a blank or a quote is
 * enough for `C:\Program Files\nodejs\npx.cmd` to be read as `C:\Program`.
 */
export const rule: AnyRule = defineRule({
  id: 'space-in-path-or-arg',
  layer: 'command',
  severity: 'blocks',
  cause: 'space-in-path-or-arg',
  needs: [],
  uses: ['entry', 'client', 'session'],
  signs: [
    {
      id: 'cmd',
      literals: ["'C:\\", "'D:\\", "'E:\\", '"C:\\', '"D:\\', '"E:\\', "'c:\\", "'F:\\"],
      pattern: new RegExp(String.raw`['"]${WINDOWS_PATH}['"].{0,20}(?:${NOT_A_COMMAND})`, 'u'),
    },
    {
      id: 'powershell',
      literals: ['name of a cmdlet'],
      pattern: new RegExp(String.raw`[Tt]he term ['"]${WINDOWS_PATH}['"] is not recogni[sz]ed as (?:the|a) name of a cmdlet`, 'u'),
    },
    {
      id: 'shell',
      literals: ['No such file or directory', 'not found', 'is a directory', 'Is a directory'],
      pattern: /\b(?:sh|bash|zsh|dash)(?:: line \d{1,4}|: \d{1,4})?: (?<path>\/[^\s:'"]{1,200}): (?:No such file or directory|not found|[Ii]s a directory)/u,
    },
    {
      id: 'tail',
      literals: ['Files\\', 'Files/', 'Files ('],
      pattern: /(?:^|[:'"\s])(?<path>Files(?: \(x86\))?[\\/][\w.\\/-]{1,160}): (?:No such file or directory|not found|command not found)/u,
    },
    {
      id: 'cut-home',
      literals: ['Cannot find module', "can't open file", ', mkdir '],
      pattern:
        /(?:Cannot find module|can't open file|E(?:PERM|NOENT|EXIST): [\w ]{1,40}, mkdir) ['"](?<path>[A-Za-z]:\\(?:Users\\[^\\'"\s]{1,40}|Program|Documents))['"]/u,
    },
    {
      id: 'known-folder',
      literals: ['/Library/Application', '/Library/Mobile', 'Google', '/Volumes/Macintosh'],
      pattern:
        /(?:Cannot find module|can't open file|No such file or directory:?|not found:?|does not exist:?) ['"]?(?<path>(?:\/[^'"\s]{1,200})?\/(?:Library\/Application|Library\/Mobile|Volumes\/Macintosh))['"]?(?:$|[\s:;,])/u,
    },
    {
      id: 'missing',
      literals: ['ENOENT', 'Cannot find module', "can't open file", 'No such file or directory', 'does not exist', 'rror accessing directory'],
      pattern:
        /(?:ENOENT: no such file or directory, \w{1,20}|Cannot find module|can't open file|No such file or directory:?|does not exist:?|[Ee]rror accessing directory) ['"]?(?<path>(?:[A-Za-z]:\\|\/)[^'"\s]{1,200}[^'"\s:])/u,
    },
    // What the text shows of the entry: a value with a blank in it, between quotes.
    {
      id: 'whole',
      literals: ['Users', '/home/', ':\\'],
      pattern: /["'](?<whole>(?:[A-Za-z]:\\{1,4}|\/)[^"'\n]{1,200} [^"'\n]{1,160}?)\\?["']/u,
      sources: ['pasted'],
    },
  ],

  judge({ entry, client, session, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    const wholes = [...(entry === undefined ? [] : wordsOf(entry)), ...told.flatMap(({ groups }) => groups['whole']?.replaceAll(/\\+/gu, '\\') ?? [])];
    const meant = told.filter((hit) => isCut(hit, entry, wholes));
    const [first] = meant;
    if (first === undefined) return [];
    const path = first.groups['path'] ?? '';
    const whole = wholes.find((word) => word.startsWith(`${path} `));
    const isWindows = signsNamed(meant, 'cmd', 'powershell').length > 0;
    const isSure = isWindows || (whole !== undefined && isLive(first));
    return draftHit(meant, {
      confidence: isSure ? 'confirmed' : 'likely',
      title: `A path with a blank was cut at "${cut(path, 34)}"`,
      why:
        whole === undefined
          ? `The shell took "${path}" for a whole program or file name: the rest stood behind a blank that nothing quoted.`
          : `The entry says "${cut(whole, 120)}", and only "${path}" arrived: nothing quoted the blank.`,
      evidence:
        whole === undefined
          ? []
          : [{ what: 'the value with the blank', ...(entry === undefined || entry.file === '' ? {} : { where: `${entry.file}:${entry.line}` }), quote: whole }],
      fixes: isWindows
        ? adviseWindows(sayReload(client))
        : [
            tell(
              'quote-path',
              'Keep the path in one piece',
              `Give the path as one element of "args" without a shell around it, or quote it inside the shell line: 'DIR WITH BLANK/file'.${sayReload(client)}`,
            ),
          ],
      decisive: 'move the program or file to a folder without blanks in its name: it then starts',
    });
  },
});

/** A shell that misses a whole path without blank means a missing file; only one that ends where a blank may stand is cut. */
function isCut({ sign, groups }: SignHit, entry: EntryFacts | undefined, wholes: readonly string[]): boolean {
  const path = groups['path'];
  if (path === undefined) return false;
  if (sign === 'missing') return wholes.some((word) => word.startsWith(`${path} `));
  if (sign === 'cmd' || sign === 'powershell') return !/\s/u.test(path) && !/\.(?:exe|cmd|bat|com|ps1)$/iu.test(path);
  if (sign === 'known-folder' || sign === 'cut-home' || sign === 'tail') return true;
  return entry !== undefined
    ? wordsOf(entry).some((word) => word.includes(`${path} `) && !word.includes(`'${path} `) && !word.includes(`"${path} `))
    : /\/Library\/(?:Application|Mobile)$/u.test(path);
}

function wordsOf({ effective }: EntryFacts): readonly string[] {
  return [effective.command ?? '', ...(effective.args ?? []), ...Object.values(effective.env ?? {})];
}

function adviseWindows(reload: string): readonly FixDraft[] {
  return [
    tell(
      'start-node-directly',
      'Start node.exe with the script instead of npx',
      `Install the package once (npm install -g PACKAGE), then set "command" to "C:\\\\Program Files\\\\nodejs\\\\node.exe" and make the script below "npm root -g" the first argument: no cmd.exe is involved then.${reload}`,
    ),
    tell(
      'remove-blank',
      'Keep blanks out of the arguments',
      `Move a header or value with a blank into "env" and name it there: "--header", "Authorization:\${AUTH}" with "AUTH": "Bearer …" in "env". For paths use the short form that "dir /x" shows (C:\\PROGRA~1).${reload}`,
    ),
  ];
}
