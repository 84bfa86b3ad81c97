import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, tell } from '../words.ts';

/** Words for transports that some client takes and others refuse. */
const FOREIGN_WORDS =
  /^(?:streamableHttp|streamable_http|streamable-http|http-stream|httpStream|streamablehttp|http_stream|httpUrl|remote|local|url|rest|websocket|https)$/u;

/** Sentences about the type of an entry, and the traces of an entry that says no type. */
export const rule: AnyRule = defineRule({
  id: 'config-transport-type-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-transport-type',
  needs: [],
  uses: ['entry', 'session'],
  signs: [
    {
      id: 'no-type',
      literals: [
        'but no "type"',
        'without a type',
        'without type',
        'transport type',
        'ransport type',
        "ransport' key",
        '"file" argument must be of type string',
        'field is required for remote',
        'nvalid server type',
      ],
      pattern:
        /has a "url" but no "type"|MCP config entry without type: (?<untyped>[\w.-]{1,60})|[Ii]nvalid (?:MCP )?server type\b(?!:? ?['"\w])|['"]type['"] (?:field )?is required for remote servers|[Mm]issing ['"]transport['"] key in (?:the )?server config|[Tt]ransport type (?:for \S{1,60} )?(?:could not|cannot|can not) be determined|[Cc]ould not determine (?:the )?transport type|(?:missing|without an?|no|requires? an?) (?:explicit )?(?:"type"|transport type)\b|The "file" argument must be of type string\. Received undefined/u,
    },
    {
      id: 'unknown',
      literals: ['ransport', 'type', 'unknown variant'],
      pattern:
        /(?:[Ii]nvalid|[Uu]nsupported|[Uu]nknown|[Uu]nrecogni[sz]ed) (?:MCP )?(?:(?:server |transport )(?:type|transport)?|transport(?=:)):? ?['"\x60]?(?!in\b|type\b|of\b|for\b|error\b|config\b|http\. Must be one of: stdio, sse$)(?<word>[A-Za-z][\w+-]{1,30})['"\x60]?(?:$|[\s.,)])|unknown variant `(?<variant>[\w+-]{2,30})`, expected .{0,80}(?:stdio|sse|http)/u,
    },
    {
      id: 'one-of',
      literals: ['stdio', 'sse', 'http'],
      pattern:
        /(?:[Ss]erver |[Tt]ransport )?["']?type["']? must be (?:one of )?.{0,12}(?:stdio|sse|http|local\b|remote\b)|Invalid (?:discriminator value|literal value|option|enum value).{0,20}[Ee]xpected .{0,80}(?:stdio|sse|http)|unknown type ['"][\w-]{1,30}['"], expected .{0,40}(?:stdio|sse|http)|transport must be (?:one of )?.{0,12}(?:stdio|sse|http)|[Uu]nsupported transport:? .{1,40}[Mm]ust be one of|Input should be ['"](?:stdio|sse|streamable-http|http)['"](?:,| or)|["']streamable[-_]?http["'] (?:is )?(?:not supported|unsupported|unknown|invalid)/iu,
    },
    {
      id: 'both',
      literals: ['both', 'mix', 'not supported for'],
      pattern:
        /(?:url|headers|bearer_token\w{0,20}) is not supported for stdio|(?:command|args|env|cwd) is not supported for (?:streamable_http|http|sse)|[Cc]annot (?:mix|combine|have|specify|use) (?:both )?['"]?(?:stdio|command|url)\b.{0,40}\b(?:url|command|http|sse|fields)|both ['"\x60]?(?:command|url)['"\x60]? and ['"\x60]?(?:url|command)/u,
    },
    {
      id: 'both-written',
      literals: ['"command"'],
      pattern: /"command" ?: ?"[^"]{1,120}",[^{}"]{0,8}(?:"[^{}]{0,160})?"url" ?: ?"https?:|"url" ?: ?"https?:[^"]{1,160}",[^{}]{0,80}"command" ?: ?"/u,
      sources: ['pasted'],
    },
    {
      id: 'missing-command',
      literals: ['command'],
      pattern:
        /missing field `command`|command: (?:Required|Invalid input: expected string, received undefined|expected string, received undefined)|"command" is (?:required|missing)|must (?:have|specify|provide) a ["']?command\b/u,
    },
    {
      id: 'schema',
      literals: ['Does not adhere to MCP server', 'not valid MCP server config', 'Invalid MCP settings'],
      pattern: /Does not adhere to MCP server configuration schema|not valid MCP server configurations?|Invalid MCP settings (?:schema|format)/u,
    },
    { id: 'url-spawned', literals: ['spawn http', 'exec: "http'], pattern: /\bspawn https?:\/\/\S{1,200} ENOENT|exec: "https?:\/\//u },
    {
      id: 'serves-http',
      literals: ['running on http', 'istening on http', 'istening on port', 'http transport', 'sse transport', "transport 'sse'", "transport 'http'"],
      pattern: /(?:[Rr]unning|[Ll]istening) on (?:http:\/\/|port \d)|\btransport '(?:sse|http|streamable-http)'/u,
    },
    { id: 'stdio-client', literals: ['Message from client'], pattern: /\[info\] Message from client: \{?.{0,80}"?method/u },
    { id: 'timed-out', literals: ['equest timed out'], pattern: /-32001.{0,20}[Rr]equest timed out/u },
    { id: 'sse-refused', literals: ['SSE error: Non-200'], pattern: /SSE error: Non-200 status code \((?<status>400|404|405|406)\)/u },
    {
      id: 'type-line',
      literals: ['type', 'transport'],
      pattern: /["']?\b(?:type|transport|transportType)["']?\s{0,40}[:=]\s{0,40}["'](?<word>[A-Za-z][\w+-]{1,30})["']/u,
    },
    { id: 'url-line', literals: ['url', 'Url'], pattern: /["']?\b(?:url|serverUrl|httpUrl)["']?\s{0,40}[:=]\s{0,40}["'](?<url>https?:\/\/[^"']{1,200})["']/u },
  ],

  judge({ entry, session, signs }) {
    if (entry !== undefined || session !== undefined) return [];
    const types = signsNamed(signs, 'type-line');
    const urls = signsNamed(signs, 'url-line');
    const word = groupOf(types, 'word');
    const schema = signsNamed(signs, 'schema');
    const told = signsNamed(signs, 'no-type', 'unknown', 'one-of', 'both', 'both-written');
    const foreign = schema.length > 0 && word !== undefined && FOREIGN_WORDS.test(word) ? [...schema, ...types] : [];
    const withoutType = schema.length > 0 && word === undefined && urls.length > 0 ? [...schema, ...urls] : [];
    const noCommand = urls.length > 0 && signsNamed(signs, 'missing-command').length > 0 ? [...signsNamed(signs, 'missing-command'), ...urls] : [];
    const url = groupOf(urls, 'url') ?? '';
    const asSse =
      signsNamed(signs, 'sse-refused').length > 0 && urls.length > 0 && types.length === 0 && !/\/sse\/?$/u.test(url)
        ? [...signsNamed(signs, 'sse-refused'), ...urls]
        : [];
    // The client speaks over stdin to a server that listens on a port instead.
    const deaf =
      signsNamed(signs, 'serves-http').length > 0 && signsNamed(signs, 'stdio-client', 'timed-out').length > 0 && signsNamed(signs, 'timed-out').length > 0
        ? signsNamed(signs, 'serves-http', 'timed-out')
        : [];
    const meant = [...told, ...signsNamed(signs, 'url-spawned'), ...deaf, ...foreign, ...withoutType, ...noCommand, ...asSse];
    if (meant.length === 0) return [];
    const shown = groupOf(told, 'word') ?? groupOf(told, 'variant') ?? (foreign.length > 0 ? word : undefined);
    const isSure = foreign.length > 0 || signsNamed(told, 'no-type', 'both', 'one-of').some(({ quote }) => !quote.includes('"file" argument'));
    return draftHit(meant, {
      confidence: isSure ? 'confirmed' : 'likely',
      title: fitTitle(
        shown === undefined ? 'The entry does not say its transport as this client wants it' : `The client does not know the type "${cut(shown, 20)}"`,
      ),
      why: sayWhy(shown, asSse.length > 0, noCommand.length > 0, meant[0]?.quote ?? ''),
      fixes: draftFixes(noCommand.length > 0),
      decisive: 'write the type in the spelling of this client and connect again',
    });
  },
});

function sayWhy(word: string | undefined, isSse: boolean, isCommandMissed: boolean, quote: string): string {
  if (word !== undefined) return `"${word}" is how another client spells the transport; this one refuses the entry because of it.`;
  if (isSse) return 'The entry has a URL and no type, so this client opened it with the old SSE transport, which the server answers with an error status.';
  if (isCommandMissed) return 'The entry has a URL, and this client, or this release of it, expects a command in every entry.';
  return `The client refused how the entry says its transport: "${cut(quote, 160)}".`;
}

function draftFixes(isCommandMissed: boolean): readonly FixDraft[] {
  const spelling = tell(
    'correct-type',
    'Write the type as this client spells it',
    'For a URL: Claude Code, VS Code, Copilot CLI "type": "http"; Cline "type": "streamableHttp"; Roo Code and Continue "streamable-http"; Goose "streamable_http"; Gemini CLI "type": "http"; Qwen Code "httpUrl" instead of "url"; opencode "remote"; Codex and Zed need none. "sse" only for servers of the old transport. Leave "url" out of entries with a command. Then restart the client.',
  );
  const bridge = tell(
    'bridge-to-stdio',
    'Update the client, or use a stdio bridge',
    'Releases that know local servers only reach a URL through "command": "npx", "args": ["-y", "mcp-remote", "URL"]; Claude Desktop takes URLs under Settings > Connectors.',
  );
  return isCommandMissed ? [bridge, spelling] : [spelling, bridge];
}
