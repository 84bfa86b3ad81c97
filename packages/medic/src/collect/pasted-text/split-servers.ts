import type { ViewedLine } from './list-views.ts';

/** The lines of one server in a log that several write to; without a name, those that no server can be given. */
export interface ServerLines {
  readonly name?: string;
  readonly lines: readonly ViewedLine[];
}

const SERVERS_CAP = 60;

/**
 * Sorts lines by the server their prefix names. A line without prefix belongs to the line before it (stderr in Claude Desktop's
 * logs has none). With at most one server, everything is one text.
 */
export function splitServers(lines: readonly ViewedLine[]): readonly ServerLines[] {
  const names = new Set(lines.flatMap(({ read }) => (read.server === undefined ? [] : [keyOf(read.server)])));
  const [only] = names;
  if (names.size <= 1) return [{ ...(only === undefined ? {} : { name: lines.find(({ read }) => read.server !== undefined)?.read.server ?? only }), lines }];
  const groups = new Map<string, { readonly name?: string; readonly lines: ViewedLine[] }>();
  let current = '';
  for (const line of lines) {
    const { server, isHead } = line.read;
    if (server !== undefined) current = keyOf(server);
    else if (isHead) current = '';
    const key = groups.size >= SERVERS_CAP && !groups.has(current) ? '' : current;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...(key === '' ? {} : { name: server ?? key }), lines: [line] });
    else group.lines.push(line);
  }
  return [...groups.values()];
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}
