import type { AnyRule, ClientFacts, EntryFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { editVariable } from '../entry-edits.ts';
import { lastAttempt } from '../quote.ts';
import { capBeside, quoteSigns, signsNamed, weighSigns } from '../weigh-signs.ts';
import { fitTitle, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const FRAMINGS = {
  'utf-16': 'UTF-16 instead of UTF-8, as PowerShell does when its output is redirected',
  bom: 'a byte order mark before the first message',
  'invalid-utf-8': 'bytes that are no UTF-8',
} as const;

/**
 * Messages are UTF-8. On Windows, Python takes the code page of the system for stdin and stdout, so that the first dash or
 * emoji ends the server or spoils the message.
 */
export const rule: AnyRule = defineRule({
  id: 'stdio-encoding',
  layer: 'framing',
  severity: 'blocks',
  cause: 'stdio-encoding',
  needs: [],
  uses: ['session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'code-page',
      literals: ['UnicodeEncodeError', 'UnicodeDecodeError', "codec can't"],
      pattern: /'(?<codec>charmap|cp\d{3,5}|gbk|gb2312|gb18030|big5|ascii|shift_jis|euc_jp|euc_kr|mbcs|latin-1)' codec can't/u,
    },
    {
      id: 'utf-8',
      literals: ["'utf-8' codec can't"],
      pattern: /'(?<codec>utf-8)' codec can't (?:decode bytes? (?:0x[0-9a-f]{2} )?in position|encode character)/u,
    },
    {
      id: 'rust',
      literals: ['did not contain valid UTF-8', 'invalid utf-8 sequence'],
      pattern: /stream did not contain valid UTF-8|invalid utf-8 sequence of \d{1,20} bytes/u,
    },
    // The same of Java, .NET, Ruby, PHP, Node and Python's stdout, as they read or write a line.
    {
      id: 'other-runtimes',
      literals: [
        'Invalid UTF-8',
        'invalid UTF-8',
        'not valid UTF-8',
        'MalformedInputException',
        'invalid byte sequence in UTF-8',
        'UndefinedConversionError',
        'Malformed UTF-8',
        'not valid for encoding utf-8',
        'surrogates not allowed',
        'DecoderFallbackException',
        'Unable to translate bytes',
      ],
      pattern:
        /Invalid UTF-8 (?:start|middle) byte 0x|MalformedInputException: Input length|invalid byte sequence in UTF-8|Encoding::UndefinedConversionError|Malformed UTF-8 characters|data was not valid for encoding utf-8|surrogates not allowed|DecoderFallbackException|Unable to translate bytes \[|\b(?:output|stdout|response|message|line|stream)\b.{0,30} not valid UTF-8|\binvalid UTF-8 in (?:the )?(?:output|stdout|response|message|line|stream)\b/u,
      sources: ['client-log', 'pasted'],
      loose: true,
    },
    // A byte order mark, or the first byte of one, at the head of a message.
    {
      id: 'marked-message',
      literals: [
        '\uFEFF{',
        '\\ufeff{',
        '\\uFEFF{',
        "'ï' looking for beginning",
        "'ÿ' looking for beginning",
        "'0xEF' is an invalid start",
        "'0xFF' is an invalid start",
      ],
      pattern: anyOf(
        /(?:\uFEFF|\\u(?:feff|FEFF))\{ ?\\?"(?:jsonrpc|result|id|method)/u,
        /invalid character '[ïÿ]' looking for beginning of value.{0,60}\b(?:server|response|stdout|message)\b/u,
        near(/(?:unmarshal|read|pars)\w{0,4} (?:server |mcp |the )?(?:response|message|stdout)/u, 60, /invalid character '[ïÿ]' looking for beginning/u),
        near(/'0x(?:EF|FF)' is an invalid start of a value/u, 120, /ModelContextProtocol|stdio|stdout/u),
      ),
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'replacement',
      literals: ['\uFFFD'],
      pattern: /(?:Unexpected token|looking for beginning of value|Failed to parse message).{0,20}\uFFFD/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, entry, client, signs }) {
    const name = nameServer(entry);
    const attempt = session === undefined ? undefined : lastAttempt(session);
    const framing = attempt?.framing;
    if (session !== undefined && attempt !== undefined && (framing === 'utf-16' || framing === 'bom' || framing === 'invalid-utf-8')) {
      const connected = session.outcome.kind === 'connected';
      return [
        {
          confidence: 'confirmed',
          ...(connected ? { severity: 'hint' as const } : {}),
          title: fitTitle(`${name} does not write UTF-8 to stdout`),
          why: `"${session.transport === 'stdio' ? session.argv.join(' ') : ''}" wrote ${FRAMINGS[framing]}${connected ? '; this client reads it, others do not' : ', which no client reads as a message'}.`,
          evidence: [
            {
              what: `stdout holds ${FRAMINGS[framing]}`,
              ...(attempt.stdout.lines[0] === undefined ? {} : { where: 'stdout line 1', quote: attempt.stdout.lines[0].slice(0, 200) }),
            },
          ],
          fixes:
            framing === 'invalid-utf-8'
              ? pythonFixes(entry, client)
              : [
                  tell(
                    'write-utf-8',
                    'Let the server write UTF-8 without a byte order mark',
                    `Start the program directly, not through a PowerShell pipe; in .NET use new UTF8Encoding(false) for Console.OutputEncoding.${sayReload(client)}`,
                  ),
                ],
        },
      ];
    }
    if (session?.outcome.kind === 'connected' || signs.length === 0) return [];
    const codec = signs.find(({ groups }) => groups['codec'] !== undefined)?.groups['codec'];
    const isClear = signsNamed(signs, 'code-page').length > 0;
    const isTold = signsNamed(signs, 'marked-message', 'other-runtimes').length > 0;
    const confidence = capBeside(session, signs, isClear ? weighSigns(signs, 'confirmed', 'likely') : isTold ? 'likely' : 'possible');
    return [
      {
        confidence,
        title: fitTitle(
          codec === undefined || codec === 'utf-8' ? `${name} and the client use different encodings` : `${name} uses the code page ${codec} instead of UTF-8`,
        ),
        why:
          codec === undefined
            ? 'One side wrote bytes that the other cannot read as UTF-8.'
            : `Python read or wrote with the codec '${codec}' and met a character that it does not have.`,
        evidence: quoteSigns(signs),
        fixes: pythonFixes(entry, client),
        ...(confidence === 'confirmed' ? {} : { decisive: 'start the server with PYTHONUTF8=1 in its environment and connect again' }),
      },
    ];
  },
});

function pythonFixes(entry: EntryFacts | undefined, client: ClientFacts | undefined): readonly FixDraft[] {
  const step = entry === undefined || client === undefined ? undefined : editVariable(entry, client, 'PYTHONUTF8', '1');
  const title = 'Let Python use UTF-8 for stdin and stdout';
  if (step === undefined) return [tell('python-utf-8', title, `Set PYTHONUTF8=1 in the environment of the server's entry.${sayReload(client)}`)];
  return [{ id: 'python-utf-8', title, safety: 'safe', steps: [step, { do: 'tell', text: `Then: ${client?.reload ?? 'restart the client'}.` }] }];
}
