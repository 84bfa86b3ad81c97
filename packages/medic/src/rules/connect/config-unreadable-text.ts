import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { nameFile } from '../file-words.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { tell } from '../words.ts';
import { near } from '../near.ts';

/** Names under which clients keep their servers; a server's own `config.json` is none of them. */
const CLIENT_FILE = String.raw`(?<![^\s'"])(?<file>[^\s'"]{0,200}(?:claude_desktop_config\.json|\.claude\.json|\bmcp\.json|mcp_config\.json|mcp-config\.json|mcp_settings\.json|\.(?:claude|gemini|qwen|cursor|vscode|zed|copilot|kiro)[\\/][\w-]{1,30}\.json|\.codex[\\/]config\.toml|opencode\.jsonc?|mcporter\.json|crush\.json|librechat\.ya?ml|goose[\\/]config\.yaml|\.continue[\\/]config\.ya?ml))`;

/** The system does not let the client read the file. */
export const rule: AnyRule = defineRule({
  id: 'config-unreadable-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-unreadable',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'before',
      literals: ['EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'ermission denied', 'ccess is denied', 'ccess to the path', 's a directory'],
      pattern: near(
        /EACCES|EPERM|EISDIR|ELOOP|[Pp]ermission denied|[Aa]ccess is denied|[Aa]ccess to the path|[Ii]s a directory/u,
        81,
        new RegExp(CLIENT_FILE, 'u'),
      ),
    },
    {
      id: 'after',
      literals: ['EACCES', 'EPERM', 'EISDIR', 'ermission denied', 'ccess is denied', 's a directory', 'os error 13', 'valid UTF-8'],
      pattern: new RegExp(
        String.raw`${CLIENT_FILE}['"\x60]?.{0,80}?(?:EACCES|EPERM|EISDIR|[Pp]ermission denied|[Aa]ccess is denied|[Ii]s a directory|did not contain valid UTF-8)`,
        'u',
      ),
    },
    {
      id: 'named',
      literals: ['ermission denied', 'EACCES', 'Errno 13'],
      pattern:
        /(?:load|read|open|access)(?:ing)? (?:the |your )?(?:Claude|Cursor|Codex|Gemini|Windsurf|VS ?Code|MCP|client) (?:Code |Desktop )?(?:config\w{0,10}|settings)(?: file)?: .{0,20}(?:[Pp]ermission denied|EACCES)/u,
    },
  ],

  judge({ entry, signs }) {
    // A write that failed leaves the servers in the file as they are.
    const meant = signs.filter(({ quote }) => !/\b(?:write|rename|unlink|mkdir|copyfile|save|saving)\b/iu.test(quote));
    if (entry !== undefined || meant.length === 0) return [];
    const file = groupOf(meant, 'file') ?? 'the config file';
    return draftHit(meant, {
      confidence: 'likely',
      title: `The client may not read ${nameFile(file)}`,
      why: `Reading ${file} failed, so none of the servers in it can be loaded.`,
      fixes: [
        tell(
          'allow-reading',
          'Give yourself the right to read it',
          `Look at it with "ls -l" (Windows: icacls). Make yourself its owner ("sudo chown $(id -un) FILE") when another user, mostly root, owns it; "chmod u+rw FILE" when the mode forbids it; rename a folder of that name. Then restart the client.`,
        ),
      ],
      decisive: `open ${file} in an editor as the user who runs the client`,
    });
  },
});
