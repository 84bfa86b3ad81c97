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
  const opened = await openGrowingFile(path);
  if (opened === undefined) return undefined;
  const file: GrowingFile = opened;
  const markBytes = Math.min(MARK_BYTES, startBytes);
  let mark = await file.read(startBytes - markBytes, markBytes);
  let at = mark.length < markBytes ? 0 : startBytes;
  let rest = '';
  let decode: ((bytes: Buffer) => string) | undefined;
  if (at === 0) mark = Buffer.alloc(0);

  async function* readOn(): AsyncIterable<readonly string[]> {
    for (;;) {
      // The mark and what follows it in one read: between two, the file could be written anew.
      const read = await file.read(at - mark.length, mark.length + STEP_BYTES);
      if (!read.subarray(0, mark.length).equals(mark)) {
        [at, rest, decode, mark] = [0, '', undefined, Buffer.alloc(0)];
        continue;
      }
      const bytes = read.subarray(mark.length);
      if (bytes.length === 0) return;
      decode ??= createTextDecoder(detectEncoding(await file.read(0, HEAD_BYTES)).encoding);
      const { bomBytes } = at === 0 ? detectEncoding(bytes) : { bomBytes: 0 };
      const lines = withoutTerminalCodes(rest + decode(bytes.subarray(bomBytes))).split('\n');
      rest = (lines.pop() ?? '').slice(-REST_CAP);
      at += bytes.length;
      mark = Buffer.from(read.subarray(-MARK_BYTES));
      yield lines;
    }
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
