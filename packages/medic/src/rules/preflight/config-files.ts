import type { AnyPreflightCheck } from '../../model/index.ts';
import { against, notApplicable, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

export const CONFIG_FILES_CHECK: AnyPreflightCheck = definePreflightCheck({
  id: 'pre.config-parses',
  item: 'config-files',
  title: 'Every config file parses',
  why: 'One misplaced comma and the client, or Compose, reads nothing of the file.',
  fix: 'Repair the line; mcp-medic config validate FILE shows it with its surroundings.',
  needs: 'config-files',
  judge({ files, folder }) {
    if (files.length === 0) return notApplicable(`neither the entry nor ${folder} has a config file`);
    const evidence = files.flatMap(({ path, what, faults }) =>
      faults.map(({ message, line, quote }) => ({
        what: `${what}: ${message}`,
        where: line === undefined ? path : `${path}:${line}`,
        ...(quote === undefined ? {} : { quote }),
      })),
    );
    if (evidence.length > 0) return against('fail', evidence);
    return passWith({
      what: `${files.length} parse: ${files
        .map(({ path }) => path)
        .slice(0, 8)
        .join(', ')}`,
    });
  },
});
