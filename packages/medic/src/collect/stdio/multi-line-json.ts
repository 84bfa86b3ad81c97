import { classifyMessage } from '../protocol/messages.ts';
import { scanJson, startScan, tryParse, type ScanState } from './scan-json.ts';

const MAX_CHARS = 256 * 1024;

export interface MultiLineMessage {
  readonly json: unknown;
  /** Lines it took. */
  readonly lines: number;
  /** A raw line break stands inside a string of it; otherwise it was printed over several lines. */
  readonly breakInString: boolean;
}

/** Recognises a JSON-RPC message that was written over several lines, which no client reads. Fed line by line. */
export class MultiLineJson {
  #lines: string[] = [];
  #size = 0;
  #state: ScanState = startScan();

  /** Takes a line that is no message by itself. Gives the message it completes, if any. */
  feed(line: string): MultiLineMessage | undefined {
    if (this.#lines.length === 0 && !line.trimStart().startsWith('{')) return undefined;
    this.#lines.push(line);
    this.#size += line.length;
    const end = scanJson(line, 0, this.#state);
    if (end === -1) {
      if (this.#size > MAX_CHARS) this.reset();
      return undefined;
    }
    const lines = this.#lines;
    this.reset();
    return assemble(lines);
  }

  /** Forgets what was begun: a whole message came, so that was noise. */
  reset(): void {
    this.#lines = [];
    this.#size = 0;
    this.#state = startScan();
  }
}

function assemble(lines: readonly string[]): MultiLineMessage | undefined {
  const printed = tryParse(lines.join('\n'));
  const json = printed ?? tryParse(lines.join('\\n'));
  if (json === undefined || classifyMessage(json) === 'no-rpc') return undefined;
  return { json, lines: lines.length, breakInString: printed === undefined };
}
