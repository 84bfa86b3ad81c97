import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftThroughInterpreter } from '../launch-edits.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle } from '../words.ts';

/** `#!/usr/bin/env node` followed by a carriage return names a program whose name ends in one; the system says ENOENT. */
export const rule: AnyRule = defineRule({
  id: 'source-syntax-error-crlf',
  layer: 'startup',
  severity: 'blocks',
  cause: 'source-syntax-error',
  needs: ['client', 'program', 'session'],
  uses: ['entry'],

  judge({ client, program, session, entry }) {
    const { shebang, path } = program.file ?? {};
    if (shebang === undefined || path === undefined || !shebang.carriageReturn) return [];
    if (session.transport !== 'stdio' || session.outcome.kind !== 'failed' || (session.outcome.stage !== 'spawn' && session.outcome.stage !== 'exit'))
      return [];
    const attempt = lastAttempt(session);
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(`${client.name} cannot start "${cut(program.command, 24)}": Windows line ends`),
        why: `The first line of ${path} ends with a carriage return, so the system looks for an interpreter whose name ends with one.`,
        evidence: [
          { what: 'first line of the script', where: `${path}:1`, quote: `#!${shebang.line}\\r` },
          attempt?.spawnError === undefined
            ? { what: `it ended with code ${attempt?.exit?.code ?? 'unknown'}` }
            : { what: `starting it failed with ${attempt.spawnError.code}`, quote: attempt.spawnError.message },
        ],
        fixes: [
          ...draftThroughInterpreter(entry, client, program),
          {
            id: 'unix-line-ends',
            title: 'Save the script with Unix line ends',
            safety: 'review',
            steps: [
              { do: 'run', command: ['perl', '-pi', '-e', 's/\\r$//', path] },
              { do: 'tell', text: `Then: ${client.reload}.` },
            ],
          },
        ],
      },
    ];
  },
});
