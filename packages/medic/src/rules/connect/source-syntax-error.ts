import type { AnyRule, FixDraft, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, nameServer, sayReload, tell } from '../words.ts';

/** The same error class for text that is no program: JSON, answers of web servers. */
const NOT_CODE = /is not valid JSON|\bJSON\b|position \d|<!DOCTYPE|Unexpected end of input|OAuth|\bHTTP\b|\uFEFF|parse (?:settings|config)|settings\.json/iu;

/** The server's own source cannot be read as code: a slip, TypeScript given to node, ES modules against CommonJS. */
export const rule: AnyRule = defineRule({
  id: 'source-syntax-error',
  layer: 'startup',
  severity: 'blocks',
  cause: 'source-syntax-error',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    {
      id: 'python',
      literals: ['SyntaxError:', 'IndentationError:', 'TabError:'],
      pattern:
        /(?<error>SyntaxError|IndentationError|TabError): (?<what>invalid (?:syntax|decimal literal|non-printable character|character)|unexpected indent|expected an indented block|unindent does not match|inconsistent use of tabs|unterminated|f-string|unmatched|closing parenthesis|'[([{]' was never closed|cannot assign|expected ['"]?[:(]|EOL while|EOF while|unexpected EOF|Missing parentheses|positional argument follows|\(unicode error\)|Non-UTF-8|'return' outside|'await' outside|name '\w{1,40}' is)/u,
    },
    { id: 'python-file', literals: ['File "'], pattern: /^\s{0,40}File "(?<file>[^"]{1,300})", line (?<line>\d{1,7})\s{0,40}$/u },
    {
      id: 'node',
      literals: ['SyntaxError:'],
      pattern:
        /SyntaxError: (?<what>Unexpected (?:token|identifier|string|number|strict mode|reserved word|eval)[^"]{0,80}|Invalid (?:or unexpected token|left-hand side|regular expression|destructuring|shorthand)[^"]{0,60}|missing \) after argument list|Missing initializer|Identifier '[^']{1,60}' has already been declared|Illegal (?:return|continue|break)[^"]{0,30}|await is only valid|Unterminated|Octal escape|Duplicate export)/u,
    },
    {
      id: 'node-file',
      literals: ['.js:', '.mjs:', '.cjs:', '.ts:', '.mts:'],
      pattern: /^(?<file>(?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^'"():]{1,300}\.[cm]?[jt]s):(?<line>\d{1,7})$/u,
    },
    {
      id: 'esm',
      literals: ['Cannot use import statement outside', 'is not defined in ES module scope', "Unexpected token 'export'"],
      pattern:
        /(?<what>Cannot use import statement outside a module|(?:require|module|exports|__dirname|__filename) is not defined in ES module scope|Unexpected token 'export')/u,
    },
    {
      id: 'extension',
      literals: ['ERR_UNKNOWN_FILE_EXTENSION', 'Unknown file extension'],
      pattern: /Unknown file extension "(?<what>\.\w{1,8})"(?: for (?<file>\S{1,300}))?/u,
    },
    {
      id: 'typescript',
      literals: ['error TS', 'Unable to compile TypeScript', 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX'],
      pattern:
        /(?:(?<![^\s(:])(?<file>[^\s(:]{1,200}\.tsx?)[(:](?<line>\d{1,7}).{0,20})?(?:error (?<what>TS\d{4,5}: .{0,160})|Unable to compile TypeScript|ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX)/u,
    },
    // Compilers that a start command runs first: Go, PHP, C#, Deno, Ruby, Rust.
    {
      id: 'compiler',
      literals: ['.go:', 'PHP Parse error', 'error CS', 'file:///', 'could not compile `', 'syntax error, unexpected'],
      pattern:
        /(?<![^\s(:])(?<file>[\w./-]{1,120}\.go):(?<line>\d{1,6}):\d{1,4}: (?<what>undefined: (?!mcp\.).{1,80}|syntax error.{0,80}|cannot use .{1,80}|missing return|declared and not used.{0,40}|imported and not used.{0,40})|PHP Parse error: {1,2}(?<php>.{1,120})|\berror (?<cs>CS\d{4}: .{1,120})|error: (?<deno>Expected .{1,60}|Unexpected .{1,60}) at file:\/\/\/|could not compile `(?<rust>[\w-]{1,60})`|syntax error, unexpected .{1,60}(?<ruby>\(SyntaxError\)|in \S{1,120}\.php)/u,
      loose: true,
    },
    {
      id: 'esbuild',
      literals: ['Transform failed with', 'Build failed with', '[ERROR] Expected', '[ERROR] Unexpected'],
      pattern: /(?:Transform|Build) failed with \d{1,4} errors?|[✘X] \[ERROR\] (?:Expected|Unexpected) /u,
    },
    {
      id: 'crlf',
      literals: ['node\\r', 'python\\r', 'python3\\r', '^M', "\\r'", 'bash\\r', 'sh\\r'],
      pattern: /env: ['‘"]?(?<what>[\w.-]{1,30})\\r['’"]?: No such file|\/(?<base>[\w.-]{1,30})\^M: bad interpreter|\$'\\r': command not found/u,
    },
  ],

  judge({ session, client, entry, program, signs }) {
    if (session !== undefined && (!hasExited(session) || program?.file?.shebang?.carriageReturn === true)) return [];
    const told = signsToJudge(signs, session);
    const meant = told.filter((hit) => hit.sign !== 'python-file' && hit.sign !== 'node-file' && !NOT_CODE.test(hit.quote) && !isOldNode(hit));
    const [first] = meant;
    if (first === undefined) return [];
    const place = signsNamed(told, 'python-file', 'node-file').findLast(({ line }) => line <= first.line) ?? signsNamed(told, 'node-file')[0];
    const file = groupOf(meant, 'file') ?? place?.groups['file'];
    const line = groupOf(meant, 'line') ?? place?.groups['line'];
    const what = ['what', 'php', 'cs', 'deno', 'rust'].map((name) => groupOf(meant, name)).find((one) => one !== undefined);
    const hasPlace = file !== undefined;
    return draftHit(meant, {
      confidence: weighStartup(meant, session, first.sign === 'node' && !hasPlace ? 'possible' : 'likely'),
      title: sayTitle(first.sign, nameServer(entry)),
      why: `${hasPlace ? `${file}${line === undefined ? '' : `:${line}`}` : 'The source'} could not be read as code: "${cut(what ?? first.quote, 120)}".`,
      evidence: hasPlace ? [{ what: 'where it stopped reading', where: `${file}${line === undefined ? '' : `:${line}`}` }] : [],
      fixes: [draftFix(first.sign, sayReload(client))],
      decisive: 'run "node --check FILE" or "python -m py_compile FILE" on the file named',
    });
  },
});

/** Operators of newer JavaScript fail on an old Node; that rule knows them. */
function isOldNode({ sign, groups }: SignHit): boolean {
  return sign === 'node' && /^Unexpected token '(?:\?\?=|\|\|=|&&=|\?\.|\?\?|\?)'/u.test(groups['what'] ?? '');
}

function sayTitle(sign: string, name: string): string {
  if (sign === 'extension') return `${name} is TypeScript, which this runtime does not start`;
  if (sign === 'esm') return `${name} mixes ES modules and CommonJS`;
  if (sign === 'crlf') return `${name} is a script with Windows line ends`;
  if (sign === 'typescript' || sign === 'esbuild' || sign === 'compiler') return `${name} does not compile`;
  return `${name} has an error in its source code`;
}

function draftFix(sign: string, reload: string): FixDraft {
  if (sign === 'extension' || sign === 'typescript' || sign === 'esbuild')
    return tell(
      'build-typescript',
      'Build it, or start it with tsx',
      `Run "npm run build" and name the .js file it makes, or start the .ts file with "npx", "-y", "tsx".${reload}`,
    );
  if (sign === 'esm')
    return tell(
      'set-module-type',
      'Tell Node which kind of module it is',
      `Add "type": "module" to package.json for files with import (or name the file .mjs); name files with require .cjs.${reload}`,
    );
  if (sign === 'crlf')
    return tell(
      'unix-line-ends',
      'Save the script with Unix line ends',
      `Run "sed -i 's/\\r$//' FILE" (macOS: sed -i '' …), and set "*.sh text eol=lf" in .gitattributes.${reload}`,
    );
  return tell('mend-source', 'Mend the line that is named', `Open the file at that line; when it is not your own, update or reinstall the server.${reload}`);
}
