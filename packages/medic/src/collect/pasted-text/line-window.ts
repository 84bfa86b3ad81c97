/** The newest part of a stream, of which the lines are given out one by one when they are no longer among the newest bytes. */
export interface LineWindow {
  readonly push: (bytes: Buffer) => void;
  /** What is not given out: all of a text of at most `wholeBytes`, of a longer one the last `endBytes` and the rest of the line in which they begin. */
  readonly end: () => Buffer;
}

export const LINE_FEED: number = 10;
const WINDOW_BYTES = 2 << 20;
/** Of a line without end the beginning is enough. */
const ENDLESS_BYTES = 64 << 10;

interface WindowUser {
  /** A line without its line feed stands in `bytes[start, end)`, and in `view` alike; mostly with the lines before it. */
  readonly onLine: (bytes: Buffer, view: DataView, start: number, end: number) => void;
  /** The lines given out so far are about to be overwritten. */
  readonly onMove: (bytes: Buffer) => void;
}

export function createLineWindow(
  { wholeBytes, endBytes }: { readonly wholeBytes: number; readonly endBytes: number },
  { onLine, onMove }: WindowUser,
): LineWindow {
  const window = Buffer.allocUnsafeSlow(WINDOW_BYTES);
  const view = new DataView(window.buffer, window.byteOffset, window.length);
  let filled = 0;
  let total = 0;

  /** Gives out the lines that end before the newest bytes; false when there is none. */
  function giveOut(): boolean {
    const newest = filled - endBytes;
    let start = 0;
    for (let end = window.indexOf(LINE_FEED); end !== -1 && end < newest; end = window.indexOf(LINE_FEED, start)) {
      onLine(window, view, start, end);
      start = end + 1;
    }
    onMove(window);
    window.copyWithin(0, start, filled);
    filled -= start;
    return start > 0;
  }

  function cutEndless(): void {
    const newest = filled - endBytes;
    window.copyWithin(ENDLESS_BYTES, newest, filled);
    filled -= newest - ENDLESS_BYTES;
  }

  return {
    push: (bytes) => {
      total += bytes.length;
      for (let at = 0; at < bytes.length;) {
        if (filled === WINDOW_BYTES && !giveOut()) cutEndless();
        const copied = bytes.copy(window, filled, at);
        filled += copied;
        at += copied;
      }
    },
    end: () => {
      if (total > wholeBytes) giveOut();
      return window.subarray(0, filled);
    },
  };
}
