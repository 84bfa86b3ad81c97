import type { ConfigChange, ConfigChangeResult, ConfigListResult, ConfigPathsResult, ConfigValidateResult, Loss } from '../../model/index.ts';
import { safeText } from '../../text/safe-text.ts';
import { show } from '../show.ts';
import type { TextOptions } from './options.ts';
import { sayCheck } from './repairs.ts';
import { wrap } from './wrap.ts';

const INDENT = '      ';
const OUTCOMES: Readonly<Record<ConfigChange['outcome'], string>> = {
  added: 'added',
  replaced: 'new  ',
  removed: 'gone ',
  unchanged: 'same ',
  shown: 'shown',
  declined: 'left ',
  refused: 'no   ',
};
const EFFECTS: Readonly<Record<Loss['effect'], string>> = { breaks: 'It would not work:', differs: 'Otherwise there:', drops: 'Left out:' };

/** What a change would do, before anybody is asked. */
export function renderConfigProposal(
  {
    title,
    path,
    diff,
    losses,
    notes,
  }: { readonly title: string; readonly path: string; readonly diff: string; readonly losses: readonly Loss[]; readonly notes: readonly string[] },
  options: TextOptions,
): readonly string[] {
  const { style, home } = options;
  return ['', style.strong(show(`${title} (${path})`, home)), ...renderDiff(diff, options), ...renderLosses(losses, options), ...renderNotes(notes, options)];
}

/** What became of each change. `isShown`: diffs and losses stood on the screen already. */
export function renderConfigChanges({ source, changes }: ConfigChangeResult, isShown: boolean, options: TextOptions): readonly string[] {
  const { home, columns } = options;
  const head =
    source === undefined || changes.some(({ snippet }) => snippet !== undefined)
      ? []
      : [...wrap(show(`Read as ${source.kind}.`, home), columns, ''), ...source.notes.flatMap((note) => wrap(show(note, home), columns, '  ')), ''];
  return [...head, ...changes.flatMap((change) => renderChange(change, isShown, options))];
}

function renderChange(change: ConfigChange, isShown: boolean, options: TextOptions): readonly string[] {
  const { style, home, columns } = options;
  const { outcome, client, server, detail, diff, snippet, losses, notes, next, undo, check } = change;
  const paint = outcome === 'refused' || outcome === 'declined' ? style.warn : outcome === 'unchanged' || outcome === 'shown' ? style.dim : style.good;
  const isDone = outcome === 'added' || outcome === 'replaced' || outcome === 'removed';
  return [
    ...wrap(show(`${server} (${client}): ${detail}`, home), columns, INDENT, `${paint(OUTCOMES[outcome])} `),
    ...(snippet === undefined ? [] : ['', ...safeText(snippet).trimEnd().split('\n'), '']),
    ...(isShown || diff === undefined ? [] : renderDiff(diff, options)),
    ...(isShown ? [] : [...renderLosses(losses, options), ...renderNotes(notes, options)]),
    ...(isDone || snippet !== undefined ? next.flatMap((step) => wrap(show(`Then: ${step.replace(/\.$/, '')}.`, home), columns, INDENT)) : []),
    ...(check === undefined ? [] : wrap(show(sayCheck(check), home), columns, INDENT)),
    ...(undo === undefined ? [] : [`${INDENT}${style.dim(`Take it back: mcp-medic undo ${undo}`)}`]),
  ];
}

/** What will stand in the file, to the letter: the home folder is not shortened here. */
function renderDiff(diff: string, { style }: TextOptions): readonly string[] {
  const lines = safeText(diff)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--- ') && !line.startsWith('+++ ') && !line.startsWith('@@'));
  return lines.map((line) => INDENT + (line.startsWith('-') ? style.bad(line) : line.startsWith('+') ? style.good(line) : style.dim(line)));
}

function renderLosses(losses: readonly Loss[], { columns, home, style }: TextOptions): readonly string[] {
  return losses.flatMap(({ effect, sentence }) => {
    const lines = wrap(show(`${EFFECTS[effect]} ${sentence}`, home), columns, INDENT);
    return effect === 'breaks' ? lines.map((line) => style.warn(line)) : lines;
  });
}

