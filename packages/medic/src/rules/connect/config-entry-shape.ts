import type { AnyRule, ClientFacts, EditIntent, EntryFacts, EntryProblem, FixDraft, Hit, Json } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isTransportProblem } from '../entry-problems.ts';
import { quoteProblem, sayPath, situationOf } from '../entry-situation.ts';
import { isJsonObject } from '../json-member.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/** The client drops the entry, or with it the whole file, because a field or a value has not the form it wants. */
export const rule: AnyRule = defineRule({
  id: 'config-entry-shape',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-entry-shape',
  needs: ['client', 'entry'],
  uses: ['session'],

  judge({ client, entry, session }) {
    const situation = situationOf(entry, session);
    if (situation === 'dropped') return judgeDropped(client, entry);
    if (situation !== 'failed' && situation !== 'untried') return [];
    // A URL that nobody can dial is refused at the moment of dialling.
    const bad = entry.problems.filter(({ kind, effect }) => kind === 'bad-url' && effect === 'treated-otherwise');
    const isSeen = situation === 'untried' || (session?.outcome.kind === 'failed' && session.outcome.stage === 'url');
    return isSeen ? bad.slice(0, 1).map((problem) => draftHit(client, entry, problem, [problem])) : [];
  },
});

function judgeDropped(client: ClientFacts, entry: EntryFacts): readonly Hit[] {
  const { loads, problems } = entry;
  if (loads.state !== 'dropped') return [];
  const serious = nameFields(
    problems.filter(
      (problem) => (problem.effect === 'entry-dropped' || problem.effect === 'file-refused') && !isTransportProblem(problem) && !isSplittable(entry, problem),
    ),
    problems,
    client,
  );
  const [first] = serious;
  if (first !== undefined) return [draftHit(client, entry, first, serious)];
  if (loads.why !== 'file-refused' || loads.by === undefined || problems.some(({ effect }) => effect === 'file-refused')) return [];
  return [
    {
      confidence: 'confirmed',
      title: fitTitle(`${client.name} refuses the file because of "${cut(loads.by, 22)}"`),
      why: `${client.name} reads ${entry.file} as a whole or not at all; a fault in the entry "${loads.by}" costs "${entry.name}" its place too.`,
      evidence: [{ what: `the entry "${entry.name}" has no fault of its own`, where: `${entry.file}:${entry.line}`, quote: entry.name }],
      fixes: [
        tell('mend-other-entry', `Mend or remove "${loads.by}" first`, `The diagnosis of "${loads.by}" says what is wrong with it. Then: ${client.reload}.`),
      ],
    },
  ];
}

/** An entry without command and URL that has them under names of another client: these names are the fault. */
function nameFields(serious: readonly EntryProblem[], all: readonly EntryProblem[], { fields }: ClientFacts): readonly EntryProblem[] {
  const meant = all.filter(({ kind, suggestion }) => kind === 'unknown-field' && suggestion !== undefined);
  const starts = meant.some(({ suggestion }) => suggestion === fields.command || suggestion === fields.url);
  if (!starts || !serious.some(({ kind }) => kind === 'neither-url-nor-command')) return serious;
  const rest = serious.filter(({ kind }) => kind !== 'neither-url-nor-command' && kind !== 'unknown-field');
  return [...meant.map((problem) => ({ ...problem, effect: 'entry-dropped' as const })), ...rest];
}

/** Words in one string are told as what they are: a command line that was not split. */
function isSplittable({ notes }: EntryFacts, { at, kind }: EntryProblem): boolean {
  return kind === 'wrong-type' && notes.some((note) => note.kind === 'whole-command-line' && sayPath(note.at) === sayPath(at));
}

function draftHit(client: ClientFacts, entry: EntryFacts, first: EntryProblem, all: readonly EntryProblem[]): Hit {
  return {
    confidence: 'confirmed',
    title: fitTitle(headline(client, entry, first)),
    why: `${entry.file}:${first.line}: ${sayProblem(first)}${consequence(client, first)}.`,
    evidence: all.slice(0, 4).map((problem) => quoteProblem(entry, problem)),
    fixes: [draftFix(client, entry, all)],
  };
}

function headline({ name }: ClientFacts, entry: EntryFacts, { kind, effect, at }: EntryProblem): string {
  if (kind === 'bad-url') return `${name} cannot dial ${nameServer(entry)}: no valid URL`;
  if (effect === 'file-refused') return `${name} refuses the whole file over ${nameServer(entry)}`;
  return `${name} drops ${nameServer(entry)}: ${at.length === 0 ? 'wrong form' : `"${cut(sayPath(at), 20)}"`}`;
}

