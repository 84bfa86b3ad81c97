import type { ClientFacts, EntryFacts, FixDraft, ProgramFacts } from '../model/index.ts';
import type { KnownPackage } from './known-packages.ts';
import { editArgs, editLaunch, editSteps, writtenArgs } from './launch-edits.ts';

type Package = NonNullable<ProgramFacts['package']>;

/** The written arguments and the place of the one that names the package; undefined when it is not written as such. */
function findPackage(
  entry: EntryFacts,
  client: ClientFacts,
  { name, version }: Package,
): { readonly args: readonly string[]; readonly at: number } | undefined {
  const args = writtenArgs(entry, client);
  const exact = version === undefined ? [] : [`${name}@${version}`, `${name}==${version}`];
  const at = args?.findIndex(
    (word) => word === name || exact.includes(word) || word.startsWith(`${name}@`) || word.startsWith(`${name}=`) || word.startsWith(`${name}[`),
  );
  return args === undefined || at === undefined || at === -1 ? undefined : { args, at };
}

/** Replaces the word that names the package. Another package is another program: a person looks first. */
export function draftOtherSpec(
  entry: EntryFacts | undefined,
  client: ClientFacts | undefined,
  named: Package | undefined,
  spec: string,
  fix: { readonly id: string; readonly title: string },
): FixDraft | undefined {
  if (entry === undefined || client === undefined || named === undefined) return undefined;
  const found = findPackage(entry, client, named);
  const edits = found === undefined ? undefined : editArgs(entry, client, found.args.with(found.at, spec));
  return edits === undefined || edits.length === 0 ? undefined : { ...fix, safety: 'review', steps: editSteps(edits, client) };
}

/** Names the package that was meant, with the runner of its registry where that is another one. Its version is not known. */
export function draftMeantPackage(
  entry: EntryFacts | undefined,
  client: ClientFacts | undefined,
  named: Package | undefined,
  meant: KnownPackage,
): FixDraft | undefined {
  const fix = { id: 'meant-package', title: `Name ${meant.name}, which is near and exists${meant.ecosystem === 'npm' ? ' on npm' : ' on PyPI'}` };
  if (meant.ecosystem === named?.ecosystem) return draftOtherSpec(entry, client, named, meant.name, fix);
  if (entry === undefined || client === undefined || named === undefined) return undefined;
  const found = findPackage(entry, client, named);
  if (found === undefined) return undefined;
  const { args, at } = found;
  const runner = meant.ecosystem === 'npm' ? { command: 'npx', args: ['-y'] } : { command: 'uvx', args: [] };
  const edits = editLaunch(entry, client, runner.command, [...runner.args, meant.name, ...args.slice(at + 1)]);
  return edits === undefined ? undefined : { ...fix, safety: 'review', steps: editSteps(edits, client) };
}

/** Puts words before the one that names the package: `uvx --python 3.12 name`. */
export function draftWordsBefore(
  entry: EntryFacts | undefined,
  client: ClientFacts | undefined,
  named: Package | undefined,
  words: readonly string[],
  fix: Pick<FixDraft, 'id' | 'title' | 'safety'>,
): FixDraft | undefined {
  if (entry === undefined || client === undefined || named === undefined) return undefined;
  const found = findPackage(entry, client, named);
  if (found === undefined) return undefined;
  const { args, at } = found;
  const start = args[at - 1] === '--from' || args[at - 1] === '--package' || args[at - 1] === '-p' ? at - 1 : at;
  const edits = editArgs(entry, client, args.toSpliced(start, 0, ...words));
  return edits === undefined ? undefined : { ...fix, steps: editSteps(edits, client) };
}
