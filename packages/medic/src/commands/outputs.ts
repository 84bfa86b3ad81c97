import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ReportFormat } from '../report/formats.ts';
import type { ReportOptions } from '../report/writers.ts';
import { PLAIN } from '../report/text/style.ts';
import { usableColumns } from '../report/text/wrap.ts';
import { safeLine } from '../text/safe-text.ts';
import { UsageError } from './usage-error.ts';

/** Where one report goes; no file means stdout. */
export interface Output {
  readonly file?: string;
  readonly format: ReportFormat;
}

const BY_ENDING: readonly (readonly [RegExp, ReportFormat])[] = [
  [/\.sarif(?:\.json)?$/i, 'sarif'],
  [/\.json$/i, 'json'],
  [/\.(?:md|markdown)$/i, 'markdown'],
  [/\.xml$/i, 'junit'],
  [/\.html?$/i, 'html'],
];

/** What `--json`, `--format` and `--output` ask for. `--format` decides; without it, the ending of each file. */
export function planOutputs(flags: Readonly<Record<string, unknown>>): readonly Output[] {
  const asked = flags['json'] === true ? 'json' : (flags['format'] as ReportFormat | undefined);
  const files = (flags['output'] as readonly string[] | undefined) ?? ['-'];
  if (files.length > 1 && asked !== undefined)
    throw new UsageError(
      'One format for several outputs would write the same report several times.',
      'Leave --format out: the ending of each --output decides.',
    );
  if (files.length !== new Set(files).size) throw new UsageError('Two --output name the same file.');
  for (const file of files) if (file !== '-') refuseUnwritable(file);
  return files.map((file) => (file === '-' ? { format: asked ?? 'text' } : { file, format: asked ?? formatOf(file) }));
}

/** Files get neither colour nor the width of the terminal. */
export function optionsFor({ file }: Output, options: ReportOptions): ReportOptions {
  return file === undefined ? options : { ...options, style: PLAIN, columns: usableColumns(undefined) };
}

/** Ends a run that could not keep its result before it begins. */
export function refuseUnwritable(file: string): void {
  orUsageError(file, () => {
    if (!existsSync(file)) accessSync(dirname(file), constants.W_OK);
    else if (statSync(file).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    else accessSync(file, constants.W_OK);
  });
}

/** Writes one document. A file that cannot be written is wrong usage, with the reason. */
export function writeOutput(text: string, { file }: Pick<Output, 'file'>): void {
  if (file === undefined) process.stdout.write(text);
  else orUsageError(file, () => writeFileSync(file, text));
}

function orUsageError(file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const reason = WHY[(error as NodeJS.ErrnoException).code ?? ''] ?? (error instanceof Error ? error.message : String(error));
    throw new UsageError(`${safeLine(file)} cannot be written: ${reason}.`, 'Give a file in a folder that exists and that you may write to.');
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'its permissions do not allow it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function formatOf(file: string): ReportFormat {
  return BY_ENDING.find(([ending]) => ending.test(file))?.[1] ?? 'text';
}
