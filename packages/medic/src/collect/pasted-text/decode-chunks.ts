import { StringDecoder } from 'node:string_decoder';

export type LogEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface ChunkDecoder {
  /** The chunk as UTF-8; empty while too little has come to tell the encoding. */
  readonly push: (chunk: Buffer) => Buffer;
  readonly end: () => Buffer;
  readonly encoding: () => LogEncoding;
}

const ENOUGH_BYTES = 512;

/** Brings a stream to UTF-8 without BOM: UTF-16 (Windows PowerShell's `>`) is known by its BOM or by the pattern of its NUL bytes. */
export function createChunkDecoder(): ChunkDecoder {
  let waiting: Buffer | undefined = Buffer.alloc(0);
  let encoding: LogEncoding = 'utf-8';
  let utf16: ((bytes: Buffer) => string) | undefined;

  function convert(bytes: Buffer): Buffer {
    return utf16 === undefined ? bytes : Buffer.from(utf16(bytes), 'utf8');
  }

  function start(bytes: Buffer): Buffer {
    waiting = undefined;
    const known = detectEncoding(bytes);
    ({ encoding } = known);
    if (encoding !== 'utf-8') utf16 = createTextDecoder(encoding);
    return convert(bytes.subarray(known.bomBytes));
  }

  return {
    push: (chunk) => {
      if (waiting === undefined) return convert(chunk);
      // A copy: the chunk may be overwritten once the next one is asked for.
      waiting = Buffer.concat([waiting, chunk]);
      return waiting.length < ENOUGH_BYTES ? Buffer.alloc(0) : start(waiting);
    },
    end: () => (waiting === undefined ? Buffer.alloc(0) : start(waiting)),
    encoding: () => encoding,
  };
}

/** How the beginning of a text says it is written, and how many bytes of it are a byte order mark. */
export function detectEncoding(bytes: Buffer): { readonly encoding: LogEncoding; readonly bomBytes: number } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  return { encoding: guessEncoding(bytes), bomBytes: 0 };
}

/** Turns pieces of a text into strings; a character that is cut by the end of a piece comes with the next one. */
export function createTextDecoder(encoding: LogEncoding): (bytes: Buffer) => string {
  if (encoding === 'utf-8') {
    const utf8 = new StringDecoder('utf8');
    return (bytes) => utf8.write(bytes);
  }
  const utf16 = new StringDecoder('utf16le');
  let odd: Buffer = Buffer.alloc(0);
  return (bytes) => {
    const whole = odd.length === 0 ? bytes : Buffer.concat([odd, bytes]);
    const even = whole.length & ~1;
    odd = Buffer.from(whole.subarray(even));
    const units = Buffer.from(whole.subarray(0, even));
    return utf16.write(encoding === 'utf-16be' ? units.swap16() : units);
  };
}

/** Logs are mostly ASCII: in UTF-16 every other byte of their beginning is NUL. */
function guessEncoding(bytes: Buffer): LogEncoding {
  const length = Math.min(bytes.length & ~1, ENOUGH_BYTES);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const many = length * 0.3;
  if (length >= 4 && odd > many && even <= odd / 8) return 'utf-16le';
  return length >= 4 && even > many && odd <= even / 8 ? 'utf-16be' : 'utf-8';
}
