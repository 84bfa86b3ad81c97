import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findNameFault } from '../tool-names.ts';
import { capBeside, quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** Names that the client or the model's provider refuses: spaces, slashes, colons, dots, or too many letters. */
export const rule: AnyRule = defineRule({
  id: 'tool-name-invalid',
  layer: 'tools',
  severity: 'degrades',
  cause: 'tool-name-invalid',
  needs: [],
  uses: ['tools', 'session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'provider',
      literals: ['should match pattern', 'does not match pattern', 'Expected a string that matches', 'should have at most'],
      pattern:
        /\.(?:\w{1,20}_)?name\b.{0,40}String should\b|String should match pattern|match pattern '\^\[a-zA-Z0-9_|Expected a string that matches the pattern/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'tool-path',
      literals: ['tools.', 'tools[', 'ToolDefinition.name', 'tool_use.name', 'tool_name', 'function.name', 'toolSpec.name', 'toolConfig'],
      pattern:
        /tools[.[](?<index>\d{1,4})\]?\.(?:\w{1,60}\.){0,2}name\b|\b\w{0,40}ToolDefinition\.name\b|\btool_use\.name\b|\btool_reference\.tool_name\b|\btool_calls?\b.{0,20}\.function\.name\b|toolConfig\.tools\.\d{1,4}\.member\.toolSpec\.name|tools?\[?\d{0,4}\]?\.(?:function|custom|toolSpec)\.name\b/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'warning',
      literals: ['Tool name', 'tool name', 'Tools names', '工具名称'],
      pattern:
        /Tool name validation warning for "(?<tool>[^"]{1,128})"|tool name (?:contains|exceeds|is too long|must match)|Combined server and tool name length|Tools? names? may only contain|工具名称(?:过长|无效|不合法)/iu,
      sources: ['client-log', 'pasted'],
    },
    // Gemini, Mistral and Anthropic, the last when two servers bring the same name.
    {
      id: 'gemini',
      literals: [
        'Invalid function name',
        'Function name was ',
        'Duplicate function declaration',
        'Tool names must be unique',
        'naming issues',
        'function declaration without a name',
        'tool naming standard',
        'Truncating MCP tool name',
        'ool name sanitized',
      ],
      pattern:
        /Invalid function name\b|Function name was .{1,80} but must be a-z|Duplicate function declaration found|\bTool names must be unique\b|function declaration without a name from MCP server|MCP tool naming standard|Truncating MCP tool name\b|Tool name sanitized from\b|tools have naming issues/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'length',
      literals: [
        'ool name',
        'unction name',
        'tool names',
        'name of tool',
        'ool Name',
        'tools with the same name',
        'name contains',
        'name conflict',
        'out of spec',
        'must match ^',
      ],
      pattern: anyOf(
        near(
          /(?:[Tt]ool|[Ff]unction) names?\b/u,
          160,
          /contains? (?:characters|spaces|invalid|illegal|unsupported)|too long|longer than|exceed\w{0,3}|at most|maximum length|more than|must (?:match|be|start|only)|invalid|not valid|illegal|unsupported character|already exists|must be unique|duplicate\w{0,3}/u,
        ),
        /(?:[Dd]uplicate|[Ii]nvalid|[Ii]llegal) (?:tool|function) names?\b|[Mm]ultiple tools with the same name|\btools? (?:called|named) ['"`][^'"`]{1,80}['"`].{0,20}\bname conflict|\btool\b.{0,40}\bname ['"`][^'"`]{1,120}['"`] must match \^|\btool ['"`][^'"`]{1,80}['"`].{0,30}\bname contains\b/u,
      ),
      sources: ['pasted'],
      loose: true,
    },
  ],

  judge({ tools, session, entry, client, signs }) {
    const name = nameServer(entry);
    const fixes = [
      tell('update-server', 'Update the server', `Install a version whose tool names are made of letters, digits, "_" and "-".${sayReload(client)}`),
      tell(
        'shorter-server-name',
        'When the name is only too long, shorten the name of the entry',
        'Clients put the name of the server before that of the tool; a short one leaves more room.',
      ),
      tell(
        'rename-tool',
        'In your own server, rename the tool',
        'Use at most 64 characters of a-z, A-Z, 0-9, "_" and "-", which every client and provider takes.',
      ),
    ];
    if (tools !== undefined) {
      const faults = tools.tools.flatMap((tool) => findNameFault(tool.name, entry?.name, client));
      const worst = faults.find(({ severity }) => severity === 'risk') ?? faults[0];
      if (worst === undefined) return [];
      return [
        {
          confidence: 'confirmed',
          severity: worst.severity,
          title: fitTitle(`${name} names ${faults.length === 1 ? 'a tool' : `${faults.length} tools`} in a way that is refused`),
          why: `The tool name "${cut(worst.tool, 80)}" ${worst.because}.`,
          evidence: faults.slice(0, 5).map((fault) => ({ what: fault.because, where: 'tools/list', quote: cut(fault.tool, 160) })),
          fixes,
        },
      ];
    }
    if (session?.outcome.kind === 'connected') return [];
    const clear = signsNamed(signs, 'tool-path', 'warning', 'gemini', 'length');
    if (clear.length === 0) return [];
    const tool = clear.find(({ groups }) => groups['tool'] !== undefined)?.groups['tool'];
    const index = clear.find(({ groups }) => groups['index'] !== undefined)?.groups['index'];
    return [
      {
        confidence: capBeside(session, clear, clear.every(({ sign }) => sign === 'length') ? 'likely' : 'confirmed'),
        severity: 'blocks',
        title: fitTitle(`A tool's name is refused${tool === undefined ? (index === undefined ? '' : ` (tool number ${index})`) : `: "${cut(tool, 30)}"`}`),
        why: `The server itself works; ${tool === undefined ? (index === undefined ? 'one tool' : `the tool at index ${index}, counted from 0,`) : `the tool "${cut(tool, 60)}"`} has a name with characters or a length that is not taken.`,
        evidence: quoteSigns(signs),
        fixes,
      },
    ];
  },
});
