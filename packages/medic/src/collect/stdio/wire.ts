import type { ProcessExit, ProcessListeners, RunningProcess } from '../../io/process.ts';
import type { Redactor, StdioAttempt, StreamFacts } from '../../model/index.ts';
import { checkAnswer, classifyMessage, findRpcFaults, type CheckedAnswer, type IdRule } from '../protocol/messages.ts';
import { isObject, own, type ForeignObject } from '../protocol/record.ts';
import { answerServer } from './answer-server.ts';
import { LineKeeper } from './keep-lines.ts';
import { MessageLog } from './message-log.ts';
import { StdoutReader } from './stdout-reader.ts';

/** How waiting for one answer ended. */
export type Waited =
  | { readonly kind: 'answer'; readonly answer: Exclude<CheckedAnswer, { readonly kind: 'faulty' }>; readonly atMs: number }
  /** Nothing can come any more: exit, or stdout closed. */
  | { readonly kind: 'closed' }
  /** The server answered in a way this client cannot read, and then fell silent. */
  | { readonly kind: 'unusable' }
  | { readonly kind: 'flooded' }
  | { readonly kind: 'late' }
  | { readonly kind: 'aborted' };

export interface WireOptions {
  readonly redactor: Redactor;
  readonly clock: () => number;
  readonly idRule: IdRule;
  /** Silence after an unusable answer that ends the waiting before the client's limit: nothing better will come. */
  readonly settleMs: number;
  readonly signal: AbortSignal | undefined;
}

const MAX_SERVER_REQUESTS = 1_000;
const EXIT_AFTER_CLOSE_MS = 250;

/** One process's conversation: sends requests, waits for their answers, answers the server, keeps what was seen. */
export class Wire {
  readonly log: MessageLog;
  readonly #options: WireOptions;
  readonly #stdout: StdoutReader;
  readonly #stderr = new LineKeeper(20, 60);
  readonly #asked = new Set<unknown>();
  #running: RunningProcess | undefined;
  #waiter: { readonly ids: readonly (string | number)[]; readonly end: (waited: Waited) => void } | undefined;
  #quietTimer: NodeJS.Timeout | undefined;
  #exit: StdioAttempt['exit'];
  #stdoutEnded = false;
  #closedMs: number | undefined;
  #hasAnswer = false;
  #hasResult = false;
  #lostAnswer = false;
  #faultyAnswer = false;
  #serverRequests = 0;
  #ending = false;

  constructor(options: WireOptions) {
    this.#options = options;
    this.log = new MessageLog(options.redactor);
    this.#stdout = new StdoutReader(options.redactor, { onMessage: (json, lost) => this.#onMessage(json, lost), hasAnswer: () => this.#hasAnswer });
  }

  /** What the process must be started with. */
  get listeners(): ProcessListeners {
    return {
      onStdout: (chunk) => this.#onStdout(chunk),
      onStderr: (chunk) => this.#stderr.push(chunk, this.#options.clock()),
      onStdoutEnd: () => this.#onStdoutEnd(),
      onExit: (exit) => this.#onExit(exit),
    };
  }

  attach(running: RunningProcess): void {
    this.#running = running;
  }

  /** From now on an exit is our doing. */
  beginEnding(): void {
    this.#ending = true;
  }

  get exit(): StdioAttempt['exit'] {
    return this.#exit;
  }

  get firstByteMs(): number | undefined {
    return this.#stdout.firstByteMs;
  }

  get lostAnswer(): boolean {
    return this.#lostAnswer || this.#stdout.sawOverlongLine || this.#stdout.framing === 'utf-16';
  }

  get faultyAnswer(): boolean {
    return this.#faultyAnswer;
  }

  notify(message: object): void {
    this.#send(message);
  }

  /** Sends a request and waits for its answer until the clock says `deadlineMs`. */
  ask(request: { readonly id: string | number }, deadlineMs: number): Promise<Waited> {
    this.#asked.add(request.id);
    this.#lostAnswer = false;
    this.#faultyAnswer = false;
    const waited = this.wait([request.id], deadlineMs);
    this.#send(request);
    return waited;
  }

