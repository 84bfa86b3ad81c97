/** First line of a script as the kernel reads it. */
export interface Shebang {
  /** Without `#!`, outer blanks and the carriage return. */
  readonly line: string;
  readonly carriageReturn: boolean;
  /** Program the kernel starts: an absolute path. */
  readonly interpreter: string;
  /** Program that `env` looks up, when the interpreter is `env`. */
  readonly viaEnv?: string;
}

const LINE_CAP = 512;

/** Undefined when the file does not start with `#!`. */
export function readShebang(head: Buffer): Shebang | undefined {
  if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
  const text = head.toString('utf8', 2, LINE_CAP).split('\n', 1)[0] ?? '';
  const carriageReturn = text.endsWith('\r');
  const line = text.replace(/\r$/, '').trim();
  const [interpreter = '', ...words] = line.split(/[ \t]+/);
  if (!/(?:^|\/)env$/.test(interpreter)) return { line, carriageReturn, interpreter };
  const viaEnv = words.find((word) => !word.startsWith('-') && !word.includes('='));
  return { line, carriageReturn, interpreter, ...(viaEnv === undefined ? {} : { viaEnv }) };
}
