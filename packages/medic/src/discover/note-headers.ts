import type { ConfigPath } from '../model/index.ts';
import { type EntrySource, headersAt } from './entry-source.ts';
import { transformText } from '../text/clean-value.ts';
import type { ExpandedFields } from './expand-entry.ts';
import type { NoteTaker } from './note-values.ts';
import type { EntryFields } from './read-fields.ts';

const TWICE = /^\s*Bearer\s+Bearer\s/i;

/** Authorization values whose scheme word is missing or stands twice, after expansion: that is what the server sees. */
export function noteHeaders(entry: EntrySource, fields: EntryFields, expanded: ExpandedFields, taker: NoteTaker): void {
  const { dialect } = entry;
  for (const [name, value] of Object.entries(expanded.headers)) {
    if (name.toLowerCase() !== 'authorization') continue;
    const written = Object.hasOwn(fields.headers, name) ? fields.headers[name] : undefined;
    const at: ConfigPath = written === undefined ? [dialect.fields.bearerTokenEnvVar ?? name] : [...fields.base, ...headersAt(dialect), name];
    noteAuthorization(taker, at, written ?? value, value);
  }
  // mcp-remote and others take whole header lines as arguments.
  expanded.args.forEach((arg, i) => {
    const line = /^(?:--header=)?authorization:\s{0,8}(\S.{0,4000})$/i.exec(arg);
    if (line === null || !/^--?(?:header|H)$/i.test(expanded.args[i - 1] ?? (arg.startsWith('--header=') ? '--header' : ''))) return;
    const isArray = dialect.command === 'array';
    const at: ConfigPath = [...fields.base, isArray ? dialect.fields.command : (dialect.fields.args ?? 'args'), isArray ? i + 1 : i];
    // "Authorization:${AUTH_HEADER}" is the documented form: the variable may well hold the scheme word.
    const value = line[1] ?? '';
    if (!/^[$%{]/.test(value)) noteAuthorization(taker, at, fields.args[i] ?? arg, value);
  });
}

function noteAuthorization(taker: NoteTaker, at: ConfigPath, written: string, value: string): void {
  const trimmed = value.trim();
  if (trimmed === '') return;
  if (TWICE.test(value)) taker.add(at, written, { kind: 'bearer-twice', suggestion: transformText(written, 'drop-bearer') });
  else if (!/\s/.test(trimmed) && !/^[$%{<]/.test(trimmed))
    taker.add(at, written, { kind: 'bearer-missing', suggestion: transformText(written, 'add-bearer') });
}