/** The fault in words: `"env.PORT" is a number, where a string is expected`. */
function sayProblem({ kind, at, expected, found, suggestion }: EntryProblem): string {
  const field = at.length === 0 ? 'the entry' : `"${sayPath(at)}"`;
  const wanted = expected === undefined ? '' : `, where ${expected} is expected`;
  if (kind === 'wrong-type') return `${field} is ${found ?? 'of another type'}${wanted}`;
  if (kind === 'neither-url-nor-command') return `the entry has neither ${expected ?? 'a command nor a URL'}`;
  if (kind === 'unknown-field') return `${field} is no field here${suggestion === undefined ? '' : `; it is called "${suggestion}"`}`;
  if (kind === 'bad-url') return `${field} is ${found === undefined ? 'no URL' : `"${found}"`}${expected === undefined ? '' : `, not ${expected}`}`;
  return `${field} is missing${wanted}`;
}

function consequence({ name }: ClientFacts, { effect, kind }: EntryProblem): string {
  if (effect === 'file-refused') return `; ${name} loads no server of this file because of it`;
  return kind === 'bad-url' && effect === 'treated-otherwise' ? '; nothing can be reached there' : `; ${name} leaves the entry out`;
}

function draftFix(client: ClientFacts, entry: EntryFacts, problems: readonly EntryProblem[]): FixDraft {
  const joined = joinCommandAndArgs(client, entry, problems) ?? splitCommandList(client, entry, problems);
  const edits = joined ?? problems.map((problem) => editFor(entry, problem));
  const exact = edits.filter((edit) => edit !== undefined);
  const then = { do: 'tell' as const, text: `Then: ${client.reload}.` };
  if (exact.length === edits.length && exact.length > 0)
    return {
      id: 'mend-entry',
      title: problems.length === 1 ? 'Mend this field' : `Mend ${problems.length} fields`,
      safety: 'safe',
      steps: [{ do: 'edit', edits: exact }, then],
    };
  const list = problems
    .slice(0, 4)
    .map((problem) => `line ${problem.line}: ${sayProblem(problem)}`)
    .join('; ');
  return tell('mend-entry', 'Mend the entry by hand', `In ${entry.file}: ${list}. Then: ${client.reload}.`);
}

/** `command` and `args` of another client's notation, for a client that keeps both in one list. */
function joinCommandAndArgs(
  { commandShape, fields }: ClientFacts,
  { at, written }: EntryFacts,
  problems: readonly EntryProblem[],
): readonly EditIntent[] | undefined {
  if (commandShape !== 'array' || !isJsonObject(written)) return undefined;
  const { args, [fields.command]: command } = written;
  const areMeant = problems.every((problem) => problem.at[0] === 'args' || problem.at[0] === fields.command);
  if (!areMeant || typeof command !== 'string' || !isWords(args)) return undefined;
  return [
    { op: 'set', at: [...at, fields.command], value: [command, ...args] },
    { op: 'remove', at: [...at, 'args'] },
  ];
}

/** Program and arguments in one list, for a client that keeps them apart. */
function splitCommandList(
  { commandShape, fields }: ClientFacts,
  { at, written }: EntryFacts,
  problems: readonly EntryProblem[],
): readonly EditIntent[] | undefined {
  if (commandShape !== 'string' || fields.args === undefined || !isJsonObject(written)) return undefined;
  const { [fields.command]: list, [fields.args]: args = [] } = written;
  if (!problems.every((problem) => problem.at[0] === fields.command) || !isWords(list) || !isWords(args)) return undefined;
  const [command, ...rest] = list;
  if (command === undefined) return undefined;
  return [
    { op: 'set', at: [...at, fields.command], value: command },
    { op: 'set', at: [...at, fields.args], value: [...rest, ...args] },
  ];
}

function isWords(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string' && !word.includes('[redacted, '));
}

/** The exact edit, when the meant value or name is certain. */
function editFor(entry: EntryFacts, { kind, at, suggestion, expected }: EntryProblem): EditIntent | undefined {
  const path = [...entry.at, ...at];
  if (suggestion === undefined || at.length === 0) return undefined;
  if (kind === 'wrong-type') return { op: 'set', at: path, value: expected === 'a number' ? Number(suggestion) : suggestion };
  if (kind === 'bad-url') return { op: 'set', at: path, value: suggestion };
  // A list called "args" beside a command in one list is no matter of a name.
  const isFree = isJsonObject(entry.written) && !Object.hasOwn(entry.written, suggestion);
  return kind === 'unknown-field' && isFree && at.length === 1 ? { op: 'rename-key', at: path, to: suggestion } : undefined;
}
