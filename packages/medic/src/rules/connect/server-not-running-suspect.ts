import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { DEAD_REMOTE_SIGN, draftSuspect } from '../suspects.ts';
import { tell } from '../words.ts';

/** Clients say only that a URL could not be reached; that nothing runs there is the commonest reason. */
export const rule: AnyRule = defineRule({
  id: 'server-not-running-suspect',
  layer: 'network',
  severity: 'blocks',
  cause: 'server-not-running',
  needs: [],
  uses: ['client', 'session'],
  signs: [DEAD_REMOTE_SIGN],

  judge({ session, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, [], {
      title: 'The server behind the URL may not be running',
      why: 'The client could not connect to the address and does not say whether nobody listens, the way is blocked or a login is missing.',
      fixes: [
        tell(
          'look-at-url',
          'Look at the address by hand',
          'Run "mcp-medic URL" with the address of the entry: it says whether name, port, certificate, path or login is at fault.',
        ),
      ],
      decisive: 'run "mcp-medic URL" with the address of the entry',
    });
  },
});
