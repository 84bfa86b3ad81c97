/** Formats of the published contract. */
export const REPORT_FORMATS = ['text', 'json', 'markdown', 'sarif', 'junit', 'html'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
