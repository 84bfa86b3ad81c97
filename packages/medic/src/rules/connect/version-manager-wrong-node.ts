import type { AnyRule, ClientFacts, Hit, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftOtherNode, majorOf, newestNode, OLD_NODE_SIGNS, OLDEST_GOOD, readOldNode, runningNode } from '../node-versions.ts';
import { draftHit, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { nameClient, nameServer, sayReload, tell } from '../words.ts';
import { signsNamed } from '../weigh-signs.ts';

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
    // Claude Desktop names the program it chose, and every folder it looked in.
    {
      id: 'chosen',
      literals: ['Using MCP server command'],
      pattern: /Using MCP server command: \S{1,200}[/\\]v(?<chosen>\d{1,2}\.\d{1,3}\.\d{1,3})[/\\]/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, client, entry, program, host, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    if (session === undefined && program === undefined) {
      const passedOver = judgeChosen(told, client);
      if (passedOver.length > 0) return passedOver;
    }
    const running = runningNode(program);
    const old = readOldNode(
      told.filter(({ sign }) => sign !== 'managed-path' && sign !== 'chosen'),
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

/** A version that most servers are too new for was chosen, and a newer one lies beside it. */
function judgeChosen(told: readonly SignHit[], client: ClientFacts | undefined): readonly Hit[] {
  const chosen = signsNamed(told, 'chosen')[0];
  const version = chosen?.groups['chosen'];
  if (chosen === undefined || version === undefined || majorOf(version) >= OLDEST_GOOD) return [];
  const newer = signsNamed(told, 'managed-path').find(({ groups }) => majorOf(groups['managed'] ?? '') >= OLDEST_GOOD);
  if (newer === undefined) return [];
  return draftHit([chosen, newer], {
    confidence: 'likely',
    title: `${client === undefined ? 'The client' : nameClient(client)} took Node ${version}, the first of several`,
    why: `It started the program of Node ${version}, although ${newer.groups['managed'] ?? 'a newer one'} is installed beside it; most servers need ${OLDEST_GOOD} or newer.`,
    fixes: [
      tell(
        'use-newer-node',
        'Name the newer Node in the entry',
        `Set "command" to the full path of npx in the newer version's folder and put that folder first into "env": { "PATH": "…" }, or uninstall the old version.${sayReload(client)}`,
      ),
    ],
    decisive: 'what the server writes when it is started by hand with the newer Node: it then runs',
  });
}
