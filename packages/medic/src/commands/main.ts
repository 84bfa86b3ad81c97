import { nearest } from '../text/near.ts';
import { COMMANDS } from './table.ts';
import { UsageError } from './usage-error.ts';

/** Exit codes of the published contract. */
const EXIT = { usage: 2, defect: 70 } as const;

/** Runs one command line. `words` are those after the program's name; answers with the exit code. */
export async function main(words: readonly string[], version: string): Promise<number> {
  const [first] = words;
  try {
    if (asksForHelp(words)) {
      const { printHelp } = await import('./help.ts');
      await (first === 'help' ? printHelp(words[1], words[2]) : printHelp(first, words[1]));
      return 0;
    }
    const named = first === undefined ? undefined : COMMANDS[first];
    if (named !== undefined) return await (await named.load()).run(words.slice(1), version);
    if (first !== undefined) refuseMisspelling(first);
    return await (await COMMANDS['doctor']!.load()).run(words, version);
  } catch (error) {
    return await report(error, version);
  }
}

/** `--help` before a `--`: behind it, it belongs to somebody's server. */
function asksForHelp(words: readonly string[]): boolean {
  if (words[0] === 'help') return true;
  const cut = words.indexOf('--');
  return (cut === -1 ? words : words.slice(0, cut)).some((word) => word === '--help' || word === '-h');
}

/** `mcp-medic docter` is a misspelled command, not the name of a server. */
function refuseMisspelling(word: string): void {
  if (word.startsWith('-') || word.includes(':') || word.includes('/')) return;
  const near = nearest(word, Object.keys(COMMANDS), 2);
  if (near !== undefined) throw new UsageError(`"${word}" is no command of mcp-medic.`, `Did you mean: mcp-medic ${near}`);
}

async function report(error: unknown, version: string): Promise<number> {
  const { safeText } = await import('../text/safe-text.ts');
  if (error instanceof UsageError) {
    process.stderr.write(safeText(`mcp-medic: ${error.message}\n${error.next === undefined ? '' : `${error.next}\n`}`));
    return EXIT.usage;
  }
  const [{ createRedactor }, { findEnvironmentSecrets }] = await Promise.all([import('../redact/redactor.ts'), import('../redact/find-secrets.ts')]);
  // The text is meant to be pasted into an issue, and an error may quote whatever we were working on.
  const detail = createRedactor(findEnvironmentSecrets(process.env)).text(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.stderr.write(safeText(`mcp-medic ${version} failed by a defect of its own; please report it with this text:\n${detail}\n`));
  return EXIT.defect;
}
