import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, hasExited, signsToJudge } from '../startup-hit.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';
import { near } from '../near.ts';

/** Blanks, line breaks and quotes that show in a message: at the edge of a name, in a header, in an address. */
export const rule: AnyRule = defineRule({
  id: 'value-whitespace-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'value-whitespace',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    {
      id: 'header',
      literals: [
        'Headers.set: ',
        'Headers.append: ',
        'nvalid leading whitespace',
        'nvalid character in header content',
        'ERR_INVALID_CHAR',
        'llegal header value',
        'nvalid header value',
        'invalid header field value',
        'failed to parse header value',
      ],
      pattern:
        /[Ii]nvalid character in header content(?: \[?['"](?<header>[\w-]{1,60})['"])?|\bERR_INVALID_CHAR\b|[Ii]llegal header value b?['"](?<value> .{0,120}|.{0,120}(?:\\n|\\r|\s))['"]|Headers\.(?:set|append): "[^"]{0,300}$|Invalid leading whitespace, reserved character|is an invalid header value|[Ii]nvalid header value: b?["'](?<java>[^"']{0,120}(?:\\n|\\r))["']|invalid header field value(?: ["'](?<given>[^"']{0,120}(?:\\n|\\r))["'])?(?: for ['"](?<field>[\w-]{1,60}))?|failed to parse header value/u,
    },
    {
      id: 'program',
      literals: ['ENOENT', 'posix_spawn', 'exec: "', ' "\' is not recogni', " ' is not recogni"],
      pattern:
        /\bspawn (?<program>[\w@./\\:-]{1,120} | [\w@./\\:-]{1,120}) ENOENT\b|posix_spawn ['"](?<posix> [^'"]{1,120}|[\w@./-]{1,120} )['"]|exec: "(?<go> [\w@./-]{1,120}|[\w@./-]{1,120} )": |'"?(?<cmd>[\w@.-]{1,80} )"?' is not recogni/u,
    },
    {
      id: 'host',
      literals: ['%20', 'ENOTFOUND', 'Invalid URL', 'control characters'],
      pattern:
        /(?:ENOTFOUND|EAI_AGAIN|getaddrinfo|hostname:|no such host|lookup|resolve).{0,20}?(?<!\w)(?<host>%20\S{1,120}|\S{1,120}(?:%20|\\[nr]))|URL can't contain control characters|(?:Cannot (?:POST|GET) |https?:\/\/\S{1,200})\/(?:mcp|sse|messages?)\/?(?<path>%20)(?=[<"'\s:]|$)|Invalid URL:? ['"](?<url>\s[^'"]{1,160}|[^'"\s]{1,160}\s)['"]/u,
    },
    {
      id: 'path',
      literals: ['%20'],
      pattern: /(?:Cannot (?:POST|GET) |\bhttps?:\/\/[^\s"'<>]{1,200}|"path" ?: ?")(?:\/[\w./-]{0,160})?\/[\w.-]{1,60}%20(?=[\s"'<:,)]|$)/u,
    },
    {
      id: 'escaped',
      literals: ['\\n', '\\r'],
      pattern: near(/[Tt]oken|[Kk]ey|KEY|TOKEN|Bearer|path|host|[Aa]uthorization/u, 60, /['"](?<escaped>[^'"\s]{4,160}(?:\\r)?\\n)['"]/u),
    },
    {
      id: 'trailing',
      literals: ['railing', 'eading', 'whitespace', 'newline'],
      pattern:
        /(?:contains?|has|with|remove|strip|unexpected) (?:a |any |the )?(?:trailing|leading|extra|surrounding) (?:white ?space|spaces?|newlines?|line ?breaks?|blanks?|quotes)/iu,
    },
  ],

  judge({ session, client, entry, signs }) {
    const isRemoteHeader = session !== undefined && session.transport !== 'stdio';
    if (session !== undefined && !isRemoteHeader && !hasExited(session)) return [];
    const meant = signsToJudge(signs, session);
    const [first] = meant;
    if (first === undefined) return [];
    const isHeader = first.sign === 'header';
    const shown = ['value', 'given', 'java', 'program', 'posix', 'go', 'cmd', 'host', 'path', 'url', 'escaped']
      .map((name) => first.groups[name])
      .find((one) => one !== undefined);
    return draftHit(meant, {
      confidence:
        isHeader &&
        shown === undefined &&
        !/ERR_INVALID_CHAR|Invalid character in header|net\/http: invalid header field value|Headers\.(?:set|append): "[^"]{0,300}$/u.test(first.quote)
          ? 'possible'
          : 'likely',
      title: fitTitle(isHeader ? `A header value has a line break or a blank too many` : `A value has a blank or line break at its edge`),
      why: `${shown === undefined ? `The message says so: "${cut(first.quote, 160)}"` : `The value is ${JSON.stringify(cut(shown, 120))}`}; such characters come along when a key or path is copied.`,
      fixes: [
        tell(
          'correct-value',
          'Write the value without them',
          `Type the value anew in ${isHeader ? '"headers" (or in the variable it is taken from)' : 'the entry'}${entry === undefined ? '' : ` (${entry.file}:${entry.line})`}, without blank or line break at either end. "echo" adds a line break to a file; "printf %s" does not.${sayReload(client)}`,
        ),
      ],
      decisive: 'print the value between brackets, for example: printf "[%s]" "$NAME"',
    });
  },
});