  /** Waits for an answer to any of these requests, sent before. */
  wait(ids: readonly (string | number)[], deadlineMs: number): Promise<Waited> {
    const { signal, clock } = this.#options;
    if (signal?.aborted === true) return Promise.resolve({ kind: 'aborted' });
    if (this.#isClosed()) return Promise.resolve({ kind: 'closed' });
    return new Promise((resolve) => {
      const timer = setTimeout(() => end({ kind: 'late' }), Math.max(0, deadlineMs - clock()));
      const onAbort = (): void => end({ kind: 'aborted' });
      const end = (waited: Waited): void => {
        if (waited.kind === 'late' || waited.kind === 'closed') this.#stdout.inspectRest();
        clearTimeout(timer);
        clearTimeout(this.#quietTimer);
        signal?.removeEventListener('abort', onAbort);
        this.#waiter = undefined;
        resolve(waited);
      };
      signal?.addEventListener('abort', onAbort);
      this.#waiter = { ids, end };
      this.#restartQuietTimer();
    });
  }

  /** The streams and what was recognised on them. Call when the process has ended. */
  finish(): Pick<StdioAttempt, 'stdout' | 'stderr' | 'noise' | 'framing' | 'messages'> {
    const stdout: StreamFacts = this.#stdout.finish(this.#closedMs);
    const { framing } = this.#stdout;
    const stderr = this.#stderr.finish(this.#options.redactor);
    return { stdout, stderr, noise: this.#stdout.noise, messages: this.log.messages, ...(framing === undefined ? {} : { framing }) };
  }

  #send(message: object): void {
    this.log.sent(message, this.#options.clock());
    this.#running?.write(`${JSON.stringify(message)}\n`);
  }

  #onStdout(chunk: Buffer): void {
    if (this.#ending) return;
    this.#stdout.push(chunk, this.#options.clock());
    if (this.#stdout.isCut) {
      this.#running?.stopReading();
      this.#waiter?.end({ kind: 'flooded' });
      return;
    }
    this.#restartQuietTimer();
  }

  #restartQuietTimer(): void {
    clearTimeout(this.#quietTimer);
    if (this.#waiter === undefined) return;
    this.#quietTimer = setTimeout(() => {
      this.#stdout.inspectRest();
      if (this.lostAnswer || this.#faultyAnswer) this.#waiter?.end({ kind: 'unusable' });
    }, this.#options.settleMs);
  }

  #onMessage(json: unknown, lost: string | undefined): void {
    const atMs = this.#options.clock();
    const kind = classifyMessage(json);
    if (lost !== undefined) {
      if (kind === 'answer' || kind === 'batch') this.#lostAnswer = true;
      this.log.received(json, atMs, [lost, ...(kind === 'batch' ? [] : findRpcFaults(json))]);
    } else if (kind === 'answer') {
      this.#onAnswer(json, atMs);
    } else {
      this.log.received(json, atMs, findRpcFaults(json));
      if (kind === 'request' && isObject(json)) this.#onRequest(json);
    }
  }

  #onAnswer(json: unknown, atMs: number): void {
    const waiter = this.#waiter;
    const answers = (waiter?.ids ?? []).map((id) => checkAnswer(json, id, this.#options.idRule));
    const usable = answers.find((answer) => answer.kind !== 'faulty');
    if (usable !== undefined) {
      this.#hasAnswer = true;
      if (usable.kind === 'result') this.#hasResult = true;
      this.log.received(json, atMs, usable.faults);
      waiter?.end({ kind: 'answer', answer: usable, atMs });
      return;
    }
    // The answer to an earlier request, come too late: no fault, and of no use.
    const id = isObject(json) ? own(json, 'id') : undefined;
    const isLate = this.#asked.has(id) && waiter?.ids.some((awaited) => awaited === id) !== true;
    this.log.received(json, atMs, isLate ? findRpcFaults(json) : (answers[0]?.faults ?? findRpcFaults(json)));
    if (!isLate && waiter !== undefined) this.#faultyAnswer = true;
  }

  #onRequest(request: ForeignObject): void {
    this.#serverRequests += 1;
    const answer = this.#serverRequests > MAX_SERVER_REQUESTS ? undefined : answerServer(request);
    if (answer !== undefined) this.#send(answer);
  }

  #onExit({ code, signal }: ProcessExit): void {
    if (!this.#ending) this.#exit = { code, signal, atMs: this.#options.clock(), beforeAnswer: !this.#hasResult };
    if (this.#isClosed()) this.#waiter?.end({ kind: 'closed' });
  }

  #onStdoutEnd(): void {
    this.#stdoutEnded = true;
    const endedMs = this.#options.clock();
    if (this.#isClosed()) this.#waiter?.end({ kind: 'closed' });
    if (this.#isClosed() || this.#ending || this.#stdout.isCut) return;
    // Usually the exit follows at once. When it does not, no answer can come although the process lives.
    setTimeout(() => {
      if (this.#running?.exit() === undefined && !this.#ending) this.#closedMs = endedMs;
      this.#waiter?.end({ kind: 'closed' });
    }, EXIT_AFTER_CLOSE_MS).unref();
  }

  /** A process that has exited while a child of it holds stdout may still answer; the official SDKs wait for the pipe too. */
  #isClosed(): boolean {
    return this.#closedMs !== undefined || (this.#stdoutEnded && this.#running?.exit() !== undefined);
  }
}
