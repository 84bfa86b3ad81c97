import { CONFIG_COMMANDS } from './config-flags.ts';
import { listFlags } from './help.ts';

/** Prints what `config` can do, or the flags of one of its commands. */
export function printConfigHelp(word: string | undefined): void {
  const one = word === undefined || !Object.hasOwn(CONFIG_COMMANDS, word) ? undefined : CONFIG_COMMANDS[word];
  const lines =
    one === undefined
      ? [
          'config: show, check, add, convert and remove the servers of any client',
          '',
          ...Object.values(CONFIG_COMMANDS).flatMap(({ usage, summary }) => [`  mcp-medic ${usage}`, `      ${summary}`]),
          '',
          'Every change is shown first, keeps all other bytes of the file, and is taken back by: mcp-medic undo',
          'Flags of one of them: mcp-medic config add --help',
        ]
      : [`config ${word ?? ''}: ${one.summary}`, '', `Usage: mcp-medic ${one.usage}`, '', 'Flags', ...listFlags(one.flags)];
  process.stdout.write(`${lines.join('\n')}\n`);
}
