import { nearest } from '../text/near.ts';
import { CONFIG_COMMANDS } from './config-flags.ts';
import { parseFlags, type ParsedWords } from './parse-flags.ts';
import { UsageError } from './usage-error.ts';

type Run = (parsed: ParsedWords, version: string) => Promise<number>;

const LOADERS: Readonly<Record<string, () => Promise<{ readonly run: Run }>>> = {
  paths: async () => ({ run: (await import('./config-look.ts')).runPaths }),
  list: async () => ({ run: (await import('./config-look.ts')).runList }),
  show: async () => ({ run: (await import('./config-look.ts')).runShow }),
  validate: () => import('./config-validate.ts'),
  add: () => import('./config-add.ts'),
  convert: () => import('./config-convert.ts'),
  remove: () => import('./config-remove.ts'),
};

/** `mcp-medic config paths | list | show | validate | add | convert | remove`. */
export async function run(words: readonly string[], version: string): Promise<number> {
  const [word = '', ...rest] = words;
  const command = Object.hasOwn(CONFIG_COMMANDS, word) ? CONFIG_COMMANDS[word] : undefined;
  const load = LOADERS[word];
  if (command === undefined || load === undefined) {
    const near = nearest(word, Object.keys(CONFIG_COMMANDS), 3);
    const commands = `config is followed by one of: ${Object.keys(CONFIG_COMMANDS).join(', ')}`;
    throw new UsageError(
      word === '' ? 'config needs to know what to do.' : `"config ${word}" is no command of mcp-medic.`,
      near === undefined || word === '' ? commands : `Did you mean: mcp-medic config ${near}`,
    );
  }
  return (await load()).run(parseFlags(rest, command.flags), version);
}
