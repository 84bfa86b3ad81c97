import { createByteScanner, type ByteScanner } from './byte-scanner.ts';
import { createChunkDecoder } from './decode-chunks.ts';
import { LINE_CAP, type PastedLine } from './pasted-line.ts';

/** The telling part of a text: all of it when it is short. */
export interface ReducedLog {
  readonly lines: readonly PastedLine[];
  readonly totalLines: number;
  readonly totalBytes: number;
  /** Share of NUL and other control bytes says that this is no text. */
  readonly isBinary: boolean;
}

export interface ReduceOptions {
  /** A line without any of these is of no interest. */
  readonly literals: readonly string[];
  /** Looks closer at a line that has one. */
  readonly isTelling: (line: string) => boolean;
}

const LINE_FEED = 10;
/** Texts up to this size are kept whole. */
const WHOLE_BYTES = 256 << 10;
const CONTEXT_LINES = 4;
/** Lines of one shape that are kept from the beginning; the newest one is kept besides. */
const KEPT_PER_SHAPE = 3;
const LATEST_STEP_LINES = 64;
const SHAPES_CAP = 20_000;
/** Lines with the same literals that told nothing, or told something; from then on only every 64th is looked at. */
const DULL_CAP = 400;
const TELLING_CAP = 40;
const KEPT_LINES_CAP = 20_000;

interface Shape {
  count: number;
  isTelling: boolean;
  latest: PastedLine | undefined;
}

/**
 * Reads a stream in memory that does not grow with it. Lines are searched as bytes; of lines that differ only in digits and
 * marks the first three and the last one are looked at, with the lines around the former; the last 256 KiB are kept whole.
 */
export async function reduceLog(chunks: AsyncIterable<Buffer>, options: ReduceOptions): Promise<ReducedLog> {
  const decoder = createChunkDecoder();
  const reader = createReader(options);
  let totalBytes = 0;
  for await (const chunk of chunks) {
    totalBytes += chunk.length;
    reader.push(decoder.push(chunk));
  }
  reader.push(decoder.end());
  return { ...reader.end(), totalBytes };
}

