import type { StdioAttempt } from '../model/index.ts';

/** Exit codes of which the number alone says something: shells, containers, Windows. */
const CODES: Readonly<Record<number, string>> = {
  126: 'the program it wanted to run may not be executed',
  127: 'the program it wanted to run was not found',
  134: 'it aborted itself',
  137: 'it was killed, mostly for want of memory',
  139: 'it crashed with a memory fault',
  143: 'something asked it to end',
  9009: 'cmd.exe did not find the program',
  3221225477: 'it crashed with a memory fault',
  3221225781: 'a DLL it needs is missing',
  3221225785: 'a DLL it needs is of another version',
  3221225786: 'it was interrupted',
  3221226505: 'it aborted itself',
};

const SIGNALS: Readonly<Record<string, string>> = {
  SIGSEGV: 'it crashed with a memory fault',
  SIGBUS: 'it crashed with a memory fault',
  SIGABRT: 'it aborted itself',
  SIGILL: 'it uses instructions this processor does not have',
  SIGKILL: 'something killed it',
  SIGTERM: 'something asked it to end',
  SIGTRAP: 'it aborted itself',
};

/** `code 1`, `signal SIGSEGV`. */
export function sayExit(exit: StdioAttempt['exit']): string {
  if (exit?.signal !== null && exit?.signal !== undefined) return `signal ${exit.signal}`;
  return exit?.code === null || exit === undefined ? 'an unknown code' : `code ${exit.code}`;
}

/** What the number or signal itself says, in words; undefined for those that say nothing. */
export function explainExit(exit: StdioAttempt['exit']): string | undefined {
  if (exit?.signal !== null && exit?.signal !== undefined) return SIGNALS[exit.signal];
  return exit?.code === null || exit?.code === undefined ? undefined : CODES[exit.code < 0 ? exit.code + 4294967296 : exit.code];
}
