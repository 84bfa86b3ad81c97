import type { AnyRule, FixDraft, SignHit } from '../../model/index.ts';
import { CONFIG_PARSER_SIGN } from '../config-parsers.ts';
import { defineRule } from '../define-rule.ts';
import { CONFIG_WORDS, nameFile } from '../file-words.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, tell } from '../words.ts';

const FILE = String.raw`(?<file>[^\s'"]{0,200}\.(?:json[c5]?|toml|ya?ml))`;
/** How far from a parser's message the name of the file may stand. */
const NEAR_LINES = 3;

/** The sentences with which clients and their parsers refuse a config file. Parsers of messages use some of them too. */
export const rule: AnyRule = defineRule({
  id: 'config-syntax-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-syntax',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'client',
      literals: [
        'not a valid JSON',
        'is corrupted',
        'reading or parsing',
        'Invalid JSON in',
        'operator sandbox policy',
        'is not valid JSON(C)',
        'Ignoring config at',
        'Invalid MCP settings',
        'Could not load app settings',
        'Failed to parse config',
        'Error loading config',
        'malformed JSON',
        'Unable to read ',
      ],
      pattern: new RegExp(
        String.raw`MCP config is not a valid JSON|[Ii]nvalid or malformed JSON|configuration file at ${FILE} is corrupted|error reading or parsing (?<desktop>\S{1,80}\.json)|Invalid JSON in (?!--)(?:MCP |the )?(?!\S{0,120}(?:tsconfig|jsconfig|package\.json|eslint|babel))\S{0,120}(?:config|settings|mcp)|Cannot read operator sandbox policy from \S{1,200}: SyntaxError|Config file at \S{1,200} is not valid JSON|Ignoring config at \S{1,200} Failed to parse|Invalid MCP settings (?:JSON|syntax)|Could not load app settings(?!.{0,160}[Ee]xpected \w{1,20}, received)|Unable to (?:read|parse) \S{0,120}(?:mcp|config|settings)\S{0,40}\.json: (?:Expected|Unexpected|Unterminated|Bad)|(?:Failed to parse|Error loading) config(?:uration)?\b.{0,80}(?:JSON|YAML|TOML|at line \d|Unexpected|Expected)`,
        'u',
      ),
    },
    {
      id: 'smart-quotes',
      literals: ['“', '”', '„', '«'],
      pattern: /[“”„«](?:mcpServers|servers|mcp_servers|command|args|env)[“”"»]\s{0,40}:|["“](?:mcpServers|servers|command|args|env)[“”]\s{0,40}:/u,
    },
    // Quotes of messages are curled too: it was the program the text was copied through.
    {
      id: 'curled-message',
      literals: ['rror', 'ailed', 'spawn', 'cannot', 'Unexpected'],
      pattern: /(?:\b\w{0,80}[Ee]rror|ailed|spawn|cannot|Unexpected)\b.{0,200}[“”‘’]/u,
    },
    {
      id: 'json',
      literals: [
        'Unexpected',
        'Expected',
        'Bad control',
        'Bad escaped',
        'Unterminated',
        'JSON Parse error',
        'JSONDecodeError',
        'not valid JSON',
        'invalid character',
        'PropertyNameExpected',
        'CloseBraceExpected',
        'CommaExpected',
        'ValueExpected',
        'EndOfFileExpected',
      ],
      pattern:
        /(?:Unexpected (?:token|end of (?:JSON|input|file)|non-whitespace|string in JSON|number in JSON|identifier)|Expected (?:',' or '[}\]]'|double-quoted property name|property name)|Bad (?:control|escaped) character in|Unterminated string|JSON Parse error:|JSONDecodeError:|invalid character '.{1,6}' (?:after|in|looking)|(?:PropertyName|CloseBrace|CloseBracket|Comma|Colon|Value|EndOfFile)Expected)/u,
    },
    {
      id: 'serde',
      literals: [
        'expected value at line',
        'expected ident at line',
        'EOF while parsing',
        'trailing comma at line',
        'trailing characters at line',
        'key must be a string at line',
      ],
      pattern:
        /(?:\.json[c5]?|\b[Ss]ettings|\b[Cc]onfig(?:uration)?)\b.{0,160}(?:expected (?:value|ident)|EOF while parsing an? \w{1,10}|trailing (?:comma|characters)|key must be a string) at line \d{1,6} column \d/u,
    },
    {
      id: 'inner-line',
      literals: ['(line ', 'line '],
      pattern:
        /in JSON at position \d{1,20} \(line (?<line>[2-9]|\d{2,5}) column (?<column>\d{1,20})\)|JSONDecodeError: .{0,120}: line (?<pyline>[2-9]|\d{2,5}) column|after JSON at position \d{1,20} \(line (?<after>[2-9]|\d{2,5}) column/u,
    },
    {
      id: 'toml',
      literals: ['TOML', '.toml:', 'invalid basic string', 'expected `.`', 'duplicate key `'],
      pattern:
        /TOML parse error at line (?<tline>\d{1,20}), column \d{1,20}|\.toml:(?<tomlline>\d{1,20}):\d{1,20}: (?!invalid type|missing field|unknown|invalid transport|url is)|TomlDecodeError|duplicate key `[\w-]{1,60}` in (?:table|document)|invalid basic string|Invalid TOML document/u,
    },
    {
      id: 'yaml',
      literals: ['YAML', 'mapping', 'Flow map', 'Implicit keys', "expected ':'", 'expected key', 'found character that cannot start'],
      pattern:
        /YAML(?:ParseError|SyntaxError|Exception|Error)\b|bad indentation of a (?:mapping|sequence) entry|Implicit keys need to be on a single line|Flow (?:map|sequence) (?:in block collection )?must|mapping values are not allowed|could not find expected ':'|did not find expected key|Nested mappings are not allowed|found character that cannot start any token/u,
    },
    {
      id: 'meaning',
      literals: [
        'invalid type:',
        'missing field',
        'unknown field',
        'unknown variant',
        'invalid transport',
        'is not supported for',
        'invalid_type',
        'invalid_union',
        'invalid_literal',
      ],
      pattern:
        /invalid type: |missing field `|unknown (?:field|variant) `|invalid transport\b|is not supported for (?:stdio|streamable_http|http)|"(?:invalid_type|invalid_union|invalid_literal)"/u,
    },
    CONFIG_PARSER_SIGN,
    { id: 'config', literals: ['.json', '.toml', '.yaml', '.yml', 'onfig', 'ettings'], pattern: CONFIG_WORDS },
  ],

  judge({ entry, signs }) {
    if (entry !== undefined || signsNamed(signs, 'meaning').length > 0) return [];
    const client = signsNamed(signs, 'client', 'smart-quotes');
    const context = signsNamed(signs, 'config');
    const near = (hit: SignHit): boolean => context.some(({ line }) => Math.abs(line - hit.line) <= NEAR_LINES);
    // "line 11" is a file: a message has one line.
    const inner = signsNamed(signs, 'inner-line');
    const json = signsNamed(signs, 'json').filter((hit) => isOfFile(hit.quote) && (near(hit) || inner.some(({ line }) => line === hit.line)));
    const other = signsNamed(signs, 'toml', 'yaml', 'serde', 'parser').filter(
      (hit) => near(hit) || (hit.sign !== 'yaml' && hit.sign !== 'parser') || /mcp_?servers/iu.test(hit.quote),
    );
    const meant = [...client, ...json, ...other].filter(({ quote }) => !/\uFEFF|\bBOM\b/u.test(quote));
    const [first] = meant;
    if (first === undefined) return [];
    const file = groupOf(meant, 'file') ?? groupOf(meant, 'desktop') ?? readFile(context);
    const line = ['line', 'pyline', 'after', 'tline', 'tomlline', 'pline', 'sline', 'jqline', 'gline', 'yline']
      .map((name) => groupOf([...inner, ...meant], name))
      .find((one) => one !== undefined);
    const sure = signsNamed(signs, 'client');
    const isCurled = sure.length + json.length + other.length === 0 && signsNamed(signs, 'curled-message').length > 0;
    const isSure = sure.length > 0 || json.some((hit) => CONFIG_WORDS.test(hit.quote));
    return draftHit(meant, {
      confidence: isSure ? 'confirmed' : isCurled ? 'possible' : 'likely',
      title: `The client cannot read ${file === undefined ? 'its config file' : nameFile(file)}${line === undefined ? '' : `: line ${line}`}`,
      why: `The parser stopped${line === undefined ? '' : ` at line ${line}`}: "${cut(first.quote, 200)}"; the client refuses the file and every server in it.`,
      fixes: [draftFix(first, file, line)],
      decisive: 'open the file in an editor that checks its syntax (VS Code marks the place), or run "mcp-medic doctor": it shows the line and the change',
    });
  },
});

