import { REPORT_FORMATS } from '../report/formats.ts';
import type { FlagSpec } from './parse-flags.ts';

/** Flags of every command that writes a report. */
export const OUTPUT_FLAGS: Readonly<Record<string, FlagSpec>> = {
  json: { type: 'boolean', help: 'print one JSON document (= --format json)' },
  format: { type: 'string', value: 'FORMAT', oneOf: REPORT_FORMATS, help: REPORT_FORMATS.join(', ').replace(/, (?=\w+$)/, ' or ') },
  output: { type: 'string', multiple: true, value: 'FILE', help: 'write the report to a file, in the format of its ending; - is stdout (may be repeated)' },
};
