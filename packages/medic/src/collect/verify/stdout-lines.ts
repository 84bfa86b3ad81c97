import { LineSplitter } from '../stdio/line-splitter.ts';
import { parseMessage } from './read-message.ts';

export interface StdoutLines {
  readonly push: (chunk: Buffer) => void;
  /** Call when the stream has ended or the peer is closed: looks at a last line without line end. */
  readonly finish: () => void;
  readonly noise: readonly string[];
  readonly faults: readonly string[];
  readonly bytes: () => number;
  /** So far no message came, and what came instead is a whole answer in a form that no client reads. */
  readonly answeredAmiss: () => boolean;
}

/** Above the 10 MiB at which the official SDK gives up (2026-11-20), so that its limit can be seen. */
const MAX_LINE_BYTES = 12 * 1024 * 1024;
const MAX_NOISE = 40;
const MAX_AMISS_BYTES = 64 * 1024;

/** Cuts standard output into messages and notes everything a strict reader would stumble over. */
export function createStdoutLines(onMessage: (json: unknown) => void): StdoutLines {
  const splitter = new LineSplitter(MAX_LINE_BYTES);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const faults = new Set<string>();
  const noise: string[] = [];
  let bytes = 0;
  let messages = 0;

  function readLine(line: Buffer, truncated: boolean, ended: boolean): void {
    if (truncated) faults.add('over-long-line');
    const text = decode(line);
    if (text.endsWith('\r')) faults.add('crlf');
    if (text.startsWith('\uFEFF')) faults.add('bom');
    const trimmed = text.replace(/^\uFEFF/, '').trim();
    if (trimmed === '') {
      if (ended) faults.add('blank-line');
      return;
    }
    if (/^Content-Length:/i.test(trimmed)) faults.add('content-length');
    const parsed = truncated ? undefined : parseMessage(trimmed);
    if (parsed === undefined || typeof parsed.value !== 'object' || parsed.value === null) {
      if (noise.length < MAX_NOISE) noise.push(trimmed.slice(0, 500));
      return;
    }
    if (!ended) faults.add('no-newline');
    messages += 1;
    onMessage(parsed.value);
  }

  function decode(line: Buffer): string {
    try {
      return decoder.decode(line);
    } catch {
      faults.add('utf-8');
      return line.toString('utf8');
    }
  }

  return {
    push: (chunk) => {
      bytes += chunk.length;
      for (const line of splitter.push(chunk)) readLine(line.bytes, line.truncated, true);
    },
    finish: () => {
      const rest = splitter.rest();
      splitter.forget();
      if (rest.bytes.length > 0) readLine(rest.bytes, rest.truncated, false);
    },
    noise,
    get faults() {
      return [...faults];
    },
    bytes: () => bytes,
    answeredAmiss: () => {
      const rest = splitter.rest();
      if (messages > 0 || rest.bytes.length > MAX_AMISS_BYTES) return false;
      // UTF-16 looks like ASCII with zeros in between.
      const end = rest.bytes.toString('utf8').replaceAll('\0', '').trim();
      const all = `${noise.join('\n')}\n${end}`.replaceAll('\0', '');
      return /"jsonrpc"\s*:/.test(all) && /"(?:result|error)"\s*:/.test(all) && (end === '' || parseMessage(end) !== undefined);
    },
  };
}
