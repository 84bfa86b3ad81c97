import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { sayReload, tell } from '../words.ts';

/** A release that cannot start reaches everybody who takes the newest version, and leaves no words in clients that hide stderr. */
export const rule: AnyRule = defineRule({
  id: 'server-version-bug-suspect',
  layer: 'startup',
  severity: 'blocks',
  cause: 'server-version-bug',
  needs: [],
  uses: ['client', 'session'],
  signs: [DEAD_SERVER_SIGN],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, [], {
      title: 'This release of the server may be at fault',
      why: 'The server was gone before it answered; a faulty release ends like this, although nobody changed anything.',
      fixes: [
        tell(
          'other-version',
          'Try the version before it',
          `Name an earlier version in "args" (NAME@1.2.3 for npx, NAME==1.2.3 for uvx) and look for an open issue of the server.${sayReload(client)}`,
        ),
      ],
      decisive: 'start the version before this one in a terminal: when it runs, the release is at fault',
    });
  },
});
