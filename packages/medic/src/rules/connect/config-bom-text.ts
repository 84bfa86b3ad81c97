import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { CONFIG_WORDS } from '../file-words.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { tell } from '../words.ts';

/** The mark as parsers name it, as tools dump it, or as the character it is. */
export const rule: AnyRule = defineRule({
  id: 'config-bom-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-bom',
  needs: [],
  uses: ['entry', 'host'],
  signs: [
    {
      id: 'parser',
      literals: ['\uFEFF', 'u{feff', 'ufeff', 'UFEFF', 'uFEFF', 'ï»¿', "character 'ï'", 'UTF-8 BOM', 'U+FEFF'],
      pattern:
        /(?:Unexpected (?:token|character)|invalid character|Unrecognized token|unexpected character|InvalidSymbol|found character|expected value).{0,40}(?:\uFEFF|\\u\{?feff|U\+FEFF|ï»¿|'ï')|Unexpected UTF-8 BOM/iu,
    },
    {
      id: 'dump',
      literals: ['efbb bf', 'ef bb bf', 'EF BB BF', 'efbbbf', 'EFBBBF', '0xEF', '239, 187, 191', '239 187 191'],
      pattern: /(?:^|[\s:|>])(?:efbb ?bf|ef bb bf|0xef,? ?0xbb,? ?0xbf|239,? ?187,? ?191)/iu,
    },
    // UTF-16 that was read as UTF-8: no byte of its mark is one there.
    {
      id: 'wide',
      literals: ['"\uFFFD\uFFFD', 'byte 0xff in position 0', 'byte 0xfe in position 0'],
      pattern: /Unexpected token .{0,12}"\uFFFD\uFFFD|can't decode byte 0xf[ef] in position 0\b/u,
    },
    { id: 'wide-dump', literals: ['fffe', 'FFFE', 'ff fe', 'FF FE'], pattern: /(?:^|[\s:|>])(?:fffe ?7b00|ff fe 7b 00|fffe ?2200)/iu },
    {
      id: 'words',
      literals: ['with BOM', 'with signature', 'yte order mark', 'yte Order Mark', 'UTF-16'],
      pattern: /\bUTF-8 ?\(?with BOM\)?|\bUTF-8-BOM\b|byte order mark|(?:JSON|text|Unicode text).{0,20}UTF-16|UTF-16.{0,20}(?:text|JSON)/iu,
    },
    {
      id: 'refused',
      literals: ['JSON', 'arse'],
      pattern: /not (?:a )?valid JSON|JSON Parse error|Failed to parse|[Uu]nexpected token|Error (?:reading|loading|parsing)/u,
    },
    { id: 'config', literals: ['.json', '.toml', '.yaml', 'onfig', 'ettings'], pattern: CONFIG_WORDS },
  ],

  judge({ entry, host, signs }) {
    if (entry !== undefined) return [];
    const context = signsNamed(signs, 'config').length > 0;
    const wide = context ? signsNamed(signs, 'wide') : [];
    const mark = [...signsNamed(signs, 'parser', 'dump', 'wide-dump', 'words'), ...wide];
    const dumps = signsNamed(signs, 'dump', 'wide-dump');
    const isRefused = signsNamed(signs, 'refused').length > 0 || signsNamed(signs, 'parser').length > 0 || wide.length > 0;
    // The same mark before a message on stdout is another fault.
    const isMessage = mark.every(({ quote }) => /jsonrpc|stdout|\bcommand\b|server response|ModelContextProtocol/iu.test(quote));
    if (mark.length === 0 || (isMessage && dumps.length === 0) || (!context && !isRefused)) return [];
    const isSure = isRefused && (dumps.length > 0 || (context && signsNamed(signs, 'parser').length > 0));
    const isWide = signsNamed(mark, 'wide-dump', 'wide').length > 0 || mark.some(({ quote }) => /UTF-16/iu.test(quote));
    return draftHit(mark, {
      confidence: isSure ? 'confirmed' : 'likely',
      title: isWide ? 'The config file is UTF-16, which the client cannot read' : 'The config file begins with a byte order mark',
      why: isWide
        ? 'The file is saved as UTF-16; clients read their config as UTF-8.'
        : 'The file begins with the bytes EF BB BF, and the parser of this client takes them for a stray character before the first bracket.',
      fixes: [
        tell(
          'save-as-utf8',
          'Save the file as UTF-8 without a byte order mark',
          `${host?.platform === 'linux' || host?.platform === 'darwin' ? "Run: sed -i.bak '1s/^\\xEF\\xBB\\xBF//' FILE" : 'In VS Code: click "UTF-8 with BOM" in the status bar, choose "Save with Encoding" and "UTF-8". In PowerShell: [IO.File]::WriteAllText("FILE", [IO.File]::ReadAllText("FILE")) writes it back without the mark'}. Then restart the client.`,
        ),
      ],
      decisive: 'look at the first bytes of the file: "head -c 3 FILE | xxd", or Format-Hex FILE in PowerShell; EF BB BF or FF FE is the mark',
    });
  },
});
