import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { tell } from '../words.ts';

/** Where clients do look, for the places people confuse most (measured or read 2026-11-20). */
const PLACES =
  'Claude Code: ~/.claude.json and .mcp.json ("claude mcp add" writes them), not ~/.claude/settings.json. VS Code: mcp.json of the profile or .vscode/mcp.json, not settings.json. Codex: ~/.codex/config.toml. Gemini CLI: ~/.gemini/settings.json. Claude Desktop: claude_desktop_config.json; the Windows Store build keeps its own copy below %LOCALAPPDATA%\\Packages\\Claude_*';

/** The client says that it has no servers, or that this file is the wrong one. */
export const rule: AnyRule = defineRule({
  id: 'config-wrong-file-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-wrong-file',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'none',
      literals: ['MCP servers configured', 'MCP servers found', 'No servers configured', 'No MCP server'],
      pattern: /\bNo (?:MCP )?servers? (?:are )?(?:configured|found|defined|registered|added)\b|\bno MCP servers (?:are )?configured\b/iu,
    },
    {
      id: 'told',
      literals: ['settings'],
      pattern:
        /MCP servers should (?:no longer|not|only) be configured in|mcpServers.{0,40}(?:in|from) .{0,40}settings(?:\.json)? (?:is|are) (?:ignored|not (?:read|supported))|(?:does not|doesn't) read (?:MCP servers|mcpServers) from .{0,80}settings/iu,
    },
    {
      id: 'wrong-place',
      literals: [
        '.claude/settings',
        '.claude\\settings',
        '.claude/mcp.json',
        '.claude/.mcp.json',
        '.cursor/settings.json',
        '.codex/mcp.json',
        '.vscode/settings.json',
        '.config/claude',
      ],
      pattern:
        /(?<![^\s'"])(?<place>[^\s'"]{0,120}(?:\.claude[\\/](?:settings(?:\.local)?\.json|\.?mcp\.json|claude_desktop_config\.json)|\.cursor[\\/]settings\.json|\.codex[\\/](?:mcp|config)\.json|\.vscode[\\/]settings\.json))/u,
    },
    {
      id: 'missing',
      literals: ['claude_desktop_config.json', 'mcp.json', 'mcp_settings.json', 'mcp_config.json', 'onfig not found', 'onfig file'],
      pattern:
        /config(?:uration)? file ['"]?(?<named>[^'"\s]{1,200})['"]?: ENOENT|(?:ENOENT|No such file or directory|cannot find)\b[^'"]{0,60}['"](?<missing>[^'"]{0,160}(?:claude_desktop_config|mcp|mcp_settings|mcp_config)\.json)['"]|\b(?:Claude|Cursor|MCP|Windsurf|Cline) config(?:uration)? (?:file )?(?:not found|does not exist)\b|\b[Nn]o (?:\.?mcp|mcp_config)\.json (?:file )?(?:was )?found\b/u,
      sources: ['pasted', 'client-log'],
    },
    // The packaged build of Claude Desktop reads a copy of its own, and both are named.
    {
      id: 'packaged',
      literals: ['\\Packages\\Claude_'],
      pattern: /AppData\\Local\\Packages\\Claude_\w{6,20}\\LocalCache\\Roaming\\Claude\\claude_desktop_config\.json/u,
      sources: ['pasted'],
    },
    {
      id: 'roaming',
      literals: ['AppData\\Roaming\\Claude', '%APPDATA%\\Claude'],
      pattern: /(?:AppData\\Roaming|%APPDATA%)\\Claude\\claude_desktop_config\.json/u,
      sources: ['pasted'],
    },
    {
      id: 'elsewhere',
      literals: ['added to', 'Added', 'to project settings', 'untrusted', 'not trusted', 'disabledMcp'],
      pattern: /(?:MCP server .{0,80}added to|Added .{0,40}MCP server)|untrusted|not trusted|disabledMcp(?:json)?Servers/iu,
    },
  ],

  judge({ entry, signs }) {
    if (entry !== undefined) return [];
    const told = signsNamed(signs, 'told');
    const none = signsNamed(signs, 'none');
    const places = signsNamed(signs, 'wrong-place');
    const missing = signsNamed(signs, 'missing');
    const packaged = signsNamed(signs, 'roaming').length > 0 ? signsNamed(signs, 'packaged', 'roaming') : [];
    if (told.length === 0 && none.length === 0 && missing.length === 0 && packaged.length === 0) return [];
    // A server that the client has just written itself stands in the right file.
    const isExplained = signsNamed(signs, 'elsewhere').length > 0;
    const isSure = told.length > 0 || missing.length > 0 || packaged.length > 0 || (places.length > 0 && !isExplained);
    return draftHit([...told, ...missing, ...packaged, ...none, ...places], {
      confidence: isSure ? 'likely' : 'possible',
      title: 'The servers stand in a file this client does not read',
      why: `The client sees no servers${places[0] === undefined ? '' : `, and ${places[0].groups['place'] ?? 'a file'} is named, where it does not look for them`}; a file in another place, under another root key, or of a folder that is not trusted looks like this.`,
      fixes: [tell('move-entry', 'Put the servers where the client looks', `${PLACES}. Then restart the client.`)],
      decisive: 'run "mcp-medic doctor": it lists every file the client reads and what stands in files that it does not read',
    });
  },
});
