import type { AnyRule } from '../../model/index.ts';
import { anyOf, near } from '../near.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';

/** A server that only passes on what another program does (Blender, an editor, a browser extension) names that program when it is shut. */
export const rule: AnyRule = defineRule({
  id: 'server-not-running-companion',
  layer: 'network',
  severity: 'degrades',
  cause: 'server-not-running',
  needs: [],
  uses: ['session', 'client'],
  signs: [
    {
      id: 'asks-for-it',
      literals: [
        'not connect',
        "n't connect",
        'annot connect',
        "an't connect",
        'to connect',
        'not reach',
        "n't reach",
        'annot reach',
        'to reach',
        'communicate',
        'o connection',
        'ot connected',
        'is not running',
        'is not open',
        'is not active',
      ],
      pattern: anyOf(
        near(
          /\b(?:[Cc]ould(?: not|n't)|[Cc]an(?:not|'t)|[Uu]nable to|[Ff]ailed to) (?:connect|reach|communicate)|\b[Nn]o connection\b|\b[Nn]ot connected\b/u,
          120,
          /\b(?:[Mm]ake sure|[Ee]nsure|[Cc]heck (?:that|if|whether)|[Vv]erify|[Ii]s) (?:that )?(?:the |your )?(?<program>[A-Z][\w.+-]{1,30}(?: [A-Z][\w.+-]{0,30}){0,2}(?: (?:add-?on|plugin|extension|bridge|app|application|editor|desktop|companion))?|(?:browser|editor|\w{1,20}) (?:add-?on|plugin|extension|bridge)) (?:is |are )?(?:installed and |open and )?(?:running|open|started|enabled|active|connected)\b/u,
        ),
        /\b(?<shut>(?:[A-Z][\w.+-]{1,30} )?(?:add-?on|plugin|extension|bridge|companion app)) is not (?:running|connected|open|active)\b/u,
      ),
      sources: ['pasted', 'client-log', 'stderr', 'rpc-error'],
    },
    {
      id: 'not-there',
      literals: ['not connected', 'ot connected to', 'o connection to', 'instances found', 'nstance found', 'Did you', "idn't you"],
      pattern:
        /\b(?<bridge>(?:[A-Z][\w.+-]{1,30} )?(?:[Ee]xtension|[Pp]lugin|[Aa]dd-?on|[Bb]ridge)) not connected\b(?! yet)|\b[Nn]o connection to (?:the )?(?:browser |\w{1,20} )?(?:extension|plugin|add-?on|editor|bridge)\b|\bNo (?<kind>[A-Z][\w.+-]{1,30}) (?:instances?|editors?) (?:found|connected|running|available)|\bFailed to connect to (?<wanted>[A-Z][\w.+-]{1,30}(?: [A-Z][\w.+-]{1,30})?)! Did you\b|(?:^|: )Not connected to (?<peer>[A-Z][\w.+-]{1,30})\b(?!:)/u,
      sources: ['pasted', 'client-log', 'stderr', 'rpc-error'],
      loose: true,
    },
  ],

  judge({ session, client, signs }) {
    if (session?.outcome.kind === 'connected') return [];
    const told = signsToJudge(signs, session);
    if (told.length === 0) return [];
    const program = ['program', 'shut', 'bridge', 'kind', 'wanted', 'peer'].map((group) => groupOf(told, group)).find((one) => one !== undefined);
    const name = program === undefined ? 'the program behind the server' : cut(program, 40);
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: fitTitle(`The server does not reach ${name}`),
      why: `The MCP server itself runs; what it works for, ${name}, did not answer: it is shut, its add-on is off, or it listens elsewhere.`,
      fixes: [
        tell(
          'start-companion',
          `Start ${name}`,
          `Open it, switch its add-on or extension on, see that it says it listens, and then reconnect.${sayReload(client)}`,
        ),
      ],
      decisive: `start ${name} first and reconnect: then the server gets an answer`,
    });
  },
});
