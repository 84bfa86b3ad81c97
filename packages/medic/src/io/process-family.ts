import { basename } from 'node:path';
import { listProcesses, readCommandLine, readStartVariable, type ProcessRow } from './process-list.ts';

/** Every process we start carries this variable with a value of its own, so that daemons it leaves behind can be found. */
export const MARKER_VARIABLE = 'MCP_MEDIC_RUN';

export interface FamilyRoot {
  readonly pid: number;
  readonly marker: string;
  /** Start time of the root, when known: nothing older can belong to it. */
  readonly start?: string;
  /** Process ids in use when the root was started: none of them can belong to it. */
  readonly older?: ReadonlySet<number>;
}

/**
 * The living processes that descend from a root we started, without the root: by parent, by process group or session, and on
 * Linux by the marker variable, which survives a double fork and setsid.
 */
export function findFamily(root: FamilyRoot, rows: readonly ProcessRow[] = listProcesses(root.older)): readonly ProcessRow[] {
  const members = new Set<number>([root.pid]);
  let grew = true;
  while (grew) {
    const before = members.size;
    for (const row of rows) if (members.has(row.ppid) || row.pgid === root.pid || row.session === root.pid) members.add(row.pid);
    grew = members.size > before;
  }
  return rows.filter((row) => row.pid !== root.pid && row.pid !== process.pid && !row.zombie && (members.has(row.pid) || carriesMarker(row, root)));
}

/** Those of `rows` that still run; a pid that was given to another process does not count. */
export function keepAlive(rows: readonly ProcessRow[], now: readonly ProcessRow[] = listProcesses()): readonly ProcessRow[] {
  const starts = new Map(now.filter((row) => !row.zombie).map((row) => [row.pid, row.start]));
  return rows.filter((row) => starts.get(row.pid) === row.start);
}

function carriesMarker(row: ProcessRow, root: FamilyRoot): boolean {
  if (process.platform !== 'linux' || row.ppid === 2) return false;
  if (root.start !== undefined && Number(row.start) < Number(root.start)) return false;
  return readStartVariable(row.pid, MARKER_VARIABLE) === root.marker;
}

/** Short names of a root and everything that runs below it, without repetition. */
export function nameFamily(root: FamilyRoot): readonly string[] {
  const rows = listProcesses(root.older);
  const own = rows.filter((row) => row.pid === root.pid && !row.zombie);
  return [...new Set([...own, ...findFamily(root, rows)].map(nameProcess))].slice(0, 10);
}

/** Programs whose next word says what they are busy with. */
const SPEAKING = new Set([
  'npm',
  'npx',
  'pnpm',
  'yarn',
  'bun',
  'bunx',
  'deno',
  'uv',
  'uvx',
  'pip',
  'pip3',
  'pipx',
  'poetry',
  'docker',
  'podman',
  'git',
  'cargo',
  'go',
  'dotnet',
  'mvn',
  'gradle',
  'brew',
  'node-gyp',
]);
const RUNTIMES = new Set(['node', 'python', 'python3', 'sh', 'bash', 'zsh', 'ruby', 'perl']);

/** A short name for people: `npm exec`, `docker pull`, `node server.js`. Holds no other argument, so no secret. */
export function nameProcess(row: ProcessRow): string {
  const words = readCommandLine(row).flatMap((word, index) => (index === 0 ? splitTitle(word) : [word]));
  const program = basename(words[0] ?? `pid ${row.pid}`);
  const next = words.slice(1).find((word) => !word.startsWith('-'));
  if (next === undefined) return program.slice(0, 60);
  if (SPEAKING.has(program) && /^[a-z][a-z-]{1,20}$/u.test(next)) return `${program} ${next}`;
  if (RUNTIMES.has(program) && next === words[1] && /^[\w./@-]{1,200}$/u.test(next)) return `${program} ${basename(next)}`;
  return program.slice(0, 60);
}

/** npm sets its process title to `npm exec package`, one word for the system. A path with spaces is left whole. */
function splitTitle(word: string): readonly string[] {
  return word.includes('/') && word.indexOf('/') < (word.includes(' ') ? word.indexOf(' ') : Infinity) ? [word] : word.split(' ').filter((part) => part !== '');
}
