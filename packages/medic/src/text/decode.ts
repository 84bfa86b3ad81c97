import type { ConfigFileFacts } from '../model/index.ts';

export type TextEncoding = ConfigFileFacts['encoding'];

export interface DecodedText {
  /** Without BOM. Lossy (U+FFFD) when the encoding is `invalid-utf-8`. */
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly bom: boolean;
}

/** Reads the bytes of a text file: UTF-16 by its BOM or by the pattern of its NUL bytes, UTF-8 otherwise. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { text: decodeUtf16(bytes.subarray(2), 'utf-16le'), encoding: 'utf-16le', bom: true };
  if (first === 0xfe && second === 0xff) return { text: decodeUtf16(bytes.subarray(2), 'utf-16be'), encoding: 'utf-16be', bom: true };
  const guessed = guessUtf16(bytes);
  if (guessed !== undefined) return { text: decodeUtf16(bytes, guessed), encoding: guessed, bom: false };
  const bom = first === 0xef && second === 0xbb && third === 0xbf;
  const body = bom ? bytes.subarray(3) : bytes;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body), encoding: 'utf-8', bom };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(body), encoding: 'invalid-utf-8', bom };
  }
}

/** The bytes of a text; the inverse of `decodeText` for valid input. `invalid-utf-8` is written as UTF-8. */
export function encodeText(text: string, { encoding, bom }: { readonly encoding: TextEncoding; readonly bom: boolean }): Uint8Array {
  const whole = bom ? `\ufeff${text}` : text;
  if (encoding === 'utf-8' || encoding === 'invalid-utf-8') return new TextEncoder().encode(whole);
  const bytes = new Uint8Array(whole.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < whole.length; index += 1) view.setUint16(index * 2, whole.charCodeAt(index), encoding === 'utf-16le');
  return bytes;
}

/** Config text is mostly ASCII: in UTF-16 every other byte of its beginning is NUL. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length & ~1, 512);
  if (length < 4 || bytes.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even === 0) return 'utf-16le';
  return even > pairs * 0.6 && odd === 0 ? 'utf-16be' : undefined;
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  // Node's TextDecoder knows UTF-16BE only with full ICU, and replaces lone surrogates; neither suits a byte-identical way back.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units: string[] = [];
  for (let start = 0; start + 1 < bytes.length; start += 8192) {
    const codes: number[] = [];
    for (let at = start; at < start + 8192 && at + 1 < bytes.length; at += 2) codes.push(view.getUint16(at, encoding === 'utf-16le'));
    units.push(String.fromCharCode(...codes));
  }
  return units.join('');
}
