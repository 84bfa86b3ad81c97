import { createLiteralScanner, type Findings, type LiteralScanner } from '../literal-scanner.ts';
import { createChunkDecoder } from './decode-chunks.ts';
import { createLineMemo, type LineMemo } from './line-memo.ts';
import { createLineWindow, LINE_FEED } from './line-window.ts';
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

/** Texts up to this size are kept whole. */
const WHOLE_BYTES = 256 << 10;
/** Of longer ones this much of the end. */
const END_BYTES = 64 << 10;
/** Of the beginning of a text so much tells whether it is one. */
const LOOK_BYTES = 64 << 10;
const CONTEXT_LINES = 4;
/** Lines of one shape that are kept from the beginning; the newest one is kept besides. */
const KEPT_PER_SHAPE = 3;
const SHAPES_CAP = 20_000;
/** Lines with the same literals that told nothing, or told something; from then on only every 64th is looked at. */
const DULL_CAP = 400;
const TELLING_CAP = 40;
const KEPT_LINES_CAP = 20_000;

interface Shape {
  count: number;
  isTelling: boolean;
  /** The newest line but the first ones; its text only once the window moves on: not every line is worth a string. */
  latestNumber: number;
  latestStart: number;
  latestEnd: number;
  latestText: string | undefined;
}

/** A line that is of no interest. */
const DULL: Shape = createShape(false);

/**
 * Reads a stream in memory that does not grow with it. Lines are searched as bytes; of lines that differ only in digits and
 * marks the first three and the last one are looked at, with the lines around the former; the last 64 KiB are kept whole.
 * A chunk may be overwritten once the next one is asked for.
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
  /** Shapes whose newest line stands in the window. */
  const newest: Shape[] = [];
  let scanner: LiteralScanner | undefined;
  let memo: LineMemo<Shape> | undefined;
  let lineNumber = 0;
  let lookedBytes = 0;
  let binaryBytes = 0;
  let keepUntil = 0;
  const window = createLineWindow({ wholeBytes: WHOLE_BYTES, endBytes: END_BYTES }, { onLine: searchLine, onMove: writeLatest });

  function searchLine(bytes: Buffer, view: DataView, start: number, end: number): void {
    lineNumber += 1;
    const stop = Math.min(end, start + LINE_CAP);
    if (lineNumber <= keepUntil) keep(lineNumber, bytes.toString('utf8', start, stop));
    memo ??= createLineMemo();
    let shape = memo.recall(view, start, stop);
    if (shape === undefined) {
      scanner ??= createLiteralScanner(literals);
      const findings = scanner.scan(bytes, start, stop);
      shape = findings.count === 0 ? DULL : findShape(bytes, start, stop, findings);
      if (shape !== undefined) memo.remember(view, start, findings, shape);
    }
    if (shape?.isTelling === true) noteTelling(bytes, start, stop, shape);
  }

  /** What lines like this one were found to be; undefined for one that was not looked at, because many like it told nothing. */
  function findShape(bytes: Buffer, start: number, end: number, { literals: found, count }: Findings): Shape | undefined {
    let set = 0;
    for (let index = 0; index < count; index += 1) set = (Math.imul(set, 31) + found[index]! + 1) | 0;
    const hits = told.get(set) ?? 0;
    const misses = dull.get(set) ?? 0;
    const isKnown = hits > TELLING_CAP || misses > DULL_CAP;
    const key = isKnown && hits >= misses ? set : shapeOf(bytes, start, end, set);
    const known = shapes.get(key);
    if (known !== undefined) return known;
    if (isKnown && misses >= hits && misses % 64 !== 0) {
      dull.set(set, misses + 1);
      return undefined;
    }
    if (shapes.size >= SHAPES_CAP) shapes.clear();
    const shape: Shape = isTelling(bytes.toString('utf8', start, end)) ? createShape(true) : DULL;
    if (shape.isTelling) told.set(set, hits + 1);
    else dull.set(set, misses + 1);
    shapes.set(key, shape);
    return shape;
  }

  function noteTelling(bytes: Buffer, start: number, end: number, shape: Shape): void {
    shape.count += 1;
    if (shape.count > KEPT_PER_SHAPE) {
      if (shape.latestEnd === 0) newest.push(shape);
      shape.latestNumber = lineNumber;
      shape.latestStart = start;
      shape.latestEnd = end;
      return;
    }
    keepBefore(bytes, start);
    keep(lineNumber, bytes.toString('utf8', start, end));
    keepUntil = lineNumber + CONTEXT_LINES;
  }

  function writeLatest(bytes: Buffer): void {
    for (const shape of newest.splice(0)) {
      shape.latestText = bytes.toString('utf8', shape.latestStart, shape.latestEnd);
      shape.latestEnd = 0;
    }
  }

  /** The lines before, as far as they are still in the window. */
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

  return {
    push: (bytes) => {
      const looked = bytes.subarray(0, LOOK_BYTES - lookedBytes);
      lookedBytes += looked.length;
      binaryBytes += countBinary(looked);
      window.push(bytes);
    },
    end: () => {
      const rest = window.end();
      const lines = [...kept].map(([number, text]): PastedLine => ({ number, text }));
      for (const { latestNumber: number, latestText: text } of shapes.values()) if (text !== undefined && !kept.has(number)) lines.push({ number, text });
      const last = readTail(rest, lineNumber);
      return {
        lines: [...lines.toSorted((a, b) => a.number - b.number), ...last],
        totalLines: lineNumber + last.length,
        isBinary: binaryBytes > 64 && binaryBytes * 20 > lookedBytes,
      };
    },
  };
}

function createShape(isTelling: boolean): Shape {
  return { count: 0, isTelling, latestNumber: 0, latestStart: 0, latestEnd: 0, latestText: undefined };
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
