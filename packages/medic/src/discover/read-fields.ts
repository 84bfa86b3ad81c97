import type { ConfigPath, EntryProblem, Json, JsonObject } from '../model/index.ts';
import { isSecretName } from '../redact/secret-names.ts';
import { describeValue, isObject, readMember } from './entry-shape.ts';
import { effectOfWrongType, type EntrySource, makeProblem } from './entry-source.ts';
import { listFields, suggestField } from './field-words.ts';

/** An entry's fields in one form for all dialects; values as written. Parts of the wrong type are left out and reported. */
export interface EntryFields {
  /** Where the connection fields stand below the entry: `[]`, or `['transport']` for nested dialects. */
  readonly base: ConfigPath;
  readonly members: JsonObject;
  readonly type?: string;
  readonly command?: string;
  readonly args: readonly string[];
  /** `null`: the variable is taken away. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly cwd?: string;
  readonly url?: { readonly field: string; readonly value: string };
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly enabled?: boolean;
  readonly disabled?: boolean;
  readonly bearerTokenEnvVar?: string;
  readonly envHeaders: Readonly<Record<string, string>>;
  readonly envVars: readonly string[];
  readonly problems: readonly EntryProblem[];
}

/** Reads the fields of an entry that is an object. */
export function readFields(entry: EntrySource, raw: JsonObject): EntryFields {
  const { dialect } = entry;
  const nestedKey = dialect.nested;
  const nested = nestedKey === undefined ? undefined : readMember(raw, nestedKey);
  const base: ConfigPath = nestedKey !== undefined && isObject(nested) ? [nestedKey] : [];
  const members = isObject(nested) ? nested : raw;
  const problems: EntryProblem[] = [];
  const reader = createReader(entry, base, members, problems);
  const { fields } = dialect;
  const launch = readLaunch(entry, reader);
  const url = fields.url
    .map((field) => ({ field, value: reader.text(field) }))
    .find((each): each is { field: string; value: string } => each.value !== undefined);
  const timeout = fields.timeout === undefined ? undefined : reader.number(fields.timeout.name, raw);
  const optional = {
    type: reader.text(fields.type),
    cwd: reader.text(fields.cwd),
    url,
    timeoutMs: timeout === undefined || fields.timeout === undefined ? undefined : timeout * fields.timeout.unitMs,
    enabled: reader.flag(fields.enabled, raw),
    disabled: reader.flag(fields.disabled, raw),
    bearerTokenEnvVar: reader.text(fields.bearerTokenEnvVar),
  };
  return {
    base,
    members,
    ...launch,
    env: reader.map(fields.env, true),
    headers: dropNulls(reader.map(fields.headers, false, dialect.headersBelow)),
    envHeaders: dropNulls(reader.map(fields.envHeaders, false)),
    envVars: readEnvVars(fields.envVars === undefined ? undefined : readMember(members, fields.envVars)),
    problems: [...problems, ...findUnknownFields(entry, base, members)],
    ...dropUndefined(optional),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function dropUndefined<T extends object>(value: T): Present<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only members that are undefined go
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Present<T>;
}

function dropNulls(map: Readonly<Record<string, string | null>>): Record<string, string> {
  const copy: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(map)) if (value !== null) copy[name] = value;
  return copy;
}

/** Nobody reads more; a hostile file must not make us write more. */
const MOST_PROBLEMS = 100;

type Reader = ReturnType<typeof createReader>;

function readLaunch(entry: EntrySource, reader: Reader): { readonly command?: string; readonly args: readonly string[] } {
  const { dialect } = entry;
  const args = dialect.fields.args === undefined ? [] : reader.list(dialect.fields.args);
  if (dialect.command === 'string') {
    const command = reader.text(dialect.fields.command);
    return { ...(command === undefined ? {} : { command }), args };
  }
  const [command, ...rest] = reader.list(dialect.fields.command);
  return { ...(command === undefined ? {} : { command }), args: [...rest, ...args] };
}

function createReader(entry: EntrySource, base: ConfigPath, members: JsonObject, problems: EntryProblem[]) {
  const { dialect } = entry;
  const isLenient = dialect.wrongValueType === 'accepted';

  function report(path: ConfigPath, expected: string, value: Json, suggestion?: string, effect: EntryProblem['effect'] = effectOfWrongType(dialect)): void {
    if (problems.length >= MOST_PROBLEMS) return;
    problems.push(
      makeProblem(entry, path, {
        kind: 'wrong-type',
        expected,
        found: describeValue(value),
        ...(suggestion === undefined ? {} : { suggestion }),
        effect,
      }),
    );
  }

  function present(name: string | undefined, from: JsonObject = members): Json | undefined {
    const value = name === undefined ? undefined : readMember(from, name);
    return value === null && isLenient ? undefined : value;
  }

  // Lenient clients turn numbers and words into text; the strict ones refuse what is no string.
  function toText(path: ConfigPath, value: Json, isSecret: boolean): string | undefined {
    if (typeof value === 'string') return value;
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
    if (isLenient && text !== undefined) return text;
    report(path, 'a string', value, isSecret ? undefined : text);
    return undefined;
  }

  return {
    text(name: string | undefined): string | undefined {
      const value = present(name);
      if (name === undefined || value === undefined) return undefined;
      if (typeof value === 'string') return value;
      // However lenient a client is: without a name of the program there is nothing to start.
      const isLost = isLenient && name === dialect.fields.command;
      report([...base, name], 'a string', value, undefined, isLost ? 'entry-dropped' : undefined);
      return undefined;
    },
    list(name: string): string[] {
      const value = present(name);
      if (value === undefined) return [];
      if (!Array.isArray(value)) {
        report([...base, name], 'a list of strings', value);
        return [];
      }
      return value.flatMap((item: Json, i) => toText([...base, name, i], item, false) ?? []);
    },
    map(name: string | undefined, allowsNull: boolean, below?: string): Record<string, string | null> {
      const found: Record<string, string | null> = Object.create(null);
      const outer = below === undefined ? members : readMember(members, below);
      const place = below === undefined ? base : [...base, below];
      const value = isObject(outer) ? present(name, outer) : undefined;
      if (name === undefined || value === undefined) return found;
      if (!isObject(value)) {
        report([...place, name], 'an object of names and strings', value);
        return found;
      }
      for (const [key, member] of Object.entries(value)) {
        if (member === null && allowsNull && isLenient) found[key] = null;
        else {
          const text = toText([...place, name, key], member, isSecretName(key));
          if (text !== undefined) found[key] = text;
        }
      }
      return found;
    },
    number(name: string, outer: JsonObject): number | undefined {
      const value = present(name) ?? present(name, outer);
      if (value === undefined) return undefined;
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      if (!isLenient) report([...base, name], 'a number', value, typeof value === 'string' && /^\d{1,9}$/.test(value) ? value : undefined);
      return undefined;
    },
    flag(name: string | undefined, outer: JsonObject): boolean | undefined {
      const value = present(name) ?? present(name, outer);
      if (name === undefined || value === undefined) return undefined;
      if (typeof value === 'boolean') return value;
      if (!isLenient) report([name], 'true or false', value);
      return undefined;
    },
  };
}

// Names, or objects that carry one (Codex: { name, source }).
function readEnvVars(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: Json) => {
    const name = isObject(item) ? readMember(item, 'name') : item;
    return typeof name === 'string' ? [name] : [];
  });
}

