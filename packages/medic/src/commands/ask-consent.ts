import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { stateFolderOf } from '../io/state-folder.ts';
import type { ConsentAsk } from '../engine/request.ts';
import type { Roots } from '../model/index.ts';
import { safeText } from '../text/safe-text.ts';

/**
 * Asks a person at a terminal before a project's server starts, showing exactly what would run. Consent is remembered by
 * digest in the user's own state folder, never in the project; without a terminal the answer is no.
 */
export function askConsent(roots: Roots): (ask: ConsentAsk) => Promise<boolean> {
  const file = join(stateFolderOf(roots), 'consent.json');
  let queue = Promise.resolve(false);
  return (ask) => {
    queue = queue.then(() => decide(ask, file));
    return queue;
  };
}

async function decide(ask: ConsentAsk, file: string): Promise<boolean> {
  const known = readConsents(file);
  if (known.includes(ask.digest)) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY || process.env['CI'] !== undefined) return false;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`${questionFor(ask)}\nStart it now, and when it is unchanged later? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) return false;
  } finally {
    prompt.close();
  }
  writeConsents(file, [...known, ask.digest]);
  return true;
}

/** Every argument on a line of its own, as JSON, so that nothing can hide in spaces or control characters. */
export function questionFor({ client, name, file, argv, cwd }: ConsentAsk): string {
  const words = argv.map((word, index) => `  ${index === 0 ? 'run' : '   '}  ${shorten(JSON.stringify(safeText(word)))}`);
  return [
    '',
    `The project folder brings "${safeText(name)}" for ${client} (${safeText(file)}). To examine it, this would run:`,
    ...words,
    ...(cwd === '' ? [] : [`  in   ${safeText(cwd)}`]),
  ].join('\n');
}

/** Long words keep both ends visible. */
function shorten(word: string): string {
  return word.length <= 400 ? word : `${word.slice(0, 200)} … (${word.length - 400} characters) … ${word.slice(-200)}`;
}

function readConsents(file: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function writeConsents(file: string, digests: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(digests.slice(-1000), undefined, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, file);
}
