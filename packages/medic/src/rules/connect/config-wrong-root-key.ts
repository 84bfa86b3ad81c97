import type { AnyRule, ClientFacts, ConfigFileFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isAboutFile, nameFile } from '../file-words.ts';
import { fitTitle, tell } from '../words.ts';

/** Every client has its own key for the servers; under another one, most clients see none and say nothing. */
export const rule: AnyRule = defineRule({
  id: 'config-wrong-root-key',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-entry-shape',
  needs: ['client', 'file'],
  uses: ['entry'],

  judge({ client, file, entry }) {
    if (!isAboutFile(entry) || file.state === 'ignored-by-client') return [];
    const { path, serversAt, wrongRootKey, wrongShape } = file;
    const expected = serversAt.join('.');
    if (wrongRootKey !== undefined) {
      const found = wrongRootKey.found.join('.');
      const place = found === '' ? 'without a key around them' : `below "${found}"`;
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${client.name} finds no servers in ${nameFile(path)}: wrong key`),
          why: `The servers stand ${place} in ${path}, line ${wrongRootKey.line}; ${client.name} looks below "${expected}" and nowhere else.`,
          evidence: [
            {
              what: 'the servers stand here',
              where: `${path}:${wrongRootKey.line}`,
              quote: found === '' ? file.serverNames.slice(0, 5).join(', ') : `"${String(wrongRootKey.found.at(-1))}"`,
            },
          ],
          fixes: [draftKey(client, file, wrongRootKey.found)],
        },
      ];
    }
    if (wrongShape === undefined) return [];
    const wanted = wrongShape.expected === 'map' ? 'an object of names and entries' : 'a list of entries that each have a "name"';
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(`${client.name} reads no servers: "${expected}" has the wrong form`),
        why: `"${expected}" in ${path}, line ${wrongShape.line}, is no ${wrongShape.expected === 'map' ? 'object' : 'list'}; ${client.name} expects ${wanted} there.`,
        evidence: [{ what: `not ${wanted}`, where: `${path}:${wrongShape.line}`, quote: `"${String(serversAt.at(-1))}"` }],
        fixes: [draftShape(client, file, wrongShape.expected)],
      },
    ];
  },
});

function draftShape({ reload }: ClientFacts, { path, serversAt, serverNames }: ConfigFileFacts, wanted: 'map' | 'list'): FixDraft {
  const expected = serversAt.join('.');
  const title = `Make "${expected}" ${wanted === 'map' ? 'an object' : 'a list'}`;
  const then = { do: 'tell' as const, text: `Then: ${reload}.` };
  // The names of a map are all there; those of a list may be missing, or stand twice.
  if (wanted === 'list' && serverNames.length > 0)
    return {
      id: 'reshape-servers',
      title,
      safety: 'review',
      steps: [{ do: 'edit', file: path, edits: [{ op: 'list-entries', at: serversAt }] }, then],
    };
  return tell(
    'reshape-servers',
    title,
    `${wanted === 'map' ? `Write "${expected}": { "NAME": { "command": … } } instead of a list.` : `Write each server as a list item with its own "name".`} ${then.text}`,
  );
}

function draftKey({ reload }: ClientFacts, { path, serversAt, fromProject }: ConfigFileFacts, found: ConfigFileFacts['serversAt']): FixDraft {
  const to = serversAt.at(-1);
  const isRename =
    found.length > 0 && found.length === serversAt.length && typeof to === 'string' && found.slice(0, -1).every((step, index) => step === serversAt[index]);
  if (isRename) {
    return {
      id: 'rename-root-key',
      title: `Rename "${String(found.at(-1))}" to "${to}"`,
      safety: fromProject ? 'review' : 'safe',
      steps: [
        { do: 'edit', file: path, edits: [{ op: 'rename-key', at: found, to }] },
        { do: 'tell', text: `Then: ${reload}.` },
      ],
    };
  }
  return {
    id: 'move-servers',
    title: `Move the servers below "${serversAt.join('.')}"`,
    // Comments among the servers do not come along.
    safety: 'review',
    steps: [
      { do: 'edit', file: path, edits: [{ op: 'move', at: found, to: serversAt }] },
      { do: 'tell', text: `Then: ${reload}.` },
    ],
  };
}
