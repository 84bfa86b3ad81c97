/** Readers of process lists, and the test whether a process belongs to a client. Pure. */

export interface RunningProcess {
  readonly pid: number;
  readonly name: string;
  readonly startedMs: number;
}

const SCRIPT_RUNNERS = /^(?:node|bun|deno|electron|python3?)(?:\.exe)?$/i;
const KERNEL_NAME_LENGTH = 15;

/**
 * The client's name this process goes by, or undefined. Looks at the kernel's name, the program file and, under a script
 * runtime, the script. Helper processes of browsers and Electron (`--type=renderer`) do not count: they start later.
 */
export function nameOfProcess(kernelName: string, argv: readonly string[], names: ReadonlySet<string>): string | undefined {
  if (argv.some((word) => word.startsWith('--type='))) return undefined;
  const program = baseName(argv[0] ?? '');
  const candidates = [
    program,
    SCRIPT_RUNNERS.test(program) ? baseName(argv.slice(1).find((word) => !word.startsWith('-')) ?? '') : '',
    kernelName.toLowerCase(),
  ];
  const exact = candidates.find((candidate) => names.has(candidate));
  if (exact !== undefined || kernelName.length !== KERNEL_NAME_LENGTH) return exact;
  return [...names].find((name) => name.slice(0, KERNEL_NAME_LENGTH) === kernelName.toLowerCase());
}

/**
 * `ps -o pid=,lstart=,command=` in the C locale: the start is 24 characters of local time. Program paths may hold spaces.
 * An app's process is the one inside its bundle, so that Claude Desktop (`Claude`) is not taken for Claude Code (`claude`).
 */
export function parsePs(text: string, names: ReadonlySet<string>, kind: 'cli' | 'app'): readonly RunningProcess[] {
  const found: RunningProcess[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+)\s+([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\s+(.+)$/.exec(line);
    if (match === null) continue;
    const [, pid, start = '', command = ''] = match;
    if (command.includes('.app/Contents/MacOS/') !== (kind === 'app')) continue;
    const startedMs = Date.parse(start);
    const name = nameOfProcess('', splitPsCommand(command), names);
    if (name !== undefined && !Number.isNaN(startedMs)) found.push({ pid: Number(pid), name, startedMs });
  }
  return found;
}

// `/Applications/Visual Studio Code.app/Contents/MacOS/Electron --flag`: the program ends where its first option begins.
function splitPsCommand(command: string): readonly string[] {
  const bundle = /^(\/.*?\.app\/Contents\/MacOS\/[^/]*?)(?: (--?\w.*))?$/.exec(command.slice(0, 4096));
  if (bundle !== null) return [bundle[1] ?? '', ...(bundle[2] ?? '').split(' ')];
  return command.slice(0, 4096).split(' ');
}

/** Lines of `id TAB start TAB name`. */
export function parseWindowsProcesses(text: string, names: ReadonlySet<string>): readonly RunningProcess[] {
  const found: RunningProcess[] = [];
  for (const line of text.split('\n')) {
    const [pid, start = '', name = ''] = line.trim().split('\t');
    const startedMs = Date.parse(start);
    const known = nameOfProcess('', [name], names);
    if (known !== undefined && Number.isInteger(Number(pid)) && !Number.isNaN(startedMs)) found.push({ pid: Number(pid), name: known, startedMs });
  }
  return found;
}

function baseName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  return name.replace(/\.(?:exe|cmd|js|mjs|cjs|py)$/, '');
}
