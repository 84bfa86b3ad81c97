import type { AnyRule, FixDraft, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { ENTRY_CHECK_SIGNS } from '../entry-check-signs.ts';
import { cut, fitTitle, tell } from '../words.ts';

const ENTRY = String.raw`(?<entry>[\w@/ -]{1,60}?)`;

/** Sentences with which clients refuse an entry whose form they do not know. */
export const rule: AnyRule = defineRule({
  id: 'config-entry-shape-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-entry-shape',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'claude',
      literals: ['Does not adhere to MCP server', 'invalid MCP server config for', 'not valid MCP server config'],
      pattern:
        /(?:mcpServers(?:\.(?<entry>[^:\s]{1,60}))?: )?Does not adhere to MCP server configuration schema|invalid MCP server config for "(?<skipped>[^"]{1,60})"(?:: (?<what>.{1,120}))?|not valid MCP server configurations?/u,
    },
    {
      id: 'path',
      literals: ['expected', 'Expected', 'Required', 'Invalid input', 'Unrecognized key', 'Missing key'],
      pattern: new RegExp(
        String.raw`\b(?:mcpServers|mcp_servers|mcp|servers|context_servers)\.${ENTRY}(?:\.(?<field>[\w.[\]-]{1,60}))?['"]?(?:: | - |\s).{0,40}?(?:[Ee]xpected \w{1,20}, (?:received|got) |Required|Invalid input|Unrecognized key|Missing key)`,
        'u',
      ),
    },
    {
      id: 'opencode',
      literals: ['Configuration is invalid at', '↳'],
      pattern: /Configuration is invalid at (?<file>\S{1,200})|↳ [^↳]{0,80}\bmcp\.(?<entry>[\w-]{1,60})/u,
    },
    {
      id: 'schema',
      literals: ['Invalid MCP settings', 'nvalid MCP config', 'nvalid mcpServers', 'nvalid MCP server configuration', 'nvalid configuration: missing'],
      pattern:
        /Invalid MCP settings (?:schema|format)|[Ii]nvalid MCP (?:server )?config(?:uration)?\b|[Ii]nvalid mcpServers|Invalid configuration: missing (?:httpUrl|url|command)\b/u,
    },
    {
      id: 'either',
      literals: ['command', 'url'],
      pattern:
        /must (?:have|include|contain|specify|provide) (?:either )?['"\x60]?(?:a )?(?:command|url)['"\x60]? or ['"\x60]?(?:a )?(?:url|command)|(?:missing|requires?|needs?) (?:either )?['"\x60]?command['"\x60]? or ['"\x60]?(?:url|httpUrl)|(?:no|neither) ['"\x60]?(?:command|url)['"\x60]? (?:or|nor) ['"\x60]?(?:url|command|httpUrl)/iu,
    },
    {
      id: 'rust',
      literals: ['invalid type:', 'missing field', 'unknown field', 'unknown variant', 'invalid transport', 'data did not match'],
      pattern:
        /invalid type: (?<found>[^,\n]{1,80}), expected (?<expected>[^\n]{1,60})|missing field `(?<missing>\w{1,40})`|unknown field `(?<unknown>[\w-]{1,40})`, expected|unknown variant `(?<variant>[^`\n]{1,40})`, expected (?!.{0,80}(?:stdio|sse|http))|expected struct \w{1,60}|invalid transport\b|data did not match any variant of untagged enum/u,
    },
    {
      id: 'root',
      literals: ['mcpServers'],
      pattern:
        /must contain an? ['"\x60]?mcpServers|\bmcpServers['"\x60]?: Required|(?:[Mm]issing|[Nn]o|without) (?:the |a |an )?(?:required )?['"\x60]mcpServers['"\x60]?|['"\x60]?mcpServers['"\x60]? (?:key |field |property )?(?:is )?(?:missing|required|not found)|Unrecognized key\(?s?\)?:? ['"\x60]?mcpServers|Property ['"\x60]?(?:mcpServers|servers|mcp)['"\x60]? is not allowed/u,
    },
    // VS Code, of an entry without command or URL.
    {
      id: 'vscode',
      literals: ['Connection state: Error Cannot read'],
      pattern: /Connection state: Error Cannot read properties of undefined \(reading '(?:replace|startsWith|trim|toString|length)'\)/u,
    },
    ...ENTRY_CHECK_SIGNS,
    { id: 'root-path', literals: ['"mcpServers"'], pattern: /"path": ?\[ ?"mcpServers"(?:, ?"(?<entry>[^"]{1,60})")?/u },
    {
      id: 'zod',
      literals: ['invalid_type', 'invalid_union', 'invalid_literal', 'unrecognized_keys'],
      pattern: /"code": ?"(?:invalid_type|invalid_union|invalid_literal|unrecognized_keys)"/u,
    },
    {
      id: 'other-root',
      literals: ['"servers"', '"mcp"', '"mcp_servers"', '"mcp-servers"', '"context_servers"', '"mcpservers"', '"MCPServers"', '"McpServers"'],
      pattern: /^\s{0,80}\{?\s{0,80}"(?<key>servers|mcp|mcp_servers|mcp-servers|context_servers|mcpservers|MCPServers|McpServers)"\s{0,40}:\s{0,40}\{/u,
    },
    {
      id: 'quoted-table',
      literals: ['[mcp_servers."', 'in `mcp_servers.'],
      pattern:
        /^\s{0,40}\[mcp_servers\."(?<table>[^"\]]{1,60})\.(?<part>env|headers|http_headers|tools)"\]|in `mcp_servers\.(?<dotted>[\w-]{1,60})\.(?:env|headers|http_headers)`/u,
    },
    {
      id: 'config',
      literals: ['config.toml', 'onfig', 'mcp_servers', 'TOML', 'mcpServers', 'settings.json', 'mcp.json', 'opencode.json', 'context_servers'],
      pattern:
        /config\.toml|loading config|(?:load|read|invalid) configuration|(?:load|pars)(?:e|ing)? (?:the )?(?:mcp|MCP) config|mcp_servers|TOML parse error|mcpServers|settings\.json|config\.json|mcp\.json|config\.yaml|opencode\.jsonc?|context_servers/u,
    },
  ],

  judge({ entry, signs }) {
    if (entry !== undefined) return [];
    const hasConfig = signsNamed(signs, 'config').length > 0;
    const refusal = [
      ...signsNamed(signs, 'claude', 'path', 'opencode', 'schema', 'root', 'root-path', 'checker', 'skipped', 'model', 'vscode'),
      ...(hasConfig ? signsNamed(signs, 'rust', 'either', 'zod', 'field', 'go') : signsNamed(signs, 'go').filter(({ quote }) => /mcp/iu.test(quote))),
    ];
    const [first] = refusal;
    if (first === undefined) return [];
    const root = groupOf(signsNamed(signs, 'other-root'), 'key');
    const table = signsNamed(signs, 'quoted-table');
    // A refused root speaks of the map itself, not of one entry in it.
    const isRoot =
      signsNamed(refusal, 'root').length > 0 || (root !== undefined && groupOf(refusal, 'entry') === undefined && groupOf(refusal, 'skipped') === undefined);
    const name = ['entry', 'skipped', 'table', 'dotted'].map((group) => groupOf([...refusal, ...table], group)).find((one) => one !== undefined);
    const isSure =
      (isRoot && root !== undefined) ||
      table.length > 0 ||
      signsNamed(refusal, 'path').length > 0 ||
      groupOf(refusal, 'what') !== undefined ||
      (hasConfig && groupOf(refusal, 'found') !== undefined);
    return draftHit([...refusal, ...signsNamed(signs, 'other-root'), ...table], {
      confidence: isSure ? 'confirmed' : 'likely',
      title: fitTitle(
        isRoot
          ? `The servers do not stand under the key the client wants`
          : `The client refuses the entry${name === undefined ? '' : ` "${cut(name, 24)}"`}: wrong form`,
      ),
      why: explain(first, isRoot ? root : undefined, table.length > 0, isRoot),
      fixes: [draftFix(refusal, isRoot ? root : undefined, table.length > 0, isRoot)],
      decisive: 'run "mcp-medic doctor": it names the field and shows the change',
    });
  },
});

