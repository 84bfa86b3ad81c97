import type { AnyRule, EntryFacts, FixDraft, Hit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isDead, placeOf, situationOf } from '../entry-situation.ts';
import { editArgs, editLaunch, editSteps, writtenArgs } from '../launch-edits.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/** What a mistyped `mcp add` leaves behind in the file: words of its own syntax as program or argument. */
export const rule: AnyRule = defineRule({
  id: 'cli-add-syntax',
  layer: 'config',
  severity: 'blocks',
  cause: 'cli-add-syntax',
  needs: ['client', 'entry', 'session'],
  uses: ['host'],

  judge({ client, entry, session, host }) {
    if (situationOf(entry, session) !== 'failed' || !isDead(session)) return [];
    const { command } = entry.effective;
    const args = writtenArgs(entry, client) ?? entry.effective.args ?? [];
    if (command === undefined) return [];
    const fault = findFault(command, args, host?.platform === 'win32');
    if (fault === undefined) return [];
    const { what, wanted } = fault;
    const [first = '', ...rest] = wanted ?? [];
    const edits = wanted === undefined ? undefined : first === command ? editArgs(entry, client, rest) : editLaunch(entry, client, first, rest);
    const hit: Hit = {
      confidence: 'confirmed',
      title: fitTitle(`${nameServer(entry)} was added with a mistyped command`),
      why: `The entry starts "${cut([command, ...args].join(' '), 120)}": ${what}.`,
      evidence: [{ what: `the entry "${entry.name}"`, where: placeOf(entry.file, entry.line), quote: JSON.stringify([command, ...args.slice(0, 8)]) }],
      fixes: [
        edits === undefined
          ? readd(entry)
          : { id: 'correct-command', title: 'Write the command as it was meant', safety: 'safe', steps: editSteps(edits, client) },
        ...(edits === undefined ? [] : [readd(entry)]),
      ],
    };
    return [hit];
  },
});

interface Fault {
  readonly what: string;
  /** Program and arguments as they were meant, when that is certain. */
  readonly wanted?: readonly string[];
}

function findFault(command: string, args: readonly string[], isWindows: boolean): Fault | undefined {
  const [first, ...rest] = args;
  // Git Bash turns "/c" into the path of the drive before the program sees it.
  if (/(?:^|[\\/])cmd(?:\.exe)?$/iu.test(command) && first !== undefined && /^[A-Za-z]:[\\/]?$/u.test(first))
    return { what: `Git Bash made "${first}" of "/c"`, wanted: [command, '/c', ...rest] };
  if (command === '--') return { what: 'the separator "--" was taken for the program', ...(first === undefined ? {} : { wanted: args }) };
  if (/^--?[A-Za-z]/u.test(command)) return { what: `the option "${command}" was taken for the program`, ...readOption(command, args) };
  if (first === '--' && !/^(?:npx|npm|pnpm|yarn|uv|docker|env|sh|bash|cmd|node|deno|go|cargo|dotnet)$/iu.test(baseOf(command)))
    return { what: 'the separator "--" was passed on to the program' };
  return isWindows && /^\/[A-Za-z]$/u.test(command) ? { what: `the switch "${command}" was taken for the program` } : undefined;
}

/** `-y package`: npx was swallowed on the way. */
function readOption(command: string, args: readonly string[]): { readonly wanted: readonly string[] } | undefined {
  return (command === '-y' || command === '--yes') && args.length > 0 ? { wanted: ['npx', command, ...args] } : undefined;
}

function readd({ name, client }: EntryFacts): FixDraft {
  const program = client === 'codex' || client === 'gemini-cli' || client === 'qwen-code' || client === 'copilot-cli' ? client.replace(/-.*$/u, '') : 'claude';
  return tell(
    'add-again',
    'Remove the entry and add it anew',
    `Run: ${program} mcp remove ${name}, then: ${program} mcp add ${name} ${program === 'codex' ? '--env KEY=VALUE ' : '-e KEY=VALUE '}-- COMMAND ARGS. The name comes first, "--" directly before the command; in PowerShell quote it ('--'), in Git Bash write //c for /c.`,
  );
}

function baseOf(command: string): string {
  return command.slice(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1).replace(/\.(?:exe|cmd)$/iu, '');
}
