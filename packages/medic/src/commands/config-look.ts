import { chooseClients, listPaths, listServers } from '../engine/config/list-configs.ts';
import type { ConfigListResult, ConfigPathsResult, Roots } from '../model/index.ts';
import { renderConfigList, renderConfigPaths, renderConfigShow } from '../report/text/config.ts';
import { printJson, printLines, readClientId, stdoutOptions } from './config-shared.ts';
import type { ParsedWords } from './parse-flags.ts';
import { readRoots } from './roots.ts';
import { UsageError } from './usage-error.ts';

/** `config paths [client…]`. */
export async function runPaths({ flags, targets }: ParsedWords): Promise<number> {
  const roots = readRoots(flags);
  const result: ConfigPathsResult = { schema: 'mcp-medic/config-paths@1', files: await listPaths(await clientsOf(targets, roots), roots) };
  if (flags['json'] === true) printJson(result);
  else printLines(renderConfigPaths(result, stdoutOptions(roots, false)));
  return 0;
}

/** `config list [client…]`. */
export async function runList({ flags, targets }: ParsedWords): Promise<number> {
  const roots = readRoots(flags);
  const result: ConfigListResult = { schema: 'mcp-medic/config-list@1', servers: await listServers(await clientsOf(targets, roots), undefined, roots) };
  if (flags['json'] === true) printJson(result);
  else printLines(renderConfigList(result, stdoutOptions(roots, false)));
  return 0;
}

/** `config show NAME`, `config show client:NAME`. */
export async function runShow({ flags, targets }: ParsedWords): Promise<number> {
  const [target, ...more] = targets;
  if (target === undefined || more.length > 0) throw new UsageError('config show takes the name of one server.', 'See all: mcp-medic config list');
  const roots = readRoots(flags);
  const colon = target.indexOf(':');
  const clients = await chooseClients(colon === -1 ? undefined : [readClientId(target.slice(0, colon), 'config show')], roots);
  const name = target.slice(colon + 1);
  const servers = await listServers(clients, name, roots);
  if (servers.length === 0) throw new UsageError(`No client has a server named "${target}".`, 'See all: mcp-medic config list');
  const result: ConfigListResult = { schema: 'mcp-medic/config-list@1', servers };
  if (flags['json'] === true) printJson(result);
  else printLines(renderConfigShow(result, stdoutOptions(roots, false)));
  return 0;
}

function clientsOf(targets: readonly string[], roots: Roots): ReturnType<typeof chooseClients> {
  return chooseClients(targets.length === 0 ? undefined : targets.flatMap((word) => word.split(',')).map((word) => readClientId(word, 'config')), roots);
}