function renderNotes(notes: readonly string[], { columns, home }: TextOptions): readonly string[] {
  return notes.flatMap((note) => wrap(show(note, home), columns, INDENT));
}

export function renderConfigPaths({ files }: ConfigPathsResult, { style, home }: TextOptions): readonly string[] {
  if (files.length === 0) return ['No client was found on this computer. Name one to see its places: mcp-medic config paths cursor'];
  const clients = [...new Set(files.map(({ client }) => client))];
  return clients.flatMap((client) => {
    const own = files.filter((file) => file.client === client);
    const width = Math.max(...own.map(({ scope }) => scope.length));
    return [
      style.strong(client),
      ...own.map(({ scope, path, exists, servers, key }) => {
        const state = exists ? `${servers} ${servers === 1 ? 'server' : 'servers'}` : 'not there';
        const line = `  ${scope.padEnd(width)}  ${state.padEnd(10)}  ${show(path, home)}  ${show(key, home)}`;
        return exists ? line : style.dim(line);
      }),
    ];
  });
}

export function renderConfigList({ servers }: ConfigListResult, { style, home, columns }: TextOptions): readonly string[] {
  if (servers.length === 0) return ['No server is configured. Add one: mcp-medic config add SOURCE --client ID'];
  const clients = [...new Set(servers.map(({ client }) => client))];
  return clients.flatMap((client) => {
    const own = servers.filter((one) => one.client === client);
    const width = Math.min(28, Math.max(...own.map(({ name }) => name.length)));
    return [
      style.strong(client),
      ...own.flatMap(({ name, scope, transport, target, state, reason }) => [
        ...wrap(show(`${name.padEnd(width)}  ${transport.padEnd(5)}  ${target}`, home), columns, ' '.repeat(width + 11), '  '),
        ...(state === 'loads'
          ? []
          : wrap(show(`${state === 'switched-off' ? 'Switched off' : 'Not loaded'}: ${reason ?? ''}`, home), columns, '      ').map(style.warn)),
        ...(scope === 'user' ? [] : [style.dim(`      ${show(scope, home)}`)]),
      ]),
    ];
  });
}

export function renderConfigShow({ servers }: ConfigListResult, { style, home, columns }: TextOptions): readonly string[] {
  return servers.flatMap(({ client, scope, name, path, line, entry, state, reason }) => [
    style.strong(show(`${name} (${client}, ${scope})`, home)),
    `  ${show(path, home)}:${line}`,
    ...(state === 'loads'
      ? []
      : wrap(show(`${state === 'switched-off' ? 'Switched off' : 'Not loaded'}: ${reason ?? ''}`, home), columns, '  ').map(style.warn)),
    ...show(JSON.stringify(entry ?? null, undefined, 2), home)
      .split('\n')
      .map((text) => `  ${text}`),
  ]);
}

export function renderConfigValidate({ files }: ConfigValidateResult, { style, home, columns, all }: TextOptions): readonly string[] {
  if (files.length === 0) return ['There is no config file to validate.'];
  return files.flatMap(({ client, path, servers, findings }) => {
    const shown = all ? findings : findings.filter(({ severity }) => severity !== 'hint');
    const head = show(`${path} (${client}, ${servers} ${servers === 1 ? 'server' : 'servers'})`, home);
    return [
      `${shown.length === 0 ? style.good('ok   ') : style.bad('BAD  ')} ${head}`,
      ...shown.flatMap(({ rule, message, evidence, server }) => [
        ...wrap(show(`${server === undefined ? '' : `${server}: `}${message}`, home), columns, INDENT),
        ...evidence
          .slice(0, 2)
          .flatMap(({ where, quote }) =>
            where === undefined ? [] : [style.dim(`${INDENT}${show(`${where}${quote === undefined ? '' : `: ${quote}`}`, home)}`)],
          ),
        style.dim(`${INDENT}Cause ${rule}: mcp-medic explain --cause ${rule}`),
      ]),
    ];
  });
}
