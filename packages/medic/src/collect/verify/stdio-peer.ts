import { endProcess } from '../../io/process-end.ts';
import { findFamily } from '../../io/process-family.ts';
import { signalTree } from '../../io/process-registry.ts';
import { startProcess, type ProcessExit, type RunningProcess } from '../../io/process.ts';
import type { StdioPlan } from '../../model/index.ts';
import type { Era, PeerEnd, StreamFacts, Turn } from '../../model/verify/index.ts';
import { answerServer } from '../stdio/answer-server.ts';
import { isObject } from '../protocol/record.ts';
import { buildNotification, buildRequest, FIRST_FREE_ID } from './messages.ts';
import type { Opened, Opening, RequestOptions, StdioPeer } from './peer.ts';
import { createPending, type Waiting } from './pending.ts';
import { readMessage } from './read-message.ts';
import type { Recorder } from './recorder.ts';
import { createStdoutLines } from './stdout-lines.ts';
import { pause, within } from './wait.ts';

export interface StdioPeerOptions {
  readonly plan: StdioPlan;
  readonly era: Era;
  readonly revision: string;
  readonly probe: string;
  readonly recorder: Recorder;
  readonly windowsShims: 'resolves' | 'wraps-in-cmd' | 'fails' | 'unknown';
  readonly signal?: AbortSignal;
  /** Told of every byte as it comes, raw. */
  readonly onBytes?: (from: 'stdout' | 'stderr', chunk: Buffer) => void;
}

const DEFAULT_LIMIT_MS = 10_000;
const RAW_LIMIT_MS = 1_500;
const QUIET_MS = 250;
/** Nobody needs to be waited for who has answered in a form that cannot be read, and then nothing for so long. */
const AMISS_MS = 1_000;
/** How clients on the official SDK end a server: 2 s after its input ended comes SIGTERM (2026-11). */
const EOF_MS = 2_000;
/** A process that wrote nothing has nothing to finish. */
const SILENT_EOF_MS = 500;
const MAX_SENT_CHARS = 4_000;
const MAX_STDOUT_BYTES = 64 * 1024 * 1024;
const MAX_STDERR_LINES = 30;
const MAX_SERVER_REQUESTS = 1_000;

