import type { Redactor, StdioAttempt, StreamFacts } from '../../model/index.ts';
import { classifyMessage } from '../protocol/messages.ts';
import { classifyLine } from './classify-line.ts';
import { LineKeeper, showLine } from './keep-lines.ts';
import { LineSplitter, type RawLine } from './line-splitter.ts';
import { MultiLineJson } from './multi-line-json.ts';
import { tryParse } from './scan-json.ts';

export type Framing = NonNullable<StdioAttempt['framing']>;
type Noise = StdioAttempt['noise'][number];

export interface ReaderEvents {
  /** A message came. `lost` says why clients do not see it, in words. */
  readonly onMessage: (json: unknown, lost: string | undefined) => void;
  readonly hasAnswer: () => boolean;
}

export interface ReaderCaps {
  readonly lineBytes: number;
  readonly totalBytes: number;
  readonly lines: number;
}

const READER_CAPS: ReaderCaps = { lineBytes: 4 * 1024 * 1024, totalBytes: 32 * 1024 * 1024, lines: 100_000 };

const MAX_NOISE = 20;
const UTF16_HEAD = 64 * 1024;
const LOST_WORDS: Readonly<Record<Framing, string>> = {
  'content-length': 'it stands after a Content-Length header',
  'no-newline': 'no line break follows it',
  'pretty-printed': 'it was written over several lines',
  'utf-16': 'it was written in UTF-16',
  bom: 'a byte order mark stands before it',
  'glued-noise': 'other text stands on the same line',
  sse: 'it was written as a server-sent event',
  'invalid-utf-8': 'it is no valid UTF-8',
  'array-batch': 'it stands in an array (a batch)',
};

/** Reads stdout as the clients do, one JSON object per line, and recognises what it is when it is something else. */
export class StdoutReader {
  readonly #redactor: Redactor;
  readonly #events: ReaderEvents;
  readonly #caps: ReaderCaps;
  readonly #splitter: LineSplitter;
  readonly #keeper = new LineKeeper(40, 0);
  readonly #multiLine = new MultiLineJson();
  readonly #noise: Noise[] = [];
  #framing: Framing | undefined;
  #utf16: Buffer | undefined;
  #lineNumber = 0;
  #cut = false;
  #sawHeader = false;
  #inspected = -1;
  #sawOverlongLine = false;

  constructor(redactor: Redactor, events: ReaderEvents, caps: ReaderCaps = READER_CAPS) {
    this.#redactor = redactor;
    this.#events = events;
    this.#caps = caps;
    this.#splitter = new LineSplitter(caps.lineBytes);
  }

  get framing(): Framing | undefined {
    return this.#framing;
  }

  get noise(): readonly Noise[] {
    return this.#noise;
  }

  get firstByteMs(): number | undefined {
    return this.#keeper.firstByteMs;
  }

  /** True once more came than we read; the caller ends the process. */
  get isCut(): boolean {
    return this.#cut;
  }

  get sawOverlongLine(): boolean {
    return this.#sawOverlongLine;
  }

