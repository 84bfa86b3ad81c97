import type { AnyRule, FixDraft, Hit, HostFacts, ValueNote } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { quoteNote, sayPath, situationOf } from '../entry-situation.ts';
import { editSteps } from '../launch-edits.ts';
import { placeOfNote, quoteFailure, weighNote, type ValueView } from '../value-notes.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/** A value of the README is still there: `YOUR_API_KEY`, `/path/to/server`. */
export const rule: AnyRule = defineRule({
  id: 'placeholder-value',
  layer: 'config',
  severity: 'blocks',
  cause: 'placeholder-value',
  needs: ['client', 'entry'],
  uses: ['session', 'program', 'host'],
  when: 'always',

  judge({ client, entry, session, program, host }) {
    const view: ValueView = { client, entry, session, program };
    const situation = situationOf(entry, session);
    if (situation === 'dropped' || situation === 'gated') return [];
    const notes = entry.notes.filter(({ kind }) => kind === 'placeholder');
    return notes.map((note) => judgeOne(note, view, situation, host)).slice(0, 3);
  },
});

function judgeOne(note: ValueNote, view: ValueView, situation: 'connected' | 'failed' | 'untried', host: HostFacts | undefined): Hit {
  const { client, entry } = view;
  const weight = situation === 'failed' ? weighNote(note, view) : undefined;
  const field = sayPath(note.at);
  const place = placeOfNote(view, note);
  return {
    confidence: weight ?? 'confirmed',
    ...(weight === undefined ? { severity: situation === 'connected' ? ('hint' as const) : ('risk' as const) } : {}),
    title: fitTitle(`${nameServer(entry)} still has a placeholder in ${cut(field, 24)}`),
    why: `${field} is "${cut(note.shown, 120)}", text from an example that was to be replaced${weight === undefined ? '' : REFUSALS[place]}.`,
    evidence: [quoteNote(entry, note), ...(weight === undefined ? [] : quoteFailure(note, view))],
    fixes: [
      ...(hasVariable(note, host) ? draftReference(note, view) : []),
      tell(
        'fill-in-value',
        `Put the real value into ${field}`,
        `Replace ${JSON.stringify(cut(note.shown, 80))} in ${entry.file === '' ? 'the command line' : `${entry.file}:${note.line}`}${WHERE_FROM[place]}. Then: ${client.reload}.`,
      ),
    ],
    ...(weight === undefined || weight === 'confirmed' ? {} : { decisive: 'put the real value in and connect again' }),
  };
}

/** The terminal has a variable of the very name that the entry fills with sample text. */
function hasVariable({ at }: ValueNote, host: HostFacts | undefined): boolean {
  return host?.variableNames?.includes(String(at.at(-1))) === true;
}

/** Refers to that variable in the client's own notation; its value stays where it is. */
function draftReference(note: ValueNote, { client, entry }: ValueView): readonly FixDraft[] {
  const name = String(note.at.at(-1));
  const notation = REFERENCES.find(([syntax]) => client.expansionSyntax.includes(syntax));
  if (entry.file === '' || notation === undefined || note.file !== undefined || !note.at.includes(client.fields.env ?? 'env')) return [];
  const value = notation[1].replace('NAME', name);
  return [
    {
      id: 'use-variable',
      title: `Take ${name} from the environment`,
      safety: 'review',
      steps: editSteps([{ op: 'set', at: [...entry.at, ...note.at], value }], client),
    },
  ];
}

const REFERENCES = [
  ['${env:VAR}', '${env:NAME}'],
  ['${VAR}', '${NAME}'],
  ['{env:VAR}', '{env:NAME}'],
  ['$VAR', '$NAME'],
] as const;

type Place = ReturnType<typeof placeOfNote>;

const REFUSALS: Readonly<Record<Place, string>> = {
  command: '; no program of that name exists',
  args: '; the server could do nothing with it',
  env: '; the server could do nothing with it',
  cwd: '; no such folder exists',
  url: '; nothing answers there as an MCP server',
  headers: '; the server refused it',
  other: '',
};

const WHERE_FROM: Readonly<Record<Place, string>> = {
  command: ' by the full path of the program',
  args: ' by the value for this machine (for a path: the full path of the file or folder)',
  env: ' by the value of your account (the service issues keys in its settings)',
  cwd: ' by the full path of the folder',
  url: ' by the address the service names',
  headers: ' by the token of your account (the service issues it in its settings)',
  other: '',
};
