import type { AnyRule, Hit, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, hasExited, signsToJudge } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';

const LAUNCHER = String.raw`(?:npx|npm|pnpm|yarn|bunx?|deno|node|uvx?|uv|pipx|python3?|py|docker|podman|java|dotnet|cmd|go)(?:\.(?:cmd|exe))?`;
const LINE = String.raw`(?<line>(?:[^\s'"\x60]{0,120}[\\/])?${LAUNCHER} {1,9}(?:(?!\bspawn |not found: |directory: )[^'"\x60\r\n]){1,200}?)`;

/** A whole command line where a program's name should be, or several words in one argument, as programs report it. */
export const rule: AnyRule = defineRule({
  id: 'args-malformed-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'args-malformed',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    { id: 'node', literals: ['ENOENT'], pattern: new RegExp(String.raw`\bspawn(?:Sync)? ${LINE} ENOENT\b`, 'u') },
    {
      id: 'bun',
      literals: ['posix_spawn', 'Executable not found'],
      pattern: new RegExp(String.raw`posix_spawn ['"]${LINE}['"]|Executable not found in \$PATH: "(?<bun>[^"\s]{1,60} [^"]{1,200})"`, 'u'),
    },
    { id: 'go', literals: ['exec: "'], pattern: new RegExp(String.raw`exec: "${LINE}": (?:executable file not found|file does not exist)`, 'u') },
    { id: 'python', literals: ['No such file or directory'], pattern: new RegExp(String.raw`No such file or directory: ['"]${LINE}['"]`, 'u') },
    {
      id: 'shell',
      literals: ['command not found', 'o such file or directory'],
      pattern: new RegExp(
        String.raw`(?:command not found|no such file or directory): ${LINE}$|(?:bash|sh|zsh): (?:line \d{1,4}: )?['"\x60]?(?<shell>[\w.-]{1,40} -{1,2}\w[^'"\x60\r\n]{0,200}?)['"\x60]?: (?:command not found|No such file)|\b(?:bash|sh|zsh): (?:line \d{1,4}: )?(?<script>[^:'"\r\n]{1,160} (?:&&|-y|-m) [^:'"\r\n]{1,200}): (?:command not found|No such file)`,
        'u',
      ),
    },
    {
      id: 'cmd',
      literals: ['is not recognized', 'is not recognised', 'ist entweder falsch'],
      pattern: new RegExp(String.raw`['"]${LINE}['"] (?:is not recogni[sz]ed as|ist entweder falsch)`, 'u'),
    },
    {
      id: 'joined-option',
      literals: ['unexpected argument', 'unknown option', 'unrecognized arguments', 'unknown flag', 'No such option', 'bad option'],
      pattern:
        /(?:unexpected argument|unknown option|unknown flag|No such option|bad option):? ['"\x60]?(?<option>--?[A-Za-z][\w-]{0,40} [^'"\x60\s][^'"\x60]{0,160})['"\x60]/u,
    },
    {
      id: 'package-words',
      literals: ['Invalid package name', 'Invalid tag name', 'Unsupported URL Type', 'not a valid package'],
      pattern: /Invalid (?:package|tag) name "(?<words>[^"\s]{0,80} [^"]{1,160}|-{1,2}[A-Za-z][^"]{0,80})"/u,
    },
    {
      // The warning of the package of that name: "uvx" stands among the words that uvx itself is given.
      id: 'uvx-twice',
      literals: ['is provided by the uv package', 'Failed to build `uvx'],
      pattern: /Failed to build \x60uvx==[\d.]{1,12}\x60|\x60uvx\x60 is provided by the uv package/u,
    },
    {
      // zsh takes square brackets for a pattern of file names.
      id: 'zsh-brackets',
      literals: ['no matches found: '],
      pattern: /zsh: no matches found: (?<bracket>[\w.@/-]{1,80}\[[\w,-]{1,60}\])/u,
      loose: true,
    },
    // A container or shell line whose program is the shell itself: what should have followed it was left out.
    {
      id: 'shell-option',
      literals: ['invalid option'],
      pattern: /(?:^|\/)(?:bash|sh|dash): (?<option>--?[A-Za-z][\w-]{1,40}): invalid option/u,
      loose: true,
    },
    // Quotes inside the element make a relative name of a path, which is then looked for below the client's own folder.
    {
      id: 'embedded',
      literals: ['\\"C:', '\\"D:', '/"/'],
      pattern: /(?:Cannot find module|can't open file) '[^'"]{1,160}[\\/]"(?<embedded>[^'"\n]{3,240})/u,
    },
    {
      id: 'quoted',
      literals: ['\'"', '"\'', '\\"'],
      pattern:
        /(?:spawn |Cannot find module |can't open file |No such file or directory: |ENOENT: no such file or directory, \w{2,10} )['"]?(?:\\?["'])(?<quoted>[^'"\\]{1,200})(?:\\?["'])['"]/u,
    },
    // A blank that was escaped for a shell: the element ends in the backslash, and the next one goes on.
    { id: 'escaped-blank', literals: ['\\\\",'], pattern: /"(?<escaped>(?:\/|~|[A-Za-z]:)[^"]{1,200}[^\\"])\\\\",\s{0,80}$/u, sources: ['pasted'] },
    {
      id: 'list-wanted',
      literals: ['args'],
      pattern:
        /\bargs['"]?\]?:? .{0,40}(?:[Ee]xpected array, received string|must be an array|is not of type ["']?array|should be an? (?:array|list))|invalid type: string .{1,120}, expected a sequence/u,
    },
    {
      id: 'usage',
      literals: ['the following arguments are required', 'missing required argument', 'required arguments were not provided', 'Missing required argument'],
      pattern: /the following (?:required )?arguments (?:are required|were not provided)|[Mm]issing required arguments?:/u,
      sources: ['stderr', 'stdout'],
    },
  ],

  judge({ session, client, entry, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session).filter(({ sign, quote }) => sign !== 'quoted' || !/spawn ["'][\w./\\:-]{1,200}["'] ENOENT.*\.js/u.test(quote));
    // A path with a blank in it is one program: that is another fault.
    const meant = told.filter(
      ({ groups, sign }) =>
        !/^(?:[A-Za-z]:\\|\/)[^-]*\.(?:exe|cmd|bat|js|py|sh)$/iu.test(groups['line'] ?? '') && !(sign === 'shell' && isProse(groups['line'])),
    );
    const [first] = meant;
    if (first === undefined) return [];
    const line = ['line', 'bun', 'shell', 'script', 'option', 'words', 'quoted', 'embedded']
      .map((name) => groupOf(meant, name))
      .find((one) => one !== undefined);
    const isText = line === undefined && signsNamed(meant, 'list-wanted').length > 0;
    const isUsage = meant.every(({ sign }) => sign === 'usage');
    const isLine = signsNamed(meant, 'node', 'bun', 'go', 'python', 'shell', 'cmd').length > 0;
    const words = (line ?? '').trim().split(/\s{1,40}/u);
    if (meant.every(({ sign }) => sign === 'uvx-twice' || sign === 'zsh-brackets')) return judgeShellWord(meant, sayReload(client));
    if (meant.every(({ sign }) => sign === 'escaped-blank')) return judgeEscapedBlank(meant, sayReload(client));
    return draftHit(meant, {
      confidence: isUsage ? 'likely' : isLine || signsNamed(meant, 'list-wanted', 'joined-option').length > 0 ? 'confirmed' : 'likely',
      title: fitTitle(
        isUsage
          ? 'The server was started without an argument it needs'
          : isLine
            ? 'A whole command line was taken for the name of a program'
            : 'An argument holds several words or quotes of its own',
      ),
      why: isUsage
        ? `The server printed its usage and ended: "${cut(first.quote, 160)}".`
        : isText
          ? `"args" is one text where a list of words belongs: "${cut(first.quote, 160)}".`
          : `${line === undefined ? `"${cut(first.quote, 160)}"` : `"${cut(line, 160)}"`} arrived as one word: clients start programs without a shell that would split it.`,
      fixes: [
        isUsage
          ? tell(
              'add-argument',
              'Add the argument to "args"',
              `Read the usage the server prints, and add what it asks for as elements of "args"${entry === undefined ? '' : ` (${entry.file}:${entry.line})`}.${sayReload(client)}`,
            )
          : tell(
              'split-words',
              'Write every word as an element of its own',
              `${isLine ? `"command": ${JSON.stringify(words[0] ?? 'npx')}, "args": ${JSON.stringify(words.slice(1, 12))}` : '"args": ["-y", "PACKAGE", "--option", "value"]'}, without quotes inside the elements.${sayReload(client)}`,
            ),
      ],
      decisive: isUsage ? 'run the same command in a terminal with the argument added' : 'split it into "command" and "args" and connect again',
    });
  },
});

/** The next line of the terminal, put behind the name: "command not found: uvx" and "please install it". */
function isProse(line: string | undefined): boolean {
  return line !== undefined && !/^\S{1,160} {1,9}\S{0,80}[-@/.\\]/u.test(line);
}

/** One word too many, or one that the shell took for itself. */
function judgeShellWord(signs: readonly SignHit[], reload: string): readonly Hit[] {
  const word = groupOf(signs, 'bracket');
  return draftHit(signs, {
    confidence: 'likely',
    title: word === undefined ? '"uvx" stands among the arguments of uvx' : `zsh took "${cut(word, 40)}" for a pattern of file names`,
    why:
      word === undefined
        ? 'uvx was asked to run a package named "uvx", which only warns.'
        : 'zsh looks for files that match the square brackets, and ends the command when there are none.',
    fixes: [
      word === undefined
        ? tell('drop-word', 'Take "uvx" out of "args"', `Leave "uvx" in "command" alone; "args" begins with the package's name.${reload}`)
        : tell('quote-word', 'Quote the word', `Write "${cut(word, 80)}" in quotes: pip install "${cut(word, 80)}"`),
    ],
    decisive: word === undefined ? 'start it again without the second "uvx"' : 'run the command again with the word in quotes',
  });
}

function judgeEscapedBlank(meant: readonly SignHit[], reload: string): readonly Hit[] {
  const start = groupOf(meant, 'escaped') ?? '';
  return draftHit(meant, {
    confidence: 'likely',
    title: fitTitle(`A path was cut in two after "${cut(start, 34)}"`),
    why: `"${cut(start, 120)}\\" ends in a backslash and the next element goes on: the path was escaped for a shell and then split at its blank. No shell reads "args".`,
    fixes: [tell('join-path', 'Write the path as one element', `One element with a plain blank and no backslash: "DIR WITH BLANK/file".${reload}`)],
    decisive: 'write the path as one element and connect again',
  });
}
