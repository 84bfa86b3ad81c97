import { guessFormat, type SourceReader } from '../discover/read-source.ts';
import type { ConfigFileFacts, ConfigFormat } from '../model/index.ts';
import type { EditableFile, FileSource } from '../treat/render-fix.ts';

/**
 * Gives fixes the texts that discovery saw, so that places in them still hold. A file that a client would read and that is not
 * there yet is empty. `own`: the file that a fix means when it names none; `typed`: the text of a target of the command line.
 */
export function createFileSource(read: SourceReader, files: readonly ConfigFileFacts[], own: ConfigFileFacts, typed?: string): FileSource {
  return async (wanted) => {
    const path = wanted ?? own.path;
    if (path === '') return typed === undefined ? undefined : { path, format: 'json', text: typed, isTyped: true };
    const known = path === own.path ? own : files.find((file) => file.path === path);
    const format: ConfigFormat = known?.format ?? guessFormat(path);
    const common = { path, format, fromProject: known?.fromProject ?? own.fromProject };
    const source = await read(path, format);
    if (source.state === 'absent') return known === undefined ? undefined : ({ ...common, text: '' } satisfies EditableFile);
    if (source.state !== 'read') return undefined;
    const { parsed, encoding, bom, sha256 } = source;
    return { ...common, text: parsed.text, encoding, bom, ...(sha256 === undefined ? {} : { sha256 }) };
  };
}
