import { listEntrySources } from '../discover/list-entries.ts';
import { readConfigFile, type ReadConfig } from '../discover/read-config-file.ts';
import type { EntrySource } from '../discover/entry-source.ts';
import type { ClientDefinition, ClientFile, JsonObject, ParsedConfig, Roots, ServerDescription } from '../model/index.ts';
import { createRedactor } from '../redact/redactor.ts';
import { parseJson } from '../text/parse-json.ts';
import { readDescription } from './read-entry.ts';
import type { WrittenEntry } from './write-entry.ts';

/** A text that stands in no file of the client, looked at as if it did. */
export function readTextAs(parsed: ParsedConfig, definition: ClientDefinition, file: ClientFile, roots: Roots): ReadConfig {
  const source = { state: 'read', path: '', modifiedAt: '', encoding: 'utf-8', bom: false, parsed } as const;
  const options = { roots, gitRoot: undefined, redactor: createRedactor([]), foreignKeys: new Set<string>(), ignoresOtherKeys: true, depth: 0 };
  return readConfigFile(source, definition, file, options);
}

/** What the client will make of an entry that was written for it. */
export function readBack(
  name: string,
  { entry, inputs }: WrittenEntry,
  definition: ClientDefinition,
  file: ClientFile,
  roots: Roots,
): ServerDescription | undefined {
  const source = entrySourceOf(name, entry, inputs, definition, file, roots);
  return source === undefined ? undefined : readDescription(source, roots);
}

function entrySourceOf(
  name: string,
  entry: JsonObject,
  inputs: readonly JsonObject[],
  definition: ClientDefinition,
  file: ClientFile,
  roots: Roots,
): EntrySource | undefined {
  const key = definition.writing?.inputs;
  const text = JSON.stringify({ servers: { [name]: entry }, ...(key === undefined ? {} : { [key]: inputs }) });
  const place: ClientFile = { ...file, servers: ['servers'], alsoServers: [], shape: 'map', format: 'json' };
  return listEntrySources(readTextAs(parseJson(text, 'json'), definition, place, roots))[0];
}
