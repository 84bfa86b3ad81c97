import type { Readable } from 'node:stream';
import type { Settings } from '../settings.ts';

const LARGE_BYTES = 256 * 1024;

/** Calls back with each line of UTF-8, however the bytes were cut into chunks; resolves at the end of the input. */
export async function readLines(input: Readable, onLine: (line: string) => void, { broken }: Settings): Promise<void> {
  let pending: Buffer[] = [];
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let rest = chunk;
    let taken = 0;
    for (let at = rest.indexOf(10); at !== -1; at = rest.indexOf(10)) {
      pending.push(rest.subarray(0, at));
      rest = rest.subarray(at + 1);
      if (!(broken('stdio.chunked-input--merged') && taken > 0)) take(Buffer.concat(pending), onLine, broken);
      pending = [];
      taken += 1;
    }
    if (rest.length === 0) continue;
    if (broken('stdio.chunked-input')) take(rest, onLine, broken);
    else pending.push(rest);
  }
}

function take(bytes: Buffer, onLine: (line: string) => void, broken: Settings['broken']): void {
  if (broken('stdio.large-message') && bytes.length > LARGE_BYTES) process.exit(1);
  const line = broken('stdio.utf8--input') ? bytes.toString('utf8').replaceAll(/[^\p{ASCII}]/gu, '?') : bytes.toString('utf8');
  if (line.endsWith('\r') && broken('stdio.crlf--input')) return;
  if (line.trim() !== '') onLine(line);
}
