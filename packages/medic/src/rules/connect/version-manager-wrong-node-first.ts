import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { tell } from '../words.ts';

/** Below this the official TypeScript SDK and most servers no longer run. */
const OLDEST_GOOD = 20;

/**
 * Claude Desktop puts the folders of all Nodes of nvm on the PATH, the oldest first, and writes both into its log: the command it
 * starts and the folders it searches.
 */
export const rule: AnyRule = defineRule({
  id: 'version-manager-wrong-node-first',
  layer: 'startup',
  severity: 'blocks',
  cause: 'version-manager-wrong-node',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'chosen',
      literals: ['Using MCP server command: '],
      pattern: /Using MCP server command: \S{0,200}[\\/]v(?<major>\d{1,2})\.\d{1,3}\.\d{1,3}[\\/]\S{0,40}/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'listed',
      literals: ["/bin'", '/bin"', '\\nvm\\v'],
      pattern: /^\s{0,40}['"][^'"]{1,200}[\\/]v(?<major>\d{1,2})\.\d{1,3}\.\d{1,3}(?:[\\/]bin)?['"]/u,
      sources: ['pasted', 'client-log'],
    },
  ],

  judge({ entry, signs }) {
    if (entry !== undefined) return [];
    const [chosen] = signsNamed(signs, 'chosen');
    const major = Number(chosen?.groups['major']);
    const newer = signsNamed(signs, 'listed').find(({ groups }) => Number(groups['major']) >= OLDEST_GOOD);
    if (chosen === undefined || newer === undefined || major >= OLDEST_GOOD) return [];
    return draftHit([chosen, newer], {
      confidence: 'likely',
      title: `Claude Desktop takes Node ${major} although a newer one is there`,
      why: `It searches the folders of nvm from the oldest on and starts the server with Node ${major}; Node ${newer.groups['major']} stands further down the list.`,
      fixes: [
        tell(
          'use-newer-node',
          'Name the newer Node in the entry',
          'Write the full path of its npx or node as "command" and its folder first into "PATH" below "env", or remove the old versions ("nvm uninstall 18"). Then quit Claude Desktop completely and start it again.',
        ),
      ],
      decisive: 'start the server with the newer Node: it stays connected',
    });
  },
});
