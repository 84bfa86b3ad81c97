import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftUnquarantine } from '../macos-fixes.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle } from '../words.ts';

/** Gatekeeper ends a downloaded program that nobody signed the moment it starts: no message, only SIGKILL. */
export const rule: AnyRule = defineRule({
  id: 'macos-quarantine',
  layer: 'permissions',
  severity: 'blocks',
  cause: 'macos-quarantine',
  needs: ['client', 'program', 'session'],
  uses: ['host'],

  judge({ client, program, session, host }) {
    const { file } = program;
    if (session.transport !== 'stdio' || session.outcome.kind !== 'failed' || file?.quarantine !== true) return [];
    if (host !== undefined && host.platform !== 'darwin') return [];
    const attempt = lastAttempt(session);
    const isKilled = attempt?.exit?.signal === 'SIGKILL' || attempt?.exit?.code === 137;
    const isDenied = attempt?.spawnError?.code === 'EPERM' || attempt?.spawnError?.code === 'EACCES';
    const isBinary = file.format === 'mach-o' || file.format === undefined;
    if (!isKilled && !isDenied && !(session.outcome.stage === 'silence' && isBinary)) return [];
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    return [
      {
        confidence: isKilled || isDenied ? 'confirmed' : 'likely',
        title: fitTitle(`macOS does not let "${cut(name, 30)}" run: quarantined download`),
        why: `${file.path} carries the mark of a download (com.apple.quarantine), and macOS ${isKilled ? 'ended it with SIGKILL as it started' : isDenied ? 'refused to start it' : 'held it back'}.`,
        evidence: [
          { what: 'attribute com.apple.quarantine is set', where: file.path },
          {
            what: isKilled ? 'the process was ended' : isDenied ? 'starting it failed' : 'no answer came',
            quote: isKilled ? (attempt?.exit?.signal ?? 'code 137') : (attempt?.spawnError?.message ?? session.outcome.stage),
          },
        ],
        fixes: draftUnquarantine(file.path, client),
        ...(isKilled || isDenied ? {} : { decisive: `run: spctl --assess --type execute -vv '${file.path}'` }),
      },
    ];
  },
});
