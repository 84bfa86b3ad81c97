import { countLinesBefore, readHead, readTail } from '../../io/look-up.ts';
import { createTextDecoder, detectEncoding } from '../pasted-text/decode-chunks.ts';
import { withoutTerminalCodes } from '../terminal-codes.ts';

/** The last lines of a log as text, whatever encoding and line ends it has; colours removed. */
export interface LogEnd {
  readonly lines: readonly string[];
  /** Bytes before the first of the lines, more or less one line. */
  readonly startBytes: number;
  /** Where reading ended. */
  readonly endBytes: number;
}

const HEAD_BYTES = 512;
/** Counting the lines before the end reads the whole file; beyond this size numbers count from the end. */
const COUNT_CAP_BYTES = 64 << 20;

export async function readLogEnd(path: string, capBytes: number): Promise<LogEnd> {
  const [{ bytes, offset }, head] = await Promise.all([readTail(path, capBytes), readHead(path, HEAD_BYTES)]);
  const { encoding, bomBytes } = detectEncoding(head);
  const skip = offset === 0 ? bomBytes : encoding === 'utf-8' ? 0 : offset % 2;
  const lines = createTextDecoder(encoding)(bytes.subarray(skip)).split('\n');
  // The first line of a cut file is a fragment.
  if (offset > 0) lines.shift();
  return { lines: lines.map((line) => withoutTerminalCodes(line)), startBytes: offset, endBytes: offset + bytes.length };
}

/** How many lines stand before those of `end`; 0 when the file is too long to count. */
export async function countLinesBeforeEnd(path: string, { startBytes }: LogEnd): Promise<number> {
  if (startBytes === 0) return 0;
  const before = await countLinesBefore(path, startBytes, COUNT_CAP_BYTES);
  return before === undefined ? 0 : before + 1;
}
