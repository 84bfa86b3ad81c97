import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { placeOf, situationOf } from '../entry-situation.ts';
import { editSteps } from '../launch-edits.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/**
 * The file of variables that the entry names is not there. VS Code then refuses to start the server ("Failed to read envFile");
 * what others do is not known, so a server that connects all the same is left in peace.
 */
export const rule: AnyRule = defineRule({
  id: 'script-or-path-missing-env-file',
  layer: 'config',
  severity: 'blocks',
  cause: 'script-or-path-missing',
  needs: ['client', 'entry'],
  uses: ['session'],

  judge({ client, entry, session }) {
    const { envFile } = entry;
    if (envFile === undefined || envFile.state === 'read' || situationOf(entry, session) === 'connected') return [];
    const { path, near, state } = envFile;
    const field = 'envFile';
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(`${nameServer(entry)} lacks its variables: ${cut(path.slice(path.lastIndexOf('/') + 1), 24)} is missing`),
        why: `The entry takes its variables from "${cut(path, 140)}", and ${state === 'absent' ? 'nothing is there' : 'it cannot be read'}${near === undefined ? '' : `; ${near} is there`}.`,
        evidence: [
          { what: 'the entry names it', where: placeOf(entry.file, entry.line), quote: `${field}: ${path}` },
          { what: 'looking there gave', where: path, quote: state === 'absent' ? 'ENOENT' : 'not readable' },
        ],
        fixes: [
          ...(near === undefined || entry.file === ''
            ? []
            : [
                {
                  id: 'correct-path',
                  title: `Use ${near}`,
                  safety: 'review' as const,
                  steps: editSteps([{ op: 'set', at: [...entry.at, field], value: near }], client),
                },
              ]),
          tell(
            'make-env-file',
            'Create the file, or correct its path',
            `Put the variables of the server into ${path}, one NAME=value a line, or name the file that holds them. Then: ${client.reload}.`,
          ),
        ],
      },
    ];
  },
});
