import type { DoctorResult } from '../model/index.ts';
import type { AnyCheckReport } from './check-words.ts';
import type { ReportFormat } from './formats.ts';
import type { TextOptions } from './text/options.ts';

export interface ReportOptions extends TextOptions {
  /** The project folder; SARIF gives files below it relative to it. */
  readonly project?: string;
  /** SARIF of checks: the repository's file that results point at. */
  readonly anchor?: string;
  /** SARIF of checks: address of the repository whose docs/checks the rules link to. */
  readonly repository?: string;
}

export type Writer<T> = (result: T, options: ReportOptions) => string;

type Loaders<T> = Readonly<Record<ReportFormat, () => Promise<Writer<T>>>>;

const CHECK_WRITERS: Loaders<AnyCheckReport> = {
  text: async () => (await import('./text/verify.ts')).renderVerifyText,
  json: async () => (await import('./json.ts')).renderJson,
  markdown: async () => withHome((await import('./check-markdown.ts')).renderCheckMarkdown),
  sarif: async () => (await import('./check-sarif.ts')).renderCheckSarif,
  junit: async () => withHome((await import('./check-junit.ts')).renderCheckJunit),
  html: async () => withHome((await import('./check-html.ts')).renderCheckHtml),
};

const DOCTOR_WRITERS: Loaders<DoctorResult> = {
  text: async () => (await import('./text/report.ts')).renderReport,
  json: async () => (await import('./json.ts')).renderJson,
  markdown: async () => withHome((await import('./markdown.ts')).renderMarkdown),
  sarif: async () => (await import('./doctor-sarif.ts')).renderDoctorSarif,
  junit: async () => withHome((await import('./doctor-junit.ts')).renderDoctorJunit),
  html: async () => withHome((await import('./doctor-html.ts')).renderDoctorHtml),
};

/** The writer of check reports in a format; only that writer's code is read. */
export function loadCheckWriter(format: ReportFormat): Promise<Writer<AnyCheckReport>> {
  return CHECK_WRITERS[format]();
}

/** The writer of a doctor's result in a format; only that writer's code is read. */
export function loadDoctorWriter(format: ReportFormat): Promise<Writer<DoctorResult>> {
  return DOCTOR_WRITERS[format]();
}

function withHome<T>(render: (result: T, home: string) => string): Writer<T> {
  return (result, { home }) => render(result, home);
}