  push(chunk: Buffer, atMs: number): void {
    if (this.#cut) return;
    if (this.#keeper.bytes === 0 && looksUtf16(chunk)) this.#begin16();
    this.#keeper.push(chunk, atMs);
    if (this.#utf16 === undefined) for (const line of this.#splitter.push(chunk)) this.#takeLine(line);
    else if (this.#utf16.length < UTF16_HEAD) this.#utf16 = Buffer.concat([this.#utf16, chunk]);
    if (this.#keeper.bytes > this.#caps.totalBytes || this.#lineNumber > this.#caps.lines) this.#cut = true;
  }

  /** Looks at what waits for its line break: a whole message there will never be read. Call when nothing came for a while. */
  inspectRest(): void {
    const { bytes, truncated } = this.#splitter.rest();
    if (bytes.length === 0 || truncated || this.#inspected === this.#keeper.bytes) return;
    this.#inspected = this.#keeper.bytes;
    const json = tryParse(bytes.toString('utf8'));
    if (json !== undefined && classifyMessage(json) !== 'no-rpc') this.#lose(json, 'no-newline');
  }

  finish(closedMs: number | undefined): StreamFacts {
    this.inspectRest();
    if (this.#utf16 !== undefined) this.#read16(this.#utf16);
    const { bytes } = this.#splitter.rest();
    if (bytes.length > 0 && tryParse(bytes.toString('utf8')) === undefined) this.#addNoise(bytes, false);
    return this.#keeper.finish(this.#redactor, { truncated: this.#cut, closedMs });
  }

  #takeLine({ bytes, truncated }: RawLine): void {
    this.#lineNumber += 1;
    if (truncated) {
      this.#sawOverlongLine = true;
      this.#addNoise(bytes, false);
      return;
    }
    const line = bytes.toString('utf8');
    // Clients decode with replacement characters, so a message with bad bytes inside a string is still read.
    if (line.includes('\uFFFD') && !isUtf8(bytes)) this.#framing ??= 'invalid-utf-8';
    const found = classifyLine(line);
    if (found.kind === 'message') {
      this.#multiLine.reset();
      if (this.#sawHeader) this.#framing = 'content-length';
      this.#events.onMessage(found.json, undefined);
    } else if (found.kind === 'lost') {
      if (found.how === 'glued-noise') this.#addNoise(bytes, false);
      for (const json of found.messages) this.#lose(json, found.how);
    } else if (found.kind !== 'blank') {
      // Only a message right after it shows the framing; the words alone may be the log of an HTTP client.
      this.#sawHeader = found.kind === 'content-length';
      this.#takeOther(line, bytes, found.kind === 'json-noise');
    }
  }

  #takeOther(line: string, bytes: Buffer, isJson: boolean): void {
    const message = isJson ? undefined : this.#multiLine.feed(line);
    if (message === undefined) {
      this.#addNoise(bytes, isJson);
      return;
    }
    this.#lose(message.json, 'pretty-printed', message.breakInString ? 'a raw line break stands inside it' : undefined);
  }

  #lose(json: unknown, seen: Framing, words?: string): void {
    const framing = this.#sawHeader ? 'content-length' : seen;
    this.#framing = framing;
    this.#events.onMessage(json, words ?? LOST_WORDS[framing]);
  }

  #addNoise(bytes: Buffer, jsonButNotRpc: boolean): void {
    if (this.#noise.length >= MAX_NOISE) return;
    const text = showLine(bytes, this.#redactor).slice(0, 500);
    this.#noise.push({ line: this.#lineNumber, text, beforeFirstAnswer: !this.#events.hasAnswer(), jsonButNotRpc });
  }

  #begin16(): void {
    this.#framing = 'utf-16';
    this.#utf16 = Buffer.alloc(0);
  }

  #read16(bytes: Buffer): void {
    this.#utf16 = undefined;
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    const big = even[0] === 0 || (even[0] === 0xfe && even[1] === 0xff);
    for (const line of (big ? even.swap16() : even).toString('utf16le').split('\n')) {
      this.#lineNumber += 1;
      const json = tryParse(line.trim());
      if (json !== undefined && classifyMessage(json) !== 'no-rpc') this.#events.onMessage(json, LOST_WORDS['utf-16']);
      else if (line.trim() !== '') this.#addNoise(Buffer.from(line.trim()), false);
    }
  }
}

/** A byte order mark of UTF-16, or Latin text with a zero in every second byte. */
function looksUtf16(chunk: Buffer): boolean {
  const [a, b, c, d] = chunk;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  if (c === undefined || d === undefined) return false;
  return (a !== 0 && b === 0 && c !== 0 && d === 0) || (a === 0 && b !== 0 && c === 0 && d !== 0);
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
