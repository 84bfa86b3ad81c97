import { StringDecoder } from 'node:string_decoder';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface ChunkDecoder {
  /** The chunk as UTF-8; empty while too little has come to tell the encoding. */
  readonly push: (chunk: Buffer) => Buffer;
  readonly end: () => Buffer;
  readonly encoding: () => Encoding;
}

const ENOUGH_BYTES = 512;

/** Brings a stream to UTF-8 without BOM: UTF-16 (Windows PowerShell's `>`) is known by its BOM or by the pattern of its NUL bytes. */
export function createChunkDecoder(): ChunkDecoder {
  let waiting: Buffer | undefined = Buffer.alloc(0);
  let encoding: Encoding = 'utf-8';
  let odd: Buffer = Buffer.alloc(0);
  const utf16 = new StringDecoder('utf16le');

  function convert(bytes: Buffer): Buffer {
    if (encoding === 'utf-8') return bytes;
    const whole = odd.length === 0 ? bytes : Buffer.concat([odd, bytes]);
    const even = whole.length & ~1;
    odd = Buffer.from(whole.subarray(even));
    const units = Buffer.from(whole.subarray(0, even));
    return Buffer.from(utf16.write(encoding === 'utf-16be' ? units.swap16() : units), 'utf8');
  }

  function start(bytes: Buffer): Buffer {
    waiting = undefined;
    const known = readBom(bytes);
    encoding = known?.encoding ?? guessEncoding(bytes);
    return convert(bytes.subarray(known?.length ?? 0));
  }

  return {
    push: (chunk) => {
      if (waiting === undefined) return convert(chunk);
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      return waiting.length < ENOUGH_BYTES ? Buffer.alloc(0) : start(waiting);
    },
    end: () => (waiting === undefined ? Buffer.alloc(0) : start(waiting)),
    encoding: () => encoding,
  };
}

function readBom(bytes: Buffer): { readonly encoding: Encoding; readonly length: number } | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  return undefined;
}

/** Logs are mostly ASCII: in UTF-16 every other byte of their beginning is NUL. */
function guessEncoding(bytes: Buffer): Encoding {
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
