import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { contextSign, DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { signsNamed } from '../weigh-signs.ts';
import { sayReload, tell } from '../words.ts';

/** On Windows npx goes through cmd.exe, which may cut an argument at its blank; the server then ends over half a path. */
export const rule: AnyRule = defineRule({
  id: 'space-in-path-or-arg-suspect',
  layer: 'command',
  severity: 'blocks',
  cause: 'space-in-path-or-arg',
  needs: [],
  uses: ['client', 'session'],
  signs: [
    DEAD_SERVER_SIGN,
    contextSign('disconnected', [' disconnected'], /\bMCP server \S{1,60} disconnected\b/u),
    contextSign('batch', ['npx', 'npm', 'pnpm', 'yarn'], /["'](?:npx|npm|pnpm|yarn)["']/u),
    contextSign('blank', [':\\'], /["'][A-Za-z]:\\[^\s"']{1,160} [^"'\n]{1,120}["']/u),
  ],

  judge({ session, client, signs: found }) {
    if (session !== undefined) return [];
    const signs = found.map((hit) => (hit.sign === 'disconnected' ? { ...hit, sign: 'wrapper' } : hit));
    const [blank] = signsNamed(signs, 'blank');
    return draftSuspect(signs, ['batch', 'blank'], {
      title: 'A path with a blank may have been cut',
      why: `The entry gives npx a path with a blank${blank === undefined ? '' : ` (${blank.quote.slice(0, 120)})`}; on the way through cmd.exe such a path can fall into two words.`,
      fixes: [
        tell(
          'shorten-path',
          'Name a path without blanks',
          `Write the short form of the path ("dir /x" shows it, as in C:\\PROGRA~1), or move the folder to one without a blank in its name.${sayReload(client)}`,
        ),
      ],
      decisive: 'give it a folder without a blank in its name: it then starts, or it was something else',
    });
  },
});
