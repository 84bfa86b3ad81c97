import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { sayReload, tell } from '../words.ts';

/** "Failed to start" and its like say that the server is gone and nothing else. */
export const rule: AnyRule = defineRule({
  id: 'server-crash-suspect',
  layer: 'startup',
  severity: 'blocks',
  cause: 'server-crash',
  needs: [],
  uses: ['client', 'session'],
  signs: [DEAD_SERVER_SIGN],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, [], {
      title: 'The server process may have ended before it answered',
      why: 'The client says that the server did not come up, and not why; its own last words are missing in this text.',
      fixes: [
        tell(
          'run-by-hand',
          'Read the reason in a terminal',
          `Run the entry's command with its arguments in a terminal: what it prints there is the reason.${sayReload(client)}`,
        ),
      ],
      decisive: 'run "mcp-medic doctor NAME": it starts the server as the client does and shows what it writes',
    });
  },
});
