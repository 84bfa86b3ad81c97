import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit } from '../startup-hit.ts';
import { cut, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The client asks for a restart, or the user tells that it was not done. */
export const rule: AnyRule = defineRule({
  id: 'client-not-restarted-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'client-not-restarted',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'added',
      literals: ['Added', 'added', 'mcp add '],
      pattern: anyOf(
        /\b(?:claude|codex|gemini|qwen|copilot) mcp add /u,
        /\bAdded (?:global |\w{1,10} )?MCP server\b/u,
        near(/File modified: ./u, 199, /\.(?:json|toml)/u),
      ),
      sources: ['pasted'],
    },
    {
      id: 'same-session',
      literals: ['No MCP servers configured', 'already open', 'running session', 'open session', 'session running', 'see an MCP server', 'see a MCP server'],
      pattern:
        /No MCP servers configured|session .{0,30}already (?:open|running)|(?:already )?(?:open|running) session|session running since|don't see an? MCP server/u,
      sources: ['pasted'],
    },
    {
      id: 'unknown-server',
      literals: ['failed to get server instance'],
      pattern: /failed to get server instance: server name (?<server>\S{1,80}) not found/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'asks',
      literals: ['estart', 'eload', 'take effect', 'new session'],
      pattern:
        /(?:[Rr]estart|[Rr]eload|[Rr]elaunch|[Qq]uit and reopen) (?:\w{1,20} ){0,4}(?:for (?:the |your |these )?(?:\w{1,10} )?changes to|to (?:apply|load|see|use|pick up|activate)|so that|in order to)|(?:changes?|config(?:uration)?|settings|servers?) (?:will|won't|do not|does not|only) (?:not )?(?:take effect|be applied|be loaded|load|appear)s? (?:until|after|on(?:ly)?|when|in) .{0,40}(?:restart|reload|new session|next (?:start|launch|session))|[Cc]onfig(?:uration)? (?:file )?(?:has )?changed.{0,60}(?:restart|reload)|[Cc]hanges? to \S{0,80}(?:mcp|config|settings)\S{0,20}\.(?:json|toml) (?:was |were )?detected.{0,40}(?:[Rr]eload|[Rr]estart)|requires? (?:a )?(?:full )?restart(?: of| to|\b)/u,
      sources: ['pasted', 'client-log'],
    },
  ],

  judge({ entry, signs }) {
    // Computers, containers and IDE updates are restarted for other reasons.
    // Adding a server and then looking for it in a session that was open before.
    const isSame = signs.some(({ sign }) => sign === 'added') && signs.some(({ sign }) => sign === 'same-session');
    const meant = signs.filter(
      ({ sign, quote }) =>
        (isSame || sign === 'asks' || sign === 'unknown-server') &&
        !/update (?:is )?(?:available|ready|installed)|computer|Windows|reboot|reconnection failed|system restart|docker|container|server (?:will )?restart/iu.test(
          quote,
        ),
    );
    const [first] = meant;
    if (entry !== undefined || first === undefined) return [];
    return draftHit(meant, {
      confidence: meant.every(({ sign }) => sign === 'unknown-server') ? 'possible' : 'likely',
      title: 'The client has not read the changed config yet',
      why: `The client reads its servers when it starts: "${cut(first.quote, 160)}".`,
      fixes: [
        tell(
          'reload-client',
          'Start the client anew',
          'Claude Desktop: quit it completely (the window alone is not enough; on Windows also in the tray). Cursor, Windsurf: switch the server off and on, or reload the window. VS Code: "MCP: List Servers", Restart. Claude Code, Codex, Gemini CLI, opencode: start a new session (Claude Code: /mcp, Reconnect).',
        ),
      ],
      decisive: 'quit the client completely, start it again and look whether the message stays',
    });
  },
});
