import { chooseClients } from '../engine/config/list-configs.ts';
import type { Answer, ChangeOptions, ShownProposal } from '../engine/config/change-client.ts';
import { CLIENT_IDS } from '../model/ids.ts';
import type { ClientDefinition, ClientId, ConfigChangeResult, Loss, Roots } from '../model/index.ts';
import type { TextOptions } from '../report/text/options.ts';
import { renderConfigChanges, renderConfigProposal } from '../report/text/config.ts';
import { nearest } from '../text/near.ts';
import { safeJson } from '../text/safe-text.ts';
import { createTreatContext } from '../treat/context.ts';
import { ask, canAsk } from './ask.ts';
import type { ParsedWords } from './parse-flags.ts';
import { readTerminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

type Flags = ParsedWords['flags'];

/** Client ids of a flag that may be repeated and hold several with commas; undefined when it was not given. */
export function readClientIds(value: Flags[string], flag: string): readonly ClientId[] | 'all' | undefined {
  if (value === undefined) return undefined;
  const words = (Array.isArray(value) ? value : [String(value)]).flatMap((word: string) => word.split(',')).map((word) => word.trim());
  if (words.includes('all')) return 'all';
  return [...new Set(words.map((word) => readClientId(word, flag)))];
}

export function readClientId(word: string, flag: string): ClientId {
  const id = CLIENT_IDS.find((one) => one === word);
  if (id !== undefined) return id;
  const near = nearest(word, CLIENT_IDS, 4);
  throw new UsageError(`${flag} does not know the client "${word}".`, near === undefined ? `It is one of: ${CLIENT_IDS.join(', ')}` : `Did you mean: ${near}`);
}

/** The definitions of the clients named; ends in a UsageError that names those found here when none is. */
export async function requireClients(value: Flags[string], flag: string, roots: Roots): Promise<readonly ClientDefinition[]> {
  const ids = readClientIds(value, flag);
  if (ids !== undefined && ids !== 'all') return chooseClients(ids, roots);
  const found = await chooseClients(undefined, roots);
  if (ids === 'all' && found.length > 0) return found;
  const names = found.map(({ id }) => id).join(', ');
  throw new UsageError(
    ids === 'all' ? 'No client was found on this computer.' : `${flag} is missing: which client is it for?`,
    names === '' ? `It is one of: ${CLIENT_IDS.join(', ')}` : `Found here: ${names}. For example: ${flag} ${found[0]?.id ?? 'cursor'}`,
  );
}

export interface Screen {
  readonly options: ChangeOptions;
  /** Prints the result and answers with the exit code. */
  readonly finish: (result: ConfigChangeResult) => number;
}

/** Shows each change before it is made, asks where a person can answer, and prints what became of all of them. */
export function createScreen(flags: Flags, roots: Roots): Screen {
  const isJson = flags['json'] === true;
  const errors = readTerminal(process.stderr, process.env);
  let isShown = false;
  const decide = async (proposal: ShownProposal): Promise<Answer> => {
    if (flags['dry-run'] === true) return 'show';
    const breaks = proposal.losses.filter(({ effect }) => effect === 'breaks');
    if (flags['yes'] === true) return breaks.length === 0 || flags['force'] === true ? 'write' : { declined: sayBreaks(breaks) };
    if (!canAsk()) return { declined: 'nothing was written: there is no terminal to ask at; --yes writes it, --dry-run only shows it' };
    isShown = true;
    process.stderr.write(
      renderConfigProposal(proposal, textOptions(errors, roots))
        .map((line) => `${line}\n`)
        .join(''),
    );
    const answer = (await ask('      Write it? [y]es, [N]o: ')).trim().toLowerCase();
    return answer === 'y' || answer === 'yes' ? 'write' : { declined: 'you said no; nothing was written' };
  };
  return {
    options: { treat: createTreatContext(roots), decide, checks: flags['check'] === true, trustsProject: flags['trust'] === true },
    finish: (result) => {
      if (isJson) printJson(result);
      else printLines(renderConfigChanges(result, isShown, textOptions(readTerminal(process.stdout, process.env), roots)));
      return result.changes.some(({ outcome }) => outcome === 'refused' || outcome === 'declined') ? 1 : 0;
    },
  };
}

function sayBreaks(breaks: readonly Loss[]): string {
  const wrapper = breaks.some(({ what }) => what.startsWith('env.')) ? ' With --wrapper a script of your own would carry it.' : '';
  return `nothing was written, because it would not work there: ${breaks.map(({ sentence }) => sentence).join(' ')}${wrapper} --force writes it all the same`;
}

function textOptions({ columns, style }: Pick<TextOptions, 'columns' | 'style'>, { home }: Roots): TextOptions {
  return { columns, style, home, all: false };
}

export function stdoutOptions(roots: Roots, all: boolean): TextOptions {
  return { ...textOptions(readTerminal(process.stdout, process.env), roots), all };
}

export function printLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

export function printJson(value: object): void {
  process.stdout.write(`${safeJson(JSON.stringify(value, undefined, 2))}\n`);
}
