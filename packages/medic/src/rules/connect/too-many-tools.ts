import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { capBeside, quoteSigns } from '../weigh-signs.ts';
import { fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** Clients and providers take a limited number of tools over all servers together. */
export const rule: AnyRule = defineRule({
  id: 'too-many-tools',
  layer: 'tools',
  severity: 'risk',
  cause: 'too-many-tools',
  needs: [],
  uses: ['tools', 'session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'copilot',
      literals: ['tools per request', 'tools in your request'],
      pattern: /(?:Cannot have|may not include) more than (?<limit>\d{2,4}) tools/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'openai',
      literals: ["'tools': array too long", 'array_above_max_length'],
      pattern: /Invalid 'tools': array too long\. Expected an array with maximum length (?<limit>\d{2,4})|array_above_max_length.{0,80}tools/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'gemini',
      literals: ['function declarations can be specified'],
      pattern: /At most (?<limit>\d{2,4}) function declarations can be specified/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'client',
      literals: [
        "toolConfig.tools' failed",
        'ool count',
        'umber of tools',
        'tools` : maximum',
        'ools: List should have',
        'tools array must contain',
        'tools provided',
        'aximum number of tools',
        'Large MCP tools context',
        'tools are supported',
        'enabled tools',
        'first 40 tools',
        'ools limit',
        'allowed tools',
        'many tools',
        'number of tools',
        'tool limit',
      ],
      pattern:
        /toolConfig\.tools' failed to satisfy constraint: Member must have length less than|(?:[Tt]ool count|[Nn]umber of tools):? \d{2,4} exceeds|`tools` ?: maximum number of items is \d{2,4}|\btools: List should have at most \d{2,4} items|tools array must contain at most \d{2,4}|\b\d{2,4} tools provided, (?:the )?maximum is|[Mm]aximum number of tools ?\(\d{2,4}\)|Large MCP tools context|\d{2,4} enabled tools would exceed|at most \d{2,4} tools are supported|only sends the first \d{2,4} tools|exceed(?:s|ed|ing)? (?:the )?(?:max(?:imum)?|total)? ?(?:number of |allowed )?tools?(?: limit)?|exceed max allowed tools|tools? limit (?:of \d{2,4} )?(?:exceeded|reached)|too many tools/iu,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'count',
      literals: ['tools'],
      pattern: anyOf(
        /[Mm]aximum number of tools/u,
        near(
          /(?:[Tt]oo many|[Mm]aximum (?:number )?of|[Mm]ax(?:imum)?|[Ll]imit of|more than|at most|up to) \d{0,4} ?(?:MCP |function |enabled |active )?tools\b/u,
          80,
          /exceed|allow|limit|support|request|reached|enabled|\bgot\b/u,
        ),
        near(/exceed\w{0,3}/u, 40, near(/\b(?:limit|maximum)\b/u, 30, /\btools\b/u)),
        near(/\btools\b/u, 40, /(?:exceeds?|above|over|(?:is )?greater than|more than) (?:the )?(?:allowed )?(?:context )?(?:limit|maximum)/u),
        /\b\d{2,4} tools (?:are )?(?:enabled|active)\b.{0,40}\b(?:accepts?|takes?|allows?|supports?) (?:only |at most )?\d{2,4}/u,
        near(/\bMCP tools\b/u, 60, /\b(?:tokens|context)\b.{0,40}exceed/u),
      ),
      sources: ['pasted'],
      loose: true,
    },
  ],

  judge({ tools, session, entry, client, signs }) {
    const fixes = [
      tell(
        'fewer-tools',
        'Switch tools or servers off that you do not need',
        `Deselect tools in the client, disable servers, or start the server with fewer tool groups.${sayReload(client)}`,
      ),
    ];
    if (tools !== undefined) {
      const limit = client?.limits?.tools;
      if (limit === undefined || tools.count <= limit) return [];
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${nameServer(entry)} alone has ${tools.count} tools, ${nameClient(client)} takes ${limit}`),
          why: `The server publishes ${tools.count} tools; ${nameClient(client)} takes ${limit} over all servers together, so some are left out or requests fail.`,
          evidence: [{ what: 'tools/list', quote: `${tools.count} tools` }],
          fixes,
        },
      ];
    }
    if (session?.outcome.kind === 'connected' || signs.length === 0) return [];
    const limit = signs.find(({ groups }) => groups['limit'] !== undefined)?.groups['limit'];
    return [
      {
        confidence: capBeside(session, signs, limit === undefined ? 'likely' : 'confirmed'),
        severity: 'blocks',
        title: fitTitle(`All servers together have ${limit === undefined ? 'too many' : `more than ${limit}`} tools`),
        why: `Every server may be fine by itself; the tools of all that are switched on are more than ${limit ?? 'the client or the model'}${limit === undefined ? ' takes' : ', which is the limit of one request'}.`,
        evidence: quoteSigns(signs),
        fixes,
        ...(limit === undefined ? { decisive: 'disable half of the servers and try again' } : {}),
      },
    ];
  },
});
