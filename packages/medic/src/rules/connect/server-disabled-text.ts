import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { cut, fitTitle, tell } from '../words.ts';

/** The client says that the server, or every server, is switched off. */
export const rule: AnyRule = defineRule({
  id: 'server-disabled-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'server-disabled',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'list',
      literals: ['isabled'],
      pattern:
        /^\s{0,40}(?:[○◯⊘✗●⏸-] ?)?(?<name>[\w.@/-]{1,60}):?(?: .{0,300}?)? [-–—:·] [○◯⊘]? ?[Dd]isabled\s{0,40}$|^\s{0,40}(?:[○◯⊘] )(?<short>[\w.@/-]{1,60})\s{1,40}[Dd]isabled\b/u,
    },
    {
      id: 'said',
      literals: ['disabled', 'Disabled'],
      pattern:
        /(?:MCP )?[Ss]erver:? ["'\x60]?(?<name>[\w.@/-]{1,60})["'\x60]? (?:is|was|has been) (?:currently )?disabled\b|MCP servers? (?:are|is) disabled by (?:your |the )?(?:organi[sz]ation|polic|admin)|[Ss]erver is disabled by (?:\w{1,12} )?(?:organi[sz]ation|polic|admin)|\bdisabled: requirements \(|Not connecting to MCP server .{1,60}: (?:enabled ?[=:] ?false|disabled)|\bMCP (?:support |access |servers? )?(?:is |are )?disabled\b|MCP servers? disabled\b/u,
    },
    {
      id: 'setting',
      literals: [
        'disabledMcpjsonServers',
        'disabledMcpServers',
        '"disabled": true',
        '"disabled":true',
        'enabled = false',
        '"enabled": false',
        '"enabled":false',
      ],
      pattern: /\bdisabledMcp(?:json)?Servers\b|"disabled"\s?:\s?true|^\s{0,40}enabled = false|"enabled"\s?:\s?false/u,
    },
    { id: 'listed', literals: ['disabledMcp'], pattern: /"disabledMcp(?:json)?Servers"\s?:\s?\[\s?"(?<name>[\w.@/-]{1,60})"/u },
    { id: 'alone', literals: ['isabled'], pattern: /^\s{0,40}(?:Status: ?)?Disabled\s{0,40}$/u, sources: ['pasted'], loose: true },
    { id: 'trust', literals: ['trust'], pattern: /untrusted|not trusted|trust(?:ed)? (?:folder|workspace|the folder)/iu },
  ],

  judge({ entry, signs }) {
    const meant = signs.filter(
      ({ sign, quote }) => sign !== 'trust' && !/DNS|OAuth|TLS|certificate|telemetry|\btool ["'\x60]?[\w.-]{1,60}["'\x60]? (?:is|was) disabled/iu.test(quote),
    );
    const [first] = meant;
    if (entry !== undefined || first === undefined || signs.some(({ sign }) => sign === 'trust')) return [];
    const name = groupOf(meant, 'name') ?? groupOf(meant, 'short');
    const isOnlySetting = meant.every(({ sign }) => sign === 'setting');
    return draftHit(meant, {
      confidence: isOnlySetting ? 'possible' : 'likely',
      title: fitTitle(`The server${name === undefined ? '' : ` "${cut(name, 24)}"`} is switched off in the client`),
      why: `The client does not start it on purpose: "${cut(first.quote, 160)}".`,
      fixes: [
        tell(
          'switch-on',
          'Switch the server on',
          'Claude Code: /mcp, choose the server, Enable. Cursor, Windsurf, Cline, Roo Code, Kiro: the switch beside the server, or "disabled": false in its entry. Codex, opencode, Zed, Goose: enabled = true ("enabled": true). Gemini CLI: take it out of mcp.excluded, or run "gemini mcp enable NAME". A policy is changed by your administrator.',
        ),
      ],
      decisive: 'look at the switch of the server in the settings of the client',
    });
  },
});
