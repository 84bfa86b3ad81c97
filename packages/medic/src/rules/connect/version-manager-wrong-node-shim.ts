import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { nameServer, sayReload, tell } from '../words.ts';

/** A version manager stands between client and Node and has no version for this folder; or a native module met another Node. */
export const rule: AnyRule = defineRule({
  id: 'version-manager-wrong-node-shim',
  layer: 'startup',
  severity: 'blocks',
  cause: 'version-manager-wrong-node',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    { id: 'abi', literals: ['NODE_MODULE_VERSION'], pattern: /NODE_MODULE_VERSION (?<built>\d{2,4})\b.{0,80}/u },
    { id: 'abi-needs', literals: ['requires'], pattern: /requires\s{1,4}NODE_MODULE_VERSION (?<needs>\d{2,4})/u },
    {
      id: 'asdf',
      literals: ['No version is set for', 'No preset version installed', 'Perhaps you have to reshim'],
      pattern:
        /No version is set for (?:command|shim:?) ?['"]?(?<program>node|npx|npm|nodejs)|No preset version installed for command (?<preset>node|npx|npm)|unknown command: (?<unknown>npx|node|npm)\. Perhaps you have to reshim/iu,
    },
    {
      id: 'mise',
      literals: ['is not a valid shim', 'mise ERROR', 'detect an applicable version'],
      pattern:
        /mise ERROR.{0,60}(?:(?<program>node|npx|npm)(?:@\S{1,20})? (?:is )?not (?:installed|found)|not a valid shim)|Failed to detect an applicable version to run (?<proto>node|npx|npm) with/iu,
    },
    {
      id: 'volta',
      literals: ['Volta error', 'Node is not available'],
      pattern: /(?:Volta error|error): (?:Node is not available|Could not (?:execute|find executable)|No Node version found)/u,
    },
    { id: 'nvm', literals: ['nvm', 'N/A: version'], pattern: /N\/A: version "(?<version>[^"]{1,40})" is not yet installed|nvm is not compatible with the/u },
    {
      id: 'fnm',
      literals: ["Can't find an installed Node version", 'Requested version'],
      pattern: /Can't find an installed Node version matching|Requested version .{1,20} is not currently installed/u,
    },
    {
      id: 'nodenv',
      literals: ['nodenv:'],
      pattern: /nodenv: (?:version [`'](?<version>[^'`]{1,40})'? is not installed|(?<program>node|npx|npm): command not found)/u,
    },
  ],

  judge({ session, client, entry, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    const abi = signsNamed(told, 'abi');
    const shim = told.filter(({ sign }) => sign !== 'abi' && sign !== 'abi-needs');
    const meant = shim.length > 0 ? shim : abi.length > 0 ? signsNamed(told, 'abi', 'abi-needs') : [];
    if (meant.length === 0) return [];
    const isAbi = shim.length === 0;
    const version = groupOf(meant, 'version');
    return draftHit(meant, {
      confidence: weighStartup(meant, session),
      title: isAbi
        ? `${nameServer(entry)} was installed with another Node than runs it`
        : `The version manager has no Node for ${nameServer(entry) === 'The server' ? 'the server' : nameServer(entry)}`,
      why: isAbi
        ? `A native module was built for module version ${groupOf(meant, 'built') ?? 'of another Node'}, and the Node that ran it ${groupOf(meant, 'needs') === undefined ? 'has another one' : `needs ${groupOf(meant, 'needs') ?? ''}`}.`
        : `The shim that was started chooses a Node by folder, and found none${version === undefined ? '' : ` for "${version}"`} where the client starts servers.`,
      fixes: [
        isAbi
          ? tell(
              'rebuild-modules',
              'Build the modules for the Node that runs them',
              `Run "npm rebuild" in the server's folder with the node the client starts (delete ~/.npm/_npx for npx), or name the node it was installed with by its full path.${sayReload(client)}`,
            )
          : tell(
              'pin-node',
              'Name a Node that needs no choosing',
              `Set a global version ("nvm alias default 22", "asdf set -u nodejs 22.11.0", "mise use -g node@22", "volta install node@22"), or write the full path of npx or node below the version's own bin folder as "command", with that folder first in "env" PATH.${sayReload(client)}`,
            ),
      ],
      decisive: 'run the command from your home folder, where the client starts it: the same message comes',
    });
  },
});
