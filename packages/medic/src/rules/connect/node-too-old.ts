import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftInstall } from '../install-programs.ts';
import { majorOf, newestNode, OLD_NODE_SIGNS, readOldNode, runningNode } from '../node-versions.ts';
import { draftHit, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { nameServer } from '../words.ts';

/** The server, or npm itself, is written for a newer Node than the one that ran it, and no newer one is installed. */
export const rule: AnyRule = defineRule({
  id: 'node-too-old',
  layer: 'startup',
  severity: 'blocks',
  cause: 'node-too-old',
  needs: [],
  uses: ['session', 'client', 'entry', 'program', 'host'],
  signs: OLD_NODE_SIGNS,

  judge({ session, client, entry, program, host, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const running = runningNode(program);
    const old = readOldNode(signsToJudge(signs, session), running?.version);
    if (old === undefined) return [];
    const newer = newestNode(program);
    if (program !== undefined && newer !== undefined && old.has !== undefined && majorOf(newer.version) > majorOf(old.has)) return [];
    const version = old.has === undefined ? 'this Node' : `Node ${old.has}`;
    const isKnownOld = old.has !== undefined && majorOf(old.has) < 20;
    const weight = weighStartup(old.signs, session);
    return draftHit(old.signs, {
      // A module that is required although it may only be imported: a Node from 20.19 on takes it, and so does a mended package.
      confidence:
        old.has === undefined && old.signs.every(({ sign }) => sign === 'esm')
          ? 'possible'
          : weight === 'confirmed' && !isKnownOld && old.needs === undefined
            ? 'likely'
            : weight,
      title: `${nameServer(entry)} needs a newer Node${old.has === undefined ? '' : ` than ${old.has}`}`,
      why: `${old.lacks === undefined ? `It was run by ${version}` : `${version} does not know "${old.lacks}"`}${old.needs === undefined ? (old.lacks === undefined ? ', which is too old for it' : ', which its code takes for granted') : `, and it asks for ${old.needs}`}.`,
      evidence: running === undefined ? [] : [{ what: "the Node on the client's PATH", where: running.path, quote: running.version }],
      fixes: [draftInstall('node', host?.platform, client)],
      decisive: 'run "node --version" with the PATH of the client: below 20 most servers of today do not start',
    });
  },
});
