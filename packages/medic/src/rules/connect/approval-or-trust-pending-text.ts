import type { AnyRule, Hit, SignHit } from '../../model/index.ts';
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
        'not been approved',
        'our approval',
        'were not approved',
        'not authorized by',
        'ew MCP server found',
        'ew MCP servers found',
      ],
      pattern:
        /^\s{0,40}(?:[●○⏸] ?)?(?<name>[\w.@/-]{1,60}):? .{0,300}?[Pp]ending approval|[Pp]ending approval\b|\d{0,3} ?[Nn]ew MCP servers? found in |(?:MCP )?[Ss]erver ["'\x60]?(?<server>[\w.@/-]{1,60})["'\x60]? (?:needs|requires|is awaiting|is waiting for|is pending|has not been|was not|is not)(?: your| user)? (?:approval|approved)|\bMCP servers? (?:\S{1,40} ){0,4}(?:require|need|await)s? your approval|\bMCP servers? .{0,60}\bwere not approved\b|\bMCP server ["'\x60]?[\w.@/-]{1,60}["'\x60]? is not authorized by (?:the |your )?(?:workspace|organi[sz]ation|owner|user|admin)|^\s{0,40}[\w.@/-]{1,60} \(needs your approval\)|(?:MCP )?[Ss]erver ["'\x60]?(?<skipped>[\w.@/-]{1,60})["'\x60]?\b.{0,60}\b(?:has not been|was not|is not) approved\b/u,
    },
    {
      id: 'untrusted',
      literals: [
        'untrusted',
        'Untrusted',
        'not trusted',
        'not been trusted',
        'Restricted Mode',
        'trust required',
        'trust this ',
        'requires trusting',
        'you trust the MCP server',
        'until the project is trusted',
        'needs to be trusted',
        'must be trusted',
        "isn't trusted",
      ],
      pattern:
        /folder is untrusted|(?:folder|workspace|project|directory) (?:is|was) not trusted|untrusted (?:folder|workspace|project)|until the project is trusted|(?:MCP )?[Ss]erver ["'\x60]?(?<name>[\w.@/-]{1,60})["'\x60]? (?:has not been|is not|must be|needs to be) trusted|\bMCP\b.{0,160}must be trusted|[Ff]older isn't trusted|\bMCP server ["'\x60]?[\w.@/-]{1,60}["'\x60]? .{0,60}has not been trusted|Restricted Mode\b.{0,60}\bMCP|\bMCP\b.{0,80}Restricted Mode\b|[Pp]roject trust required\b|\bMCP servers?\b.{0,60}(?:\btrust this (?:workspace|folder|project)|\brequires trusting)|Do you trust the MCP server\b/u,
    },
    // Somebody else's leave: lists that an administrator keeps.
    {
      id: 'policy',
      literals: ['polic', 'organi', 'our admin', 'dministrator', 'allowlist', 'allow list', 'llowed servers', 'edMcpServers', 'registry are allowed'],
      pattern: anyOf(
        near(
          /\bMCP (?:server|access)s?\b/iu,
          100,
          /(?:blocked|not allowed|denied|disallowed|forbidden|restricted|rejected) by (?:your |the |an )?(?:organi[sz]ation|enterprise|admin|managed|polic)|not in (?:the )?(?:list of )?(?:allow ?list|allowed servers)|disabled by (?:your |the )?(?:admin|polic)/iu,
        ),
        near(/\b(?:enterprise|organi[sz]ation(?:'s)?|managed) (?:MCP )?polic(?:y|ies)\b/iu, 60, /\bMCP server\b/iu),
        /\bdeniedMcpServers\b.{0,60}\bserver\b|\bOnly MCP servers from the registry are allowed|\borgani[sz]ation only allows\b.{0,40}\bMCP servers\b|\bchat\.mcp\.access\b.{0,40}(?:none|registry|policy)|disabled by policy chat\.mcp/iu,
      ),
      sources: ['client-log', 'pasted'],
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
    const barred = signsNamed(signs, 'policy').filter(({ quote }) => !/\bCORS\b|execution policy|Content Security/iu.test(quote));
    if (told.length === 0 && barred.length > 0) return draftBarred(barred);
    const silent =
      signsNamed(signs, 'added').length > 0 && signsNamed(signs, 'none').length > 0 ? [...signsNamed(signs, 'added'), ...signsNamed(signs, 'none')] : [];
    const meant = told.length > 0 ? told : silent;
    const [first] = meant;
    if (first === undefined) return [];
    const name = groupOf(told, 'name') ?? groupOf(told, 'server') ?? groupOf(told, 'skipped');
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

/** The approval is not the user's to give. */
function draftBarred(signs: readonly SignHit[]): readonly Hit[] {
  const [first] = signs;
  if (first === undefined) return [];
  return draftHit(signs, {
    confidence: 'likely',
    title: 'A policy of the organisation does not allow this server',
    why: `The client said so: "${cut(first.quote, 200)}".`,
    fixes: [
      tell(
        'ask-administrator',
        'Have the server allowed',
        'Ask whoever keeps the policy to add the server, by its name, command or URL: Claude Code reads allowedMcpServers and deniedMcpServers of the managed settings, VS Code chat.mcp.access and its lists, Gemini CLI mcp.allowed. Nothing in your own files overrules it.',
      ),
    ],
    decisive: 'whether another server, one that the organisation is known to allow, starts in the same client',
  });
}
