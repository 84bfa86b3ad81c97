import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { contextSign, DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { sayReload, tell } from '../words.ts';

/** A second instance of a server that wants a port for itself ends during the first question of the client. */
export const rule: AnyRule = defineRule({
  id: 'port-in-use-suspect',
  layer: 'startup',
  severity: 'blocks',
  cause: 'port-in-use',
  needs: [],
  uses: ['client', 'session'],
  signs: [
    DEAD_SERVER_SIGN,
    contextSign(
      'probe',
      ['server/discover probe', 'another instance', 'already running'],
      /connection closed during the server\/discover probe|another instance|already running/iu,
    ),
  ],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, ['probe'], {
      title: 'Another instance of the server may hold its port',
      why: 'The server ended while it was being asked; servers that also open a port do so when an older instance still runs.',
      fixes: [
        tell(
          'end-old-instance',
          'End the older instance',
          `Look for it with "lsof -i :PORT" (Windows: netstat -ano), end it, or let the server choose another port.${sayReload(client)}`,
        ),
      ],
      decisive: 'run the command of the entry in a terminal: EADDRINUSE names the port',
    });
  },
});
