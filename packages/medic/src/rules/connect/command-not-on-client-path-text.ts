import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftPathVariable, folderOf, readMissingProgram, weighLookUp } from '../missing-program.ts';
import { bareName, isRuntime, MISSING_INTERPRETER_SIGN, MISSING_PROGRAM_SIGNS } from '../missing-program-signs.ts';
import { draftHit, hasExited, signsToJudge } from '../startup-hit.ts';
import { nameClient, sayReload } from '../words.ts';

/** The same told by text. With a live session: a started script or shell did not find a program that this machine has. */
export const rule: AnyRule = defineRule({
  id: 'command-not-on-client-path-text',
  layer: 'command',
  severity: 'blocks',
  cause: 'command-not-on-client-path',
  needs: [],
  uses: ['session', 'client', 'entry', 'program', 'host'],
  signs: [...MISSING_PROGRAM_SIGNS, MISSING_INTERPRETER_SIGN],

  judge({ session, client, entry, program, host, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const found = readMissingProgram(signsToJudge(signs, session));
    if (found === undefined) return [];
    const { program: name, onPath, isInterpreter } = found;
    const home = program?.runtimes?.find((runtime) => runtime.name === name);
    if (session !== undefined && (home === undefined || program?.file?.shebang?.interpreterExists === false)) return [];
    if (session === undefined && name !== undefined && !isRuntime(name) && !isInterpreter && !/ENOENT/u.test(found.signs[0]?.quote ?? '')) return [];
    const looked = session === undefined ? weighLookUp(found, program, client !== undefined) : undefined;
    if (looked !== undefined && looked.onPath === undefined) return [];
    const edit =
      home === undefined || entry === undefined || client === undefined || program === undefined
        ? undefined
        : draftPathVariable(entry, client, program, folderOf(home.path), host?.platform ?? 'linux');
    const shown = name === undefined ? 'the program' : `"${bareName(name)}"`;
    return draftHit(found.signs, {
      confidence: looked?.onPath ?? (session === undefined ? onPath : 'confirmed'),
      evidence: looked?.evidence ?? [],
      title: `${client === undefined ? 'The client' : nameClient(client)} does not find ${shown} on its PATH`,
      why:
        home === undefined
          ? `${name === undefined ? 'The program' : `"${name}"`} was not found in the folders the client searches; desktop programs do not see what a shell profile adds to PATH.`
          : `"${home.name}" is installed at ${home.path}, and the program that was started did not find it.`,
      fixes: edit === undefined ? [adviseFullPath(name, isInterpreter, host?.platform === 'win32', sayReload(client))] : [edit],
      decisive: `run "${host?.platform === 'win32' ? 'where' : 'command -v'} ${name === undefined ? 'PROGRAM' : bareName(name)}" in a terminal: a path means that only the client does not see it`,
    });
  },
});

function adviseFullPath(name: string | undefined, isInterpreter: boolean, isWindows: boolean, reload: string): FixDraft {
  const program = name === undefined ? 'PROGRAM' : bareName(name);
  const look = `Run "${isWindows ? 'where' : 'command -v'} ${program}" in a terminal`;
  const isScript = isInterpreter || /^(?:npx|npm|pnpm|yarn)$/u.test(program);
  const text = isInterpreter
    ? `${look} and add "env": { "PATH": "FOLDER:/usr/local/bin:/usr/bin:/bin" } to the entry, with the folder that was printed first.${reload}`
    : `${look} and write the whole path that it prints as "command"${isScript ? ', and its folder first into "PATH" below "env", because the script looks for node there' : ''}.${reload}`;
  return {
    id: 'use-absolute-path',
    title: isInterpreter ? `Put the folder of "${program}" on the entry's PATH` : `Name "${program}" by its full path`,
    safety: 'manual',
    steps: [{ do: 'tell', text }],
  };
}
