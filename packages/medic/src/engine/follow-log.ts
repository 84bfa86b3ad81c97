import { setTimeout as sleep } from 'node:timers/promises';
import { pickLines } from '../collect/logs/pick-lines.ts';
import { createTextDecoder, detectEncoding } from '../collect/pasted-text/decode-chunks.ts';
import { withoutTerminalCodes } from '../collect/terminal-codes.ts';
import { type GrowingFile, openGrowingFile } from '../io/growing-file.ts';
import { createRedactor } from '../redact/redactor.ts';

const STEP_BYTES = 1 << 20;
const HEAD_BYTES = 512;
/** What stood before the place we read up to; when it changed, the file was written anew. */
const MARK_BYTES = 64;
const REST_CAP = 65_536;
const LOOKS_PER_SEARCH = 8;

export interface FollowOptions {
  readonly startBytes: number;
  /** Only lines that name this server, and their indented continuations. */
  readonly server?: string;
  readonly signal: AbortSignal;
  readonly everyMs?: number;
  /** A file that was begun since and continues this one, as when a client starts a new session. */
  readonly findNext?: () => Promise<string | undefined>;
}

export interface NewLines {
  readonly path: string;
  readonly lines: readonly string[];
}

/**
 * Lines as they are appended to a log, redacted, until the signal aborts. Polls: events of file systems come late or not at all on
 * network drives. A log that was moved away is read to its end before the new one at its path; one that was truncated or
 * overwritten is read from its beginning.
 */
export async function* followLog(first: string, { startBytes, server, signal, everyMs = 500, findNext }: FollowOptions): AsyncIterable<NewLines> {
  const redactor = createRedactor([]);
  let path = first;
  let reader = await openReader(path, startBytes);
  const show = (lines: readonly string[]): readonly NewLines[] => {
    const picked = pickLines(lines, server).map(({ text }) => redactor.text(text));
    return picked.length === 0 ? [] : [{ path, lines: picked }];
  };
  for (let look = 1; !signal.aborted; look += 1) {
    // Asked before reading: whatever the old file got until it was moved is then read.
    const isMoved = reader !== undefined && !(await reader.file.isStillAt(path));
    if (reader !== undefined) for await (const lines of reader.readOn()) yield* show(lines);
    if (isMoved && reader !== undefined) {
      yield* show(reader.takeRest());
      await reader.file.close();
      reader = undefined;
    }
    const next = look % LOOKS_PER_SEARCH === 0 ? await findNext?.() : undefined;
    if (next !== undefined && next !== path) {
      await reader?.file.close();
      reader = undefined;
      path = next;
    }
    reader ??= await openReader(path, 0);
    if (!isMoved && next === undefined) await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
  await reader?.file.close();
}

interface Reader {
  readonly file: GrowingFile;
  readonly readOn: () => AsyncIterable<readonly string[]>;
  /** The last line, when it has no line end yet. */
  readonly takeRest: () => readonly string[];
}

async function openReader(path: string, startBytes: number): Promise<Reader | undefined> {
  const file = await openGrowingFile(path);
  if (file === undefined) return undefined;
  let at = startBytes;
  let rest = '';
  let mark = await readMark(file, at);
  let decode: ((bytes: Buffer) => string) | undefined;

  async function* readOn(): AsyncIterable<readonly string[]> {
    const opened = file;
    if (opened === undefined) return;
    if ((await opened.sizeBytes()) < at || !(await readMark(opened, at)).equals(mark)) {
      [at, rest, decode] = [0, '', undefined];
    }
    for (let bytes = await opened.read(at, STEP_BYTES); bytes.length > 0; bytes = await opened.read(at, STEP_BYTES)) {
      const { encoding, bomBytes } = detectEncoding(await opened.read(0, HEAD_BYTES));
      decode ??= createTextDecoder(encoding);
      const lines = withoutTerminalCodes(rest + decode(at === 0 ? bytes.subarray(bomBytes) : bytes)).split('\n');
      rest = (lines.pop() ?? '').slice(-REST_CAP);
      at += bytes.length;
      yield lines;
    }
    mark = await readMark(opened, at);
  }

  return {
    file,
    readOn,
    takeRest: () => {
      const last = rest;
      rest = '';
      return last === '' ? [] : [last];
    },
  };
}

async function readMark(file: GrowingFile, at: number): Promise<Buffer> {
  const from = Math.max(0, at - MARK_BYTES);
  return file.read(from, at - from);
}
