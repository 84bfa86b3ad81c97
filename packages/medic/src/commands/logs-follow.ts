import { followLog } from '../engine/follow-log.ts';
import { explainString, type FoundLog, type LogTail } from '../engine/logs.ts';
import { show } from '../report/show.ts';
import { renderLogLine, renderNewCause } from '../report/text/logs.ts';
import type { TextOptions } from '../report/text/options.ts';

const REMEMBERED_LINES = 300;

/** Shows new lines as they come and names a cause once, when the lines show it. Ends with Ctrl-C. */
export async function followToTerminal(
  log: FoundLog,
  tail: LogTail,
  server: string | undefined,
  options: TextOptions,
  findNext: () => Promise<string | undefined>,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const told = new Set<string>(tail.explanation?.causes.map(({ cause }) => cause));
  let recent: readonly string[] = [];
  let path = log.path;
  const follow = { startBytes: tail.endBytes, signal, findNext, ...(log.isOwn || server === undefined ? {} : { server }) };
  for await (const { path: from, lines } of followLog(log.path, follow)) {
    if (from !== path) process.stdout.write(`${options.style.strong(show(from, options.home))}\n`);
    path = from;
    recent = [...recent, ...lines].slice(-REMEMBERED_LINES);
    process.stdout.write(lines.map((line) => `${renderLogLine(line, options)}\n`).join(''));
    const explanation = await explainString(recent.join('\n'), log.client);
    for (const cause of explanation?.causes.slice(0, 1) ?? []) {
      if (told.has(cause.cause) || cause.confidence === 'possible') continue;
      told.add(cause.cause);
      process.stdout.write(`${renderNewCause(cause, options).join('\n')}\n`);
    }
    if (explanation?.causes.length === 0) told.clear();
  }
}
