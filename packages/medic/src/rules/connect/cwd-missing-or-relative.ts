import type { AnyRule, ClientFacts, EntryFacts, FixDraft, Hit, PathFacts, ProgramFacts, StdioSession } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findOnStderr, isDead, placeOf } from '../entry-situation.ts';
import { memberOf } from '../json-member.ts';
import { editArgs, editCommand, editEnv, editSteps, locateField, writtenArgs } from '../launch-edits.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/**
 * The working folder is missing, or a relative path counts from another folder than the author thought: desktop clients
 * start servers in the root folder, and some clients ignore "cwd".
 */
export const rule: AnyRule = defineRule({
  id: 'cwd-missing-or-relative',
  layer: 'config',
  severity: 'blocks',
  cause: 'cwd-missing-or-relative',
  needs: ['client', 'entry', 'program', 'session'],

  judge({ client, entry, program, session }) {
    if (session.transport !== 'stdio' || !isDead(session)) return [];
    const folder = judgeFolder(client, entry, program, session);
    return folder.length > 0 ? folder : judgeRelative(client, entry, program, session);
  },
});

/** ENOENT, and it was the folder: the system reports a missing folder like a missing program. */
function judgeFolder(client: ClientFacts, entry: EntryFacts, program: ProgramFacts, session: StdioSession): readonly Hit[] {
  const spawnError = lastAttempt(session)?.spawnError;
  const fact = program.paths.find(({ from }) => from === 'cwd');
  const { cwd } = entry.effective;
  if (spawnError === undefined || cwd === undefined || !client.honoursCwdField) return [];
  const isFolder = fact?.type === 'directory';
  const isMissing =
    spawnError.missing === 'cwd' ||
    (fact !== undefined && !isFolder && (spawnError.code === 'ENOENT' || spawnError.code === 'ENOTDIR') && program.resolved !== undefined);
  // "~" and variables in it are told as what they are.
  if (!isMissing || /^~|\$\{|\$[A-Z]|%[A-Z]+%/u.test(cwd)) return [];
  return [
    {
      confidence: 'confirmed',
      title: fitTitle(`The working folder of ${nameServer(entry)} does not exist`),
      why: `"cwd" is "${cut(cwd, 120)}"${fact === undefined || fact.resolved === cwd ? '' : ` (${fact.resolved})`}, ${fact?.type === 'file' ? 'which is a file' : 'and there is no such folder'}; the system then fails with ${spawnError.code}, as if the program were missing.`,
      evidence: [
        { what: `starting it failed with ${spawnError.code}`, quote: spawnError.message },
        { what: 'the entry names the folder', where: placeOf(entry.file, entry.line), quote: `${client.fields.cwd ?? 'cwd'}: ${JSON.stringify(cwd)}` },
      ],
      fixes: draftFolder(client, entry, fact),
    },
  ];
}

function draftFolder(client: ClientFacts, entry: EntryFacts, fact: PathFacts | undefined): readonly FixDraft[] {
  const at = locateField(entry, client.fields.cwd ?? 'cwd');
  const meant = fact?.existsFrom ?? fact?.near;
  const isWritten = memberOf(entry.written, client.fields.cwd ?? 'cwd') !== undefined || at.length > entry.at.length + 1;
  if (!isWritten || entry.file === '') return [tell('correct-cwd', 'Name a folder that exists', 'Create the folder, or name one that exists.')];
  const change: FixDraft =
    meant === undefined
      ? { id: 'remove-cwd', title: 'Take "cwd" out', safety: 'review', steps: editSteps([{ op: 'remove', at }], client) }
      : { id: 'correct-cwd', title: `Use ${meant}`, safety: 'review', steps: editSteps([{ op: 'set', at, value: meant }], client) };
  return [change, tell('make-folder', 'Create the folder', `Create ${fact?.resolved ?? 'it'} when the server is to work there. Then: ${client.reload}.`)];
}

/** A relative path that leads somewhere when it is counted from another folder. */
function judgeRelative(client: ClientFacts, entry: EntryFacts, program: ProgramFacts, session: StdioSession): readonly Hit[] {
  const lost = program.paths.filter(
    ({ relative, exists, from, existsFrom, written }) =>
      relative && !exists && from !== 'cwd' && existsFrom !== undefined && !written.startsWith('~') && !/\$\{|%[A-Z]+%/u.test(written),
  );
  const fact =
    lost.find(({ isScript, from }) => isScript || from === 'command') ??
    lost.find(({ written }) => findOnStderr(session, [written, written.replace(/^\.[\\/]/u, '')]) !== undefined);
  if (fact === undefined || fact.existsFrom === undefined) return [];
  const ignored = entry.problems.find(({ at, effect }) => at.at(-1) === 'cwd' && effect === 'ignored');
  const quote = findOnStderr(session, [fact.resolved, fact.written]);
  const isCode = fact.isScript || fact.from === 'command';
  return [
    {
      confidence: isCode || quote !== undefined ? 'confirmed' : 'likely',
      title: fitTitle(
        ignored === undefined
          ? `"${cut(fact.written, 26)}" counts from another folder in ${client.name}`
          : `${client.name} ignores "cwd", so "${cut(fact.written, 22)}" is not found`,
      ),
      why: `${client.name} started the server in ${session.cwd}, where "${fact.written}" means ${fact.resolved}, which does not exist; ${fact.existsFrom} does.`,
      evidence: [
        { what: 'the entry uses a relative path', where: placeOf(entry.file, entry.line), quote: fact.written },
        { what: `${client.name} starts servers in`, where: session.cwd },
        ...(ignored === undefined ? [] : [{ what: `"cwd" is not a field of ${client.name}`, where: placeOf(entry.file, ignored.line), quote: ignored.source }]),
        ...(quote === undefined ? [] : [quote]),
      ],
      fixes: [draftAbsolute(client, entry, fact, fact.existsFrom)],
      ...(isCode || quote !== undefined ? {} : { decisive: 'write the absolute path and connect again' }),
    },
  ];
}

function draftAbsolute(client: ClientFacts, entry: EntryFacts, { from, key, written }: PathFacts, absolute: string): FixDraft {
  const args = writtenArgs(entry, client);
  const index = Number(key);
  const word = args?.[index];
  const edits =
    from === 'command'
      ? [editCommand(entry, client, absolute)]
      : from === 'env'
        ? editEnv(entry, client, { [key]: absolute })
        : word === undefined || args === undefined || !word.includes(written)
          ? undefined
          : editArgs(
              entry,
              client,
              args.map((one, at) => (at === index ? one.replace(written, () => absolute) : one)),
            );
  if (edits === undefined || edits.length === 0)
    return tell('use-absolute-path', 'Write the absolute path', `Write ${absolute} where "${written}" stands. Then: ${client.reload}.`);
  // In a file that others share, one machine's path is wrong on the next.
  return { id: 'use-absolute-path', title: 'Write the absolute path', safety: entry.fromProject ? 'review' : 'safe', steps: editSteps(edits, client) };
}
