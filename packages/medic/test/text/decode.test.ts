import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from '../../src/text/decode.ts';

const SAMPLE = '{"a": "ü€𝄞", "b": 1}\r\n';

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(little ? bytes : bytes.swap16());
}

describe('decodeText and encodeText', () => {
  const bom8 = [0xef, 0xbb, 0xbf];
  it.each([
    ['utf-8', false, new TextEncoder().encode(SAMPLE)],
    ['utf-8', true, new Uint8Array([...bom8, ...new TextEncoder().encode(SAMPLE)])],
    ['utf-16le', true, new Uint8Array([0xff, 0xfe, ...utf16(SAMPLE, true)])],
    ['utf-16be', true, new Uint8Array([0xfe, 0xff, ...utf16(SAMPLE, false)])],
    ['utf-16le', false, utf16(SAMPLE, true)],
    ['utf-16be', false, utf16(SAMPLE, false)],
  ] as const)('%s, bom %s: same text, same bytes back', (encoding, bom, bytes) => {
    const decoded = decodeText(bytes);
    expect(decoded).toEqual({ text: SAMPLE, encoding, bom });
    expect(encodeText(decoded.text, decoded)).toEqual(bytes);
  });

  it('keeps a second byte order mark as text', () => {
    const bytes = new Uint8Array([...bom8, ...bom8, 0x7b, 0x7d]);
    const decoded = decodeText(bytes);
    expect(decoded.text).toBe('\ufeff{}');
    expect(encodeText(decoded.text, decoded)).toEqual(bytes);
  });

  it('reads a Latin-1 file as well as it can and says so', () => {
    const decoded = decodeText(new Uint8Array([0x7b, 0x22, 0xe4, 0x22, 0x7d]));
    expect(decoded).toEqual({ text: '{"\ufffd"}', encoding: 'invalid-utf-8', bom: false });
  });

  it('takes an empty file and a file with one NUL as UTF-8', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', bom: false });
    expect(decodeText(new TextEncoder().encode('{"a": "b\0"}')).encoding).toBe('utf-8');
  });

  it('reads long UTF-16 with a lone surrogate back to the same bytes', () => {
    const bytes = utf16(`${'x'.repeat(20_000)}\ud800`, true);
    const decoded = decodeText(bytes);
    expect(encodeText(decoded.text, decoded)).toEqual(bytes);
  });
});
