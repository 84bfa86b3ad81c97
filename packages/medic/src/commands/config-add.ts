import { addToClient } from '../engine/config/change-client.ts';
import { readGivenSource, type GivenSource } from '../engine/config/given-source.ts';
import { makeSnippet } from '../engine/config/snippet.ts';
import type { ConfigChange } from '../model/index.ts';
import { createScreen, requireClients } from './config-shared.ts';
import type { ParsedWords } from './parse-flags.ts';
import { readRoots } from './roots.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLES = [
  'A server may be given as:',
  '  a URL                  mcp-medic config add https://host/mcp --client cursor',
  '  a command              mcp-medic config add --client cursor -- npx -y some-server',
  '  a package              mcp-medic config add npm:@scope/name --client cursor   (npm:, pypi:, oci:)',
  "  a file                 server.json of a registry, .mcpb bundle or its manifest.json, any client's config",
  '  pasted text            mcp-medic config add - --client cursor                 (config, command line, install link)',
].join('\n');

/** `config add SOURCE --client ID[,ID]`. */
export async function run({ flags, targets, rest }: ParsedWords): Promise<number> {
  const [word, ...more] = targets;
  if (more.length > 0 || (word !== undefined && rest !== undefined)) throw new UsageError('config add takes one source.', EXAMPLES);
  if (word === undefined && (rest === undefined || rest.length === 0)) throw new UsageError('config add needs a server to add.', EXAMPLES);
  const roots = readRoots(flags);
  const clients = await requireClients(flags['client'], '--client', roots);
  const source: GivenSource = {
    ...(rest === undefined ? { word: word ?? '' } : { argv: rest }),
    readInput,
    env: listOf(flags['env']),
    headers: listOf(flags['header']),
    settings: listOf(flags['set']),
    ...(typeof flags['name'] === 'string' ? { name: flags['name'] } : {}),
    ...(typeof flags['workdir'] === 'string' ? { workdir: flags['workdir'] } : {}),
    ...(typeof flags['timeout'] === 'string' ? { timeoutMs: readSeconds(flags['timeout']) * 1000 } : {}),
    ...(flags['transport'] === undefined ? {} : { transport: flags['transport'] as 'stdio' | 'http' | 'sse' }),
    ...(typeof flags['pick'] === 'string' ? { pick: readCount(flags['pick']) } : {}),
  };
  const read = await readGivenSource(source, roots);
  if (!read.ok) throw new UsageError(`${word ?? 'The command'} cannot be added: ${read.reason}.`, read.next ?? EXAMPLES);
  const { servers, kind, notes } = read.source;
  const screen = createScreen(flags, roots);
  const scope = flags['scope'] as string | undefined;
  const changes: ConfigChange[] = [];
  for (const definition of clients) {
    if (flags['snippet'] === true) for (const server of servers) changes.push(await makeSnippet(server, definition, scope, roots));
    else {
      const how = { ...(scope === undefined ? {} : { scope }), replaces: flags['replace'] === true, wraps: flags['wrapper'] === true, guardsSecrets: true };
      changes.push(...(await addToClient(servers, definition, roots, how, screen.options)));
    }
  }
  return screen.finish({ schema: 'mcp-medic/config-change@1', action: 'add', source: { kind, notes }, changes });
}

function listOf(value: ParsedWords['flags'][string]): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function readSeconds(value: string): number {
  const seconds = Number(value);
  if (!Number.isFinite(seconds) || seconds <= 0 || seconds > 3600) throw new UsageError(`--timeout takes seconds from 1 to 3600, not "${value}".`);
  return seconds;
}

function readCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`--pick takes a number from 1, not "${value}".`);
  return count;
}

const MOST_INPUT_BYTES = 1 << 20;

async function readInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(`Paste the server, then press ${process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D'}.\n`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_INPUT_BYTES) throw new UsageError('The pasted text is larger than a mebibyte.', 'Paste only the part with the servers.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
