import type { ConfigPath, Json } from '../model/index.ts';
import { isObject, readMember } from './entry-shape.ts';
import type { EntrySource } from './entry-source.ts';
import type { ReadConfig } from './read-config-file.ts';

const MOST_ENTRIES = 500;

/** The entries of a file, each with its path; those without a name are called by their number. */
export function listEntrySources(config: ReadConfig): readonly EntrySource[] {
  const { servers, definition, file, facts, source, redactor } = config;
  if (servers === undefined) return [];
  const common = {
    definition,
    dialect: file.differs?.dialect ?? definition.dialect,
    expansion: file.differs?.expansion ?? definition.expansion,
    file: facts,
    source,
    redactor,
  };
  return listRaw(servers.value)
    .slice(0, MOST_ENTRIES)
    .map(({ name, key, raw }): EntrySource => ({ ...common, name, at: [...servers.at, key] satisfies ConfigPath, raw }));
}

function listRaw(value: Json): readonly { readonly name: string; readonly key: string | number; readonly raw: Json }[] {
  if (Array.isArray(value)) {
    return value.map((raw: Json, key) => {
      const name = readMember(raw, 'name');
      return { name: typeof name === 'string' && name !== '' ? name : `#${key + 1}`, key, raw };
    });
  }
  return isObject(value) ? Object.entries(value).map(([key, raw]) => ({ name: key, key, raw })) : [];
}
