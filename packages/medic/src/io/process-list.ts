import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessRow {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  /** Session id, where the system tells it. */
  readonly session?: number;
  /** Tells two processes with the same pid apart. */
  readonly start: string;
  readonly zombie: boolean;
  /** The command line, where it came with the list. */
  readonly commandLine?: string;
}

const PS_TIMEOUT_MS = 2_000;

/**
 * The processes of this machine: from /proc on Linux, from `ps` on other POSIX systems, none on Windows. Never throws.
 * `older`: process ids that need no look, because they ran before what is sought; reading each of hundreds costs milliseconds.
 */
export function listProcesses(older?: ReadonlySet<number>): readonly ProcessRow[] {
  if (process.platform === 'win32') return [];
  return process.platform === 'linux' ? listFromProc(older) : listFromPs();
}

/** The process ids in use now, on Linux; undefined elsewhere. */
export function listPids(): ReadonlySet<number> | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return new Set(readdirSync('/proc').map(Number).filter(isPid));
  } catch {
    return undefined;
  }
}

/** One process on Linux; undefined elsewhere or when it is gone. */
export function readProcessRow(pid: number): ProcessRow | undefined {
  const stat = readProcFile(pid, 'stat');
  return stat === undefined ? undefined : parseStat(stat);
}

/** The value of one variable in a process's start environment, on Linux and for processes of this user. */
export function readStartVariable(pid: number, name: string): string | undefined {
  const entry = readProcFile(pid, 'environ')
    ?.split('\0')
    .find((pair) => pair.startsWith(`${name}=`));
  return entry?.slice(name.length + 1);
}

/** Command line of a process as words. A process that renamed itself gives one word with spaces. */
export function readCommandLine(row: ProcessRow): readonly string[] {
  if (row.commandLine !== undefined) return row.commandLine.split(' ').filter((word) => word !== '');
  return (readProcFile(row.pid, 'cmdline') ?? '').split('\0').filter((word) => word !== '');
}

function listFromProc(older?: ReadonlySet<number>): readonly ProcessRow[] {
  const pids = listPids();
  if (pids === undefined) return listFromPs();
  return [...pids]
    .filter((pid) => older?.has(pid) !== true)
    .map(readProcessRow)
    .filter((row) => row !== undefined);
}

function isPid(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

/** proc(5): `pid (name) state ppid pgrp session … starttime`; the name may hold spaces and parentheses. */
function parseStat(stat: string): ProcessRow | undefined {
  const close = stat.lastIndexOf(')');
  const pid = Number.parseInt(stat, 10);
  const fields = stat.slice(close + 2).split(' ');
  const start = fields[19];
  if (close < 0 || start === undefined || !Number.isInteger(pid)) return undefined;
  return { pid, ppid: Number(fields[1]), pgid: Number(fields[2]), session: Number(fields[3]), start, zombie: fields[0] === 'Z' || fields[0] === 'X' };
}

function listFromPs(): readonly ProcessRow[] {
  const result = spawnSync('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,lstart=,command='], {
    encoding: 'utf8',
    timeout: PS_TIMEOUT_MS,
    maxBuffer: 8 * 1024 * 1024,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return (result.stdout ?? '')
    .split('\n')
    .map(parsePsLine)
    .filter((row) => row !== undefined);
}

/** A line of `ps`: four words, the start time in five, then the command line. */
export function parsePsLine(line: string): ProcessRow | undefined {
  const words = line.trim().split(/\s+/u);
  const [pid, ppid, pgid] = words.slice(0, 3).map(Number);
  if (words.length < 10 || pid === undefined || ppid === undefined || pgid === undefined || Number.isNaN(pid)) return undefined;
  return { pid, ppid, pgid, start: words.slice(4, 9).join(' '), zombie: words[3]?.startsWith('Z') === true, commandLine: words.slice(9).join(' ') };
}

function readProcFile(pid: number, name: 'stat' | 'environ' | 'cmdline'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return undefined;
  }
}
