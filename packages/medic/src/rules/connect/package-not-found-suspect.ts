import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { contextSign, DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { sayReload, tell } from '../words.ts';

/** npx and uvx end with an error on stderr when the package does not exist; clients that hide stderr show only the end. */
export const rule: AnyRule = defineRule({
  id: 'package-not-found-suspect',
  layer: 'startup',
  severity: 'blocks',
  cause: 'package-not-found',
  needs: [],
  uses: ['client', 'session'],
  signs: [
    DEAD_SERVER_SIGN,
    contextSign('runner', ['npx', 'uvx', 'bunx', 'pipx', 'pnpm dlx', 'initialize response'], /\b(?:npx|uvx|bunx|pipx|pnpm dlx)\b|initialize response/u),
  ],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, ['runner'], {
      title: 'The package of the server may not exist under that name',
      why: 'The server is fetched by a package runner and was gone before it answered; a name or version that does not exist ends like this.',
      fixes: [
        tell(
          'try-package',
          'Run the command by hand',
          `Run the entry's command in a terminal: E404, "not found in the package registry" or "No matching version" name a wrong package.${sayReload(client)}`,
        ),
      ],
      decisive: 'run the command of the entry in a terminal and read what npm or uv prints',
    });
  },
});
