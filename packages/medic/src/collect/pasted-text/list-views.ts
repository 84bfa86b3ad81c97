import { isRecord } from '../is-record.ts';
import { sayInKnownWords } from './other-words.ts';
import type { PastedLine } from './pasted-line.ts';
import { readPrefix, type ReadLine } from './read-prefix.ts';
import { hasEscapedQuotes, splitEscaped, straightQuotes, undoQuoting, unescapeText } from './undo-quoting.ts';

/** A line with everything it can be read as: as it stands, without its prefix, unescaped, field by field. */
export interface ViewedLine {
  readonly number: number;
  /** Unquoted, prefix and all. */
  readonly text: string;
  readonly read: ReadLine;
  /** Distinct texts in which signs are looked for. */
  readonly views: readonly string[];
}

const JSON_FIELDS = ['debug', 'error', 'message', 'msg', 'text', 'err', 'stack', 'details', 'exception', 'log', 'cause', 'reason', 'body'] as const;
const SERVER_FIELDS = ['server', 'serverName', 'server_name', 'mcpServer', 'mcp_server'] as const;
const VIEWS_CAP = 60;
const FIELD_DEPTH = 3;
/** Data that a working server sent or was sent: a tool described as "fixes ECONNREFUSED" is no error. */
const PAYLOAD = /"jsonrpc" ?: ?"2\.0"/u;
const PAYLOAD_DATA = /"result" ?: ?[{[]|"method" ?: ?"(?:tools\/call|notifications\/message|sampling\/createMessage|resources\/read|prompts\/get)"/u;
const PAYLOAD_ERROR = /"isError" ?: ?true|"error" ?: ?\{/u;

const CODE =
  /^\s*(?:case ['"][^'"]{0,80}['"]:|(?:if|while|switch|for) ?\(.{0,300}\) ?\{?\s*$|(?:if|elif|except|while|for) .{1,200}:\s*$|(?:export )?(?:const|let|var) [\w${}, ]{1,80} ?=[^=>].{0,300};\s*$|return .{0,200};\s*$|(?:export )?(?:async )?function \w|(?:\/\/|#) ?(?:TODO|retry|handle|if|when)\b|(?:export )?enum \w{1,60} ?\{)/u;
/** For a line without the blanks before it: behind them, each would be a new start for the 300 characters. */
const CODE_CALL = /^.{0,300}\b(?:res\.(?:status|json|send|sendStatus)\(|throw new \w{1,60}\(['"`])/u;

/** Reads one pasted line in every way it may have been written. */
export function viewLine({ number, text: raw }: PastedLine): ViewedLine {
  const text = undoQuoting(raw);
  const read = readPrefix(text);
  const straight = straightQuotes(text) ?? text;
  if (isPayload(straight) || isEscapedPayload(straight) || isCode(straight)) return { number, text, read, views: [] };
  const views = new Set<string>([text, read.message]);
  const record = readRecord(read.message);
  let server = read.server;
  if (record !== undefined) {
    for (const field of fieldTexts(record, 0)) addText(views, field);
    for (const name of SERVER_FIELDS) if (server === undefined && typeof record[name] === 'string') server = record[name];
  }
  for (const piece of splitEscaped(read.message)) addText(views, piece);
  if (hasEscapedQuotes(read.message)) addText(views, unescapeText(read.message));
  for (const view of [...views].flatMap((one) => straightQuotes(one) ?? [])) views.add(view);
  const known = [...views].flatMap((view) => sayInKnownWords(view) ?? []);
  for (const view of known) views.add(view);
  const inner = [...views].map((view) => readPrefix(view).server).find((name) => name !== undefined);
  server ??= inner;
  return { number, text, read: server === undefined ? read : { ...read, server }, views: [...views].filter((view) => view !== '').slice(0, VIEWS_CAP) };
}

/** True for messages between a client and a working server, whose words are data. */
export function isPayload(text: string): boolean {
  return PAYLOAD.test(text) && PAYLOAD_DATA.test(text) && !PAYLOAD_ERROR.test(text);
}

/** The same inside a string of a log in JSON; a whole text in one string is none. */
function isEscapedPayload(text: string): boolean {
  return hasEscapedQuotes(text) && !text.includes('\\n') && isPayload(unescapeText(text));
}

/** A line of a program's source: the words in it are no message. */
function isCode(text: string): boolean {
  return (CODE.test(text) || CODE_CALL.test(text.trimStart())) && !/Error:|Exception:/u.test(text);
}

function addText(views: Set<string>, text: string): void {
  if (views.size >= VIEWS_CAP || text.trim() === '') return;
  for (const piece of text.split(/\r?\n/u, VIEWS_CAP)) {
    if (views.size >= VIEWS_CAP) return;
    const plain = undoQuoting(piece);
    if (isPayload(plain)) continue;
    views.add(plain);
    views.add(readPrefix(plain).message);
  }
}

function readRecord(text: string): Readonly<Record<string, unknown>> | undefined {
  const inner = text.trim();
  if (!inner.startsWith('{') || !inner.endsWith('}') || inner.length < 8) return undefined;
  try {
    const value: unknown = JSON.parse(inner);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fieldTexts(record: Readonly<Record<string, unknown>>, depth: number): readonly string[] {
  if (depth > FIELD_DEPTH) return [];
  return JSON_FIELDS.flatMap((name) => {
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    if (typeof value === 'string') return [value];
    return isRecord(value) ? fieldTexts(value, depth + 1) : [];
  });
}
