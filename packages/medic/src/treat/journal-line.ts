import type { ConfigFormat } from '../model/index.ts';
import type { ChangedPlace } from './changed-places.ts';

/** One file of a fix. Digests and places only: contents are in the backup. */
export interface JournalFile {
  /** As the client names it. */
  readonly path: string;
  /** With links followed. */
  readonly target: string;
  readonly fromProject: boolean;
  /** SHA-256 of the bytes; `null` when there was no file. */
  readonly before: string | null;
  readonly after: string;
  /** File name in the folder of backups; `null` when there was nothing to keep. */
  readonly backup: string | null;
  readonly mode: number;
  /** What a crash may have left beside the target. */
  readonly temporary: string;
  /** With both, the change can be taken back in a file that others changed since. */
  readonly format?: ConfigFormat;
  readonly places?: readonly ChangedPlace[];
}

export type JournalLine =
  | {
      readonly v: 1;
      readonly event: 'begin';
      readonly id: string;
      readonly time: string;
      readonly title: string;
      readonly client: string;
      readonly server?: string;
      readonly reload: string;
      readonly files: readonly JournalFile[];
    }
  | { readonly v: 1; readonly event: 'done' | 'failed' | 'undone'; readonly id: string; readonly time: string };

const ID = /^[\w-]{1,64}$/;

/** Undefined for anything that is no whole line of ours. */
export function readJournalLine(text: string): JournalLine | undefined {
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['v'] !== 1 || !isText(value['id']) || !ID.test(value['id']) || !isText(value['time'])) return undefined;
  if (value['event'] === 'done' || value['event'] === 'failed' || value['event'] === 'undone')
    return { v: 1, event: value['event'], id: value['id'], time: value['time'] };
  const { title, client, server, reload, files } = value;
  if (value['event'] !== 'begin' || !isText(title) || !isText(client) || !isText(reload) || !Array.isArray(files) || !files.every(isJournalFile))
    return undefined;
  return { v: 1, event: 'begin', id: value['id'], time: value['time'], title, client, ...(isText(server) ? { server } : {}), reload, files };
}

const FORMATS: readonly unknown[] = ['json', 'jsonc', 'toml', 'yaml', 'env'] satisfies readonly ConfigFormat[];

function isPlace(value: unknown): value is ChangedPlace {
  if (!isRecord(value) || !Array.isArray(value['at']) || !(value['after'] === null || isText(value['after']))) return false;
  return value['at'].every((step: unknown) => isText(step) || typeof step === 'number');
}

function isJournalFile(value: unknown): value is JournalFile {
  if (!isRecord(value)) return false;
  const { path, target, before, after, backup, mode, temporary, fromProject } = value;
  return (
    isText(path) &&
    isText(target) &&
    isText(after) &&
    isText(temporary) &&
    typeof fromProject === 'boolean' &&
    typeof mode === 'number' &&
    (before === null || isText(before)) &&
    (backup === null || (isText(backup) && ID.test(backup))) &&
    (value['format'] === undefined || FORMATS.includes(value['format'])) &&
    (value['places'] === undefined || (Array.isArray(value['places']) && value['places'].every(isPlace)))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
