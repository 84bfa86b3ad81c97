import { writeFileSync } from 'node:fs';
import type { DoctorEvent } from '../engine/request.ts';
import type { DoctorResult } from '../model/index.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { TextOptions } from '../report/text/options.ts';
import { renderFiles, renderReport, renderSummary } from '../report/text/report.ts';
import { renderServer } from '../report/text/server-block.ts';
import { PLAIN } from '../report/text/style.ts';
import { startProgress } from './progress.ts';
import { readTerminal } from './terminal.ts';

/** Faults told once, at the file, when all of its servers have been printed. */
const WHOLE_FILE_CAUSES = ['config-syntax', 'config-bom', 'config-unreadable'];

export interface Printer {
  readonly onEvent: (event: DoctorEvent) => void;
  /** Takes the progress line away, so that something else can be shown. */
  readonly pause: () => void;
}

/** Shows a run: on a terminal results as they come and the summary last; elsewhere one document, summary first. */
export function createPrinter(flags: Readonly<Record<string, unknown>>, home: string): Printer {
  const terminal = readTerminal(process.stdout, process.env);
  let options: TextOptions = { columns: terminal.columns, style: terminal.style, home, all: flags['all'] === true };
  const format = flags['json'] === true ? 'json' : ((flags['format'] as string | undefined) ?? 'text');
  const file = flags['output'] as string | undefined;
  const progress = startProgress(process.stderr);
  const streams = terminal.isTty && format === 'text' && file === undefined;
  const print = (lines: readonly string[]): void => {
    progress.clear();
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  };
  let total = 0;
  let ended = 0;

  return {
    pause: progress.clear,
    onEvent: (event) => {
      if (event.type === 'found') {
        total = event.servers;
        options = { ...options, faultyFiles: new Set(event.invalidFiles.flatMap((path) => WHOLE_FILE_CAUSES.map((cause) => `${cause} ${path}`))) };
      }
      if (event.type === 'server') {
        ended += 1;
        if (streams) print([...renderServer(event.result, options), ...(event.result.verdict === 'healthy' ? [] : [''])]);
      }
      if (event.type !== 'done') {
        progress.update(`${ended} of ${total} servers examined …`);
        return;
      }
      progress.clear();
      if (streams) print([...renderFiles(event.result.configs, options), '', ...renderSummary(event.result, options)]);
      else write(render(event.result, format, file === undefined ? options : { ...options, style: PLAIN }), file);
    },
  };
}

function render(result: DoctorResult, format: string, options: TextOptions): string {
  if (format === 'json') return renderJson(result);
  return format === 'markdown' ? renderMarkdown(result, options.home) : renderReport(result, options);
}

function write(text: string, file: string | undefined): void {
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}
