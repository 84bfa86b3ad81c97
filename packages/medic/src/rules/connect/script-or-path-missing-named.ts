import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';

/** A package manager was asked to run a script by its name, and the project it found has none of that name. */
export const rule: AnyRule = defineRule({
  id: 'script-or-path-missing-named',
  layer: 'config',
  severity: 'blocks',
  cause: 'script-or-path-missing',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    {
      id: 'script',
      literals: ['issing script: ', 'Script not found "', 'ERR_PNPM_NO_SCRIPT', 'Task not found: '],
      pattern:
        /[Mm]issing script: ?['"]?(?<name>[\w:.-]{1,60})|Script not found "(?<bun>[\w:-]{1,60})"|ERR_PNPM_NO_SCRIPT\b|Task not found: (?<deno>[\w:-]{1,60})/u,
      loose: true,
    },
    {
      id: 'dotnet',
      literals: ['specified command or file was not found'],
      pattern: /Could not execute because the specified command or file was not found/u,
      loose: true,
    },
  ],

  judge({ session, client, entry, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const meant = signsToJudge(signs, session);
    const [first] = meant;
    if (first === undefined) return [];
    const name = groupOf(meant, 'name') ?? groupOf(meant, 'bun') ?? groupOf(meant, 'deno');
    const isDotnet = first.sign === 'dotnet';
    return draftHit(meant, {
      confidence: weighStartup(meant, session),
      title: fitTitle(
        isDotnet ? 'dotnet found no command or file of that name' : `The project has no script${name === undefined ? ' of that name' : ` "${cut(name, 30)}"`}`,
      ),
      why: isDotnet
        ? `What stands behind "dotnet" is neither a tool that is installed nor a file: "${cut(first.quote, 120)}".`
        : `The package manager looked into the project of the folder it was started in: "${cut(first.quote, 120)}".`,
      fixes: [
        tell(
          'name-script',
          isDotnet ? 'Install the tool, or name the file that exists' : 'Name a script that exists, in the folder of the server',
          `${isDotnet ? 'Install the tool ("dotnet tool install --global NAME"), or write the full path of the .dll' : 'Look at "scripts" in package.json for the name. When it is there, the command ran in another folder: add "--prefix", "FOLDER" (npm), "--dir", "FOLDER" (pnpm), "--cwd", "FOLDER" (yarn, bun)'}${entry === undefined ? '' : ` (${entry.file}:${entry.line})`}.${sayReload(client)}`,
        ),
      ],
      decisive: isDotnet ? 'run "dotnet tool list --global"' : 'run the same command in the folder of the server',
    });
  },
});
