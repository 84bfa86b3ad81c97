import type { DoctorEvent, DoctorRequest } from '../engine/request.ts';
import { renderFiles, renderSummary } from '../report/text/report.ts';
import { renderServer } from '../report/text/server-block.ts';
import { loadDoctorWriter, type ReportOptions } from '../report/writers.ts';
import { optionsFor, planOutputs, writeOutput } from './outputs.ts';
import { startProgress } from './progress.ts';
import { readTerminal } from './terminal.ts';

/** Faults told once, at the file, when all of its servers have been printed. */
const WHOLE_FILE_CAUSES = ['config-syntax', 'config-bom', 'config-unreadable'];

export interface Printer {
  readonly onEvent: (event: DoctorEvent) => void;
  /** Takes the progress line away, so that something else can be shown. */
  readonly pause: () => void;
}

/** Shows a run: on a terminal results as they come and the summary last; elsewhere whole documents, summary first. */
export async function createPrinter(flags: Readonly<Record<string, unknown>>, { home, project }: DoctorRequest['roots']): Promise<Printer> {
  const terminal = readTerminal(process.stdout, process.env);
  let options: ReportOptions = { columns: terminal.columns, style: terminal.style, home, project, all: flags['all'] === true };
  const outputs = planOutputs(flags);
  const streams = terminal.isTty && outputs.some(({ file, format }) => file === undefined && format === 'text');
  const documents = await Promise.all(
    outputs
      .filter(({ file, format }) => !(streams && file === undefined && format === 'text'))
      .map(async (output) => ({ output, write: await loadDoctorWriter(output.format) })),
  );
  const progress = startProgress(process.stderr);
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
      for (const { output, write } of documents) writeOutput(write(event.result, optionsFor(output, options)), output);
    },
  };
}
