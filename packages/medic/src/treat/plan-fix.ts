import type { ConfigFormat, EditIntent, FixDraft } from '../model/index.ts';
import type { TextEncoding } from '../text/decode.ts';
import { editConfig } from '../text/edit-config.ts';
import type { EditableFile, FileSource } from './render-fix.ts';

/** How a text is held in bytes. */
interface Envelope {
  readonly encoding: TextEncoding;
  readonly bom: boolean;
}

/** One file before and after a fix: whole texts, secrets included. Never shown, never stored. */
export interface FileChange {
  readonly path: string;
  readonly format: ConfigFormat;
  readonly before: string;
  readonly after: string;
  readonly was: Envelope;
  readonly becomes: Envelope;
  /** Digest of the bytes that were read; absent for a file to be made. */
  readonly sha256?: string;
  readonly fromProject: boolean;
  /** Permission bits afterwards; those it had, or 0600 for a new file, when left out. */
  readonly mode?: number;
}

export type FixPlan = { readonly ok: true; readonly changes: readonly FileChange[] } | { readonly ok: false; readonly reason: string };

/** What a fix would make of each file. Reads through `files` only and writes nothing. */
export async function planFix(draft: FixDraft, files: FileSource): Promise<FixPlan> {
  const wanted = new Map<string, { readonly file: EditableFile; readonly edits: EditIntent[] }>();
  for (const step of draft.steps) {
    if (step.do !== 'edit') continue;
    const file = await files(step.file);
    if (file === undefined) return { ok: false, reason: `${step.file ?? 'the config file'} could not be read` };
    const known = wanted.get(file.path) ?? { file, edits: [] };
    known.edits.push(...step.edits);
    wanted.set(file.path, known);
  }
  const changes: FileChange[] = [];
  for (const { file, edits } of wanted.values()) {
    const edited = await editConfig(file.text, file.format, edits);
    if (!edited.ok) return edited;
    const was: Envelope = { encoding: file.encoding ?? 'utf-8', bom: file.bom === true };
    const becomes = rewrap(was, edits);
    if (edited.text === file.text && becomes.encoding === was.encoding && becomes.bom === was.bom) continue;
    const { path, format, sha256, fromProject = false } = file;
    changes.push({ path, format, before: file.text, after: edited.text, was, becomes, fromProject, ...(sha256 === undefined ? {} : { sha256 }) });
  }
  return changes.length === 0 ? { ok: false, reason: 'no file would change' } : { ok: true, changes };
}

/** The mark of UTF-16 belongs to that encoding; one before UTF-8 stays unless it is asked away. */
function rewrap(was: Envelope, edits: readonly EditIntent[]): Envelope {
  const toUtf8 = edits.some(({ op }) => op === 'to-utf8') && was.encoding !== 'utf-8';
  const encoding = toUtf8 ? 'utf-8' : was.encoding;
  return { encoding, bom: was.bom && !toUtf8 && !edits.some(({ op }) => op === 'strip-bom') };
}
