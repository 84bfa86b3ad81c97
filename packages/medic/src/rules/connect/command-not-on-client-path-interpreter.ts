import type { AnyRule, ProgramFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftPathVariable, folderOf, sayMoves } from '../missing-program.ts';
import { MISSING_INTERPRETER_SIGN } from '../missing-program-signs.ts';
import { lastAttempt } from '../quote.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { hasExited, signsToJudge } from '../startup-hit.ts';
import { fitTitle } from '../words.ts';

/**
 * The script is found and its interpreter is not: `npx` begins with `#!/usr/bin/env node`, and naming npx by its full path
 * does not help `env` to find node. The system says ENOENT, or env says so itself and exits with 127.
 */
export const rule: AnyRule = defineRule({
  id: 'command-not-on-client-path-interpreter',
  layer: 'command',
  severity: 'blocks',
  cause: 'command-not-on-client-path',
  needs: ['client', 'entry', 'program', 'session'],
  uses: ['host'],
  signs: [MISSING_INTERPRETER_SIGN],

  judge({ client, entry, program, session, host, signs }) {
    const { shebang, path } = program.file ?? {};
    if (shebang === undefined || path === undefined || shebang.interpreterExists || shebang.carriageReturn) return [];
    const spawnError = lastAttempt(session)?.spawnError;
    if (spawnError?.missing !== 'interpreter' && !hasExited(session)) return [];
    const interpreter = nameInterpreter(shebang.line);
    const home = findInterpreter(interpreter, path, program);
    if (interpreter === undefined || home === undefined) return [];
    const fix = draftPathVariable(entry, client, program, home.folder, host?.platform ?? 'linux');
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(`${client.name} starts a script whose "${interpreter}" it cannot find`),
        why: `${path} is run by "${interpreter}", which stands in ${home.folder}, a folder that is not on the PATH the script gets.${sayMoves(home.via)}`,
        evidence: [
          { what: 'first line of the script', where: `${path}:1`, quote: `#!${shebang.line}` },
          ...(spawnError === undefined ? [] : [{ what: `starting it failed with ${spawnError.code}`, quote: spawnError.message }]),
          ...quoteSigns(signsNamed(signsToJudge(signs, session), 'interpreter')),
          { what: 'folders searched', quote: program.searched.join(', '), where: program.searchedFrom },
        ],
        fixes:
          fix === undefined
            ? [
                {
                  id: 'start-through-interpreter',
                  title: `Start ${interpreter} by its full path`,
                  safety: 'manual',
                  steps: [
                    { do: 'tell', text: `Set the command to ${home.folder}/${interpreter} and make ${path} the first argument. Then: ${client.reload}.` },
                  ],
                },
              ]
            : [fix],
      },
    ];
  },
});

function nameInterpreter(line: string): string | undefined {
  const [first = '', ...words] = line.split(/\s/u);
  const named = /(?:^|\/)env$/u.test(first) ? words.find((word) => !word.startsWith('-') && !word.includes('=')) : first;
  return named === undefined ? undefined : named.slice(named.lastIndexOf('/') + 1);
}

/** Beside the script first: version managers put npx and node into one folder. */
function findInterpreter(
  name: string | undefined,
  script: string,
  { runtimes = [] }: ProgramFacts,
): { readonly folder: string; readonly via: string } | undefined {
  const own = runtimes.filter((runtime) => runtime.name === name);
  const found = own.find((runtime) => folderOf(runtime.path) === folderOf(script)) ?? own[0];
  return found === undefined ? undefined : { folder: folderOf(found.path), via: found.via };
}
