import { addToClient } from '../engine/config/change-client.ts';
import { describeServers } from '../engine/config/describe-servers.ts';
import { chooseClients } from '../engine/config/list-configs.ts';
import { makeSnippet } from '../engine/config/snippet.ts';
import type { ConfigChange } from '../model/index.ts';
import { createScreen, readClientId, requireClients } from './config-shared.ts';
import type { ParsedWords } from './parse-flags.ts';
import { readRoots } from './roots.ts';
import { UsageError } from './usage-error.ts';

/** `config convert --from ID --to ID[,ID] [server…]`. */
export async function run({ flags, targets }: ParsedWords): Promise<number> {
  const roots = readRoots(flags);
  if (typeof flags['from'] !== 'string')
    throw new UsageError('--from is missing: whose servers are to be taken over?', 'For example: mcp-medic config convert --from cursor --to codex');
  const [from] = await chooseClients([readClientId(flags['from'], '--from')], roots);
  if (from === undefined) throw new UsageError('--from names no client.');
  const clients = (await requireClients(flags['to'], '--to', roots)).filter(({ id }) => id !== from.id);
  if (clients.length === 0) throw new UsageError(`--to names no client other than ${from.id}.`);
  const read = await describeServers(from, targets, roots);
  for (const name of targets)
    if (!read.servers.some((server) => server.name === name))
      throw new UsageError(`${from.name} has no server "${name}" that could be read.`, `See: mcp-medic config list ${from.id}`);
  if (read.servers.length === 0) throw new UsageError(`${from.name} has no server to take over.`, `See: mcp-medic config list ${from.id}`);
  const screen = createScreen(flags, roots);
  const scope = flags['scope'] as string | undefined;
  const changes: ConfigChange[] = [];
  for (const definition of clients) {
    if (flags['snippet'] === true) for (const server of read.servers) changes.push(await makeSnippet(server, definition, scope, roots));
    else {
      const how = { ...(scope === undefined ? {} : { scope }), replaces: flags['replace'] === true, wraps: flags['wrapper'] === true, guardsSecrets: false };
      changes.push(...(await addToClient(read.servers, definition, roots, how, screen.options)));
    }
  }
  return screen.finish({ schema: 'mcp-medic/config-change@1', action: 'convert', source: { kind: `the servers of ${from.name}`, notes: read.notes }, changes });
}
