import { readFileSync } from 'node:fs';
import type { Baseline, CheckReport } from '../model/index.ts';
import type { AnyCheckReport } from '../report/check-words.ts';
import { loadCheckWriter, type ReportOptions } from '../report/writers.ts';
import { safeLine } from '../text/safe-text.ts';
import { exitCodeOfChecks, type FailOn } from './check-exit-code.ts';
import { optionsFor, planOutputs, refuseUnwritable, writeOutput } from './outputs.ts';
import { readTerminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

type Flags = Readonly<Record<string, unknown>>;

/**
 * Reads what the flags of a check command name, so that a bad baseline is told before the run and not after it. The function
 * it answers with ends the run: it writes reports, badge and new baseline, and gives the exit code.
 */
export async function prepareFinish(flags: Flags, home: string): Promise<(report: AnyCheckReport) => Promise<number>> {
  const outputs = planOutputs(flags);
  const file = flags['baseline'] as string | undefined;
  const baseline = file === undefined ? undefined : await loadBaseline(file);
  const badge = readBadgeFile(flags);
  for (const written of [badge, flags['write-baseline']]) if (typeof written === 'string') refuseUnwritable(written);
  return async (bare) => {
    const report = baseline === undefined ? bare : await holdAgainst(bare, baseline, file);
    const { columns, style } = readTerminal(process.stdout, process.env);
    const anchor = flags['sarif-file'] as string | undefined;
    const options: ReportOptions = { columns, style, home, all: flags['all'] === true, ...(anchor === undefined ? {} : { anchor }) };
    for (const output of outputs) writeOutput((await loadCheckWriter(output.format))(report, optionsFor(output, options)), output);
    if (badge !== undefined) await writeBadge(report, badge);
    if (typeof flags['write-baseline'] === 'string') await writeNewBaseline(report, flags['write-baseline']);
    return exitCodeOfChecks(report, (flags['fail-on'] as FailOn | undefined) ?? 'fail', flags['strict'] === true);
  };
}

async function loadBaseline(file: string): Promise<Baseline> {
  const { readBaseline } = await import('../baseline/read-baseline.ts');
  const reading = readBaseline(readText(file), safeLine(file));
  if (!reading.ok) throw new UsageError(reading.message, 'Repair it there, or write a new one with --write-baseline FILE.');
  return reading.baseline;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `The baseline ${safeLine(file)} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}.`,
      'Write one with --write-baseline FILE.',
    );
  }
}

async function holdAgainst<T extends CheckReport>(report: T, baseline: Baseline, file: string | undefined): Promise<T> {
  const { applyBaseline } = await import('../baseline/apply-baseline.ts');
  return { ...report, baseline: applyBaseline(report, baseline, file) };
}

async function writeNewBaseline(report: CheckReport, file: string): Promise<void> {
  const { writeBaseline } = await import('../baseline/apply-baseline.ts');
  const { safeJson } = await import('../text/safe-text.ts');
  writeOutput(`${safeJson(JSON.stringify(writeBaseline(report), undefined, 2))}\n`, { file });
}

function readBadgeFile(flags: Flags): string | undefined {
  const file = flags['badge'] as string | undefined;
  if (file !== undefined && !/\.(?:svg|json)$/i.test(file)) throw new UsageError('--badge takes a file that ends in .svg or .json.');
  return file;
}

async function writeBadge(report: CheckReport, file: string): Promise<void> {
  const { renderBadge, renderBadgeJson } = await import('../report/badge.ts');
  writeOutput(/\.json$/i.test(file) ? renderBadgeJson(report) : renderBadge(report), { file });
}
