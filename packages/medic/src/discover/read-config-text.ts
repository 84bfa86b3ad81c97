import type { ConfigFileFacts, ConfigFormat, ParsedConfig } from '../model/index.ts';
import { readSource } from './read-source.ts';

/** The raw text of a config file with its tree, for those who make edits. Holds secrets: never evidence. */
export interface ConfigText {
  readonly path: string;
  readonly format: ConfigFormat;
  /** Decoded, without BOM. */
  readonly text: string;
  readonly encoding: ConfigFileFacts['encoding'];
  readonly bom: boolean;
  readonly modifiedAt: string;
  readonly parsed: ParsedConfig;
}

/** Reads a config file as discovery does; undefined when it is absent or cannot be read. Never throws. */
export async function readConfigText(path: string, format: ConfigFormat): Promise<ConfigText | undefined> {
  if (path === '') return undefined;
  const source = await readSource(path, format);
  if (source.state !== 'read') return undefined;
  const { encoding, bom, modifiedAt, parsed } = source;
  return { path, format, text: parsed.text, encoding, bom, modifiedAt, parsed };
}
