import { applyPermissions, planPermissions, type PermissionsRequest } from '../engine/permissions.ts';
import { CLIENTS } from '../clients/index.ts';
import type { PermissionsResult } from '../model/index.ts';
import type { TextOptions } from '../report/text/options.ts';
import { renderPermissions, renderSnippet } from '../report/text/permissions.ts';
import { safeJson, safeText } from '../text/safe-text.ts';
import { askConsent } from './ask-consent.ts';
import { parseFlags, type ParsedWords } from './parse-flags.ts';
import { PERMISSIONS_FLAGS } from './permissions-flags.ts';
import { readOneTarget } from './read-target.ts';
import { readRoots } from './roots.ts';
import { withSignals } from './signals.ts';
import { readTerminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** `mcp-medic permissions <target> --client ID`. 0 shown or written, 1 when the server gave no tools or writing was refused. */
export async function run(words: readonly string[], version: string): Promise<number> {
  const parsed = parseFlags(words, PERMISSIONS_FLAGS);
  const { flags } = parsed;
  if (flags['snippet'] === true && flags['apply'] === true) throw new UsageError('--snippet only shows and --apply writes; choose one.');
  const roots = readRoots(flags);
  return withSignals(async (signal) => {
    const request = readRequest(parsed, { roots, version, signal });
    const planned = await planPermissions(request);
    if (!planned.ok) {
      if (planned.usage) throw new UsageError(planned.reason, planned.next);
      process.stderr.write(safeText(`mcp-medic: ${planned.reason}\n${planned.next === undefined ? '' : `${planned.next}\n`}`));
      return 1;
    }
    const result = flags['apply'] === true ? await applyPermissions(planned, request) : planned.result;
    print(result, flags, roots.home, commandFor(parsed));
    return result.applied !== undefined && 'refused' in result.applied ? 1 : 0;
  });
}

function readRequest(parsed: ParsedWords, common: Pick<PermissionsRequest, 'roots' | 'version' | 'signal'>): PermissionsRequest {
  const { flags } = parsed;
  const { target } = readOneTarget(parsed, 'mcp-medic permissions');
  const named = target.kind === 'name' ? target.client : undefined;
  const id = (flags['client'] as string | undefined) ?? named;
  if (id === undefined) throw new UsageError('permissions needs to know the client.', EXAMPLE);
  const definition = CLIENTS.find((client) => client.id === id);
  if (definition === undefined) throw new UsageError(`There is no client "${id}".`, `It is one of: ${CLIENTS.map((client) => client.id).join(', ')}`);
  if (named !== undefined && named !== id) throw new UsageError(`The server is named in ${named} and --client says ${id}.`, 'Name one of them.');
  const serverName = flags['server-name'] as string | undefined;
  if (target.kind !== 'name' && serverName === undefined)
    throw new UsageError('Rules hold the name that the server has in the client.', 'Give it with --server-name NAME');
  if (target.kind === 'name' && serverName !== undefined) throw new UsageError('--server-name only goes with a URL or a command.');
  return {
    ...common,
    definition,
    target,
    targets: [target],
    ...(serverName === undefined ? {} : { serverName }),
    ...(flags['scope'] === undefined ? {} : { scope: flags['scope'] as string }),
    destructive: flags['destructive'] === 'deny' ? 'deny' : 'ask',
    isStatic: false,
    trustsProject: flags['trust'] === true,
    consent: askConsent(common.roots),
    withSteps: false,
    patienceMs: 15_000,
  };
}

const EXAMPLE = 'For example: mcp-medic permissions github --client claude-code';

/** The same command with `--apply`, for the last line of the preview; only for words that need no quoting. */
function commandFor({ flags, targets, rest }: ParsedWords): string {
  const shown = ['client', 'scope', 'destructive', 'server-name', 'home', 'cwd'].flatMap((name) =>
    typeof flags[name] === 'string' ? [`--${name}`, flags[name]] : [],
  );
  const words = [
    'mcp-medic',
    'permissions',
    ...targets,
    ...shown,
    '--apply',
    ...(flags['trust'] === true ? ['--trust'] : []),
    ...(rest === undefined ? [] : ['--', ...rest]),
  ];
  return words.every((word) => /^[\w@%+=:,./-]+$/.test(word)) ? words.join(' ') : 'the same command with --apply';
}

function print(result: PermissionsResult, flags: ParsedWords['flags'], home: string, applyCommand: string): void {
  if (flags['json'] === true) {
    process.stdout.write(`${safeJson(JSON.stringify(result, undefined, 2))}\n`);
    return;
  }
  const { columns, style } = readTerminal(process.stdout, process.env);
  const options: TextOptions = { columns, style, home, all: true };
  const lines = flags['snippet'] === true ? renderSnippet(result, options) : renderPermissions(result, applyCommand, options);
  process.stdout.write(`${lines.join('\n')}\n`);
}
