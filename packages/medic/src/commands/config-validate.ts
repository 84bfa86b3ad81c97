import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { chooseClients } from '../engine/config/list-configs.ts';
import { listReadersOf, validateClients, validateFile } from '../engine/config/validate.ts';
import { CLIENT_IDS } from '../model/ids.ts';
import type { ClientId, ConfigValidateResult, Roots } from '../model/index.ts';
import { renderConfigValidate } from '../report/text/config.ts';
import { printJson, printLines, readClientIds, stdoutOptions } from './config-shared.ts';
import type { ParsedWords } from './parse-flags.ts';
import { readRoots } from './roots.ts';
import { UsageError } from './usage-error.ts';

/** `config validate [file | client]…`. 1 when anything worse than a hint was found. */
export async function run({ flags, targets }: ParsedWords, version: string): Promise<number> {
  const roots = readRoots(flags);
  const asked = readClientIds(flags['client'], '--client');
  const ids = targets.filter((word): word is ClientId => CLIENT_IDS.some((id) => id === word));
  const paths = targets.filter((word) => !CLIENT_IDS.some((id) => id === word));
  const files: ConfigValidateResult['files'][number][] = [];
  for (const path of paths) files.push(...(await validateOne(path, asked === 'all' ? undefined : asked, roots, version)));
  if (ids.length > 0 || paths.length === 0) {
    const clients = await chooseClients(ids.length > 0 ? ids : asked === 'all' ? undefined : asked, roots);
    files.push(...(await validateClients(clients, roots, version)));
  }
  const result: ConfigValidateResult = { schema: 'mcp-medic/config-validate@1', files };
  if (flags['json'] === true) printJson(result);
  else printLines(renderConfigValidate(result, stdoutOptions(roots, flags['all'] === true)));
  return files.some(({ findings }) => findings.some(({ severity }) => severity !== 'hint')) ? 1 : 0;
}

async function validateOne(word: string, asked: readonly ClientId[] | undefined, roots: Roots, version: string): Promise<ConfigValidateResult['files']> {
  const path = resolve(roots.project, word);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageError(`${word} is neither a file nor the id of a client.`, `Clients: ${CLIENT_IDS.join(', ')}`);
  const ids = asked ?? (await listReadersOf(path, roots));
  if (ids.length === 0)
    throw new UsageError(`No client reads ${word} from there.`, `Say whose it is meant to be: mcp-medic config validate ${word} --client ID`);
  const validated = await Promise.all((await chooseClients(ids, roots)).map((definition) => validateFile(path, definition, roots, version)));
  if (validated.includes(undefined))
    throw new UsageError(`${word} has characters in its path that mcp-medic cannot work with: ~ % | $ * { }`, 'Copy it to a plain path.');
  return validated.flatMap((one) => one ?? []);
}
