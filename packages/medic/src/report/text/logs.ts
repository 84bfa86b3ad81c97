import type { ExplainedCause, ExplainResult } from '../../model/index.ts';
import { show } from '../show.ts';
import { renderExplanation } from './explain.ts';
import type { TextOptions } from './options.ts';
import { wrap } from './wrap.ts';

export interface ListedLog {
  readonly client: string;
  readonly path: string;
  readonly modifiedAt: string;
  readonly sizeBytes: number;
  /** The server its path names. */
  readonly server?: string;
}

export interface ShownTail {
  readonly lines: readonly { readonly number: number; readonly text: string }[];
  readonly explanation: ExplainResult | undefined;
}

const LISTED_PER_CLIENT = 8;

/** The newest log file of each server of each client, or where to look when there are none. */
export function renderLogList(
  logs: readonly ListedLog[],
  asked: { readonly client?: string | undefined; readonly server?: string | undefined },
  options: TextOptions,
): string {
  const { style, home, columns, all } = options;
  if (logs.length === 0 || asked.server !== undefined) {
    const who = `${asked.client === undefined ? 'any client' : asked.client}${asked.server === undefined ? '' : ` about "${asked.server}"`}`;
    return `${wrap(show(`No log of ${who} was found. A client writes one once it has run; where each keeps its logs stands in docs/clients.`, home), columns, '').join('\n')}\n`;
  }
  const clients = [...new Set(logs.map(({ client }) => client))];
  const lines = clients.flatMap((client) => {
    const own = logs.filter((log) => log.client === client);
    const newest = own.filter(({ server }, index) => own.findIndex((one) => one.server === server) === index);
    const shown = all ? own : newest.slice(0, LISTED_PER_CLIENT);
    const more = own.length - shown.length;
    const width = Math.min(24, Math.max(0, ...shown.map(({ server = '' }) => server.length)));
    return [
      style.strong(client),
      ...shown.map(
        ({ path, modifiedAt, sizeBytes, server }) =>
          `  ${modifiedAt.slice(0, 16).replace('T', ' ')}  ${saySize(sizeBytes).padStart(8)}  ${width === 0 ? '' : `${style.strong(show(server ?? '', home).padEnd(width))}  `}${show(path, home)}`,
      ),
      ...(more > 0 ? [style.dim(`  and ${more} more; --all lists them`)] : []),
    ];
  });
  return `${[...lines, '', `Show and explain one: mcp-medic logs ${clients[0] ?? 'CLIENT'} [server] [-f]`].join('\n')}\n`;
}

/** The last lines, each recognised one followed by the cause it shows, and the explanation of the whole. */
export function renderLogTail(log: ListedLog, { lines, explanation }: ShownTail, options: TextOptions): string {
  const { style, home } = options;
  const causes = explanation?.causes ?? [];
  const shown = lines.flatMap(({ number, text }) => [
    renderLogLine(text, options),
    ...causes.filter((cause) => quotesLine(cause, number)).map((cause) => style.warn(`    ^ ${cause.cause}: ${show(cause.title, home)}`)),
  ]);
  const head = `${style.strong(show(log.path, home))} ${style.dim(`(${log.client}, ${log.modifiedAt.slice(0, 16).replace('T', ' ')}, ${saySize(log.sizeBytes)})`)}`;
  const end = explanation === undefined ? '' : `\n${renderExplanation(explanation, options)}`;
  return `${[head, ...shown].join('\n')}\n${end}`;
}

export function renderLogLine(text: string, { home }: TextOptions): string {
  return `  ${show(text.trimEnd(), home)}`;
}

/** A cause that new lines show. */
export function renderNewCause(cause: ExplainedCause, { style, home, columns }: TextOptions): readonly string[] {
  const first = cause.fixes[0]?.title;
  return wrap(show(`^ ${cause.cause}: ${cause.title}${first === undefined ? '' : `. Do this: ${first}`}`, home), columns, '      ', '    ').map(style.warn);
}

function quotesLine({ evidence }: ExplainedCause, number: number): boolean {
  return evidence.some(({ where }) => where === `line ${number}`);
}

function saySize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1 << 20 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
