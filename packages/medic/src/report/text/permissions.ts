import type { PermissionDecision, PermissionRow, PermissionsResult } from '../../model/index.ts';
import { safeLine } from '../../text/safe-text.ts';
import { show } from '../show.ts';
import type { TextOptions } from './options.ts';
import { wrap } from './wrap.ts';

const INDENT = '       ';
const ORDER: readonly PermissionDecision[] = ['allow', 'ask', 'deny'];
const DONE: Readonly<Record<PermissionDecision, string>> = { allow: 'allowed', ask: 'asked', deny: 'denied' };

/** The preview, or what was written: every tool with its class, the reason and the rule; then what stands already and what is new. */
export function renderPermissions(result: PermissionsResult, applyCommand: string, options: TextOptions): readonly string[] {
  const { style, columns, home } = options;
  const { tools, findings, advice, incomplete, rest } = result;
  const counts = ORDER.map((decision) => [tools.filter((row) => row.decision === decision).length, DONE[decision]] as const).filter(([count]) => count > 0);
  const head = `${line(result.server, home)} in ${result.clientName}: ${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}${counts.length === 0 ? '' : ` · ${counts.map(([count, word]) => `${count} ${word}`).join(', ')}`}`;
  return [
    style.strong(head),
    ...(incomplete === undefined ? [] : wrap(`The list is not whole: ${line(incomplete, home)}.`, columns, '')),
    '',
    ...ORDER.flatMap((decision) => tools.filter((row) => row.decision === decision).flatMap((row) => renderRow(row, options))),
    ...(rest === undefined
      ? []
      : [
          ...wrap(
            `tools that come later (${rest.action === 'kept' ? 'stands already' : 'new rule'}): ${line(rest.rule, home)}`,
            columns,
            INDENT,
            paint('ask', options),
          ),
        ]),
    '',
    ...hints(result).flatMap((text) => wrap(text, columns, '')),
    ...findings.flatMap(({ message, file }) => wrap(line(`${message} (${file})`, home), columns, INDENT, `${style.warn('look')}   `)),
    ...(findings.length === 0 ? [] : ['']),
    ...renderEnd(result, applyCommand, options),
    ...advice.flatMap((text) => wrap(line(text, home), columns, INDENT, `${style.dim('note')}   `)),
  ];
}

/** Only what to paste, and where. */
export function renderSnippet({ target, flags, advice, tools }: PermissionsResult, { home, columns }: TextOptions): readonly string[] {
  if (flags !== undefined) return flags.map(safeLine);
  if (target !== undefined) return [`# into ${show(target.file, home)}`, ...show(target.snippet, home).trimEnd().split('\n')];
  const nothing = tools.some(({ action }) => action === 'kept')
    ? 'Nothing is missing: every rule that can be written stands already.'
    : 'There is nothing to paste.';
  return [nothing, ...advice.flatMap((text) => wrap(line(text, home), columns, ''))];
}

function renderRow(row: PermissionRow, options: TextOptions): readonly string[] {
  const { style, columns, home } = options;
  const guessed = row.basis === 'guess' ? ', guessed' : '';
  const why = row.doubt === undefined ? row.why : `asked because ${row.doubt}`;
  const world = row.openWorld && row.class !== 'read-only' ? '; may reach the outside world' : '';
  const rule = row.action === 'add' ? `+ ${line(row.rule ?? '', home)}` : `${row.action === 'kept' ? '=' : '-'} ${line(row.note ?? '', home)}`;
  return [
    ...wrap(`${line(row.name, home)}  ${style.dim(`${row.class}${guessed}: ${line(why, home)}${world}`)}`, columns, INDENT, paint(row.decision, options)),
    ...wrap(rule, columns, `${INDENT}  `, INDENT),
  ];
}

function paint(decision: PermissionDecision, { style }: TextOptions): string {
  const word = decision.padEnd(7);
  return decision === 'allow' ? style.good(word) : decision === 'ask' ? style.warn(word) : style.bad(word);
}

/** What a reader must know of the grounds the table stands on. */
function hints({ tools }: PermissionsResult): readonly string[] {
  const told = tools.some(({ basis }) => basis !== 'guess');
  const guessed = tools.some(({ basis }) => basis === 'guess');
  const texts = [
    ...(told ? ["Annotations are the server's own word: a hint, which nobody has checked. Allow only what you would let this server do unasked."] : []),
    ...(guessed ? ['Guessed: the server gives no annotations for these tools, so their names, descriptions and parameters were read instead.'] : []),
  ];
  return texts.length === 0 ? [] : [...texts, ''];
}

function renderEnd({ target, applied, flags, tools }: PermissionsResult, applyCommand: string, { style, columns, home }: TextOptions): readonly string[] {
  if (applied !== undefined && 'refused' in applied) return [...wrap(style.bad(`Nothing was written: ${line(applied.refused, home)}.`), columns, ''), ''];
  if (flags !== undefined) return ['Start the client with these words:', ...flags.map((flag) => `  ${safeLine(flag)}`), ''];
  if (target === undefined) return tools.some(({ action }) => action === 'kept') ? ['Nothing to write: what can be written stands already.', ''] : [];
  const done =
    applied === undefined
      ? `${target.isNew ? 'New file' : 'Change in'} ${show(target.file, home)} (${target.scope}):`
      : `Written to ${show(target.file, home)} (${target.scope}):`;
  const next =
    applied === undefined
      ? [`Write it: ${safeLine(applyCommand)}`]
      : [...wrap(`Then: ${show(applied.next, home)}.`, columns, ''), `Take it back: mcp-medic undo ${applied.undo}`];
  return [
    done,
    ...show(target.diff, home)
      .split('\n')
      .map((text) => `  ${text}`),
    '',
    ...next,
    '',
  ];
}

/** Foreign text on one line. */
function line(text: string, home: string): string {
  return show(safeLine(text), home);
}
