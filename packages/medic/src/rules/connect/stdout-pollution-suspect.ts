import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { contextSign, DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { sayReload, tell } from '../words.ts';

/** A server that greets in plain words may do so on stdout, and some clients hang up over that without quoting the line. */
export const rule: AnyRule = defineRule({
  id: 'stdout-pollution-suspect',
  layer: 'framing',
  severity: 'blocks',
  cause: 'stdout-pollution',
  needs: [],
  uses: ['client', 'session'],
  signs: [
    DEAD_SERVER_SIGN,
    contextSign(
      'greeting',
      ['INFO', 'info', 'DEBUG', 'tarting', 'unning', 'tarted', '"level"'],
      /^\[?(?:INFO|DEBUG|info|debug)\]?(?:: |\s{1,4}- | )\S|^\{"level": ?"\w{1,8}",|^[\p{Extended_Pictographic}✓✔] ?\w|^(?:\S{1,40} (?:\w{1,20} )?)?(?:MCP )?[Ss]erver (?:is )?(?:running|started|listening)\b|^Starting (?!server\b|new stdio|MCP inspector)\w/u,
    ),
  ],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, ['greeting'], {
      title: 'The server may write its greeting to stdout',
      why: 'It writes plain lines when it starts. On stdout they stand between the messages, and some clients end the connection over them without a word.',
      fixes: [
        tell(
          'log-to-stderr',
          'Send everything but protocol messages to stderr',
          `In the server, log with console.error or logging to stderr; or look for a switch like QUIET or LOG_LEVEL.${sayReload(client)}`,
        ),
      ],
      decisive: 'start the server with 2>/dev/null in a terminal: what is still shown before any request stands on stdout',
    });
  },
});
