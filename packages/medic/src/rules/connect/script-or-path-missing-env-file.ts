import type { AnyRule, ArgumentEnvFile, ClientFacts, EditIntent, EntryFacts, EnvFileFacts, EvidenceItem, Hit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findOnStderr, isDead, placeOf, situationOf } from '../entry-situation.ts';
import { editArgs, editSteps, writtenArgs } from '../launch-edits.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/**
 * A file of variables that the entry names is not there. VS Code then refuses to start the server ("Failed to read envFile"), and
 * so do Node, docker and others over the file of their `--env-file`; what the rest does is not known, so a server that connects all
 * the same is left in peace.
 */
export const rule: AnyRule = defineRule({
  id: 'script-or-path-missing-env-file',
  layer: 'config',
  severity: 'blocks',
  cause: 'script-or-path-missing',
  needs: ['client', 'entry'],
  uses: ['session'],

  judge({ client, entry, session }) {
    const { envFile, argumentEnvFiles = [] } = entry;
    if (situationOf(entry, session) === 'connected') return [];
    const named = argumentEnvFiles.find(({ state, flag, path, written }) => {
      const isFault = state !== 'read' && (state === 'unreadable' || flag === '--env-file');
      return isFault && isDead(session) && findOnStderr(session, [path, written]) !== undefined;
    });
    if (named !== undefined) return [draftHit(client, entry, named, findOnStderr(session, [named.path, named.written]))];
    return envFile === undefined || envFile.state === 'read' ? [] : [draftHit(client, entry, envFile)];
  },
});

function draftHit(client: ClientFacts, entry: EntryFacts, file: EnvFileFacts | ArgumentEnvFile, said?: EvidenceItem): Hit {
  const { path, near, state } = file;
  const edits = near === undefined ? undefined : editPath(client, entry, file, near);
  return {
    confidence: 'confirmed',
    title: fitTitle(`${nameServer(entry)} lacks its variables: ${cut(path.slice(path.lastIndexOf('/') + 1), 24)} is missing`),
    why: `The entry takes its variables from "${cut(path, 140)}", and ${state === 'absent' ? 'nothing is there' : 'it cannot be read'}${near === undefined ? '' : `; ${near} is there`}.`,
    evidence: [
      { what: 'the entry names it', where: placeOf(entry.file, entry.line), quote: 'flag' in file ? `${file.flag} ${file.written}` : `envFile: ${path}` },
      { what: 'looking there gave', where: path, quote: state === 'absent' ? 'ENOENT' : 'not readable' },
      ...(said === undefined ? [] : [said]),
    ],
    fixes: [
      ...(edits === undefined ? [] : [{ id: 'correct-path', title: `Use ${near ?? ''}`, safety: 'review' as const, steps: editSteps(edits, client) }]),
      tell(
        'make-env-file',
        'Create the file, or correct its path',
        `Put the variables of the server into ${path}, one NAME=value a line, or name the file that holds them. Then: ${client.reload}.`,
      ),
    ],
  };
}

function editPath(client: ClientFacts, entry: EntryFacts, file: EnvFileFacts | ArgumentEnvFile, near: string): readonly EditIntent[] | undefined {
  if (!('flag' in file)) return [{ op: 'set', at: [...entry.at, 'envFile'], value: near }];
  const { index, written } = file;
  const args = writtenArgs(entry, client);
  const word = args?.[index];
  return args === undefined || word?.includes(written) !== true
    ? undefined
    : editArgs(
        entry,
        client,
        args.with(
          index,
          word.replace(written, () => near),
        ),
      );
}