/**
 * A parser that quotes the head of its text gives the text away: a file begins with a bracket, a comment or a quote; what
 * begins with a word is the output of a server.
 */
function isOfFile(quote: string): boolean {
  if (/\b(?:unmarshal|decod|pars)\w{0,5} (?:the )?(?:server )?(?:response|message)s?\b/iu.test(quote)) return false;
  const head = /Unexpected token .{1,12}?, (?<dots>\.{3})?"(?<head>.{1,14})/u.exec(quote)?.groups;
  if (head === undefined) return !/Unexpected (?:token|identifier) '?"?[A-Za-z<[]/u.test(quote) || CONFIG_WORDS.test(quote);
  return head['dots'] !== undefined || /^\s*[{[/\u201C'"]/u.test(head['head'] ?? '');
}

function readFile(context: readonly SignHit[]): string | undefined {
  return context.map(({ quote }) => /[^\s'"]{0,160}\.(?:json[c5]?|toml|ya?ml)\b/u.exec(quote)?.[0]).find((one) => one !== undefined);
}

function draftFix({ quote, sign }: SignHit, file: string | undefined, line: string | undefined): FixDraft {
  const advice =
    sign === 'smart-quotes'
      ? 'Replace the curly quotes (“ ”) by straight ones (").'
      : /after JSON|non-whitespace/u.test(quote)
        ? 'A second object stands behind the first one: move its entry into the first "mcpServers" and delete the rest.'
        : /double-quoted property name|double quotes|PropertyNameExpected|Property name must|trailing comma/u.test(quote)
          ? 'Remove the comma before the closing bracket, and put keys into double quotes.'
          : /escaped character|control character/iu.test(quote)
            ? 'Write every backslash twice: C:\\\\Users\\\\name.'
            : /after property value|after array element|CommaExpected|',' delimiter|expected `,`|missing comma|is invalid after a value/u.test(quote)
              ? 'Add the comma that is missing between two entries.'
              : /end of (?:JSON|input|file)|CloseBrace|Expected '[}\]]'/u.test(quote)
                ? 'A closing bracket is missing at the end.'
                : sign === 'yaml' || /yaml|block (?:mapping|collection)|mapping key|any token/iu.test(quote)
                  ? 'Use blanks, no tabs, and the same indentation for entries of one list.'
                  : 'Look for a comma too many or too few, unclosed brackets, single or typographic quotes and comments.';
  return tell(
    'repair-syntax',
    'Repair the file',
    `${file === undefined ? 'In the config file' : `In ${file}`}${line === undefined ? '' : `, at or just before line ${line}`}: ${advice} Then restart the client.`,
  );
}
