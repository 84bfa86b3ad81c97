import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { lastAttempt } from '../quote.ts';
import { capBeside, quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const FRAMINGS = {
  'content-length': { short: 'with Content-Length headers', long: 'Content-Length headers before each message, as language servers do' },
  'no-newline': { short: 'without a line break', long: 'a message without the line break that ends it' },
  'pretty-printed': { short: 'spread over several lines', long: 'a message spread over several lines' },
  sse: { short: 'as an event stream', long: 'messages as an event stream ("data: …"), which belongs to HTTP' },
  'array-batch': { short: 'as an array', long: 'an array of messages, which ended with revision 2025-06-18' },
} as const;

/** On stdio a message is one JSON object on one line. Some servers speak another framing, mostly that of language servers. */
export const rule: AnyRule = defineRule({
  id: 'stdio-framing-wrong',
  layer: 'framing',
  severity: 'blocks',
  cause: 'stdio-framing-wrong',
  needs: [],
  uses: ['session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'content-length',
      literals: ['Content-Length'],
      pattern: anyOf(
        /"Content-Length:[^"]{0,35}(?:".{0,5})? is not valid JSON|^Content-Length: \d{1,9}\s{0,9}$/iu,
        near(/looking for beginning of value|[Ff]ailed to parse|[Ii]nvalid (?:JSON|character)|expected value/iu, 120, /Content-Length: ?\d/iu),
      ),
      sources: ['client-log', 'pasted'],
    },
    // Libraries for language servers, when a message comes as one line.
    {
      id: 'header-wanted',
      literals: ['Content-Length', 'Invalid header: {'],
      pattern: anyOf(
        /Header must provide a Content-Length|[Mm]issing Content-Length|Content-Length[- ]framed|Invalid header: \{ ?"jsonrpc"/u,
        near(/expect(?:s|ed|ing)\b/u, 30, /Content-Length (?:header|fram)/u),
        near(/\bLSP\b/u, 40, /Content-Length\b/u),
      ),
      sources: ['client-log', 'pasted'],
      loose: true,
    },
    {
      id: 'line-breaks',
      literals: ['ewline', 'line break'],
      pattern: /\bembedded (?:newline|line break)s?\b|messages? must be (?:newline[- ]delimited|one line|a single line)/u,
      sources: ['client-log', 'pasted'],
      loose: true,
    },
    // Bridges and the SDK: no line break came, or one message is larger than they hold.
    {
      id: 'endless-line',
      literals: ['uffer exceeded maximum size'],
      pattern: /\b(?:ReadBuffer|JSONFilterTransform buffer) exceeded maximum size of \d{1,12} bytes/u,
      sources: ['client-log', 'pasted'],
    },
    // Beside it, a content length is a header of HTTP.
    { id: 'http-head', literals: ['HTTP/'], pattern: /\bHTTP\/[123](?:\.\d)? ?\d{0,3}\b/u, sources: ['client-log', 'pasted'] },
    {
      id: 'event-stream',
      literals: ['"data: {', '"event: '],
      pattern:
        /Unexpected token '?[de]'?, "(?:data: \{|event: )[^"]{0,40}(?:"[\w.:]{0,8}){0,3} is not valid JSON|Failed to parse message: "(?:data: \{|event: )/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'open-brace',
      literals: ['Expected property name or', 'EOF while parsing an object at line 1', 'enclosed in double quotes: line 1 column 2'],
      pattern:
        /Expected property name or '\}' in JSON at position 1\b|EOF while parsing an object at line 1 column [12]\b(?!.{0,80}input_value=['"]\{.)|enclosed in double quotes: line 1 column 2 \(char 1\)/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, entry, client, signs: all }) {
    const isHttp = signsNamed(all, 'http-head').length > 0;
    const signs = all.filter(({ sign }) => sign !== 'http-head' && !(isHttp && (sign === 'content-length' || sign === 'header-wanted')));
    const name = nameServer(entry);
    const attempt = session === undefined ? undefined : lastAttempt(session);
    const fixes = [
      tell(
        'one-line-per-message',
        'Let the server write one JSON object per line',
        `Use the stdio transport of an MCP SDK, or write JSON.stringify(message) followed by one line break and nothing else.${sayReload(client)}`,
      ),
    ];
    const framing = attempt?.framing;
    if (session !== undefined && attempt !== undefined && isOurs(framing)) {
      const connected = session.outcome.kind === 'connected';
      const line = attempt.stdout.lines.find((one) => one.trim() !== '');
      return [
        {
          confidence: 'confirmed',
          ...(connected ? { severity: 'hint' as const } : {}),
          title: fitTitle(`${name} writes messages ${FRAMINGS[framing].short}`),
          why: `Stdout holds ${FRAMINGS[framing].long}; ${connected ? 'this client copes with it, but ' : ''}a message on stdio is one JSON object on one line.`,
          evidence: [{ what: `stdout holds ${FRAMINGS[framing].long}`, ...(line === undefined ? {} : { where: 'stdout', quote: cut(line, 200) }) }],
          fixes,
        },
      ];
    }
    if (session?.outcome.kind === 'connected' || signs.length === 0) return [];
    const isClear = signsNamed(signs, 'content-length', 'event-stream', 'header-wanted', 'line-breaks').length > 0;
    return [
      {
        confidence: capBeside(session, signs, isClear ? 'likely' : 'possible'),
        title: fitTitle(`${name} does not write one JSON object per line`),
        why: isClear
          ? 'One side sends messages in another framing than the other expects: headers, an event stream or line breaks within a message.'
          : signsNamed(signs, 'endless-line').length > 0
            ? 'A line of the server grew beyond what the reader holds: the line break was missing, or the message is too large.'
            : 'The client met a line that begins an object and does not end it, as pretty-printed JSON does.',
        evidence: quoteSigns(signs),
        fixes,
        decisive: 'run the server in a terminal, paste an initialize request and look whether the answer is one line of JSON',
      },
    ];
  },
});

function isOurs(framing: string | undefined): framing is keyof typeof FRAMINGS {
  return framing !== undefined && Object.hasOwn(FRAMINGS, framing);
}
