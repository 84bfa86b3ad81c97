import { createHash } from 'node:crypto';
import { readBytes } from '../io/files.ts';
import type { ConfigFileFacts, ConfigFormat, ParsedConfig } from '../model/index.ts';
import { decodeText } from '../text/decode.ts';
import { parseConfig } from '../text/parse-config.ts';

/** A file as it stands on the disk, before any client looks at it. Raw text: never leaves discovery and treatment. */
export type ConfigSource =
  | { readonly state: 'absent'; readonly path: string }
  | { readonly state: 'unreadable'; readonly path: string; readonly reason: string; readonly modifiedAt?: string }
  | {
      readonly state: 'read';
      readonly path: string;
      readonly modifiedAt: string;
      readonly encoding: ConfigFileFacts['encoding'];
      readonly bom: boolean;
      readonly parsed: ParsedConfig;
      /** Digest of the bytes, so that an edit can tell whether the file is still the one that was read. */
      readonly sha256?: string;
    };

/** Reads files once per run, however many clients look at them. */
export type SourceReader = (path: string, format: ConfigFormat) => Promise<ConfigSource>;

export function createSourceReader(): SourceReader {
  const reads = new Map<string, Promise<ConfigSource>>();
  return (path, format) => {
    // JSON and JSONC are read alike; the client decides what it minds.
    const key = `${format === 'jsonc' ? 'json' : format}\n${path}`;
    const known = reads.get(key) ?? readSource(path, format);
    reads.set(key, known);
    return known;
  };
}

/** A text to be read in place of what stands on the disk. */
export interface OverlayText {
  readonly text: string;
  readonly format: ConfigFormat;
  readonly encoding: ConfigFileFacts['encoding'];
  readonly bom: boolean;
}

/** Reads as `read` does, except for the given paths: so a client's view of an edit can be had before anything is written. */
export function overlayReader(read: SourceReader, overlay: ReadonlyMap<string, OverlayText>): SourceReader {
  return async (path, format) => {
    const over = overlay.get(path);
    if (over === undefined) return read(path, format);
    const source = await read(path, format);
    const modifiedAt = source.state === 'read' ? source.modifiedAt : '';
    return { state: 'read', path, modifiedAt, encoding: over.encoding, bom: over.bom, parsed: await parseConfig(over.text, format) };
  };
}

/** Reads and parses one config file. Never throws; at most 5 MiB, regular files only. */
export async function readSource(path: string, format: ConfigFormat): Promise<ConfigSource> {
  const read = await readBytes(path);
  if (!read.ok) {
    if (read.reason === 'ENOENT' || read.reason === 'ENOTDIR') return { state: 'absent', path };
    return { state: 'unreadable', path, reason: read.reason, ...(read.modifiedAt === undefined ? {} : { modifiedAt: read.modifiedAt }) };
  }
  const { text, encoding, bom } = decodeText(read.bytes);
  return {
    state: 'read',
    path,
    modifiedAt: read.modifiedAt,
    encoding,
    bom,
    parsed: await parseConfig(text, format),
    sha256: createHash('sha256').update(read.bytes).digest('hex'),
  };
}

/** The format of a file by its name, for files that no definition describes. */
export function guessFormat(path: string): ConfigFormat {
  if (path.endsWith('.toml')) return 'toml';
  if (/(?:^|[/\\])(?:\.env(?:\.[\w-]+)*|[\w.-]+\.env)$/.test(path)) return 'env';
  return /\.ya?ml$/.test(path) ? 'yaml' : 'jsonc';
}
