import type { AnyRule, ClientFacts, FixDraft, Hit, ValueNote } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { quoteNote, sayPath, situationOf } from '../entry-situation.ts';
import { draftValue, placeOfNote, quoteFailure, weighNote, type ValueView } from '../value-notes.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/** Clients look up variables in notations of their own, most look up none, and nearly none knows `~`. */
export const rule: AnyRule = defineRule({
  id: 'variable-not-expanded',
  layer: 'config',
  severity: 'blocks',
  cause: 'variable-not-expanded',
  needs: ['client', 'entry'],
  uses: ['session', 'program'],
  when: 'always',

  judge({ client, entry, session, program }) {
    const view: ValueView = { client, entry, session, program };
    const notes = entry.notes.filter((note) => (note.kind === 'variable-syntax-unsupported' || note.kind === 'tilde') && !isFilledInByServer(note, view));
    const situation = situationOf(entry, session);
    if (situation === 'dropped' || situation === 'gated') return [];
    return notes.flatMap((note) => judgeOne(note, view, situation)).slice(0, 3);
  },
});

/** mcp-remote and others look up variables of their own environment in their arguments. */
function isFilledInByServer(note: ValueNote, view: ValueView): boolean {
  const { env } = view.entry.effective;
  const { variable, kind } = note;
  return kind !== 'tilde' && variable !== undefined && env !== undefined && Object.hasOwn(env, variable) && placeOfNote(view, note) === 'args';
}

function judgeOne(note: ValueNote, view: ValueView, situation: 'connected' | 'failed' | 'untried'): readonly Hit[] {
  const { client, entry } = view;
  const place = placeOfNote(view, note);
  const weight = situation === 'failed' ? weighNote(note, view) : undefined;
  // Programs may look up "~" and variables in their own values; a server that runs shows that it did, or does not care.
  if (situation === 'connected' && (note.kind === 'tilde' || place === 'args')) return [];
  const isTilde = note.kind === 'tilde';
  const shown = cut(isTilde ? '~' : note.shown, 24);
  return [
    {
      confidence: weight ?? 'confirmed',
      ...(weight === undefined ? { severity: situation === 'connected' ? ('hint' as const) : ('risk' as const) } : {}),
      title: fitTitle(`${client.name} passes "${shown}" on as it is written`),
      why: `${sayPath(note.at)} of ${nameServer(entry)} holds "${cut(note.shown, 120)}", and ${client.name} ${sayKnown(client, isTilde)}${weight === undefined ? '' : CONSEQUENCES[place]}.`,
      evidence: [quoteNote(entry, note), ...(weight === undefined ? [] : quoteFailure(note, view))],
      fixes: [
        draftValue(view, [note], isTilde ? 'Write the whole path' : `Write it as ${client.name} reads it`, entry.fromProject ? 'review' : 'safe') ??
          adviseValue(note, view),
      ],
      ...(weight === undefined || weight === 'confirmed' ? {} : { decisive: 'write the value itself in its place and connect again' }),
    },
  ];
}

function sayKnown({ expansionSyntax }: ClientFacts, isTilde: boolean): string {
  if (isTilde) return 'does not know "~" for the home folder';
  return expansionSyntax.length === 0
    ? 'looks up no variables in its file'
    : `looks up variables only as ${expansionSyntax.slice(0, 4).join(', ')}, and not everywhere`;
}

const CONSEQUENCES: Readonly<Record<ReturnType<typeof placeOfNote>, string>> = {
  command: ', so there is no such program',
  args: ', so the server got that text as an argument',
  env: ', so the server got that text as the value',
  cwd: ', so there is no such folder',
  url: ', so there is no such address',
  headers: ', so the server got that text instead of the secret',
  other: '',
};

function adviseValue(note: ValueNote, { client, entry }: ValueView): FixDraft {
  const spelled = client.expansionSyntax.find((syntax) => syntax.includes('VAR'));
  const place = `in ${sayPath(note.at)} (${entry.file === '' ? 'the command line' : `${entry.file}:${note.line}`})`;
  const text =
    spelled === undefined
      ? `Write the value itself ${place}; keep the file out of version control when it is a secret.`
      : `Write ${spelled.replace('VAR', note.variable ?? 'VAR')} where ${client.name} looks it up, or the value itself ${place}.`;
  return tell('correct-value', 'Write the value itself', `${text} Then: ${client.reload}.`);
}
