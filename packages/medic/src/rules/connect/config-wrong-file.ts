import type { AnyRule, ClientFacts, ConfigFileFacts, EntryFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isAboutFile, nameFile } from '../file-words.ts';
import { cut, fitTitle, tell } from '../words.ts';

/** The servers stand in a file that this client never opens for them. */
export const rule: AnyRule = defineRule({
  id: 'config-wrong-file',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-wrong-file',
  needs: ['client', 'file'],
  uses: ['entry'],

  judge({ client, file, entry }) {
    if (!isAboutFile(entry) || file.state !== 'ignored-by-client') return [];
    const { path, insteadOf, serverNames } = file;
    const where = insteadOf === undefined ? 'another place' : insteadOf;
    return [
      {
        confidence: 'confirmed',
        // Beside the right entries a leftover does no harm; whether they are there is seen where entries are judged.
        ...(entry === undefined ? { severity: 'risk' as const } : {}),
        title: fitTitle(
          entry === undefined
            ? `${client.name} does not read servers from ${nameFile(path)}`
            : `${client.name} does not read "${cut(entry.name, 20)}": wrong file`,
        ),
        why: `${
          entry === undefined
            ? serverNames
                .map((name) => `"${name}"`)
                .slice(0, 5)
                .join(', ')
            : `"${entry.name}"`
        } stands in ${path}; ${client.name} looks for servers in ${where} and not there.`,
        evidence: [
          {
            what: 'the entry stands here',
            where: entry === undefined ? path : `${path}:${entry.line}`,
            quote: entry === undefined ? serverNames.slice(0, 10).join(', ') : entry.name,
          },
          ...(insteadOf === undefined ? [] : [{ what: `${client.name} reads this file instead`, where: insteadOf }]),
        ],
        fixes: [draftMove(client, file, entry)],
      },
    ];
  },
});

function draftMove({ id, reload }: ClientFacts, { path, insteadOf, format, serversAt }: ConfigFileFacts, entry: EntryFacts | undefined): FixDraft {
  const target = insteadOf ?? 'the file the client reads';
  const isSameFormat = insteadOf !== undefined && /\.jsonc?$/u.test(insteadOf) && (format === 'json' || format === 'jsonc');
  if (entry !== undefined && isSameFormat && id !== 'opencode') {
    return {
      id: 'move-entry',
      title: `Write "${entry.name}" into ${insteadOf}`,
      // It makes a client start a program that it did not start before.
      safety: 'review',
      steps: [
        { do: 'edit', file: insteadOf, edits: [{ op: 'set', at: [...serversAt, entry.name], value: entry.written }] },
        { do: 'tell', text: `Remove it from ${path} afterwards. Then: ${reload}.` },
      ],
    };
  }
  const byCommand = COMMANDS[id];
  return tell(
    'move-entry',
    `Move the servers to ${target}`,
    `Move them from ${path} to ${target}${byCommand === undefined ? '' : ` (or let the client write them: ${byCommand})`}. Then: ${reload}.`,
  );
}

const COMMANDS: Readonly<Record<string, string>> = {
  'claude-code': 'claude mcp add NAME -- COMMAND ARGS',
  codex: 'codex mcp add NAME -- COMMAND ARGS',
  'gemini-cli': 'gemini mcp add -s user NAME COMMAND ARGS',
  'qwen-code': 'qwen mcp add -s user NAME COMMAND ARGS',
};
