import type { AnyRule, Hit, ValueNote } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { quoteNote, sayPath, situationOf } from '../entry-situation.ts';
import { draftValue, placeOfNote, quoteFailure, weighNote, type ValueView } from '../value-notes.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

const EDGES: ReadonlySet<ValueNote['kind']> = new Set(['whitespace-edge', 'newline-inside', 'control-character', 'quoted-twice', 'smart-quotes']);
const WORDS: Partial<Readonly<Record<ValueNote['kind'], string>>> = {
  'whitespace-edge': 'a blank or line break at its edge',
  'newline-inside': 'a line break inside',
  'control-character': 'an invisible character inside',
  'quoted-twice': 'quotes that belong to the value',
  'smart-quotes': 'typographic quotes around it',
};

/** A copied value brought something along that nobody sees: a blank, a line break, quotes. */
export const rule: AnyRule = defineRule({
  id: 'value-whitespace',
  layer: 'config',
  severity: 'blocks',
  cause: 'value-whitespace',
  needs: ['client', 'entry'],
  uses: ['session', 'program'],

  judge({ client, entry, session, program }) {
    const view: ValueView = { client, entry, session, program };
    const situation = situationOf(entry, session);
    if (situation !== 'failed' && situation !== 'untried') return [];
    return entry.notes
      .filter((note) => EDGES.has(note.kind) && !isOfCommandLine(note, view))
      .map((note) => judgeOne(note, view, situation === 'failed'))
      .slice(0, 3);
  },
});

/** Quotes in a command line are a matter of the command line. */
function isOfCommandLine(note: ValueNote, view: ValueView): boolean {
  const place = placeOfNote(view, note);
  return (note.kind === 'quoted-twice' || note.kind === 'smart-quotes') && (place === 'args' || place === 'command');
}

function judgeOne(note: ValueNote, view: ValueView, isFailed: boolean): Hit {
  const { client, entry } = view;
  const weight = isFailed ? weighNote(note, view) : undefined;
  const field = sayPath(note.at);
  const what = WORDS[note.kind] ?? 'something invisible';
  return {
    confidence: weight ?? 'confirmed',
    ...(weight === undefined ? { severity: 'hint' as const } : {}),
    title: fitTitle(
      `${cut(field, 26)} of ${nameServer(entry)} has ${note.kind === 'quoted-twice' ? 'quotes' : note.kind === 'smart-quotes' ? 'odd quotes' : 'stray space'} in it`,
    ),
    why: `The value of ${field} has ${what} (${JSON.stringify(cut(note.shown, 100))}), and ${client.name} passes it on like that.`,
    evidence: [quoteNote(entry, note), ...(weight === undefined ? [] : quoteFailure(note, view))],
    fixes: [
      draftValue(view, [note], `Write ${cut(field, 40)} without it`) ??
        tell(
          'correct-value',
          'Write the value anew',
          `Type the value of ${field} (${entry.file === '' ? 'the command line' : `${entry.file}:${note.line}`}) anew, without ${what}. Then: ${client.reload}.`,
        ),
    ],
    ...(weight === undefined || weight === 'confirmed' ? {} : { decisive: 'write the value without it and connect again' }),
  };
}