/** Ignored fields that somebody relies on: without them the server runs elsewhere, or runs at all. */
const RELIED_ON = new Set(['cwd', 'env', 'headers', 'disabled', 'enabled', 'envFile', 'http_headers', 'environment', 'args']);

function findUnknownFields(entry: EntrySource, base: ConfigPath, members: JsonObject): readonly EntryProblem[] {
  const { dialect, file } = entry;
  const known = new Set([
    ...listFields(dialect).map(([, name]) => name),
    ...(dialect.others ?? []),
    ...(file.format === 'yaml' ? ['name'] : []),
    ...(dialect.nested === undefined ? [] : [dialect.nested]),
  ]);
  const problems: EntryProblem[] = [];
  for (const name of Object.keys(members)) {
    if (problems.length >= MOST_PROBLEMS) break;
    const at = [...base, name];
    const refused = dialect.refused !== undefined && Object.hasOwn(dialect.refused, name) ? dialect.refused[name] : undefined;
    if (refused !== undefined) {
      problems.push(makeProblem(entry, at, { kind: 'unknown-field', found: name, expected: refused, suggestion: refused, effect: effectOfWrongType(dialect) }));
    } else if (dialect.ignored?.includes(name)) {
      if (!RELIED_ON.has(name) || isWithoutWeight(name, readMember(members, name))) continue;
      const suggestion = suggestField(name, dialect);
      problems.push(
        makeProblem(entry, at, {
          kind: 'unknown-field',
          found: name,
          ...(suggestion === undefined || suggestion === name ? {} : { suggestion }),
          effect: 'ignored',
        }),
      );
    } else if (!known.has(name)) {
      const suggestion = suggestField(name, dialect);
      const isMeant = suggestion !== undefined && !Object.hasOwn(members, suggestion);
      if (!isMeant && (dialect.unknownField === 'ignored' || dialect.unknownField === 'warned')) continue;
      problems.push(
        makeProblem(entry, at, { kind: 'unknown-field', found: name, ...(isMeant ? { suggestion } : {}), effect: UNKNOWN_EFFECTS[dialect.unknownField] }),
      );
    }
  }
  return problems;
}

// Switches left in their normal position change nothing.
function isWithoutWeight(name: string, value: Json | undefined): boolean {
  return (name === 'disabled' && value !== true) || (name === 'enabled' && value !== false);
}

const UNKNOWN_EFFECTS: Readonly<Record<EntrySource['dialect']['unknownField'], EntryProblem['effect']>> = {
  ignored: 'ignored',
  warned: 'warned',
  entry: 'entry-dropped',
  file: 'file-refused',
};
