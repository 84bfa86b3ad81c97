import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { BARE_TIMEOUT_SIGN, REACTOR_TIMEOUT_SIGN } from '../timeout-signs.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayMs, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The connection stands; one tool call took longer than the client waits for a single request. Known from text only: no tool is called. */
export const rule: AnyRule = defineRule({
  id: 'request-timeout-long-tool',
  layer: 'timeout',
  severity: 'degrades',
  cause: 'request-timeout-long-tool',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'tool-call',
      literals: [
        'timed out',
        'Timed out',
        'timeout',
        'deadline',
        'xceeded',
        'took longer than',
        'took too long',
        'ancelled after',
        'aborted after',
        'not received within',
        'TimeoutError',
        'no response to tools/call',
        '超时',
      ],
      pattern: anyOf(
        near(
          /tools\/call|tool call|call tool|tool execution|executing (?:MCP )?tool|calling (?:MCP )?tool|call[-_]?tool|CallToolRequest|\bMCP tool(?! (?:discovery|list))|Tool ["'`](?<tool>[\w.:/-]{1,80})["'`]/iu,
          160,
          /timed out|timeout|context deadline exceeded|deadline has elapsed|(?:exceeded (?:the |its )?|took longer than |(?:cancelled|aborted) after |not received within )\d{1,6}[- ]?(?:ms|s\b|sec|min)/iu,
        ),
        /timeout (?:executing|calling) (?:the |a )?tool|TimeoutError (?:while|when) (?:calling|executing)|\btool took too long\b|\bCall to [\w.-]{1,80} timed out after|no response to tools\/call within|工具(?:调用|执行).{0,10}超时/u,
      ),
      sources: ['client-log', 'pasted'],
    },
    // The SDK of TypeScript: progress came again and again, and still the whole took too long.
    { id: 'total', literals: ['Maximum total timeout'], pattern: /Maximum total timeout exceeded/u, sources: ['client-log', 'pasted'] },
    {
      id: 'awaiting',
      literals: ['timed out awaiting'],
      pattern: /timed out awaiting tools\/call after (?<seconds>\d{1,5})(?:\.\d{1,20})?s?\b/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'python',
      literals: ['Timed out while waiting for response'],
      pattern: /Timed out while waiting for response to (?<request>\w{1,40})\. Waited (?<seconds>\d{1,5})/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'call-cancelled',
      literals: ['notifications/cancelled'],
      pattern: /notifications\/cancelled.{0,40}"requestId": ?(?:[2-9]|[1-9]\d{1,8})\b.{0,120}timed out/iu,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'tool-beside',
      literals: [
        'callTool',
        'call_tool',
        'call-tool',
        'tools/call',
        'CallTool',
        'xecuting tool',
        'xecuting MCP tool',
        'alling tool',
        'alling MCP tool',
        'tool call',
        'isError',
        '工具',
        'ツール',
      ],
      pattern:
        /"isError" ?: ?true|工具调用|调用(?: ?外部)?(?: ?MCP)? ?工具|ツール(?:の)?(?:呼び出し|実行)|\bcall[-_]?tool\b|tools\/call|CallTool|[Ee]xecuting (?:MCP )?tool|[Cc]alling (?:MCP )?tool|\btool call\b/iu,
      sources: ['client-log', 'pasted'],
    },
    BARE_TIMEOUT_SIGN,
    REACTOR_TIMEOUT_SIGN,
    {
      id: 'connecting',
      literals: ['onnect', 'nitializ', 'discovery', 'failed to start', 'reload client'],
      pattern:
        /(?:Client\.initialize|LifecycleInitializer|Connection failed|Failed to connect|failed to (?:connect|start|initialize)|during discovery|Could not connect|reload client)/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, entry, client, signs }) {
    if (session !== undefined) return [];
    const clear = signsNamed(signs, 'tool-call', 'total', 'awaiting', 'call-cancelled');
    const vague = signsNamed(signs, 'bare-32001', 'python', REACTOR_TIMEOUT_SIGN.id);
    if (clear.length === 0 && (vague.length === 0 || signsNamed(signs, 'connecting').length > 0)) return [];
    const seconds = [...clear, ...vague].find(({ groups }) => groups['seconds'] !== undefined)?.groups['seconds'];
    const tool = clear.find(({ groups }) => groups['tool'] !== undefined)?.groups['tool'];
    const name = nameServer(entry);
    return [
      {
        confidence: clear.length > 0 || signsNamed(signs, 'tool-beside').length > 0 ? 'likely' : 'possible',
        title: fitTitle(
          tool === undefined
            ? `A request to ${name === 'The server' ? 'the server' : name} took longer than the client waits`
            : `The tool ${cut(tool, 24)} took longer than the client waits`,
        ),
        why: `The client gave up on one request${seconds === undefined ? '' : ` after ${sayMs(Number(seconds) * 1_000)}`}; the connection itself may be fine.`,
        evidence: quoteSigns(clear.length > 0 ? clear : vague),
        fixes: [
          tell(
            'raise-tool-timeout',
            'Let the client wait longer for a tool',
            `Claude Code: MCP_TOOL_TIMEOUT in ms. Codex: tool_timeout_sec. Cline and Roo Code: "timeout" in seconds. Gemini CLI: "timeout" in ms. Inspector: the request timeout in its configuration.${sayReload(client)}`,
          ),
          tell(
            'report-progress',
            'In your own server, report progress or split the work',
            'Send notifications/progress for calls that take long, or start the work in one call and let another one fetch the result.',
          ),
        ],
        decisive: 'which request is meant: with id 0 or at the start it is the connection, later it is a tool call',
      },
    ];
  },
});
