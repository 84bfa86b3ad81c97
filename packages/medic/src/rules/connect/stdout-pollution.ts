import type { AnyRule, Hit, SignHit, StdioAttempt } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { lastAttempt } from '../quote.ts';
import { isLive, quoteSigns } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf } from '../near.ts';

/** Parsers quote what they could not read; these heads belong to other faults: HTML, paths, byte order marks, framing, HTTP. */
const OTHER_HEADS =
  /^(?:<|\uFEFF|\\uFEFF|\uFFFD|\{$|\/(?:messages?|mcp|sse)\b|https?:|Content-Length|data:|event:|$|Not Found|Unauthor|Forbidden|Internal S|Bad |Service Un|Method Not|Too Many|upstream|error code|Gateway|Cannot (?:GET|POST)|Missing|Invalid)/iu;
/** The same words about a file or a web answer, not about a server's stdout. */
const OTHER_CONTEXTS = /OAuth|HTTP \d{3}|Raw body|settings|config|(?<!\bText)\.jsonc?\b|\bfetch|reading or parsing|posting to endpoint/iu;
/** Words that only a reader of a server's stdout writes. */
const STDIO_CONTEXTS = /Client error for command|\bMCP\b|JSONRPC message/u;

/**
 * Log lines on stdout. Every measured client skips whole lines that are no JSON (11 clients, 2026-11-20), so lines alone
 * are no cause; text glued to an answer is, because the answer is lost with it.
 */
export const rule: AnyRule = defineRule({
  id: 'stdout-pollution',
  layer: 'framing',
  severity: 'blocks',
  cause: 'stdout-pollution',
  needs: [],
  uses: ['session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'not-json',
      literals: ['is not valid JSON'],
      pattern: /Unexpected token .{1,8}, (?:\.{3})?"(?<head>.{0,80}?)"(?:\.{3})? is not valid JSON/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'after-json',
      literals: ['after JSON at position'],
      pattern: /Unexpected non-whitespace character after JSON at position \d{1,3}\b/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'parser',
      literals: ['in JSON at position', 'in JSON'],
      pattern:
        /(?:Expected ',' or '\]' after array element|No number after minus sign|Unexpected number|Exponent part is missing a number|Unterminated fractional number) in JSON at position \d{1,3}\b/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'old-node',
      literals: ['in JSON at position'],
      pattern: /Unexpected token (?<head>\S{1,3}) in JSON at position [0-9]\b/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'bun',
      literals: ['JSON Parse error'],
      pattern: /JSON Parse error: (?:Unexpected identifier|Unrecognized token) ["'](?<head>[^"']{1,80})/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'python',
      literals: ['Failed to parse JSONRPC message', 'type=json_invalid'],
      pattern: /Failed to parse JSONRPC message from server|type=json_invalid, input_value=["'](?<head>[^"']{1,80})/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'rust',
      literals: ['serde error', 'expected value at line 1', 'failed to deserialize message'],
      pattern:
        /failed to deserialize message: expected (?:value|ident)|serde error.{0,80}(?:expected value|expected ident|invalid number)|(?:stdout|JSON-RPC|MCP)(?!.{0,80}\.json).{0,80}expected value at line 1 column 1/iu,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'go',
      literals: ['looking for beginning of value', 'after top-level value'],
      pattern: /invalid character '(?<head>[^<'ïÿþ])' (?:looking for beginning of value|after top-level value)/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'java',
      literals: ['was expecting (JSON', 'separating root-level values', 'expected a valid value (JSON'],
      pattern:
        /Unrecognized token '(?<head>[^']{1,80})': was expecting \(JSON|Unexpected character \('[^'<]' \(code \d{1,6}\)\): (?:Expected space separating root-level values|expected a valid value)/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'dotnet',
      literals: ['is an invalid start of a value', 'while parsing value'],
      pattern: /'(?<head>[^<'])' is an invalid start of a value|Unexpected character encountered while parsing value: (?<first>[^<.])\. Path '', line 0/u,
      sources: ['client-log', 'pasted'],
    },
    // The parsers of Kotlin, Ruby, Elixir, Dart, Swift, C++ and Python at the first character of a line.
    {
      id: 'other-parsers',
      literals: [
        'Unexpected JSON token at offset',
        'JSON::ParserError',
        'unexpected byte at position 0',
        'Unexpected character (at character 1)',
        'around line 1, column 1',
        'json.exception.parse_error.101',
        'Expecting value: line 1 column 1',
      ],
      pattern:
        /Unexpected JSON token at offset 0: [^{}]{1,80}had '(?<head>[^'<])'|unexpected (?:token at|character:) '(?<token>[^'<]{1,80})'|unexpected byte at position 0: 0x(?!3C)|FormatException: Unexpected character \(at character 1\)|Unexpected character '[^'<]' around line 1, column 1|parse_error\.101\] parse error at line 1, column [12]: |(?:stdio|stdout).{0,120}Expecting value: line 1 column 1 \(char 0\)/u,
      sources: ['client-log', 'pasted'],
      loose: true,
    },
    // Clients that say outright where the foreign line stood; "received" is what they call what they read.
    {
      id: 'told',
      literals: ['stdout'],
      pattern: anyOf(
        /\b(?:[Ii]nvalid|[Nn]on-?|[Uu]nexpected|[Mm]alformed) ?(?:JSON|json)(?:-RPC)?\b.{0,60}\b(?:on|from|in|to) (?:the )?(?:server'?s? )?stdout\b/u,
        /\b(?:not|no) (?:an? )?(?:valid )?(?:JSON(?:-RPC)?|protocol|MCP)(?: messages?| lines?)? (?:on|to|in|from) (?:its |the )?stdout\b/u,
      ),
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'skipped',
      literals: [
        'on-JSON',
        'not JSON',
        'JSON-RPC',
        'parse JSON from',
        'rror processing inbound message for line',
        'transport message parse failed',
        'parsed as JSON',
        'decode server output',
      ],
      pattern: anyOf(
        /\b(?:[Ss]kipp|[Ii]gnor|[Dd]ropp|[Dd]iscard)(?:ing|ed) non-?JSON(?:-RPC)? (?:line|output|message|data|text)s?\b/u,
        /\b[Nn]on-JSON(?:-RPC)? (?:data|output|line|text|message)s?\b(?: from|:)|\bChild non-JSON: |[Ff]ailed to parse JSON-RPC message(?: from [\w.-]{1,60})?: (?=[A-Z>[✓✔]\S{0,30} )(?!Expected|Unexpected|Invalid|EOF|Syntax)/u,
        /\bstdout\b.{0,40}\b(?:contains|has|holds) text\b|expected JSON-RPC but (?:received|got) text|(?:[Cc]ould not|[Cc]annot|[Ff]ailed to|[Uu]nable to) (?:parse|decode) JSON from (?:the )?(?:MCP )?server/u,
        /Error processing inbound message for line: (?!\s{0,4}\{)|transport message parse failed\b/u,
        /\b(?:output|stdout|line) (?:could not|cannot|can't) be parsed as JSON(?:-RPC)?\b|could not decode server output/u,
      ),
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'cut-object',
      literals: ["input_value='{'"],
      pattern: /EOF while parsing an object at line 1 column \d\b.{0,40}input_value='\{'/u,
      sources: ['client-log', 'pasted'],
    },
    { id: 'vscode', literals: ['Failed to parse message:'], pattern: /Failed to parse message: "(?<head>[^"]{1,120})/u, sources: ['client-log', 'pasted'] },
  ],

  judge({ session, entry, client, signs }) {
    const attempt = session === undefined ? undefined : lastAttempt(session);
    const name = nameServer(entry);
    const fixes = [
      tell(
        'log-to-stderr',
        'Send everything but protocol messages to stderr',
        `In the server, log with console.error or logging to stderr instead of console.log or print.${sayReload(client)}`,
      ),
      tell(
        'silence-banner',
        'Silence a banner that is not yours',
        'Update the server, or switch the banner off: DOTENV_CONFIG_QUIET=true for dotenv, show_banner=False for FastMCP, --no-build or --quiet for build tools.',
      ),
    ];
    if (session !== undefined && attempt !== undefined) {
      const [first] = attempt.noise;
      const evidence = attempt.noise
        .slice(0, 3)
        .map(({ line, text }) => ({ what: 'no protocol message', where: `stdout line ${line}`, quote: cut(text, 300) }));
      if (session.outcome.kind === 'connected' && attempt.framing === 'glued-noise') {
        const quote = cut(gluedLine(attempt) ?? '', 300);
        const why = `An answer shares a line with "${cut(quote, 80)}" and was lost; ${nameClient(client)} asked again and connected, other clients wait in vain.`;
        return [
          {
            confidence: 'confirmed',
            severity: 'risk',
            title: fitTitle(`${name} prints text without line break before an answer`),
            why,
            evidence: [{ what: 'text and answer share a line of stdout', quote }],
            fixes,
          },
        ];
      }
      if (session.outcome.kind === 'connected') {
        if (first === undefined) return [];
        const title = fitTitle(`${name} writes ${attempt.noise.length === 1 ? 'a line' : `${attempt.noise.length} lines`} to stdout that is no protocol`);
        const why = `Line ${first.line} of stdout reads "${cut(first.text, 100)}"; clients skip such lines today, but the specification keeps stdout for messages alone.`;
        return [{ confidence: 'confirmed', severity: 'hint', title, why, evidence, fixes }];
      }
      if (attempt.framing === 'glued-noise') {
        const quote = gluedLine(attempt);
        const why = `The answer stands on one line with other text${quote === undefined ? '' : ` ("${cut(quote, 100)}")`}, so no client can read it.`;
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`${name} prints text without line break before its answer`),
            why,
            evidence:
              quote === undefined
                ? [{ what: 'text and answer share a line of stdout' }, ...evidence]
                : [{ what: 'text and answer share a line of stdout', quote: cut(quote, 300) }],
            fixes,
          },
        ];
      }
    }
    return session?.outcome.kind === 'connected'
      ? []
      : judgeText(
          signs.filter((sign) => !isLive(sign)),
          name,
          fixes,
          session !== undefined,
        );
  },
});

