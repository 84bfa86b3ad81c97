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
        fixes: [
          tell(
            'reshape-servers',
            `Make "${expected}" ${wrongShape.expected === 'map' ? 'an object' : 'a list'}`,
            `${wrongShape.expected === 'map' ? `Write "${expected}": { "NAME": { "command": … } } instead of a list.` : `Write each server as a list item with its own "name".`} Then: ${client.reload}.`,
          ),
        ],
      },
    ];
  },
});

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
  const wanted = serversAt.map((key) => `"${key}": { `).join('');
  return tell(
    'move-servers',
    `Move the servers below "${serversAt.join('.')}"`,
    `In ${path}, put them into { ${wanted}… ${'} '.repeat(serversAt.length)}}. Then: ${reload}.`,
  );
}