function createReader({ literals, isTelling }: ReduceOptions): { readonly push: (bytes: Buffer) => void; readonly end: () => Omit<ReducedLog, 'totalBytes'> } {
  const shapes = new Map<number, Shape>();
  const dull = new Map<number, number>();
  const told = new Map<number, number>();
  const kept = new Map<number, string>();
  const found = new Int32Array(literals.length);
  let scanner: ByteScanner | undefined;
  /** The newest part of the text, in chunks; what leaves it is searched. */
  const tail: Buffer[] = [];
  let tailBytes = 0;
  let carry: Buffer = Buffer.alloc(0);
  let lineNumber = 0;
  let binaryBytes = 0;
  let keepUntil = 0;

  function searchLine(bytes: Buffer, start: number, end: number): void {
    lineNumber += 1;
    const stop = Math.min(end, start + LINE_CAP);
    if (lineNumber <= keepUntil) keep(lineNumber, bytes.toString('utf8', start, stop));
    scanner ??= createByteScanner(literals);
    const count = scanner.scan(bytes, start, stop, found);
    if (count > 0) weighCandidate(bytes, start, stop, count);
  }

  function weighCandidate(bytes: Buffer, start: number, end: number, count: number): void {
    let set = 0;
    for (let index = 0; index < count; index += 1) set = (Math.imul(set, 31) + found[index]! + 1) | 0;
    const hits = told.get(set) ?? 0;
    const misses = dull.get(set) ?? 0;
    const isKnown = hits > TELLING_CAP || misses > DULL_CAP;
    const key = isKnown && hits >= misses ? set : shapeOf(bytes, start, end, set);
    let shape = shapes.get(key);
    if (shape === undefined) {
      if (isKnown && misses >= hits && misses % 64 !== 0) {
        dull.set(set, misses + 1);
        return;
      }
      if (shapes.size >= SHAPES_CAP) shapes.clear();
      shape = { count: 0, isTelling: isTelling(bytes.toString('utf8', start, end)), latest: undefined };
      if (shape.isTelling) told.set(set, hits + 1);
      else dull.set(set, misses + 1);
      shapes.set(key, shape);
    }
    shape.count += 1;
    if (!shape.isTelling) return;
    if (shape.count > KEPT_PER_SHAPE) {
      // Near enough: what comes in bursts is not written down line by line, and the end of the text is kept anyway.
      if (shape.latest !== undefined && lineNumber - shape.latest.number < LATEST_STEP_LINES) return;
      shape.latest = { number: lineNumber, text: bytes.toString('utf8', start, end) };
      return;
    }
    keepBefore(bytes, start);
    keep(lineNumber, bytes.toString('utf8', start, end));
    keepUntil = lineNumber + CONTEXT_LINES;
  }

  /** The lines before, as far as they stand in the same chunk. */
  function keepBefore(bytes: Buffer, start: number): void {
    let end = start - 1;
    for (let back = 1; back <= CONTEXT_LINES && end > 0; back += 1) {
      const from = bytes.lastIndexOf(LINE_FEED, end - 1) + 1;
      keep(lineNumber - back, bytes.toString('utf8', from, Math.min(end, from + LINE_CAP)));
      end = from - 1;
    }
  }

  function keep(number: number, text: string): void {
    if (kept.size < KEPT_LINES_CAP) kept.set(number, text);
  }

  /** Searches the whole lines of what is left over and `bytes`; only a line that reaches over both is copied. */
  function searchLines(bytes: Buffer): void {
    let start = 0;
    if (carry.length > 0) {
      const end = bytes.indexOf(LINE_FEED);
      const line = Buffer.concat([carry, end === -1 ? bytes : bytes.subarray(0, end + 1)]);
      if (end === -1) {
        carry = line;
        return;
      }
      searchLine(line, 0, line.length - 1);
      start = end + 1;
    }
    for (let end = bytes.indexOf(LINE_FEED, start); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      searchLine(bytes, start, end);
      start = end + 1;
    }
    carry = Buffer.from(bytes.subarray(start));
  }

  return {
    push: (bytes) => {
      if (bytes.length === 0) return;
      if (lineNumber === 0) binaryBytes += countBinary(bytes.subarray(0, 65_536));
      tail.push(bytes);
      tailBytes += bytes.length;
      while (tail.length > 1 && tailBytes - tail[0]!.length >= WHOLE_BYTES) {
        const oldest = tail.shift()!;
        tailBytes -= oldest.length;
        searchLines(oldest);
        // A line without end: its beginning was enough.
        if (carry.length > LINE_CAP * 16) carry = Buffer.from(carry.subarray(0, LINE_CAP));
      }
    },
    end: () => {
      const rest = Buffer.concat([carry, ...tail]);
      const lines = [...kept].map(([number, text]): PastedLine => ({ number, text }));
      for (const { latest } of shapes.values()) if (latest !== undefined && !kept.has(latest.number)) lines.push(latest);
      const last = readTail(rest, lineNumber);
      return {
        lines: [...lines.toSorted((a, b) => a.number - b.number), ...last],
        totalLines: lineNumber + last.length,
        isBinary: binaryBytes > 64 && binaryBytes * 20 > Math.min(65_536, tailBytes + carry.length),
      };
    },
  };
}

function readTail(bytes: Buffer, before: number): readonly PastedLine[] {
  const texts = bytes.toString('utf8').split('\n');
  if (texts.at(-1) === '') texts.pop();
  return texts.map((text, index) => ({ number: before + index + 1, text: text.slice(0, LINE_CAP) }));
}

/** A number for lines of the same words: letters and the literals found count, digits and marks do not. */
function shapeOf(bytes: Buffer, start: number, end: number, set: number): number {
  let hash = set;
  const stop = Math.min(end, start + 120);
  for (let index = start; index < stop; index += 1) {
    const byte = bytes[index]!;
    if (byte >= 65) hash = (Math.imul(hash, 33) + byte) | 0;
  }
  return hash;
}

function countBinary(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) count += 1;
  return count;
}
