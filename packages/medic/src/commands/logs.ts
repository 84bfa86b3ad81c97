import { findLogs, type FoundLog, type LogTail, readLogTail } from '../engine/logs.ts';
import { CLIENT_IDS } from '../model/ids.ts';
import type { ClientId, Roots } from '../model/index.ts';
import type { TextOptions } from '../report/text/options.ts';
import { renderLogList, renderLogTail } from '../report/text/logs.ts';
import { nearest } from '../text/near.ts';
import { safeJson } from '../text/safe-text.ts';
import { LOGS_FLAGS } from './logs-flags.ts';
import { followToTerminal } from './logs-follow.ts';
import { parseFlags } from './parse-flags.ts';
import { readRoots } from './roots.ts';
import { readTerminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** `mcp-medic logs [client] [server]`. 0 when files were listed or show no error, 1 when a shown log holds one. */
export async function run(words: readonly string[]): Promise<number> {
  const { flags, targets } = parseFlags(
    words.map((word) => (word === '-f' ? '--follow' : word)),
    LOGS_FLAGS,
  );
  const roots = readRoots(flags);
  const count = readCount(flags['lines'] as string | undefined);
  const { client, server } = readTargets(targets);
  const logs = await findLogs(roots, client === undefined ? undefined : [client], server);
  const { columns, style } = readTerminal(process.stdout, process.env);
  const options: TextOptions = { columns, style, home: roots.home, all: flags['all'] === true };
  const isJson = flags['json'] === true;
  const wantsTail = client !== undefined || server !== undefined || flags['follow'] === true;
  const [shown] = server === undefined ? logs : await aboutServer(logs, server, count);
  if (!wantsTail || shown === undefined) {
    print(isJson ? jsonOf(logs, undefined) : renderLogList(logs, { client, server }, options));
    return 0;
  }
  const tail = await readLogTail(shown, server, count);
  print(isJson ? jsonOf(logs, tail) : renderLogTail(shown, tail, options));
  if (flags['follow'] === true && !isJson) await followToTerminal(shown, tail, server, options, createNextFinder(roots, shown, server, logs));
  return (tail.explanation?.causes.length ?? 0) > 0 ? 1 : 0;
}

/** Finds the file that a client begins for its next session: of the same kind, and not there before. */
function createNextFinder(roots: Roots, shown: FoundLog, server: string | undefined, before: readonly FoundLog[]): () => Promise<string | undefined> {
  const known = new Set(before.map(({ path }) => path));
  return async () => {
    const logs = await findLogs(roots, [shown.client], server);
    const next = logs.find(
      (log) => !known.has(log.path) && log.what === shown.what && log.isOwn === shown.isOwn && (server !== undefined || log.server === shown.server),
    );
    for (const { path } of logs) known.add(path);
    return next?.path;
  };
}

/** Files named after the server first; of the others those that speak of it. */
async function aboutServer(logs: readonly FoundLog[], server: string, count: number): Promise<readonly FoundLog[]> {
  const own = logs.filter(({ isOwn }) => isOwn);
  if (own.length > 0) return own;
  for (const log of logs) if ((await readLogTail(log, server, count)).lines.length > 0) return [log];
  return [];
}

function readTargets(words: readonly string[]): { readonly client?: ClientId; readonly server?: string } {
  const [first, second, third] = words;
  if (third !== undefined) throw new UsageError('logs takes a client and a server.', 'For example: mcp-medic logs claude-desktop github');
  if (first === undefined) return {};
  const client = CLIENT_IDS.find((id) => id === first);
  if (client !== undefined) return { client, ...(second === undefined ? {} : { server: second }) };
  if (second === undefined) return { server: first };
  const near = nearest(first, CLIENT_IDS, 4);
  throw new UsageError(
    `There is no client "${first}".`,
    near === undefined ? `It is one of: ${CLIENT_IDS.join(', ')}` : `Did you mean: mcp-medic logs ${near} ${second}`,
  );
}

function readCount(value: string | undefined): number {
  if (value === undefined) return 40;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > 5000) throw new UsageError(`--lines takes a number from 1 to 5000, not "${value}".`);
  return count;
}

function jsonOf(logs: readonly FoundLog[], tail: LogTail | undefined): string {
  const files = logs.map(({ client, server, path, modifiedAt, sizeBytes, what }) => ({
    client,
    ...(server === undefined ? {} : { server }),
    path,
    modifiedAt,
    sizeBytes,
    what,
  }));
  const shown =
    tail === undefined ? {} : { shown: { path: tail.path, lines: tail.lines, ...(tail.explanation === undefined ? {} : { explanation: tail.explanation }) } };
  return `${safeJson(JSON.stringify({ schema: 'mcp-medic/logs@1', files, ...shown }, undefined, 2))}\n`;
}

function print(text: string): void {
  process.stdout.write(text);
}
