import type { ConfigFormat, EditIntent, Fix, FixDraft, FixStep, Redactor, ValueTransform } from '../model/index.ts';
import { showPath } from '../text/atomic-edit.ts';
import { splitLogin, transformText } from '../text/clean-value.ts';
import type { TextEncoding } from '../text/decode.ts';
import { changedLines, unifiedDiff } from '../text/diff.ts';
import { editConfig } from '../text/edit-config.ts';
import { positionAt } from '../text/locate.ts';
import { parseConfig } from '../text/parse-config.ts';
import { valueAt } from '../text/plain-value.ts';
import { quoteWord } from '../text/safe-text.ts';

export interface EditableFile {
  readonly path: string;
  readonly text: string;
  readonly format: ConfigFormat;
  /** How the bytes hold the text; UTF-8 without BOM when left out. */
  readonly encoding?: TextEncoding;
  readonly bom?: boolean;
  /** Digest of the bytes the text was read from; absent when there is no such file yet. */
  readonly sha256?: string;
  /** It came with a project folder. */
  readonly fromProject?: boolean;
  /** No file at all: one entry that stands for what was typed on the command line. */
  readonly isTyped?: boolean;
}

/** A fix with the draft it was made from: what people see, and what can be carried out. */
export interface OfferedFix {
  readonly draft: FixDraft;
  readonly fix: Fix;
}

/** Gives the file an edit is meant for; without a path the one the entry stands in. */
export type FileSource = (path: string | undefined) => Promise<EditableFile | undefined>;

/**
 * Turns a rule's proposal into steps a person can read. All edits of one file become one `edit` step, secrets replaced
 * on both sides; edits that cannot be made become a `tell` step, and the fix is then for a person to carry out.
 */
export async function renderFix(draft: FixDraft, files: FileSource, redactor: Redactor): Promise<Fix> {
  const steps: FixStep[] = [];
  const done = new Set<string>();
  let byHand = false;
  let isTyped = false;
  for (const step of draft.steps) {
    if (step.do !== 'edit') {
      // No client has to notice what stands in no file of its own.
      if (!isTyped || step.do !== 'tell' || !step.text.startsWith('Then: ')) steps.push(step);
      continue;
    }
    const file = await files(step.file);
    const key = file?.path ?? step.file ?? '';
    if (done.has(key)) continue;
    done.add(key);
    const edits = await editsOf(draft, files, key);
    const rendered = file === undefined ? tell(step.file, undefined, edits, 'the file could not be read', redactor) : await renderEdits(file, edits, redactor);
    if (rendered === undefined) continue;
    isTyped = file?.isTyped === true;
    byHand ||= rendered.do === 'tell' && !isTyped;
    steps.push(rendered);
  }
  return { id: draft.id, title: draft.title, safety: byHand ? 'manual' : draft.safety, proof: 'not-tried', steps };
}

async function editsOf(draft: FixDraft, files: FileSource, key: string): Promise<EditIntent[]> {
  const edits: EditIntent[] = [];
  for (const step of draft.steps) {
    if (step.do === 'edit' && ((await files(step.file))?.path ?? step.file ?? '') === key) edits.push(...step.edits);
  }
  return edits;
}

/** `undefined` when the file is already as the edits want it. */
async function renderEdits(file: EditableFile, edits: readonly EditIntent[], redactor: Redactor): Promise<FixStep | undefined> {
  const result = await editConfig(file.text, file.format, edits);
  if (!result.ok) return tell(file.path, file.text, edits, result.reason, redactor);
  if (file.isTyped === true) return tellTyped(result.text, redactor);
  const encodings = invisibleLines(edits);
  await learnTransformed(file, edits, redactor);
  if (result.text === file.text && encodings.removed.length === 0) return undefined;
  const shown = { before: redactor.text(file.text), after: redactor.text(result.text) };
  const { removed, added } = changedLines(file.text, result.text, shown);
  const diff = unifiedDiff(file.text, result.text, file.path, 2, shown);
  const head = diff === '' ? [`--- ${file.path}`, `+++ ${file.path}`] : [];
  const more = [...encodings.removed.map((line) => `-${line}`), ...encodings.added.map((line) => `+${line}`)];
  return {
    do: 'edit',
    file: file.path,
    before: [...encodings.removed, ...removed].join('\n'),
    after: [...encodings.added, ...added].join('\n'),
    diff: [...head, ...(diff === '' ? [] : [diff]), ...more].join('\n'),
  };
}

/** Changes that no line of the text shows: of encoding, and of values that are not shown. */
function invisibleLines(edits: readonly EditIntent[]): { readonly removed: readonly string[]; readonly added: readonly string[] } {
  const removed: string[] = [];
  const added: string[] = [];
  if (edits.some((edit) => edit.op === 'strip-bom')) {
    removed.push('(a byte order mark, U+FEFF, before the first character)');
    added.push('(no byte order mark)');
  }
  if (edits.some((edit) => edit.op === 'to-utf8')) {
    removed.push('(saved in another encoding than UTF-8)');
    added.push('(saved as UTF-8)');
  }
  for (const edit of edits) {
    if (edit.op !== 'transform') continue;
    removed.push(`(${showPath(edit.at)}, not shown: ${TRANSFORMS[edit.how].before})`);
    added.push(`(${showPath(edit.at)}, not shown: ${TRANSFORMS[edit.how].after})`);
  }
  return { removed, added };
}

