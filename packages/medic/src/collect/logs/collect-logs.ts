import { lookAt } from '../../io/look-up.ts';
import type { ClientDefinition, LogFacts, LogPlace, Redactor, Roots } from '../../model/index.ts';
import { expandLogPath, readServerOf } from './expand-log-path.ts';
import { pickLines } from './pick-lines.ts';
import { countLinesBeforeEnd, readLogEnd } from './read-log-end.ts';

const FILES_CAP = 20;
const TAIL_BYTES = 256 * 1024;
const LINES_CAP = 60;
const LINE_LENGTH_CAP = 4096;

export interface LogFile {
  readonly path: string;
  readonly modifiedAt: string;
  readonly what: 'server' | 'client';
  /** The file's name says that it is about this server alone. */
  readonly isOwn: boolean;
  /** The server the file's path names, in the spelling of the path. */
  readonly server?: string;
}

/** Turns a path template of a client definition into absolute paths: `expandPathTemplate` of clients/, handed in by the engine. */
export type ExpandTemplate = (template: string, roots: Roots) => readonly string[];

/** The client's newest log files, and the last lines in them about this server. Lines are redacted. */
export async function collectLogs(
  definition: Pick<ClientDefinition, 'logs'>,
  serverName: string,
  roots: Roots,
  redactor: Redactor,
  expand: ExpandTemplate,
): Promise<LogFacts> {
  const files = await listLogFiles(definition.logs, serverName, roots, expand);
  const tails = await Promise.all(files.map((file) => readLogTail(file, serverName, redactor)));
  const tail: LogFacts['tail'][number][] = [];
  // The newest file first, and from each its last lines, so that one chatty old file does not push the rest out.
  for (const lines of tails) tail.push(...lines.slice(-Math.max(0, LINES_CAP - tail.length)));
  return { files: files.map(({ path, modifiedAt, what }) => ({ path: redactor.text(path), modifiedAt, what })), tail: tail.slice(0, LINES_CAP) };
}

/** Log files at these places, newest first. A server name of `*` stands for every server. */
export async function listLogFiles(
  places: readonly LogPlace[],
  serverName: string,
  roots: Roots,
  expand: ExpandTemplate,
  cap: number = FILES_CAP,
): Promise<readonly LogFile[]> {
  const found = new Map<string, LogFile>();
  for (const place of places) {
    const template = typeof place.path === 'string' ? place.path : place.path[roots.platform];
    if (template === undefined) continue;
    for (const pattern of expand(template, roots)) {
      for (const path of await expandLogPath(pattern, serverName, roots.project)) {
        const look = await lookAt(path);
        if (look.type !== 'file' || look.modifiedMs === undefined || found.has(path)) continue;
        const server = readServerOf(template, path);
        found.set(path, {
          path,
          modifiedAt: new Date(look.modifiedMs).toISOString(),
          what: place.what,
          isOwn: place.what === 'server' && template.includes('{server}'),
          ...(server === undefined ? {} : { server }),
        });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => (a.modifiedAt < b.modifiedAt ? 1 : -1)).slice(0, cap);
}

async function readLogTail(file: LogFile, serverName: string, redactor: Redactor): Promise<readonly LogFacts['tail'][number][]> {
  const end = await readLogEnd(file.path, TAIL_BYTES);
  const picked = pickLines(end.lines, file.isOwn ? undefined : serverName).slice(-LINES_CAP);
  if (picked.length === 0) return [];
  const before = await countLinesBeforeEnd(file.path, end);
  return picked.map(({ index, text, at }) => ({
    path: redactor.text(file.path),
    line: before + index + 1,
    text: redactor.text(text.slice(0, LINE_LENGTH_CAP)),
    ...(at === undefined ? {} : { at }),
  }));
}
