import { chooseClients, listServers } from '../engine/config/list-configs.ts';
import { removeFromClient } from '../engine/config/remove-server.ts';
import type { ClientDefinition, ConfigChange, Roots } from '../model/index.ts';
import { createScreen, readClientId, requireClients } from './config-shared.ts';
import type { ParsedWords } from './parse-flags.ts';
import { readRoots } from './roots.ts';
import { UsageError } from './usage-error.ts';

/** `config remove NAME --client ID[,ID]`, `config remove client:NAME`. */
export async function run({ flags, targets }: ParsedWords): Promise<number> {
  const [target, ...more] = targets;
  if (target === undefined || more.length > 0) throw new UsageError('config remove takes the name of one server.', 'See all: mcp-medic config list');
  const roots = readRoots(flags);
  const colon = target.indexOf(':');
  const name = target.slice(colon + 1);
  const clients =
    colon !== -1
      ? await chooseClients([readClientId(target.slice(0, colon), 'config remove')], roots)
      : flags['client'] === undefined
        ? await onlyOwner(name, roots)
        : await requireClients(flags['client'], '--client', roots);
  const screen = createScreen(flags, roots);
  const changes: ConfigChange[] = [];
  for (const definition of clients) changes.push(await removeFromClient(name, definition, flags['scope'] as string | undefined, roots, screen.options));
  return screen.finish({ schema: 'mcp-medic/config-change@1', action: 'remove', changes });
}

async function onlyOwner(name: string, roots: Roots): Promise<readonly ClientDefinition[]> {
  const servers = await listServers(await chooseClients(undefined, roots), name, roots);
  const owners = [...new Set(servers.map(({ client }) => client))];
  if (owners.length === 0) throw new UsageError(`No client has a server named "${name}".`, 'See all: mcp-medic config list');
  if (owners.length > 1)
    throw new UsageError(`Several clients have a server named "${name}".`, `Say which: mcp-medic config remove ${name} --client ${owners.join(',')}`);
  return chooseClients(owners, roots);
}
