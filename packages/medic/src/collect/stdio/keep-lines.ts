import type { Redactor, StreamFacts } from '../../model/index.ts';
import { LineSplitter, NEWLINE } from './line-splitter.ts';

const MAX_LINE_BYTES = 64 * 1024;
const MAX_SHOWN = 4_000;
const MAX_TOTAL = 64 * 1024;
/** Colours and cursor movements; servers and package managers write them to any pipe. */
const ESCAPES = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;?]*[A-Za-z]`, 'gu');

/** Keeps the first and the last lines of a stream of any length, and counts the rest. */
export class LineKeeper {
  readonly #headCount: number;
  readonly #tailCount: number;
  readonly #splitter = new LineSplitter(MAX_LINE_BYTES);
  readonly #head: Buffer[] = [];
  readonly #tail: Buffer[] = [];
  #bytes = 0;
  #dropped = false;
  #firstByteMs: number | undefined;

  constructor(headCount: number, tailCount: number) {
    this.#headCount = headCount;
    this.#tailCount = tailCount;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get firstByteMs(): number | undefined {
    return this.#firstByteMs;
  }

  push(chunk: Buffer, atMs: number): void {
    this.#firstByteMs ??= atMs;
    this.#bytes += chunk.length;
    if (this.#isFull) {
      this.#dropped = true;
      return;
    }
    for (const line of this.#splitter.push(this.#skipAhead(chunk))) this.#keep(line.bytes, line.truncated);
  }

  /** Of a chunk with more lines than the tail holds, only the last ones matter: a flood of short lines costs next to nothing. */
  #skipAhead(chunk: Buffer): Buffer {
    if (this.#head.length < this.#headCount) return chunk;
    let at = chunk.length;
    for (let count = 0; count <= this.#tailCount; count += 1) {
      at = at === 0 ? -1 : chunk.lastIndexOf(NEWLINE, at - 1);
      if (at === -1) return chunk;
    }
    this.#dropped = true;
    this.#splitter.forget();
    return chunk.subarray(at + 1);
  }

  /** The kept lines, redacted first and cut then: 4,000 characters each, 64 KiB in all. */
  finish(redactor: Redactor, more: { readonly truncated?: boolean; readonly closedMs?: number | undefined } = {}): StreamFacts {
    const rest = this.#splitter.rest();
    if (rest.bytes.length > 0 && !this.#isFull) this.#keep(rest.bytes, rest.truncated);
    const shown = [...this.#head, ...this.#tail].map((bytes) => showLine(bytes, redactor));
    const lines = fitTotal(shown, this.#head.length);
    return {
      bytes: this.#bytes,
      truncated: this.#dropped || lines.length < shown.length || more.truncated === true,
      lines,
      ...(this.#firstByteMs === undefined ? {} : { firstByteMs: this.#firstByteMs }),
      ...(more.closedMs === undefined ? {} : { closedMs: more.closedMs }),
    };
  }

  get #isFull(): boolean {
    return this.#tailCount === 0 && this.#head.length === this.#headCount;
  }

  #keep(bytes: Buffer, truncated: boolean): void {
    if (truncated) this.#dropped = true;
    // A copy: a slice would hold the whole chunk it was cut from.
    const copy = Buffer.from(bytes.subarray(0, MAX_LINE_BYTES));
    if (this.#head.length < this.#headCount) {
      this.#head.push(copy);
      return;
    }
    this.#tail.push(copy);
    if (this.#tail.length <= this.#tailCount) return;
    this.#tail.shift();
    this.#dropped = true;
  }
}

/** One line of foreign output as text for evidence: decoded, without escapes, redacted, then cut. */
export function showLine(bytes: Buffer, redactor: Redactor): string {
  const text = bytes.subarray(0, MAX_LINE_BYTES).toString('utf8').replaceAll('\0', '').replace(ESCAPES, '');
  // Progress bars overwrite themselves with CR; what a person saw last is what stands after the last one.
  const seen = text.split('\r').findLast((part) => part.trim() !== '') ?? '';
  const redacted = redactor.text(seen);
  return redacted.length > MAX_SHOWN ? `${redacted.slice(0, MAX_SHOWN)}…` : redacted;
}

/** Drops lines from the middle, after the head, until all fit. */
function fitTotal(lines: readonly string[], headCount: number): readonly string[] {
  const tail: string[] = [];
  const head: string[] = [];
  let left = MAX_TOTAL;
  for (const line of lines.slice(0, headCount)) {
    if (left - line.length < MAX_TOTAL * (2 / 3)) break;
    left -= line.length;
    head.push(line);
  }
  for (const line of lines.slice(headCount).toReversed()) {
    if (left < line.length) break;
    left -= line.length;
    tail.unshift(line);
  }
  return headCount === lines.length && tail.length === 0 ? fitHead(lines) : [...head, ...tail];
}

function fitHead(lines: readonly string[]): readonly string[] {
  let left = MAX_TOTAL;
  return lines.filter((line) => (left -= line.length) >= 0);
}
