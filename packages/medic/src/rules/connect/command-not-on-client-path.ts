import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftAbsolutePath, quoteCommand, sayMoves } from '../missing-program.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle } from '../words.ts';

/**
 * The program is installed, and the PATH of this client does not lead to it: desktop programs start with the login session's
 * PATH, without what shell profiles add (nvm, Homebrew, ~/.local/bin).
 */
export const rule: AnyRule = defineRule({
  id: 'command-not-on-client-path',
  layer: 'command',
  severity: 'blocks',
  cause: 'command-not-on-client-path',
  needs: ['client', 'entry', 'program', 'session'],
  uses: ['host'],

  judge({ client, entry, program, session, host }) {
    if (session.transport !== 'stdio' || program.kind !== 'bare-name' || program.resolved !== undefined || program.file !== undefined) return [];
    const [found, ...others] = program.elsewhere;
    const spawnError = lastAttempt(session)?.spawnError;
    if (found === undefined || spawnError?.code !== 'ENOENT' || spawnError.missing === 'cwd' || spawnError.missing === 'interpreter') return [];
    const { command } = program;
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(`${client.name} does not find "${cut(command, 20)}" on its PATH`),
        why: `"${command}" is installed at ${found.path} (${found.via}), a folder that is not among the ${program.searched.length} that ${client.name} searches.${sayMoves(found.via)}`,
        evidence: [
          { what: `starting it failed with ${spawnError.code}`, quote: spawnError.message },
          ...quoteCommand(entry, client, command),
          { what: 'folders searched', quote: program.searched.join(', '), where: program.searchedFrom },
          { what: 'it is installed', where: found.path, quote: found.via },
          ...others.slice(0, 2).map(({ path, via }) => ({ what: 'also installed', where: path, quote: via })),
        ],
        fixes: [draftAbsolutePath(entry, client, program, found, host?.platform ?? 'linux')],
      },
    ];
  },
});
