import type { AnyRule, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit } from '../startup-hit.ts';
import { sayReload, tell } from '../words.ts';

const SOURCES: readonly SignHit['source'][] = ['client-log', 'pasted'];

/** What clients write when a process ended under them; the reason stands elsewhere, if anywhere. */
export const rule: AnyRule = defineRule({
  id: 'server-crash-text',
  layer: 'startup',
  severity: 'blocks',
  cause: 'server-crash',
  needs: [],
  uses: ['session', 'client'],
  signs: [
    {
      id: 'closed',
      literals: ['Connection closed', 'connection closed', 'lient is not connected'],
      pattern:
        /-32000\b.{0,20}[Cc]onnection closed|MCP error -1: Connection closed|[Cc]onnection to (?:the )?(?:MCP )?server (?:was )?closed|CONNECTION_CLOSED: Connection closed|connection closed: initialize response|failed\W{1,4}Connection closed|Client is not connected, must connect before/u,
      sources: SOURCES,
    },
    {
      id: 'early',
      literals: ['process exiting early', 'exited before', 'Server disconnected', 'server disconnected', ' disconnected'],
      pattern:
        /likely due to the process exiting early|exited before (?:responding to `?initialize|completing the MCP initialize)|(?:\[error\]|:) Server disconnected\b|^Server disconnected\b|\bMCP server \S{1,60} disconnected\b/iu,
      sources: SOURCES,
    },
    {
      id: 'code',
      literals: ['exited with', 'exit code', 'exit status'],
      pattern:
        /^(?!.{0,300}did not complete successfully).{0,300}?(?:[Pp]rocess|[Ss]erver|MCP).{0,120}\bexit(?:ed)?.{0,20}? \(?(?:with )?(?:exit )?(?:code|status)[:=]? ?(?<code>-?[1-9]\d{0,9}|0)\b/u,
      sources: SOURCES,
    },
    { id: 'list-line', literals: ['Failed to connect'], pattern: /^(?!.{0,120}https?:).{1,300} - [✗✘] ?Failed to connect/u, sources: SOURCES },
    { id: 'probe', literals: ['closed during the server/discover'], pattern: /connection closed during the server\/discover probe/u, sources: SOURCES },
    {
      id: 'trace',
      literals: [
        'Traceback (most recent call last)',
        'panicked at',
        'goroutine 1 [running]',
        'Uncaught',
        'unhandledRejection',
        'Node.js v',
        'Unhandled exception. ',
        'Exception in thread "main"',
      ],
      pattern:
        /Traceback \(most recent call last\)|thread '[^']{1,60}' .{0,20}panicked at|goroutine 1 \[running\]|Uncaught(?:Exception| exception|\w{0,30} Error)|unhandledRejection|^Unhandled exception\. |Exception in thread "main"|^Node\.js v\d{1,2}\./u,
      sources: SOURCES,
    },
    {
      id: 'mcp',
      literals: ['mcp', 'Mcp', 'MCP', 'modelcontextprotocol'],
      pattern: /\bmcp\b|[-_/]mcp|mcp[-_/]|\bmcp(?=server|testserver|error)|modelcontextprotocol/iu,
      sources: SOURCES,
    },
  ],

  judge({ session, client, signs: found }) {
    if (session !== undefined) return [];
    // A stack trace alone may be any program's; beside a word of MCP it is a server's.
    const told = found.filter(({ sign }) => sign !== 'trace' && sign !== 'mcp');
    const traced = found.some(({ sign }) => sign === 'mcp') ? found.filter(({ sign }) => sign === 'trace') : [];
    const signs = told.length > 0 ? told : traced;
    if (signs.length === 0) return [];
    const code = signs.map(({ groups }) => groups['code']).find((one) => one !== undefined);
    return draftHit(signs, {
      confidence: 'possible',
      title: 'The server process ended before or while it answered',
      why:
        told.length === 0
          ? 'The server ended over an error of its own, which stands in the text.'
          : `The client lost the connection because the process behind it ended${code === undefined ? '' : ` with code ${code}`}; the text does not say why.`,
      fixes: [
        tell(
          'run-by-hand',
          'Read the reason in a terminal',
          `Run the entry's command with its arguments in a terminal: what it prints there is the reason. In Claude Desktop the file mcp-server-NAME.log has it, in VS Code and Cursor the MCP output panel.${sayReload(client)}`,
        ),
      ],
      decisive: 'run "mcp-medic doctor NAME": it starts the server as the client does and shows what it writes',
    });
  },
});
