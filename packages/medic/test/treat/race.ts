import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { applyFix } from '../../src/treat/apply.ts';
import { readJournal } from '../../src/treat/journal.ts';
import { undoFix } from '../../src/treat/undo.ts';
import { changesOf, createPlace, NOTE, type Place } from './kit.ts';

const OLD = '{"a":1,"kept":"as it was"}\n';
const NEW = '{"a":2,"kept":"as it was"}\n';
const OUTSIDE = '{"a":1,"not":"ours"}\n';

export interface RaceEnd {
  readonly applied: number;
  readonly refused: number;
  /** What must not happen and did. */
  readonly broken: readonly string[];
}

/** Swaps the config for a link to a file outside, and its folder for a link to a folder outside, as fast as it can. */
const SWAPPER = `
const fs = require('node:fs');
const [home, outside] = process.argv.slice(1);
const at = (name) => home + '/' + name;
const rest = (most) => { const until = performance.now() + Math.random() * most; while (performance.now() < until); };
const swap = (from, aside, link) => {
  fs.renameSync(at(from), at(aside)); fs.renameSync(at(link), at(from)); rest(1);
  fs.renameSync(at(from), at(link)); fs.renameSync(at(aside), at(from));
};
fs.symlinkSync(outside + '/mcp.json', at('link'));
fs.symlinkSync(outside, at('folder-link'));
console.log('ready');
for (;;) { rest(60); swap('dir/mcp.json', 'aside', 'link'); rest(60); swap('dir', 'dir-aside', 'folder-link'); }`;

/**
 * Applies and takes back one fix over and over while another process swaps links in and out. A file outside must never change, and
 * what was a config must stay old or new.
 */
export async function raceLinks(rounds: number): Promise<RaceEnd> {
  const place = createPlace();
  const other = createPlace();
  const outside = join(other.home, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'mcp.json'), OUTSIDE);
  const file = place.write('dir/mcp.json', OLD);
  const swapper = spawn(process.execPath, ['-e', SWAPPER, place.home, outside], { stdio: ['ignore', 'pipe', 'ignore'] });
  const counts = { applied: 0, refused: 0 };
  const broken: string[] = [];
  try {
    await new Promise((resolve) => swapper.stdout.once('data', resolve));
    for (let round = 0; round < rounds && broken.length === 0; round += 1) {
      const changes = await changesOf('json', { [file]: [{ op: 'set', at: ['a'], value: round + 2 }] }).catch(() => undefined);
      const end = changes === undefined ? undefined : await applyFix(changes, NOTE, place.context);
      counts[end?.ok === true ? 'applied' : 'refused'] += 1;
      if (readFileSync(join(outside, 'mcp.json'), 'utf8') !== OUTSIDE) broken.push(`round ${round}: the file outside changed`);
      if (end?.ok === true) await undoFix(end.id, place.context);
    }
  } finally {
    await stop(swapper);
  }
  // A name made in the moment of the swap may stay behind, without a byte in it.
  const left = readdirSync(outside).filter((name) => name !== 'mcp.json' && statSync(join(outside, name)).size > 0);
  if (left.length > 0) broken.push(`bytes left outside: ${left.join(', ')}`);
  place.close();
  other.close();
  return { ...counts, broken };
}

const APPLIER = fileURLToPath(new URL('./apply-forever.ts', import.meta.url));

/**
 * Kills a process that applies and takes back a fix over and over with SIGKILL, at a random moment. The file is old or new, undo
 * works, nothing is left. `cutOff`: the journal had a fix that was not finished.
 */
export async function killWriters(rounds: number): Promise<RaceEnd & { readonly cutOff: number }> {
  const counts = { applied: 0, refused: 0, cutOff: 0 };
  const broken: string[] = [];
  const built = createPlace();
  const program = join(built.home, 'apply.mjs');
  await build({ input: APPLIER, platform: 'node', output: { file: program, format: 'esm', codeSplitting: false }, logLevel: 'silent' });
  for (let round = 0; round < rounds && broken.length === 0; round += 1) {
    const place = createPlace();
    const file = place.write('mcp.json', OLD);
    const child = spawn(process.execPath, [program, place.home, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
    await stop(child);
    const last = (await readJournal(place.context)).at(-1);
    if (last === undefined) counts.refused += 1;
    else counts[last.state === 'unfinished' ? 'cutOff' : 'applied'] += 1;
    broken.push(...(await inspect(place, file, round)));
    place.close();
  }
  built.close();
  return { ...counts, broken };
}

async function inspect(place: Place, file: string, round: number): Promise<readonly string[]> {
  const content = readFileSync(file, 'utf8');
  if (content !== OLD && content !== NEW) return [`round ${round}: the file is neither old nor new: ${JSON.stringify(content)}`];
  const fixes = await readJournal(place.context);
  if (fixes.length === 0) return content === OLD ? [] : [`round ${round}: the file is new and the journal knows nothing`];
  for (const fix of fixes.filter(({ state }) => state === 'applied' || state === 'unfinished').toReversed()) {
    const undone = await undoFix(fix.id, place.context);
    if (!undone.ok) return [`round ${round}: undo refused: ${undone.reason}`];
  }
  const names = readdirSync(place.home).filter((name) => name !== '.local' && name !== 'project');
  if (readFileSync(file, 'utf8') !== OLD) return [`round ${round}: undo did not bring the bytes back`];
  return names.length === 1 ? [] : [`round ${round}: left behind: ${names.join(', ')}`];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** One fix on a file of a file system of its own, for a full or read-only disk. */
export async function applyOn(
  folder: string,
): Promise<{ readonly end: Awaited<ReturnType<typeof applyFix>>; readonly content: string; readonly names: readonly string[] }> {
  const place = createPlace();
  const file = join(realpathSync(folder), 'mcp.json');
  const changes = await changesOf('json', { [file]: [{ op: 'set', at: ['a'], value: 'x'.repeat(8_000) }] });
  const end = await applyFix(changes, NOTE, { ...place.context, home: realpathSync(folder) });
  place.close();
  return { end, content: readFileSync(file, 'utf8'), names: readdirSync(folder) };
}

export function clean(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
