import type { JournalledFix } from '../treat/journal.ts';
import { readJournal } from '../treat/journal.ts';
import { createTreatContext, type TreatContext } from '../treat/context.ts';
import { undoFix } from '../treat/undo.ts';
import { show } from '../report/show.ts';
import { safeJson } from '../text/safe-text.ts';
import { parseFlags, type FlagSpec } from './parse-flags.ts';
import { readRoots } from './roots.ts';
import { UsageError } from './usage-error.ts';

const UNDO_FLAGS: Readonly<Record<string, FlagSpec>> = {
  merge: { type: 'boolean', help: 'in a file that was changed since, take back only what the fix changed' },
  json: { type: 'boolean', help: 'print one JSON document' },
  home: { type: 'string', value: 'DIR', help: 'look below this folder instead of the home folder' },
  cwd: { type: 'string', value: 'DIR', help: 'look at this project folder instead of the current one' },
};

/** `mcp-medic undo` lists what can be taken back, `undo ID` (or `undo last`) takes one back. */
export async function run(words: readonly string[]): Promise<number> {
  const { flags, targets, rest } = parseFlags(words, UNDO_FLAGS);
  if (targets.length > 1 || rest !== undefined) throw new UsageError('undo takes one id.', 'See them all: mcp-medic undo');
  const roots = readRoots(flags);
  const context = createTreatContext(roots);
  const isJson = flags['json'] === true;
  const [wanted] = targets;
  return wanted === undefined ? listFixes(context, roots.home, isJson) : takeBack(wanted, context, roots.home, { isJson, merges: flags['merge'] === true });
}

async function listFixes(context: TreatContext, home: string, isJson: boolean): Promise<number> {
  const fixes = await undoable(context);
  if (isJson) print({ schema: 'mcp-medic/undo@1', fixes: fixes.map(describe) });
  else process.stdout.write(`${renderList(fixes, home).join('\n')}\n`);
  return 0;
}

async function takeBack(
  wanted: string,
  context: TreatContext,
  home: string,
  { isJson, merges }: { readonly isJson: boolean; readonly merges: boolean },
): Promise<number> {
  const id = wanted === 'last' ? (await undoable(context))[0]?.id : wanted;
  if (id === undefined) throw new UsageError('There is no fix to undo.');
  const end = await undoFix(id, context, merges);
  if (!end.ok && !end.known) throw new UsageError(`There is no applied fix "${wanted}".`, 'See them all: mcp-medic undo');
  if (isJson)
    print({
      schema: 'mcp-medic/undo@1',
      id,
      ...(end.ok ? { undone: describe(end.fix), changed: end.changed, ...(end.merged.length === 0 ? {} : { merged: end.merged }) } : { refused: end.reason }),
    });
  else process.stdout.write(`${(end.ok ? renderUndone(end.fix, end, home) : [`Not undone: ${show(end.reason, home)}`]).join('\n')}\n`);
  return end.ok ? 0 : 1;
}

/** Newest first. */
async function undoable(context: TreatContext): Promise<readonly JournalledFix[]> {
  return (await readJournal(context)).filter(({ state }) => state === 'applied' || state === 'unfinished').toReversed();
}

function describe({ id, time, title, client, server, state, files }: JournalledFix): object {
  return { id, time, title, client, ...(server === undefined ? {} : { server }), state, files: files.map(({ path }) => path) };
}

function renderList(fixes: readonly JournalledFix[], home: string): readonly string[] {
  const [newest] = fixes;
  if (newest === undefined) return ['mcp-medic has applied no fix that could be undone.'];
  return [
    'Applied fixes, newest first:',
    ...fixes.flatMap(({ id, time, title, client, server, state, files }) => [
      `  ${id}  ${show(title, home)} (${server === undefined ? '' : `${show(server, home)}, `}${client}, ${time.slice(0, 16).replace('T', ' ')} UTC)`,
      ...(state === 'unfinished' ? [`${' '.repeat(4)}mcp-medic ended in the middle of it; undo brings the file back in any case`] : []),
      ...files.map(({ path }) => `    ${show(path, home)}`),
    ]),
    '',
    `Take one back: mcp-medic undo ${newest.id}`,
  ];
}

function renderUndone(
  { title, reload, files }: JournalledFix,
  { changed, merged }: { readonly changed: boolean; readonly merged: readonly string[] },
  home: string,
): readonly string[] {
  if (!changed) return [`Nothing had to be changed: ${files.map(({ path }) => show(path, home)).join(', ')} had the earlier content already.`];
  return [
    `Undone: ${show(title, home)}`,
    ...files.map(
      ({ path, before }) =>
        `  ${show(path, home)} ${before === null ? 'was removed again' : merged.includes(path) ? 'has what the fix changed as it was; later changes were kept' : 'is as it was, byte for byte'}`,
    ),
    `Then: ${show(reload, home)}.`,
  ];
}

function print(value: object): void {
  process.stdout.write(`${safeJson(JSON.stringify(value, undefined, 2))}\n`);
}
