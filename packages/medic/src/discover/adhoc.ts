import type { ClientDefinition, ClientFile, EntryDialect, FoundEntry, Json, JsonObject, Roots } from '../model/index.ts';
import { findEnvironmentSecrets } from '../redact/find-secrets.ts';
import { createRedactor } from '../redact/redactor.ts';
import { Secret } from '../redact/secret.ts';
import { parseJson } from '../text/parse-json.ts';
import type { SessionPath } from './compose-environment.ts';
import { listEntrySources } from './list-entries.ts';
import { writeTransport } from './field-words.ts';
import { readConfigFile } from './read-config-file.ts';
import { readEntry } from './read-entry.ts';
import { readEnvFiles } from './read-env-file.ts';
import { readSource } from './read-source.ts';
import { guessWord } from './read-transport.ts';

/** A server given on the command line: a URL, or a program with its arguments. */
export interface Target {
  readonly url?: string;
  readonly argv?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Stands where other entries have a path: a target has no file. */
const NO_FILE = '';

/** The target as an entry, read as this client would read it from its file. */
export function entryFromTarget(target: Target, roots: Roots, client: ClientDefinition, sessionPath?: SessionPath): Promise<FoundEntry> {
  return entryFromTyped(JSON.stringify({ servers: { [nameTarget(target)]: writeEntry(target, client) } }, null, 2), roots, client, sessionPath);
}

/** The same from the text that stands for the target (`FoundEntry.typed`), which a fix may have changed. */
export async function entryFromTyped(text: string, roots: Roots, client: ClientDefinition, sessionPath?: SessionPath): Promise<FoundEntry> {
  const file: ClientFile = { scope: 'command line', path: NO_FILE, format: 'json', servers: ['servers'], shape: 'map', precedence: 0, known: 'tested' };
  // Typed by the user just now: nothing in it stands for something else, and the shell has expanded it.
  const definition: ClientDefinition = { ...client, expansion: { syntax: [], where: [], unset: 'literal', known: 'tested' } };
  const redactor = createRedactor(findEnvironmentSecrets(roots.env));
  const source = { state: 'read', path: NO_FILE, modifiedAt: '', encoding: 'utf-8', bom: false, parsed: parseJson(text, 'json') } as const;
  const config = readConfigFile(source, definition, file, { roots, gitRoot: undefined, redactor, foreignKeys: new Set(), ignoresOtherKeys: true, depth: 0 });
  const [entry] = listEntrySources(config);
  if (entry === undefined) throw new TypeError('a target needs a URL or a command');
  const envFiles = await readEnvFiles(entry, roots, readSource);
  const reading = readEntry(entry, { roots, sessionPath, isFile: () => true, envFiles });
  // The user's own shell split the words; what looks odd in them was meant.
  const facts = { ...reading.facts, notes: [] };
  return {
    definition: client,
    file: config.facts,
    facts,
    siblings: { sameName: [], collides: [] },
    redactor,
    typed: new Secret(text),
    ...(reading.plan === undefined ? {} : { plan: new Secret(reading.plan) }),
  };
}

/** The type word, where the client would not take a bare URL for a Streamable HTTP server: nobody can type one on the command line. */
function chooseTypeWord(url: string, field: string, dialect: EntryDialect): string | undefined {
  const { urlWithoutType, urlFieldTransport } = dialect;
  const takesBareUrl = urlWithoutType === 'http' || urlWithoutType === 'http-then-sse' || Object.hasOwn(urlFieldTransport ?? {}, field);
  return takesBareUrl ? undefined : writeTransport(guessWord(url), dialect);
}

function nameTarget({ url, argv }: Target): string {
  if (url !== undefined) return URL.canParse(url) ? new URL(url).host : 'target';
  return argv?.[0]?.split(/[/\\]/).at(-1) ?? 'target';
}

function writeEntry({ url, argv, headers }: Target, { dialect }: ClientDefinition): JsonObject {
  const { fields } = dialect;
  const entry: Record<string, Json> = {};
  if (url !== undefined) {
    const field = fields.url[0] ?? 'url';
    const type = chooseTypeWord(url, field, dialect);
    entry[field] = url;
    if (fields.type !== undefined && type !== undefined) entry[fields.type] = type;
    if (headers !== undefined && fields.headers !== undefined) {
      if (dialect.headersBelow === undefined) entry[fields.headers] = headers;
      else entry[dialect.headersBelow] = { [fields.headers]: headers };
    }
    return entry;
  }
  const [command = '', ...args] = argv ?? [];
  entry[fields.command] = dialect.command === 'array' ? [command, ...args] : command;
  if (dialect.command === 'string' && fields.args !== undefined) entry[fields.args] = args;
  return entry;
}
