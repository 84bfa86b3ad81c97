import type { ClientWord, StatusCommand } from '../../model/index.ts';
import { isRecord } from '../is-record.ts';
import { withoutTerminalCodes } from '../terminal-codes.ts';

const SAID_CAP = 300;

/** The word on one server in what a status command printed. Pure; `said` is not redacted yet. */
export function readStatus(output: string, server: string, { answer, marks }: StatusCommand): Pick<ClientWord, 'state' | 'said'> {
  if (answer.kind === 'json') return readJson(output, server, answer.field, marks);
  const pattern = new RegExp(answer.pattern.replace('{name}', () => server.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)));
  const lines = withoutTerminalCodes(output).split(/\r?\n/);
  for (const line of lines) {
    const match = pattern.exec(line);
    if (match !== null) return judge(line.slice(match.index + match[0].length), line.trim(), marks);
  }
  return { state: 'not-listed', said: lastLine(lines) };
}

function readJson(output: string, server: string, field: string, marks: StatusCommand['marks']): Pick<ClientWord, 'state' | 'said'> {
  const start = output.search(/[[{]/);
  let document: unknown;
  try {
    document = JSON.parse(output.slice(Math.max(0, start)));
  } catch {
    return { state: 'no-answer', said: lastLine(output.split('\n')) };
  }
  const lists = Array.isArray(document) ? [document as unknown[]] : Object.values(isRecord(document) ? document : {}).filter((one) => Array.isArray(one));
  const found = lists.flat().find((one) => isRecord(one) && one['name'] === server);
  if (!isRecord(found)) return { state: 'not-listed', said: '' };
  const word = String(found[field]);
  const { error } = found;
  const reason = isRecord(error) ? error['message'] : error;
  return judge(word, typeof reason === 'string' ? `${word}: ${reason}` : `${field}: ${word}`, marks);
}

function judge(text: string, said: string, marks: StatusCommand['marks']): Pick<ClientWord, 'state' | 'said'> {
  const word = marks.find(([mark]) => text.includes(mark))?.[1];
  return { state: word ?? 'no-answer', said: said.slice(0, SAID_CAP) };
}

/** A client that lists nothing may say why. */
function lastLine(lines: readonly string[]): string {
  return (lines.findLast((line) => line.trim() !== '') ?? '').trim().slice(0, SAID_CAP);
}
