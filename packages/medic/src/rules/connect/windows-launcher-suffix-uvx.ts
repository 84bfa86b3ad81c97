import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { editArgs, editSteps, writtenArgs } from '../launch-edits.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { cut, sayReload, tell } from '../words.ts';

/**
 * Windows takes what stands after the last dot of a name for its extension: `awslabs.core-mcp-server` is then no name to which
 * `.exe` is added, and uv does not find the program it has just installed.
 */
export const rule: AnyRule = defineRule({
  id: 'windows-launcher-suffix-uvx',
  layer: 'command',
  severity: 'blocks',
  cause: 'windows-launcher-suffix',
  needs: [],
  uses: ['host', 'client', 'entry', 'program', 'session'],
  signs: [
    { id: 'dotted', literals: ['ailed to spawn'], pattern: /[Ff]ailed to spawn: ?`(?<program>[\w-]{1,60}\.[\w.-]{1,80})`/u },
    { id: 'not-found', literals: ['program not found'], pattern: /Caused by: program not found/u },
  ],

  judge({ host, client, entry, program, session, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const meant = signsToJudge(signs, session);
    const name = groupOf(meant, 'program');
    if (name === undefined || /\.(?:exe|cmd|bat|py|sh)$/iu.test(name)) return [];
    // "program not found" is what Rust says on Windows alone; other systems write "No such file or directory".
    if (host?.platform !== 'win32' && !meant.some(({ sign }) => sign === 'not-found')) return [];
    if (host !== undefined && host.platform !== 'win32') return [];
    const args = entry === undefined || client === undefined ? undefined : writtenArgs(entry, client);
    const wanted = args === undefined ? undefined : addSuffix(args, name, program?.package?.name);
    const edits = wanted === undefined || entry === undefined || client === undefined ? undefined : editArgs(entry, client, wanted);
    return draftHit(meant, {
      confidence: weighStartup(meant, session),
      title: `Windows does not find "${cut(name, 36)}": it lacks ".exe"`,
      why: `The name "${name}" has a dot, so Windows takes "${name.slice(name.lastIndexOf('.'))}" for its extension and does not add ".exe".`,
      fixes: [
        edits === undefined || client === undefined
          ? tell('add-exe-suffix', `Name the program "${name}.exe"`, `Use uvx with "--from", "${name}@latest", "${name}.exe" as arguments.${sayReload(client)}`)
          : { id: 'add-exe-suffix', title: `Name the program "${name}.exe"`, safety: 'safe', steps: editSteps(edits, client) },
      ],
      decisive: `run "uvx --from ${name} ${name}.exe" in a terminal: it starts`,
    });
  },
});

/** `uvx name@latest` → `uvx --from name@latest name.exe`; after `--from` only the program's name changes. */
function addSuffix(args: readonly string[], name: string, packageName: string | undefined): readonly string[] | undefined {
  const at = args.indexOf(name);
  if (args.includes('--from') && at !== -1) return args.with(at, `${name}.exe`);
  const spec = args.findIndex((word) => word === name || word.startsWith(`${packageName ?? name}@`) || word.startsWith(`${packageName ?? name}=`));
  return spec === -1 ? undefined : [...args.slice(0, spec), '--from', args[spec] ?? name, `${name}.exe`, ...args.slice(spec + 1)];
}
