import type { AnyRule, ClientFacts, EditIntent, EntryFacts, FixDraft, Hit, Json, ValueNote } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findOnStderr, isDead, quoteNote, sayPath, situationOf, stageOf } from '../entry-situation.ts';
import { editLaunch, editSteps, writtenArgs } from '../launch-edits.ts';
import { draftValue, placeOfNote, quoteFailure, weighNote, type ValueView } from '../value-notes.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

const KINDS: ReadonlySet<ValueNote['kind']> = new Set(['whole-command-line', 'option-and-value-in-one', 'quoted-twice', 'smart-quotes', 'backslash-lost']);

/** Clients start a program with a list of words and split nothing: each word is one element, without quotes of its own. */
export const rule: AnyRule = defineRule({
  id: 'args-malformed',
  layer: 'config',
  severity: 'blocks',
  cause: 'args-malformed',
  needs: ['client', 'entry'],
  uses: ['session', 'program'],

  judge({ client, entry, session, program }) {
    const view: ValueView = { client, entry, session, program };
    const situation = situationOf(entry, session);
    if (situation === 'connected' || situation === 'gated') return [];
    const notes = entry.notes.filter((note) => KINDS.has(note.kind) && isOfCommandLine(note, view) && (situation !== 'dropped' || isRefusedFor(note, entry)));
    return notes.flatMap((note) => judgeOne(note, view, situation)).slice(0, 2);
  },
});

function isOfCommandLine(note: ValueNote, view: ValueView): boolean {
  const place = placeOfNote(view, note);
  return place === 'command' || place === 'args' || note.kind === 'backslash-lost';
}

/** The client dropped the entry over the very value. */
function isRefusedFor(note: ValueNote, { problems }: EntryFacts): boolean {
  return problems.some(({ kind, at, effect }) => kind === 'wrong-type' && effect !== 'ignored' && effect !== 'warned' && sayPath(at) === sayPath(note.at));
}

function judgeOne(note: ValueNote, view: ValueView, situation: 'failed' | 'dropped' | 'untried'): readonly Hit[] {
  const { client, entry, session } = view;
  const weight = situation === 'dropped' ? 'confirmed' : situation === 'failed' ? weigh(note, view) : undefined;
  if (situation === 'failed' && weight === undefined && !isDead(session)) return [];
  const field = sayPath(note.at);
  return [
    {
      confidence: weight ?? 'confirmed',
      ...(weight === undefined ? { severity: 'risk' as const } : {}),
      title: fitTitle(headline(note, field, view)),
      why: `${field} of ${nameServer(entry)} is ${JSON.stringify(cut(note.shown, 120))}; ${EXPLANATIONS[note.kind] ?? `${client.name} passes it on as it is`}.`,
      evidence: [quoteNote(entry, note), ...(situation === 'failed' && weight !== undefined ? quoteFailure(note, view) : [])],
      fixes: [draftFix(note, view)],
      ...(weight === undefined || weight === 'confirmed' ? {} : { decisive: 'write each word as an element of its own and connect again' }),
    },
  ];
}

/** Arguments that a program cannot take end it; nothing else has to name them. */
function weigh(note: ValueNote, view: ValueView): Hit['confidence'] | undefined {
  const weight = weighNote(note, view) ?? weighSilence(note, view);
  return weight === 'possible' && (note.kind === 'whole-command-line' || note.kind === 'option-and-value-in-one') ? 'likely' : weight;
}

/** A launcher that takes the word for an option has nothing to launch: npx then waits for commands of a shell, with a warning that holds the word. */
function weighSilence({ kind, shown }: ValueNote, { session }: ValueView): Hit['confidence'] | undefined {
  const isOption = kind === 'option-and-value-in-one' && stageOf(session) === 'silence';
  return isOption && findOnStderr(session, [shown]) !== undefined ? 'confirmed' : undefined;
}

function headline(note: ValueNote, field: string, view: ValueView): string {
  const { client, entry } = view;
  if (note.kind === 'whole-command-line')
    return placeOfNote(view, note) === 'command' && !field.includes('[')
      ? `${client.name} takes a whole command line for one program`
      : `${cut(field, 16)} of ${nameServer(entry)} holds several arguments in one`;
  if (note.kind === 'option-and-value-in-one') return `${cut(field, 16)} of ${nameServer(entry)} joins an option and its value`;
  if (note.kind === 'backslash-lost') return `Backslashes of a path are lost in ${cut(field, 24)}`;
  return `${cut(field, 16)} of ${nameServer(entry)} carries quotes of its own`;
}

const EXPLANATIONS: Partial<Readonly<Record<ValueNote['kind'], string>>> = {
  'whole-command-line': 'no shell splits it, so that all of it is taken for one name',
  'option-and-value-in-one': 'no shell splits it, so that the program sees one unknown option',
  'quoted-twice': 'no shell takes the inner quotes off, so that they become part of the value',
  'smart-quotes': 'programs know only straight quotes and the plain hyphen',
  'backslash-lost': 'a single backslash in JSON begins an escape such as \\n or \\t, so that the path is broken',
};

function draftFix(note: ValueNote, view: ValueView): FixDraft {
  const { client, entry } = view;
  const edits = editWords(note, view, client, entry);
  const title = note.kind === 'backslash-lost' ? 'Write the path with its backslashes' : 'Write every word as an element of its own';
  if (edits !== undefined) return { id: 'split-words', title, safety: entry.fromProject ? 'review' : 'safe', steps: editSteps(edits, client) };
  return (
    draftValue(view, [note], 'Write it without the quotes') ??
    tell(
      'split-words',
      title,
      `In ${entry.file}:${note.line}: "${client.fields.command}" holds the program alone, "${client.fields.args ?? client.fields.command}" one word per element, without quotes inside; in JSON write backslashes twice. Then: ${client.reload}.`,
    )
  );
}

function editWords({ suggestion, at }: ValueNote, view: ValueView, client: ClientFacts, entry: EntryFacts): readonly EditIntent[] | undefined {
  if (!isWords(suggestion) || suggestion.length === 0) return undefined;
  const place = placeOfNote(view, { at });
  const last = at.at(-1);
  const [command = '', ...rest] = suggestion;
  if (place === 'command' && client.commandShape === 'string') {
    const args = writtenArgs(entry, client);
    return args === undefined ? undefined : editLaunch(entry, client, command, [...rest, ...args]);
  }
  // A list written as one text, in the place of the list.
  if (typeof last !== 'number') return [{ op: 'set', at: [...entry.at, ...at], value: suggestion }];
  const args = writtenArgs(entry, client);
  if (args === undefined) return undefined;
  const index = last - (client.commandShape === 'array' ? 1 : 0);
  if (client.commandShape === 'array') {
    const program = entry.effective.command ?? '';
    return index < 0
      ? editLaunch(entry, client, command, [...rest, ...args])
      : editLaunch(entry, client, program, [...args.slice(0, index), ...suggestion, ...args.slice(index + 1)]);
  }
  const value: readonly string[] = [...args.slice(0, index), ...suggestion, ...args.slice(index + 1)];
  return value.some((word) => word.includes('[redacted')) ? undefined : [{ op: 'set', at: [...entry.at, ...at.slice(0, -1)], value }];
}

function isWords(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}
