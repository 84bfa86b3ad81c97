export interface RawLine {
  readonly bytes: Buffer;
  /** The line was longer than the cap; `bytes` is its beginning. */
  readonly truncated: boolean;
}

export const NEWLINE = 0x0a;

/** Cuts a byte stream into lines at LF. Holds at most `maxLineBytes` of an unfinished line, whatever comes in. */
export class LineSplitter {
  readonly #maxLineBytes: number;
  #parts: Buffer[] = [];
  #size = 0;
  #overlong = false;

  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** Takes a chunk and gives the lines it completes, without their LF. */
  push(chunk: Buffer): readonly RawLine[] {
    const lines: RawLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#hold(chunk.subarray(from, end));
      lines.push(this.rest());
      this.forget();
      from = end + 1;
    }
    this.#hold(chunk.subarray(from));
    return lines;
  }

  /** What came after the last LF. */
  rest(): RawLine {
    const [only] = this.#parts;
    return { bytes: only !== undefined && this.#parts.length === 1 ? only : Buffer.concat(this.#parts), truncated: this.#overlong };
  }

  /** Drops what came after the last LF. */
  forget(): void {
    this.#parts = [];
    this.#size = 0;
    this.#overlong = false;
  }

  #hold(piece: Buffer): void {
    const kept = piece.subarray(0, this.#maxLineBytes - this.#size);
    if (kept.length < piece.length) this.#overlong = true;
    if (kept.length === 0) return;
    this.#parts.push(kept);
    this.#size += kept.length;
  }
}
