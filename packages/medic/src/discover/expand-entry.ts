import type { ConfigPath, Roots } from '../model/index.ts';
import { isShell } from './command-line.ts';
import { type EntrySource, headersAt } from './entry-source.ts';
import { expandValue, findForeignReferences, type Place, spellReference } from './expand-value.ts';
import { readVariable } from './environment.ts';
import type { NoteTaker } from './note-values.ts';
import type { EntryFields } from './read-fields.ts';

/** An entry's values after this client's expansion: real values, secrets included. */
export interface ExpandedFields {
  readonly command?: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | null>>;
  readonly cwd?: string;
  readonly url?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the client refuses because of a variable that is not set. */
  readonly refuses?: 'entry' | 'file';
  /** A value that only the client can fill in is needed, so nobody else can connect. */
  readonly needsClient: boolean;
}

/** Expands every value as the client does and notes what will not work. */
export function expandEntry(entry: EntrySource, fields: EntryFields, roots: Roots, taker: NoteTaker): ExpandedFields {
  const { dialect, expansion } = entry;
  let needsClient = false;
  let hasUnset = false;
  const at = (...path: ConfigPath): ConfigPath => [...fields.base, ...path];

  function expand(path: ConfigPath, written: string, place: Place): string {
    const { value, unset, clientOnly } = expandValue(written, place, expansion, roots);
    for (const variable of unset) taker.add(path, written, { kind: 'variable-unset', variable });
    for (const part of clientOnly) taker.add(path, written, { kind: 'known-to-client-only', part });
    if (clientOnly.length > 0) needsClient = true;
    if (unset.length > 0) hasUnset = true;
    for (const { text, name } of findForeignReferences(written, place, expansion)) {
      const own = spellReference(name, place, expansion);
      taker.add(path, written, {
        kind: 'variable-syntax-unsupported',
        part: text,
        variable: name,
        ...(own === undefined ? {} : { suggestion: written.replace(text, () => own) }),
      });
    }
    return value;
  }

  const isArray = dialect.command === 'array';
  const command =
    fields.command === undefined ? undefined : expand(isArray ? at(dialect.fields.command, 0) : at(dialect.fields.command), fields.command, 'command');
  const argsName = isArray ? dialect.fields.command : (dialect.fields.args ?? 'args');
  // A shell looks up variables itself, so that what the client leaves alone is no fault there.
  const leaves = command !== undefined && isShell(command);
  const args = fields.args.map((arg, i) =>
    leaves ? expandValue(arg, 'args', expansion, roots).value : expand(at(argsName, isArray ? i + 1 : i), arg, 'args'),
  );
  const env: Record<string, string | null> = Object.create(null);
  for (const [name, value] of Object.entries(fields.env)) env[name] = value === null ? null : expand(at(dialect.fields.env ?? 'env', name), value, 'env');
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(fields.headers)) headers[name] = expand(at(...headersAt(dialect), name), value, 'headers');
  addNamedHeaders(entry, fields, roots, taker, headers);
  noteMissingVariables(entry, fields, roots, taker, () => (needsClient = true));
  const url = fields.url === undefined ? undefined : expand(at(fields.url.field), fields.url.value, 'url');
  const cwd = fields.cwd === undefined ? undefined : expand(at(dialect.fields.cwd ?? 'cwd'), fields.cwd, 'cwd');
  const refuses = !hasUnset ? undefined : expansion.unset === 'entry-refused' ? 'entry' : expansion.unset === 'file-refused' ? 'file' : undefined;
  return {
    args,
    env,
    headers,
    needsClient,
    ...(command === undefined ? {} : { command }),
    ...(url === undefined ? {} : { url }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(refuses === undefined ? {} : { refuses }),
  };
}

// Codex names the variables that hold header values instead of the values (0.169.0, 2026-11-20).
function addNamedHeaders(entry: EntrySource, fields: EntryFields, roots: Roots, taker: NoteTaker, headers: Record<string, string>): void {
  const { bearerTokenEnvVar, envHeaders } = entry.dialect.fields;
  const { platform } = roots;
  // Some write the token itself where its variable's name belongs.
  for (const name of [fields.bearerTokenEnvVar ?? '', ...Object.values(fields.envHeaders)])
    if (!/^[A-Z_][A-Z0-9_]*$/i.test(name) || /^[a-z]+_\w*\d\w*[A-Z]/.test(name)) entry.redactor.learn(name);
  if (fields.bearerTokenEnvVar !== undefined && bearerTokenEnvVar !== undefined) {
    const token = readVariable(roots.env, fields.bearerTokenEnvVar, platform);
    if (token === undefined) taker.add([bearerTokenEnvVar], fields.bearerTokenEnvVar, { kind: 'variable-unset', variable: fields.bearerTokenEnvVar });
    else headers['Authorization'] = `Bearer ${token}`;
  }
  for (const [header, variable] of Object.entries(fields.envHeaders)) {
    const value = readVariable(roots.env, variable, platform);
    if (value === undefined) taker.add([envHeaders ?? 'env_headers', header], variable, { kind: 'variable-unset', variable });
    else headers[header] = value;
  }
}

// A client that passes everything on asks for names only because it looks them up in a store of its own (Goose).
function noteMissingVariables(entry: EntrySource, fields: EntryFields, roots: Roots, taker: NoteTaker, needsClient: () => void): void {
  const field = entry.dialect.fields.envVars;
  if (field === undefined) return;
  fields.envVars.forEach((variable, i) => {
    if (readVariable(roots.env, variable, roots.platform) !== undefined) return;
    const hasStore = entry.definition.launch.env === 'all';
    taker.add([field, i], variable, { kind: hasStore ? 'known-to-client-only' : 'variable-unset', variable });
    if (hasStore) needsClient();
  });
}
