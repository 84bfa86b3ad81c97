import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { sayReload, tell } from '../words.ts';

/** A program that is missing is the commonest reason for a server that is gone at once. */
export const rule: AnyRule = defineRule({
  id: 'command-not-installed-suspect',
  layer: 'command',
  severity: 'blocks',
  cause: 'command-not-installed',
  needs: [],
  uses: ['client', 'session'],
  signs: [DEAD_SERVER_SIGN],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, [], {
      title: 'The command of the server may be missing',
      why: 'The client lost the server at once; that happens when its "command" is not installed or not found, and the text does not say.',
      fixes: [
        tell(
          'try-command',
          'Try the command in a terminal',
          `Run the entry's "command" with its arguments: "command not found" means that it has to be installed.${sayReload(client)}`,
        ),
      ],
      decisive: 'run "mcp-medic doctor NAME": it starts the server as the client does and shows what it writes',
    });
  },
});
