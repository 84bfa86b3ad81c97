import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The client holds a server back until the user says yes, and says so in its own words. */
export const rule: AnyRule = defineRule({
  id: 'approval-or-trust-pending-text',
  layer: 'permissions',
  severity: 'blocks',
  cause: 'approval-or-trust-pending',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'pending',
      literals: [
        'ending approval',
        'needs approval',
        'Needs approval',
        'awaiting approval',
        'waiting for approval',
        'requires approval',
        'not approved',
        'ew MCP server found',
        'ew MCP servers found',
      ],
      pattern:
        /^\s{0,40}(?:[●○⏸] ?)?(?<name>[\w.@/-]{1,60}):? .{0,300}?[Pp]ending approval|[Pp]ending approval\b|\d{0,3} ?[Nn]ew MCP servers? found in |(?:MCP )?[Ss]erver ["'\x60]?(?<server>[\w.@/-]{1,60})["'\x60]? (?:needs|requires|is awaiting|is waiting for|is pending|has not been|was not|is not)(?: your| user)? (?:approval|approved)/u,
    },
    {
      id: 'untrusted',
      literals: ['untrusted', 'not trusted', 'not been trusted', 'until the project is trusted', 'needs to be trusted', 'must be trusted', "isn't trusted"],
      pattern:
        /folder is untrusted|(?:folder|workspace|project|directory) (?:is|was) not trusted|untrusted (?:folder|workspace|project)|until the project is trusted|(?:MCP )?[Ss]erver ["'\x60]?(?<name>[\w.@/-]{1,60})["'\x60]? (?:has not been|is not|must be|needs to be) trusted|\bMCP\b.{0,160}must be trusted|[Ff]older isn't trusted/u,
    },
    {
      id: 'added',
      literals: ['project settings', 'project config', '.mcp.json'],
      pattern: anyOf(/added to project (?:settings|config)/u, near(/[Aa]dded ./u, 199, / to project config/u)),
    },
    { id: 'none', literals: ['No MCP servers configured'], pattern: /No MCP servers configured/u },
    { id: 'list', literals: ['mcp list'], pattern: /\b(?:gemini|codex|copilot|qwen) mcp list/u },
  ],

  judge({ entry, signs }) {
    if (entry !== undefined) return [];
    const told = signsNamed(signs, 'pending', 'untrusted').filter(({ quote }) => !/certificate|\bCA\b|tool (?:call|use)|issuer/iu.test(quote));
    // Written into the project, and right afterwards not seen: a folder without trust has no servers.
    const silent =
      signsNamed(signs, 'added').length > 0 && signsNamed(signs, 'none').length > 0 ? [...signsNamed(signs, 'added'), ...signsNamed(signs, 'none')] : [];
    const meant = told.length > 0 ? told : silent;
    const [first] = meant;
    if (first === undefined) return [];
    const name = groupOf(told, 'name') ?? groupOf(told, 'server');
    const isTrust = signsNamed(meant, 'untrusted').length > 0 || told.length === 0;
    return draftHit(meant, {
      confidence: told.length > 0 ? 'confirmed' : 'likely',
      title: fitTitle(
        isTrust
          ? 'The client does not trust this folder, and starts none of its servers'
          : `The client waits for your approval${name === undefined ? '' : ` of "${cut(name, 24)}"`}`,
      ),
      why:
        told.length > 0
          ? `The client said so: "${cut(first.quote, 200)}".`
          : 'The server was written into the project, and the list right afterwards shows none: files of a folder without trust are passed over.',
      fixes: [
        tell(
          'approve-server',
          isTrust ? 'Trust the folder' : 'Approve the server',
          'Look at the command of the server first: it comes with the folder. Claude Code: run "claude" in the folder and approve it, or list it in enabledMcpjsonServers of ~/.claude/settings.json. Codex: trust the folder, or [projects."PATH"] with trust_level = "trusted". Gemini CLI: /permissions. Qwen Code: "qwen mcp approve NAME". Copilot CLI: start it in the folder and trust it. VS Code and Cursor: allow the server when asked.',
        ),
      ],
      decisive: 'start the client in this folder and answer its question, or write the server into the user scope',
    });
  },
});