/** A process that could not be started. */
export class StartFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Starts the server in a process of its own, without any handshake. Rejects with `StartFailure` when it cannot be started. */
export async function openStdioPeer(options: StdioPeerOptions): Promise<Opened<StdioPeer>> {
  const { plan, era, probe, recorder } = options;
  let { revision } = options;
  let opening: Opening | undefined;
  const number = recorder.nextPeer();
  const startedMs = recorder.clock();
  recorder.wire.sent(number, '');
  const pending = createPending();
  const stderr: string[] = [];
  let stderrBytes = 0;
  let firstByteMs: number | undefined;
  let exit: (ProcessExit & { readonly atMs: number }) | undefined;
  let stdoutEnded = false;
  let running: RunningProcess | undefined;
  let serverRequests = 0;
  let nextId = FIRST_FREE_ID;
  let ended: Promise<PeerEnd> | undefined;
  let amiss: NodeJS.Timeout | undefined;

  const stdout = createStdoutLines((json) => {
    recorder.note(probe, number, 'received', JSON.stringify(json));
    const message = readMessage(json, recorder.clock());
    recorder.wire.received(era, number, message);
    if (message.kind === 'request' && isObject(json) && (serverRequests += 1) <= MAX_SERVER_REQUESTS) {
      const answer = answerServer(json);
      if (answer !== undefined) writeLine(JSON.stringify(answer));
    }
    pending.receive(message);
  });
  const endIfOver = (): void => {
    if (!stdoutEnded || exit === undefined) return;
    stdout.finish();
    pending.end();
  };
  const endIfAmiss = (): void => {
    if (stdout.answeredAmiss()) pending.end();
  };
  const started = await startProcess(
    { ...plan, windowsShims: options.windowsShims },
    {
      onStdout: (chunk) => {
        options.onBytes?.('stdout', chunk);
        firstByteMs ??= recorder.clock() - startedMs;
        stdout.push(chunk);
        clearTimeout(amiss);
        amiss = setTimeout(endIfAmiss, AMISS_MS);
        if (stdout.bytes() > MAX_STDOUT_BYTES) running?.stopReading();
      },
      onStderr: (chunk) => {
        options.onBytes?.('stderr', chunk);
        stderrBytes += chunk.length;
        stderr.push(
          ...chunk
            .toString('utf8')
            .split(/\r?\n/)
            .filter((line) => line.trim() !== '')
            .map((line) => line.slice(0, 500)),
        );
        stderr.splice(0, Math.max(0, stderr.length - MAX_STDERR_LINES));
      },
      onStdoutEnd: () => {
        stdoutEnded = true;
        endIfOver();
      },
      onExit: (facts) => {
        exit = { ...facts, atMs: recorder.clock() - startedMs };
        recorder.note(probe, number, 'event', `the process ended with ${facts.signal ?? `code ${facts.code}`}`);
        endIfOver();
      },
    },
  );
  if (!started.started) throw new StartFailure(started.fault.code, started.fault.message);
  running = started.process;
  const child = started.process;

  function writeLine(text: string): void {
    recorder.note(probe, number, 'sent', text);
    recorder.wire.sent(number, `${text}\n`);
    child.write(`${text}\n`);
  }

  async function finishTurn(waiting: Waiting, what: string, sent: string, limitMs: number, over?: Promise<undefined>): Promise<Turn> {
    const fromMs = recorder.clock();
    const noiseBefore = stdout.noise.length;
    const answer = await within(over === undefined ? waiting.answer : Promise.race([waiting.answer, over]), limitMs, options.signal);
    waiting.stop();
    if (answer === undefined) stdout.finish();
    return {
      peer: number,
      what,
      sent: sent.slice(0, MAX_SENT_CHARS),
      ...(answer === undefined ? {} : { answer }),
      others: waiting.others,
      noise: stdout.noise.slice(noiseBefore),
      end: answer !== undefined ? 'answered' : exit !== undefined ? 'exited' : 'silent',
      ms: Math.round(recorder.clock() - fromMs),
    };
  }

  function send(id: string | number | undefined, text: string, what: string, limitMs: number, request: RequestOptions): Promise<Turn> {
    const { until, lingerMs = 0 } = request;
    let say: () => void = () => undefined;
    const over =
      until === undefined ? undefined : new Promise<void>((resolve) => (say = resolve)).then(() => pause(lingerMs, options.signal)).then(() => undefined);
    const waiting = pending.expect(id, (message) => {
      if (until?.(message) === true) say();
    });
    if (stdoutEnded && exit !== undefined) waiting.stop();
    writeLine(text);
    return finishTurn(waiting, what, text, limitMs, over);
  }

  const peer: StdioPeer = {
    number,
    transport: 'stdio',
    era,
    get revision() {
      return revision;
    },
    get opening() {
      return opening;
    },
    unasked: pending.unasked,
    isAlive: () => exit === undefined && !stdoutEnded,
    request: (method, params, request: RequestOptions = {}) => {
      const id = request.id ?? nextId++;
      return send(id, JSON.stringify(buildRequest(era, id, method, params, request)), method, request.limitMs ?? DEFAULT_LIMIT_MS, request);
    },
    notify: (method, params, request: RequestOptions = {}) =>
      // An answer with any id would be a fault of the server; while others wait, theirs go to them first.
      send(undefined, JSON.stringify(buildNotification(era, method, params, request)), method, request.limitMs ?? QUIET_MS, request),
    raw: (text, what, request: RequestOptions = {}) => send(request.id, text, what, request.limitMs ?? RAW_LIMIT_MS, request),
    write: (text) => {
      recorder.note(probe, number, 'sent', text);
      recorder.wire.sent(number, text);
      child.write(text);
    },
    awaitAnswer: (id, limitMs, what) => finishTurn(pending.expect(id), what, '', limitMs),
    endInput: child.endInput,
    pids: () => [child.root.pid, ...findFamily(child.root).map(({ pid }) => pid)],
    signal: (name) => {
      recorder.note(probe, number, 'event', `we sent ${name}`);
      signalTree(child.root, name === 'SIGKILL' ? 'SIGKILL' : 'SIGTERM');
    },
    exitsWithin: async (ms) => {
      await within(child.exited, ms, options.signal);
      return child.exit() !== undefined;
    },
    streams: (): StreamFacts => ({
      ...(exit === undefined ? {} : { exit }),
      stdoutBytes: stdout.bytes(),
      stderrBytes,
      noise: stdout.noise,
      faults: stdout.faults,
      stderr,
      ...(firstByteMs === undefined ? {} : { firstByteMs }),
    }),
    close: () => (ended ??= end()),
  };

  async function end(): Promise<PeerEnd> {
    recorder.wire.output(era, number, stdout.noise, stdout.faults);
    const { ms, orphans, exitedOnEof, killedWith } = await endProcess(child, {
      eofMs: stdout.bytes() > 0 ? EOF_MS : SILENT_EOF_MS,
      termMs: 1_000,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    clearTimeout(amiss);
    stdout.finish();
    pending.end();
    return {
      ms,
      orphans,
      exitedOnEof,
      ...(killedWith === undefined ? {} : { killedWith }),
      ...(exit === undefined ? {} : { exit: { code: exit.code, signal: exit.signal } }),
    };
  }

  return {
    peer,
    adopt: (agreed, shaken) => {
      revision = agreed;
      opening = shaken;
    },
  };
}
