import type { Sign } from '../model/index.ts';
import { anyOf, near } from './near.ts';

const ROOT = '(?:mcpServers|mcp_servers|mcp-servers|context_servers)';
const NAME = String.raw`(?<entry>[\w@. -]{1,60}?)`;

/**
 * How checkers of many languages refuse a field of an entry: Ajv and JSON Schema by a path, zod's prettified paths, pydantic,
 * Jackson, System.Text.Json and Go by the type they read into, and VS Code's own editor.
 */
export const ENTRY_CHECK_SIGNS: readonly Sign[] = [
  {
    id: 'checker',
    literals: [
      '/mcpServers',
      "['mcpServers']",
      '["mcp"]',
      'at mcpServers',
      'in: mcpServers',
      'at mcp.',
      '$.mcpServers',
      '$.servers',
      'mcpServers["',
      'must be an array',
      'must be an object',
      'Incorrect type. Expected',
      'expects "servers"',
      'SchemaError: Expected',
    ],
    pattern: anyOf(
      new RegExp(String.raw`(?:data|instance|config)?\/${ROOT}(?:\/${NAME})?(?:\/\w{1,30}){0,3} must (?:be|have|match|NOT) `, 'u'),
      /On instance\[['"]mcpServers['"]\](?:\[['"](?<schema>[^'"]{1,60})['"]\])?|\bat \["mcp"\]\["(?<opencode>[^"]{1,60})"\]|(?:^|[→↳└])\s{0,40}at mcpServers\b(?:\.(?<pretty>[\w-]{1,60}))?/u,
      /could not be converted to .{1,120} Path: \$\.(?:mcpServers|servers|mcp)\b(?:\.(?<path>[\w-]{1,60}))?/u,
      near(/Cannot deserialize value of type/u, 160, /mcpServers/u),
      new RegExp(String.raw`\b(?:${ROOT}|mcp\.servers)(?:\.[\w.-]{1,80})? must be an? (?:array|object|map|list|string|number|boolean)`, 'u'),
      /Error in: mcpServers(?:\.(?<gemini>[\w-]{1,60}))?/u,
      near(/\bmcp\.json\b/u, 60, /Incorrect type\. Expected|Missing property "|Property \S{1,40} is not allowed/u),
      /\bexpects "(?:servers|mcpServers|context_servers)"|SchemaError: Expected \{ readonly "type": "(?:local|remote)"/u,
    ),
  },
  {
    id: 'skipped',
    literals: ['kipping MCP server', 'skipped: ', 'invalid config: ', 'gnoring MCP server', 'gnoring invalid MCP server'],
    pattern:
      /(?:[Ss]kipping|[Ii]gnoring) (?:invalid )?MCP server:? ["'\x60]?(?<skipped>[\w.@-]{1,60})["'\x60]?: .{0,40}(?:must|invalid|missing|unrecogni[sz]ed|unknown|expected)|MCP server ["'\x60](?<entry>[\w.@-]{1,60})["'\x60] (?:was )?skipped: .{0,40}(?:must|invalid|missing|unrecogni[sz]ed|unknown|expected)|MCP server ["'\x60](?<named>[\w.@-]{1,60})["'\x60] has (?:an )?invalid config(?:uration)?: /u,
  },
  {
    id: 'model',
    literals: ['validation error', 'Unrecognized field "'],
    pattern:
      /validation errors? for (?:StdioServerParameters|(?:Canonical)?MCPConfig|(?:Stdio|Remote)MCPServer|MCPServer\w{0,20}|StdioConnection)\b|Unrecognized field "(?<unknown>[\w-]{1,60})" \(class \S{0,160}[Mm]cp\S{0,80}(?:Config|Properties|Parameters)/u,
  },
  {
    id: 'field',
    literals: ["' must be a", '" must be a', '` must be a'],
    pattern: /["'\x60](?:command|args|env|headers|url|cwd)["'\x60] must be an? (?:non-empty )?(?:string|array|object|list)/u,
  },
  {
    id: 'go',
    literals: ['cannot unmarshal'],
    pattern:
      /cannot unmarshal (?<found>\w{1,10}) into Go (?:struct field (?<field>(?!(?:Initialize|ListTools|CallTool)Result\b|\S{0,40}tools\.function\.)\S{1,120})|value) of type (?<expected>\S{1,60})/u,
  },
];
