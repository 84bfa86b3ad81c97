import type { AnyRule, ClientFacts, EntryFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { placeOf } from '../entry-situation.ts';
import { cut, fitTitle, tell } from '../words.ts';

/** The client takes no server of this name. */
export const rule: AnyRule = defineRule({
  id: 'server-name-invalid',
  layer: 'config',
  severity: 'blocks',
  cause: 'server-name-invalid',
  needs: ['client', 'entry', 'siblings'],

  judge({ client, entry, siblings }) {
    const broken = siblings.nameRule;
    if (broken === undefined || entry.loads.state !== 'loads') return [];
    const isReserved = broken.reserved === true;
    const reason = isReserved
      ? 'the client keeps that name for itself'
      : entry.name === ''
        ? 'it is empty'
        : (listOdd(entry.name) ?? 'it does not have the form the client wants');
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(`${client.name} takes no server named "${cut(entry.name, 24)}"`),
        why: `The name "${cut(entry.name, 80)}" is refused: ${reason}${broken.advice === undefined || isReserved ? '' : ` (${broken.advice.replace(/\.$/u, '')})`}.`,
        evidence: [
          { what: 'the name', where: placeOf(entry.file, entry.line), quote: JSON.stringify(entry.name) },
          ...(broken.pattern === undefined || isReserved ? [] : [{ what: 'names must match', quote: broken.pattern }]),
        ],
        fixes: [draftName(client, entry)],
      },
    ];
  },
});

function listOdd(name: string): string | undefined {
  const odd = [...new Set(name.match(/[^\w-]/gu) ?? [])];
  return odd.length === 0
    ? undefined
    : `it holds ${odd
        .slice(0, 5)
        .map((character) => (character === ' ' ? 'a blank' : JSON.stringify(character)))
        .join(', ')}`;
}

function draftName({ reload }: ClientFacts, { name, at, file, fromProject }: EntryFacts): FixDraft {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w-]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  const to = plain === '' ? 'server' : plain === name ? `${plain}-server` : plain;
  if (file === '') return tell('rename-server', 'Choose another name', `Use letters, digits, hyphens and underscores, for example "${to}".`);
  const isList = typeof at.at(-1) === 'number';
  return {
    id: 'rename-server',
    title: `Rename it to "${to}"`,
    // The names of its tools change too; permissions and prompts may name them.
    safety: fromProject ? 'review' : 'safe',
    steps: [
      { do: 'edit', edits: [isList ? { op: 'set', at: [...at, 'name'], value: to } : { op: 'rename-key', at, to }] },
      { do: 'tell', text: `Permissions that name its tools need the new name. Then: ${reload}.` },
    ],
  };
}
