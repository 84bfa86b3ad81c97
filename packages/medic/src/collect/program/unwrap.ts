/** A command line without the wrapper around it. `offset`: index in the original arguments of `args[0]`. */
export interface Invocation {
  /** Program's base name, lower case, without `.exe`, `.cmd`, `.bat`, `.ps1`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly offset: number;
}

/** Takes `cmd /c`, `env A=b`, `sudo`, `nice`, `time` … off, so that `cmd /c npx -y x` is seen as npx. */
export function unwrapCommand(command: string, args: readonly string[]): Invocation {
  let current: Invocation = { name: programName(command), args, offset: 0 };
  for (let depth = 0; depth < 4; depth += 1) {
    const skip = countWrapperWords(current);
    const next = skip === undefined ? undefined : current.args[skip];
    if (skip === undefined || next === undefined) return current;
    current = dropWords(current, skip);
  }
  return current;
}

/** The invocation that begins at word `index` of another one's arguments. */
export function dropWords(invocation: Invocation, index: number): Invocation {
  return { name: programName(invocation.args[index] ?? ''), args: invocation.args.slice(index + 1), offset: invocation.offset + index + 1 };
}

function programName(command: string): string {
  const base = command.slice(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1).toLowerCase();
  return base.replace(/\.(?:exe|cmd|bat|ps1)$/, '');
}

function countWrapperWords({ name, args }: Invocation): number | undefined {
  if (name === 'cmd') {
    const at = args.findIndex((word) => /^\/[ck]$/i.test(word));
    return at === -1 ? undefined : at + 1;
  }
  if (name === 'env') {
    const at = args.findIndex((word) => !word.startsWith('-') && !/^\w+=/.test(word));
    return at === -1 ? undefined : at;
  }
  if (name === 'wsl') {
    const at = args.findIndex((word, index) => !word.startsWith('-') && !/^(?:-d|--distribution|-u|--user|--cd)$/.test(args[index - 1] ?? ''));
    return at === -1 ? undefined : at;
  }
  return ['sudo', 'nice', 'nohup', 'time', 'exec', 'command', 'dotenvx', 'caffeinate'].includes(name) && !args[0]?.startsWith('-') ? 0 : undefined;
}