function explain({ quote }: SignHit, root: string | undefined, isTable: boolean, isRoot: boolean): string {
  if (isTable)
    return 'The quotes make one server name of a table name that was meant as a part of a server ("NAME.env"), so the client sees a server without command or URL.';
  if (isRoot)
    return `${root === undefined ? 'The client misses' : `The file has the servers below "${root}", the client misses`} its own key: "${cut(quote, 160)}".`;
  return `The client checked the entry against the form it knows and refused it: "${cut(quote, 200)}".`;
}

function draftFix(refusal: readonly SignHit[], root: string | undefined, isTable: boolean, isRoot: boolean): FixDraft {
  if (isTable)
    return tell(
      'unquote-table',
      'Take the quotes out of the table name',
      'Write [mcp_servers.NAME.env] without quotes (quote only the name itself when it needs it: [mcp_servers."my name".env]). Then start a new session.',
    );
  if (isRoot)
    return tell(
      'rename-root-key',
      'Use the key of this client',
      `${root === undefined ? 'Put' : `Rename "${root}" and put`} the servers below "mcpServers" (VS Code: "servers"; Zed: "context_servers"; opencode: "mcp"; Codex: [mcp_servers.NAME] in TOML). Then restart the client.`,
    );
  const found = groupOf(refusal, 'found');
  const missing = groupOf(refusal, 'missing');
  const hint =
    found !== undefined
      ? `Write ${groupOf(refusal, 'expected') ?? 'the wanted type'} where ${found} stands`
      : missing !== undefined
        ? `Add "${missing}"`
        : 'Compare the entry with this form: { "command": "npx", "args": ["-y", "PACKAGE"], "env": { "NAME": "text" } } or { "type": "http", "url": "https://…" }; values in "env" are strings ("3000", not 3000)';
  return tell('mend-entry', 'Bring the entry into the form the client knows', `${hint}. Then restart the client.`);
}