/** The line that swallowed the answer: it holds the protocol's marker and does not begin as a message. */
function gluedLine({ noise, stdout }: StdioAttempt): string | undefined {
  return (
    noise.find(({ text }) => text.includes('"jsonrpc"'))?.text ??
    stdout.lines.find((line) => line.includes('"jsonrpc"') && !line.trimStart().startsWith('{')) ??
    noise[0]?.text
  );
}

function judgeText(signs: readonly SignHit[], name: string, fixes: Hit['fixes'], hasSession: boolean): readonly Hit[] {
  // A message over several lines: stdio-framing-wrong.
  if (signs.some(({ sign }) => sign === 'cut-object')) return [];
  const isElsewhere = (quote: string): boolean => OTHER_CONTEXTS.test(quote) && !/unmarshal(?:ing)? response/u.test(quote);
  const meant = signs.filter(({ sign, quote, groups }) => (sign === 'vscode' || !isElsewhere(quote)) && !OTHER_HEADS.test(headOf(groups)));
  const [first] = meant;
  if (first === undefined) return [];
  const head = headOf(first.groups);
  const isSure = !hasSession && meant.some(({ quote, sign, groups }) => sign === 'not-json' && headOf(groups).length > 3 && STDIO_CONTEXTS.test(quote));
  return [
    {
      confidence: isSure ? 'confirmed' : hasSession ? 'possible' : 'likely',
      title: fitTitle(`${name} writes text to stdout, where only messages belong`),
      why:
        head.length > 1
          ? `The client took the text "${cut(head, 80)}" for a protocol message and could not read it.`
          : 'The client took a line of plain text for a protocol message and could not read it.',
      evidence: quoteSigns(meant),
      fixes,
      ...(isSure ? {} : { decisive: 'run the server in a terminal with 2>/dev/null: everything that is still shown and is no JSON is the fault' }),
    },
  ];
}

function headOf(groups: SignHit['groups']): string {
  // No trim(): it takes a byte order mark for a blank.
  return (groups['head'] ?? groups['token'] ?? groups['first'] ?? 'text').replaceAll(/^ {1,9}| {1,9}$/gu, '');
}
