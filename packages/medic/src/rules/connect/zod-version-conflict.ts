import type { AnyRule, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { isLive, signsNamed } from '../weigh-signs.ts';
import { cut, nameServer, sayReload, tell } from '../words.ts';

/**
 * zod 3 and zod 4 keep a schema's inside under other names (`_def`, `_parse` against `_zod`). An SDK that meets schemas of the
 * other major version fails when it lists tools or calls one.
 */
export const rule: AnyRule = defineRule({
  id: 'zod-version-conflict',
  layer: 'startup',
  severity: 'blocks',
  cause: 'zod-version-conflict',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    { id: 'parse', literals: ['_parse'], pattern: /\b(?<what>[\w$]{1,40}(?:\.[\w$]{1,40}){0,3}\._parse(?:Sync|Async)?) is not a function/u },
    {
      id: 'safe-parse',
      literals: ['safeParse'],
      pattern: /\b(?<what>(?:v3Schema|v4Schema|schema|inputSchema|outputSchema|argsSchema)\.safeParse(?:Async)?) is not a function/u,
    },
    {
      id: 'inside',
      literals: ["reading '_zod'", "reading '_def'", "reading 'typeName'", "reading '_parse'", '"_zod"', '._zod', '._def'],
      pattern:
        /Cannot read propert(?:y|ies) of (?:undefined|null) \(reading '(?<what>_zod|_def|typeName|_parse)'\)|(?:undefined|null) is not an object \(evaluating '[\w.$]{1,60}\.(?<bun>_zod|_def)/u,
    },
    {
      id: 'subpath',
      literals: ['zod'],
      pattern:
        /Package subpath '\.\/(?<what>v3|v4|v4-mini|v4\/core|mini)' is not defined by "exports" in \S{0,200}zod[\\/]package\.json|Cannot find (?:module|package) '(?<module>(?:[^']{0,200}[\\/])?zod\/(?:v3|v4|v4-mini|v4\/core))'/u,
    },
    {
      id: 'api',
      literals: ['is not a function'],
      pattern:
        /\bz(?:od)?(?:_\d|\.z|\.default)?\.(?<what>looseObject|strictObject|toJSONSchema|stringbool|interface|iso|int|url|email|uuidv\d|prettifyError|treeifyError|partialRecord) is not a function/u,
    },
    { id: 'def', literals: ["reading 'def'"], pattern: /Cannot read propert(?:y|ies) of undefined \(reading '(?<what>def)'\)/u },
    { id: 'in-zod-4', literals: ['zod/v4/core/', 'zod\\v4\\core\\'], pattern: /^\s{0,20}at .{1,200}[\\/]zod[\\/]v4[\\/]core[\\/]/u },
    { id: 'message', literals: ['Mixed Zod versions', 'zod version'], pattern: /Mixed Zod versions|incompatible zod version/iu },
  ],

  judge({ session, client, entry, signs }) {
    if (session?.outcome.kind === 'connected' && session.outcome.degraded === undefined) return [];
    const meant = tellingSigns(signsToJudge(signs, session));
    if (meant.length === 0) return [];
    const what = groupOf(meant, 'what') ?? groupOf(meant, 'module') ?? groupOf(meant, 'bun');
    return draftHit(meant, {
      confidence: session !== undefined && meant.some(isLive) ? 'confirmed' : 'likely',
      title: `${nameServer(entry)} mixes zod 3 and zod 4`,
      why: `Its MCP SDK and its own code use different major versions of zod${what === undefined ? '' : `: "${cut(what, 60)}" exists in one of them only`}.`,
      fixes: [
        tell(
          'align-zod',
          'Use one zod for server and SDK',
          `Update the server; in a server of your own run "npm ls zod" and install the version its @modelcontextprotocol/sdk accepts (SDK up to 1.22: zod 3; from 1.23: zod 3.25 or 4), then delete node_modules and install again.${sayReload(client)}`,
        ),
      ],
      decisive: 'run "npm ls zod" in the server\'s folder: two major versions, or one the SDK does not accept, settle it',
    });
  },
});

/** zod 4 looks for `def` in what zod 3 left empty; that name alone could be anybody's, and so could a stack through zod. */
function tellingSigns(signs: readonly SignHit[]): readonly SignHit[] {
  const isBoth = signsNamed(signs, 'def').length > 0 && signsNamed(signs, 'in-zod-4').length > 0;
  return isBoth ? signs : signs.filter(({ sign }) => sign !== 'def' && sign !== 'in-zod-4');
}
