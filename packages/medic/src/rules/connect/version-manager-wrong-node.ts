import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftOtherNode, majorOf, newestNode, OLD_NODE_SIGNS, readOldNode, runningNode } from '../node-versions.ts';
import { draftHit, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { nameClient, nameServer, sayReload, tell } from '../words.ts';

/**
 * A new enough Node is installed, and the client's PATH leads to an older one: Claude Desktop puts every nvm version on the
 * PATH, oldest first; a desktop session knows only the system's Node.
 */
export const rule: AnyRule = defineRule({
  id: 'version-manager-wrong-node',
  layer: 'startup',
  severity: 'blocks',
  cause: 'version-manager-wrong-node',
  needs: [],
  uses: ['session', 'client', 'entry', 'program', 'host'],
  signs: [
    ...OLD_NODE_SIGNS,
    {
      id: 'managed-path',
      literals: ['.nvm/', '.nvm\\', 'fnm', '.volta', '.asdf', 'mise/', '\\nvm\\', 'nodenv'],
      pattern: /[/\\]\.?(?:nvm|fnm\w{0,40}|volta|asdf|mise|nodenv)[/\\].{0,40}?(?<managed>\d{1,2}\.\d{1,2}\.\d{1,2})/u,
    },
  ],

  judge({ session, client, entry, program, host, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    const running = runningNode(program);
    const old = readOldNode(
      told.filter(({ sign }) => sign !== 'managed-path'),
      running?.version,
    );
    if (old === undefined) return [];
    const newer = newestNode(program);
    const isManaged = told.some(({ sign }) => sign === 'managed-path');
    if ((session !== undefined || program !== undefined) && (newer === undefined || old.has === undefined || majorOf(newer.version) <= majorOf(old.has)))
      return [];
    const fix =
      newer === undefined || entry === undefined || client === undefined || program === undefined
        ? undefined
        : draftOtherNode(entry, client, program, newer, host?.platform ?? 'linux');
    return draftHit(old.signs, {
      confidence: session === undefined ? (isManaged || newer !== undefined ? 'likely' : 'possible') : weighStartup(old.signs, session),
      title: `${client === undefined ? 'The client' : nameClient(client)} runs ${nameServer(entry) === 'The server' ? 'the server' : nameServer(entry)} with an old Node${old.has === undefined ? '' : ` (${old.has})`}`,
      why: `${old.lacks === undefined ? 'The server was run by' : `"${old.lacks}" is unknown to`} Node ${old.has ?? 'of an older version'}${newer === undefined ? ', the first one on the PATH of the client' : `, although ${newer.version} is installed (${newer.path})`}.`,
      evidence: [running, newer].filter((one) => one !== undefined).map((one) => ({ what: `Node by way of ${one.via}`, where: one.path, quote: one.version })),
      fixes:
        fix === undefined
          ? [
              tell(
                'use-newer-node',
                'Put a newer Node first on the PATH of the entry',
                `Run "nvm which 22" (or "fnm exec --using 22 which node") and add "env": { "PATH": "ITS_FOLDER:/usr/local/bin:/usr/bin:/bin" } to the entry, with npx from the same folder as "command"; or uninstall the old versions.${sayReload(client)}`,
              ),
            ]
          : [fix],
      decisive: 'compare "node --version" in a terminal with the version in the error: two versions mean that the client found another Node',
    });
  },
});
