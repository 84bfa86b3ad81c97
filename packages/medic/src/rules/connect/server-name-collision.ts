import type { AnyRule, ClientFacts, EntryFacts, FixDraft, Hit, SiblingFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { placeOf } from '../entry-situation.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/** Two entries of one name: the client starts one of them, and an edit of the other changes nothing. */
export const rule: AnyRule = defineRule({
  id: 'server-name-collision',
  layer: 'config',
  severity: 'degrades',
  cause: 'server-name-collision',
  needs: ['client', 'entry', 'siblings'],

  judge({ client, entry, siblings }) {
    const { loads } = entry;
    const isShadowed = loads.state === 'dropped' && loads.why === 'shadowed';
    const other = siblings.sameName.find(({ wins }) => (isShadowed ? wins === 'that' : wins === 'this'));
    if (other !== undefined && (isShadowed || loads.state === 'loads')) return [draftSame(client, entry, other, isShadowed)];
    return loads.state === 'loads' ? siblings.collides.slice(0, 1).map((one) => draftAlike(client, entry, one)) : [];
  },
});

function draftSame(client: ClientFacts, entry: EntryFacts, other: SiblingFacts['sameName'][number], isShadowed: boolean): Hit {
  const [winner, loser] = isShadowed
    ? [placeOf(other.file, other.line), placeOf(entry.file, entry.line)]
    : [placeOf(entry.file, entry.line), placeOf(other.file, other.line)];
  return {
    confidence: 'confirmed',
    // Two equal entries do no harm, and the one that wins is not the one that is hidden.
    ...(isShadowed && other.differs ? {} : { severity: 'hint' as const }),
    title: fitTitle(isShadowed ? `${client.name} uses another entry named ${nameServer(entry)}` : `${nameServer(entry)} hides another entry of that name`),
    why: `"${cut(entry.name, 60)}" stands in ${winner} and in ${loser}${other.differs ? ' with different targets' : ''}; ${client.name} uses the one in ${winner}.`,
    evidence: [
      { what: `${client.name} uses this one`, where: winner },
      { what: 'and passes over this one', where: loser, quote: entry.name },
    ],
    fixes: [draftRename(client, entry, isShadowed)],
  };
}

function draftRename({ reload }: ClientFacts, { name, at, file }: EntryFacts, isShadowed: boolean): FixDraft {
  const last = at.at(-1);
  if (!isShadowed || file === '' || typeof last !== 'string')
    return tell('remove-one', 'Keep one of the two', `Remove or rename the entry you do not want. Then: ${reload}.`);
  const to = `${name}-2`;
  // A hidden entry that gets a name of its own is started from then on.
  return {
    id: 'rename-entry',
    title: `Give this one a name of its own ("${to}")`,
    safety: 'review',
    steps: [
      { do: 'edit', edits: [{ op: 'rename-key', at, to }] },
      { do: 'tell', text: `Remove the one you do not want. Then: ${reload}.` },
    ],
  };
}

function draftAlike(client: ClientFacts, entry: EntryFacts, one: SiblingFacts['collides'][number]): Hit {
  return {
    confidence: 'likely',
    severity: 'hint',
    title: fitTitle(`${nameServer(entry)} and "${cut(one.name, 20)}" differ only in signs or case`),
    why: `Clients build the names of tools from the name of the server and replace signs in it, so that "${entry.name}" and "${one.name}" may become one.`,
    evidence: [
      { what: 'this one', where: placeOf(entry.file, entry.line), quote: entry.name },
      { what: 'the other one', where: placeOf(one.file, one.line), quote: one.name },
    ],
    fixes: [tell('rename-one', 'Rename one of the two', `Give one of them a name that differs in a letter or digit. Then: ${client.reload}.`)],
    decisive: 'list the tools in the client: those of one of the two are missing',
  };
}
