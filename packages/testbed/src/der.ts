/** Distinguished Encoding Rules, the few forms an X.509 certificate needs. */
export type Der = Buffer;

function encodeTlv(tag: number, ...parts: readonly Uint8Array[]): Der {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

export function encodeSequence(...parts: readonly Uint8Array[]): Der {
  return encodeTlv(0x30, ...parts);
}

export function encodeSet(...parts: readonly Uint8Array[]): Der {
  return encodeTlv(0x31, ...parts);
}

export function encodeBoolean(value: boolean): Der {
  return encodeTlv(0x01, Buffer.from([value ? 0xff : 0x00]));
}

/** A non-negative integer given as big-endian bytes. */
export function encodeInteger(bytes: Uint8Array): Der {
  const first = bytes[0] ?? 0;
  return encodeTlv(0x02, first >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export function encodeBitString(bytes: Uint8Array, unusedBits: number = 0): Der {
  return encodeTlv(0x03, Buffer.from([unusedBits]), bytes);
}

export function encodeOctetString(bytes: Uint8Array): Der {
  return encodeTlv(0x04, bytes);
}

export function encodeUtf8String(text: string): Der {
  return encodeTlv(0x0c, Buffer.from(text, 'utf8'));
}

/** Context-specific tag: constructed when it wraps other values. */
export function encodeContext(number: number, constructed: boolean, ...parts: readonly Uint8Array[]): Der {
  return encodeTlv((constructed ? 0xa0 : 0x80) | number, ...parts);
}

export function encodeOid(dotted: string): Der {
  const numbers = dotted.split('.').map(Number);
  const [first = 0, second = 0, ...rest] = numbers;
  return encodeTlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(encodeBase128)]));
}

/** UTCTime up to 2049, GeneralizedTime after, as RFC 5280 wants. */
export function encodeTime(date: Date): Der {
  const digits = date.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050 ? encodeTlv(0x17, Buffer.from(`${digits.slice(2)}Z`)) : encodeTlv(0x18, Buffer.from(`${digits}Z`));
}

/** The value bytes of the first element in `der`, without tag and length. */
export function readContent(der: Uint8Array): Uint8Array {
  const first = der[1] ?? 0;
  if (first < 0x80) return der.subarray(2, 2 + first);
  const lengthBytes = first & 0x7f;
  let length = 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (der[2 + i] ?? 0);
  return der.subarray(2 + lengthBytes, 2 + lengthBytes + length);
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function encodeBase128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
