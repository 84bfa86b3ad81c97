import type { AnyRule, ClientFacts, EntryFacts, Hit, ValueNote } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { quoteNote, sayPath, situationOf } from '../entry-situation.ts';
import { quoteFailure, weighNote, type ValueView } from '../value-notes.ts';
import { cut, fitTitle, tell } from '../words.ts';

/** The entry refers to a variable that is not set where the client would look it up. */
export const rule: AnyRule = defineRule({
  id: 'env-var-missing-reference',
  layer: 'config',
  severity: 'blocks',
  cause: 'env-var-missing',
  needs: ['client', 'entry'],
  uses: ['session', 'program'],
  when: 'always',

  judge({ client, entry, session, program }) {
    const notes = entry.notes.filter(({ kind, variable }) => kind === 'variable-unset' && variable !== undefined);
    const situation = situationOf(entry, session);
    if (notes.length === 0 || situation === 'gated') return [];
    const view: ValueView = { client, entry, session, program };
    if (situation === 'dropped') return isDroppedForIt(entry) ? notes.slice(0, 1).map((note) => draft(note, view, 'dropped')) : [];
    // A desktop program may have variables that this terminal has not.
    if (situation === 'connected' && client.kind === 'app') return [];
    return notes.map((note) => draft(note, view, situation)).slice(0, 3);
  },
});

/** Some clients leave an entry or a whole file out over a variable; then no field of it is at fault. */
function isDroppedForIt({ loads, problems }: EntryFacts): boolean {
  const isOwn = loads.state === 'dropped' && (loads.why === 'entry-shape' || (loads.why === 'file-refused' && loads.by === undefined));
  return isOwn && !problems.some(({ effect }) => effect === 'entry-dropped' || effect === 'file-refused');
}

function draft(note: ValueNote, view: ValueView, situation: 'connected' | 'failed' | 'untried' | 'dropped'): Hit {
  const { client, entry } = view;
  const variable = note.variable ?? '';
  const weight = situation === 'failed' ? weighNote(note, view) : situation === 'dropped' ? 'confirmed' : undefined;
  const confidence = weight === 'confirmed' && client.kind === 'app' ? 'likely' : (weight ?? 'confirmed');
  return {
    confidence,
    ...(weight === undefined ? { severity: situation === 'connected' ? ('hint' as const) : ('risk' as const) } : {}),
    title: fitTitle(`${cut(variable, 30)} is not set where ${client.name} looks it up`),
    why: `${sayPath(note.at)} refers to ${variable}, which is not set in this environment${situation === 'dropped' ? `, and ${client.name} leaves the entry out because of it` : ''}.`,
    evidence: [quoteNote(entry, note), ...(weight === undefined || situation === 'dropped' ? [] : quoteFailure(note, view))],
    fixes: [tell('set-variable', `Set ${variable} where ${client.name} starts`, adviseVariable(variable, client, note))],
    ...(confidence === 'confirmed' ? {} : { decisive: `set ${variable}, start ${client.name} anew from there and connect again` }),
  };
}

function adviseVariable(variable: string, { kind, name, reload }: ClientFacts, note: ValueNote): string {
  const where =
    kind === 'cli'
      ? `Export it in the shell that starts ${name}: export ${variable}=VALUE (PowerShell: $env:${variable} = "VALUE"; for good: setx ${variable} VALUE, or a line in ~/.zshrc or ~/.bashrc).`
      : `Desktop programs do not read a shell profile: macOS "launchctl setenv ${variable} VALUE", Windows "setx ${variable} VALUE", Linux a line in ~/.config/environment.d/.`;
  return `${where} Or write the value itself in ${sayPath(note.at)}. Then: ${reload}.`;
}
