import type { ConfigPath, Json, ValueNote } from '../model/index.ts';
import { isSecretName } from '../redact/secret-names.ts';
import { isCodeArgument, isLauncher, isShell, readCommandLine, splitOption, splitPackedArgument, splitWords } from './command-line.ts';
import { type EntrySource, headersAt, lineAt } from './entry-source.ts';
import { readMember } from './entry-shape.ts';
import { noteText, type TextNote } from './note-text.ts';
import type { EntryFields } from './read-fields.ts';

/** Nobody reads more; a hostile file must not make us write more. */
const MOST_NOTES = 200;

/** Makes notes for one entry: fills in line, redacts what is shown, and drops suggestions that hold a secret. */
export interface NoteTaker {
  readonly notes: readonly ValueNote[];
  readonly add: (at: ConfigPath, value: string, note: TextNote & { readonly variable?: string; readonly file?: string; readonly line?: number }) => void;
}

export function createNoteTaker(entry: EntrySource): NoteTaker {
  const notes: ValueNote[] = [];
  return {
    notes,
    add(at, value, { kind, part, suggestion, variable, file, line }) {
      if (notes.length >= MOST_NOTES) return;
      const shown = showValue(entry, at, part ?? value, kind);
      const isClean =
        suggestion !== undefined &&
        JSON.stringify(entry.redactor.json({ v: suggestion })) === JSON.stringify({ v: suggestion }) &&
        showValue(entry, at, value, kind) === value.slice(0, 200);
      notes.push({
        at,
        line: line ?? lineAt(entry, at),
        kind,
        shown,
        ...(file === undefined ? {} : { file }),
        ...(variable === undefined ? {} : { variable: entry.redactor.text(variable) }),
        ...(isClean ? { suggestion } : {}),
      });
    },
  };
}

function showValue(entry: EntrySource, at: ConfigPath, value: string, kind: ValueNote['kind']): string {
  if (kind === 'placeholder') return value.slice(0, 200);
  const name = at.at(-1);
  const shown = typeof name === 'string' && isSecretName(name) ? entry.redactor.json({ [name]: value })[name] : entry.redactor.text(value);
  return String(shown).slice(0, 200);
}

export interface NoteContext {
  readonly home: string;
  /** Knows the paths that `command` and arguments may mean. */
  readonly isFile: (path: string) => boolean;
}

/** Notes on the values of an entry as written. */
export function noteValues(entry: EntrySource, fields: EntryFields, taker: NoteTaker, context: NoteContext): void {
  const { isFile } = context;
  const { dialect, definition } = entry;
  const at = (...path: ConfigPath): ConfigPath => [...fields.base, ...path];
  const isArray = dialect.command === 'array';
  const commandAt = isArray ? at(dialect.fields.command, 0) : at(dialect.fields.command);
  if (fields.command !== undefined) {
    takeText(taker, commandAt, fields.command, false, false);
    const words = definition.launch.splitsCommand === true ? undefined : readCommandLine(fields.command, isFile);
    if (words !== undefined) taker.add(commandAt, fields.command, { kind: 'whole-command-line', suggestion: words });
    noteTilde(entry, taker, context, commandAt, fields.command, 'command');
  }
  noteLaunchOfWrongType(entry, fields, taker);
  const argsName = isArray ? dialect.fields.command : (dialect.fields.args ?? 'args');
  fields.args.forEach((arg, i) => noteArgument(entry, fields, taker, at(argsName, isArray ? i + 1 : i), i, arg, context));
  for (const [name, value] of Object.entries(fields.env)) {
    const path = at(dialect.fields.env ?? 'env', name);
    if (name !== name.trim()) taker.add(path, name, { kind: 'whitespace-edge', suggestion: name.trim() });
    if (value === null) continue;
    takeText(taker, path, value, true, isSecretName(name));
    noteTilde(entry, taker, context, path, value, 'env');
  }
  if (fields.url !== undefined) takeText(taker, at(fields.url.field), fields.url.value, false, false);
  for (const [name, value] of Object.entries(fields.headers)) {
    const path = at(...headersAt(dialect), name);
    if (name !== name.trim()) taker.add(path, name, { kind: 'whitespace-edge', suggestion: name.trim() });
    takeText(taker, path, value, false, isSecretName(name));
  }
  if (fields.cwd !== undefined) {
    takeText(taker, at(dialect.fields.cwd ?? 'cwd'), fields.cwd, false, false);
    noteTilde(entry, taker, context, at(dialect.fields.cwd ?? 'cwd'), fields.cwd, 'cwd');
  }
}

function takeText(taker: NoteTaker, at: ConfigPath, value: string, mayHoldLines: boolean, isSecret: boolean): void {
  for (const note of noteText(value, { mayHoldLines, isSecret })) taker.add(at, value, note);
}

function noteArgument(entry: EntrySource, fields: EntryFields, taker: NoteTaker, at: ConfigPath, index: number, arg: string, context: NoteContext): void {
  const { isFile } = context;
  // Code and commands for a shell have their own rules for quotes, blanks and lines.
  if (isCodeArgument(fields.args, index)) return;
  const command = fields.command ?? '';
  const before = fields.args[index - 1] ?? '';
  takeText(taker, at, arg, true, /^--?[A-Za-z]/.test(before) && isSecretName(before));
  noteTilde(entry, taker, context, at, arg, 'args');
  if (isFile(arg)) return;
  const option = splitOption(arg);
  if (option !== undefined) taker.add(at, arg, { kind: 'option-and-value-in-one', suggestion: option });
  else if (isLauncher(command) && !isShell(command) && !/^--?[A-Za-z]/.test(before)) {
    const words = splitPackedArgument(arg);
    if (words !== undefined) taker.add(at, arg, { kind: 'whole-command-line', suggestion: words });
  }
}

// Arguments in one string, or a command in one string where a list is wanted: the words are what was meant.
function noteLaunchOfWrongType(entry: EntrySource, fields: EntryFields, taker: NoteTaker): void {
  const { command, args } = entry.dialect.fields;
  const wrong: readonly (readonly [string, Json | undefined])[] = [
    [command, entry.dialect.command === 'array' ? readMember(fields.members, command) : undefined],
    [args ?? '', args === undefined ? undefined : readMember(fields.members, args)],
  ];
  for (const [name, value] of wrong) {
    if (typeof value !== 'string') continue;
    const words = splitWords(value);
    // One word beside arguments of its own is another client's notation, not a command line.
    if (name === command && words.length < 2 && readMember(fields.members, 'args') !== undefined) continue;
    taker.add([...fields.base, name], value, { kind: 'whole-command-line', suggestion: words });
  }
}

function noteTilde(
  entry: EntrySource,
  taker: NoteTaker,
  { home }: NoteContext,
  at: ConfigPath,
  value: string,
  place: 'command' | 'args' | 'env' | 'cwd',
): void {
  const { syntax, where } = entry.expansion;
  if (syntax.includes('~') && where.includes(place)) return;
  if (/^(?:~|--?[\w-]{1,60}=~)(?:[/\\]|$)/.test(value)) taker.add(at, value, { kind: 'tilde', suggestion: value.replace('~', () => home) });
}