const TRANSFORMS: Readonly<Record<ValueTransform, { readonly before: string; readonly after: string; readonly order: string }>> = {
  trim: { before: 'with a blank or line break at its edge', after: 'without it', order: 'take the blanks and line breaks at its edges away' },
  'one-line': { before: 'with a line break inside', after: 'in one line', order: 'write it in one line' },
  'strip-hidden': { before: 'with an invisible character', after: 'without it', order: 'take the invisible characters out' },
  unquote: { before: 'with quotes around it', after: 'without them', order: 'take the quotes around it away' },
  'drop-bearer': { before: 'with "Bearer" twice', after: 'with "Bearer" once', order: 'take one "Bearer" away' },
  'add-bearer': { before: 'without "Bearer"', after: 'with "Bearer " before it', order: 'put "Bearer " before it' },
};

/** A transformed secret is a secret of its own; the diff must show neither. */
async function learnTransformed({ text, format }: EditableFile, edits: readonly EditIntent[], redactor: Redactor): Promise<void> {
  if (!edits.some(({ op }) => op === 'transform' || op === 'move-login')) return;
  const { value } = await parseConfig(text, format);
  for (const edit of edits) {
    const address = edit.op === 'move-login' ? valueAt(value, edit.url) : undefined;
    const moved = typeof address === 'string' ? splitLogin(address) : undefined;
    if (moved !== undefined) redactor.learn(moved.authorization.replace(/^Basic /u, ''));
    const found = edit.op === 'transform' ? valueAt(value, edit.at) : undefined;
    if (edit.op !== 'transform' || typeof found !== 'string') continue;
    for (const form of [found, transformText(found, edit.how)]) for (const part of [form, form.replace(/^\S+\s+/, '')]) redactor.learn(part);
  }
}

function tell(path: string | undefined, text: string | undefined, edits: readonly EditIntent[], reason: string, redactor: Redactor): FixStep {
  const changes = edits.map((edit) => describe(edit, text, redactor)).join('; ');
  return { do: 'tell', text: `Edit ${path ?? 'the config file'} by hand: ${changes}. It was not edited because ${redactor.text(reason)}.` };
}

/** What to type instead: the URL of the entry, or else the words of its command. */
function tellTyped(text: string, redactor: Redactor): FixStep {
  const words: string[] = [];
  JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === 'string') words.push(value);
    return value;
  });
  const url = words.find((word) => /^https?:/i.test(word));
  return { do: 'tell', text: redactor.text(`Type instead: ${url ?? words.map(quoteWord).join(' ')}`) };
}

function describe(edit: EditIntent, text: string | undefined, redactor: Redactor): string {
  if (edit.op === 'set') return `set ${showPath(edit.at)} to ${shownValue(edit, redactor)}`;
  if (edit.op === 'remove') return `remove ${showPath(edit.at)}`;
  if (edit.op === 'rename-key') return `rename ${showPath(edit.at)} to ${JSON.stringify(edit.to)}`;
  if (edit.op === 'move') return `move ${showPath(edit.at)} to ${showPath(edit.to)}`;
  if (edit.op === 'list-entries') return `make ${showPath(edit.at)} a list whose items carry their names as "name"`;
  if (edit.op === 'transform') return `in ${showPath(edit.at)}, ${TRANSFORMS[edit.how].order}`;
  if (edit.op === 'move-login') return `take user and password out of ${showPath(edit.url)} and send them as Authorization in ${showPath(edit.headers)}`;
  if (edit.op === 'strip-bom') return 'save it without a byte order mark';
  if (edit.op === 'to-utf8') return 'save it as UTF-8';
  const { line, column } = positionAt(text ?? '', edit.span.start);
  const place = text === undefined ? 'the faulty place' : `line ${line}, column ${column}`;
  if (edit.text === '') return `at ${place}, delete ${shownText((text ?? '').slice(edit.span.start, edit.span.end), redactor)}`;
  return edit.span.start === edit.span.end ? `at ${place}, insert ${shownText(edit.text, redactor)}` : `at ${place}, write ${shownText(edit.text, redactor)}`;
}

/** A value below the key it is meant for, so that the redactor sees whether the key names a secret. */
function shownValue(edit: Extract<EditIntent, { op: 'set' }>, redactor: Redactor): string {
  const key = String(edit.at.at(-1) ?? '');
  const shown = redactor.json({ [key]: edit.value });
  return redactor.text(JSON.stringify(Object.values(shown)[0] ?? null));
}

function shownText(text: string, redactor: Redactor): string {
  return JSON.stringify(redactor.text(text));
}
