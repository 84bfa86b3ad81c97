import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftInstall } from '../install-programs.ts';
import { readMissingProgram, weighLookUp } from '../missing-program.ts';
import { bareName, MISSING_INTERPRETER_SIGN, MISSING_PROGRAM_SIGNS } from '../missing-program-signs.ts';
import { draftHit, hasExited, signsToJudge } from '../startup-hit.ts';
import { nameClient } from '../words.ts';

/** The same told by text: by a client that could not start a program, or by a script that could not start the next one. */
export const rule: AnyRule = defineRule({
  id: 'command-not-installed-text',
  layer: 'command',
  severity: 'blocks',
  cause: 'command-not-installed',
  needs: [],
  uses: ['session', 'client', 'program', 'host'],
  signs: [...MISSING_PROGRAM_SIGNS, MISSING_INTERPRETER_SIGN],

  judge({ session, client, program, host, signs }) {
    // With a session, the start itself is judged by the rule next door; here only what the started program wrote counts.
    if (session !== undefined && !hasExited(session)) return [];
    const found = readMissingProgram(signsToJudge(signs, session));
    if (found === undefined) return [];
    const { program: name, installed } = found;
    const isElsewhere = program?.runtimes?.some((runtime) => runtime.name === name) === true || program?.file?.shebang?.interpreterExists === false;
    if (session !== undefined && (isElsewhere || name === undefined)) return [];
    // npx reports a package without the program of that name in the same words.
    const isOfPackage = session !== undefined && program?.package !== undefined && name !== undefined && !isOwnWord(name);
    if (isOfPackage) return [];
    const looked = session === undefined ? weighLookUp(found, program, client !== undefined) : undefined;
    if (looked !== undefined && looked.installed === undefined) return [];
    const shown = name === undefined ? 'the program' : `"${bareName(name)}"`;
    return draftHit(found.signs, {
      confidence: looked?.installed ?? (session === undefined ? installed : 'likely'),
      evidence: looked?.evidence ?? [],
      title: `${nameClient(client) === 'the client' ? 'The client' : nameClient(client)} cannot start ${shown}: not installed`,
      why: `${name === undefined ? 'The system' : `The system found no program named "${name}"`}${name === undefined ? ' did not find the program that the entry names' : ' where it looked'}.`,
      fixes: [draftInstall(name, host?.platform, client)],
      decisive: `run "${host?.platform === 'win32' ? 'where' : 'command -v'} ${name === undefined ? 'PROGRAM' : bareName(name)}" in a new terminal: nothing printed means not installed, a path means that only the client does not see it`,
    });
  },
});

/** Names that no npm package brings along as its own program. */
function isOwnWord(name: string): boolean {
  return /^(?:node|npm|npx|git|python3?|uv|uvx|docker|bun|deno|bash)$/u.test(name);
}
