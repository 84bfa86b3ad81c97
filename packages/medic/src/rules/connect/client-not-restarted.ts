import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { nameFile } from '../file-words.ts';
import { fitTitle, tell } from '../words.ts';

/** A running client still has the config it read when it started. Beside a failure of its own that is a remark. */
export const rule: AnyRule = defineRule({
  id: 'client-not-restarted',
  layer: 'config',
  severity: 'hint',
  cause: 'client-not-restarted',
  needs: ['client', 'entry', 'processes'],
  when: 'always',

  judge({ client, entry, processes }) {
    const [oldest] = processes.older;
    if (oldest === undefined || entry.loads.state === 'dropped') return [];
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(`${client.name} has run since before the last edit of ${nameFile(entry.file)}`),
        why: `Process ${oldest.pid} (${oldest.name}) started at ${oldest.startedAt}, the file was changed${processes.configModifiedAt === undefined ? ' later' : ` at ${processes.configModifiedAt}`}; what changed since is not in use there.`,
        evidence: [
          { what: 'the running client', where: `process ${oldest.pid}`, quote: `${oldest.name}, started ${oldest.startedAt}` },
          ...(processes.configModifiedAt === undefined
            ? []
            : [{ what: 'last change of the config file', where: entry.file, quote: processes.configModifiedAt }]),
        ],
        fixes: [tell('reload-client', `Let ${client.name} read the file again`, `${client.reload.charAt(0).toUpperCase()}${client.reload.slice(1)}.`)],
      },
    ];
  },
});
