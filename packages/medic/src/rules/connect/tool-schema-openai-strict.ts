import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { STRICT_CLIENTS } from '../tool-schemas.ts';
import { capBeside, quoteSigns } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';

/** OpenAI takes a subset of JSON Schema: arrays need `items`, objects need properties, and in strict mode everything is required. */
export const rule: AnyRule = defineRule({
  id: 'tool-schema-openai-strict',
  layer: 'tools',
  severity: 'degrades',
  cause: 'tool-schema-openai-strict',
  needs: [],
  uses: ['tools', 'session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'openai',
      literals: ['Invalid schema for function', 'invalid_function_parameters'],
      pattern: /Invalid schema for function '?(?<tool>[\w.:-]{1,128})'?|invalid_function_parameters/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'vscode',
      literals: ['array type must have items', 'Failed to validate tool'],
      pattern: /Failed to validate tool (?<tool>[\w.:-]{1,128})|tool parameters array type must have items/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'words',
      literals: [
        'schema missing items',
        'schema missing properties',
        'to be supplied and to be',
        'missing items',
        'Extra required key',
        'is not permitted',
        "'required' is required",
        '.parameters',
        'should not be set for object types',
        'must be listed in required',
      ],
      pattern:
        /(?:array schema missing items|object schema missing properties|is required to be supplied and to be (?:false|an array)|array parameter missing items|Extra required key .{1,80} supplied|In context=\(.{0,200}\), .{0,80}(?:is not permitted|is required)|Invalid 'tools\[\d{1,4}\]\.(?:function\.)?parameters'|additionalProperties should not be set for object types|[Ss]trict\b.{0,80}\bproperties must be listed in required)/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ tools, session, entry, client, signs }) {
    const name = nameServer(entry);
    const fixes = [
      tell('update-server', 'Update the server, or the client if it drops "items" itself', `Install the newest versions.${sayReload(client)}`),
      tell(
        'describe-items',
        'In your own server, describe what an array holds',
        'Write {"type": "array", "items": {"type": "string"}}; give objects their "properties" and "additionalProperties": false.',
      ),
    ];
    if (tools !== undefined) {
      const bad = tools.tools.flatMap((tool) => tool.schemaFaults.filter(({ kind }) => kind === 'type-array-without-items').map((fault) => ({ tool, fault })));
      const [first] = bad;
      if (first === undefined) return [];
      const strict = client !== undefined && STRICT_CLIENTS.has(client.id);
      return [
        {
          confidence: 'confirmed',
          severity: strict ? 'risk' : 'hint',
          title: fitTitle(`${name} publishes an array without "items" (${cut(first.tool.name, 20)})`),
          why: `OpenAI models refuse the tool "${cut(first.tool.name, 60)}", because ${first.fault.pointer === '' ? 'an array in it' : first.fault.pointer} does not say what it holds${strict ? `; ${client.name} hands such schemas to them or checks them first` : ''}.`,
          evidence: bad
            .slice(0, 5)
            .map(({ tool, fault }) => ({ what: `array without "items" in "${cut(tool.name, 60)}"`, where: fault.pointer, quote: cut(fault.quote, 200) })),
          fixes,
        },
      ];
    }
    if (session?.outcome.kind === 'connected' || signs.length === 0) return [];
    const tool = signs.find(({ groups }) => groups['tool'] !== undefined)?.groups['tool'];
    return [
      {
        confidence: capBeside(session, signs, 'likely'),
        severity: 'blocks',
        title: fitTitle(`OpenAI's rules refuse the schema of ${tool === undefined ? 'a tool' : cut(tool, 30)}`),
        why: `The server itself works; the schema of ${tool === undefined ? 'one of its tools' : `"${cut(tool, 60)}"`} is not in the subset of JSON Schema that OpenAI models take.`,
        evidence: quoteSigns(signs),
        fixes,
        decisive: 'whether a model of another provider takes the same tools: then the schema is valid and only outside the subset of this one',
      },
    ];
  },
});
