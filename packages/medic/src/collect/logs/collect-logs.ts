import { countLinesBefore, lookAt, readTail } from '../../io/look-up.ts';
import type { ClientDefinition, LogFacts, LogPlace, Redactor, Roots } from '../../model/index.ts';
import { expandLogPath } from './expand-log-path.ts';
import { pickLines } from './pick-lines.ts';

const FILES_CAP = 20;
const TAIL_BYTES = 256 * 1024;
const LINES_CAP = 60;
const LINE_LENGTH_CAP = 4096;
/** Counting the lines before the tail reads the whole file; beyond this size numbers count from the tail. */
const COUNT_CAP_BYTES = 64 << 20;

export interface LogFile {
  readonly path: string;
  readonly modifiedAt: string;
  readonly what: 'server' | 'client';
  /** The file's name says that it is about this server alone. */
  readonly isOwn: boolean;
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
export async function listLogFiles(places: readonly LogPlace[], serverName: string, roots: Roots, expand: ExpandTemplate): Promise<readonly LogFile[]> {
  const found = new Map<string, LogFile>();
  for (const place of places) {
    const template = typeof place.path === 'string' ? place.path : place.path[roots.platform];
    if (template === undefined) continue;
    for (const pattern of expand(template, roots)) {
      for (const path of await expandLogPath(pattern, serverName, roots.project)) {
        const look = await lookAt(path);
        if (look.type !== 'file' || look.modifiedMs === undefined || found.has(path)) continue;
        found.set(path, {
          path,
          modifiedAt: new Date(look.modifiedMs).toISOString(),
          what: place.what,
          isOwn: place.what === 'server' && template.includes('{server}'),
        });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => (a.modifiedAt < b.modifiedAt ? 1 : -1)).slice(0, FILES_CAP);
}

async function readLogTail(file: LogFile, serverName: string, redactor: Redactor): Promise<readonly LogFacts['tail'][number][]> {
  const { bytes, offset } = await readTail(file.path, TAIL_BYTES);
  // The first line of a cut file is a fragment: it starts at the first line feed.
  const cut = offset === 0 ? 0 : bytes.indexOf(10) + 1;
  const lines = bytes.subarray(cut).toString('utf8').split('\n');
  const picked = pickLines(lines, file.isOwn ? undefined : serverName).slice(-LINES_CAP);
  if (picked.length === 0) return [];
  const before = offset === 0 ? 0 : ((await countLinesBefore(file.path, offset + cut, COUNT_CAP_BYTES)) ?? 0);
  return picked.map(({ index, text, at }) => ({
    path: redactor.text(file.path),
    line: before + index + 1,
    text: redactor.text(text.slice(0, LINE_LENGTH_CAP)),
    ...(at === undefined ? {} : { at }),
  }));
}
