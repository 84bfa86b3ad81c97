import type { Json, Redactor, WireMessage } from '../../model/index.ts';
import { isObject, own, type ForeignObject } from '../protocol/record.ts';
import { keepJson } from '../protocol/shrink-json.ts';

const MAX_MESSAGES = 200;
const MAX_TEXT = 2_000;
const MAX_RESULTS_CHARS = 128 * 1024;

/** The conversation in order, redacted and cut, at most 200 messages. */
export class MessageLog {
  readonly #redactor: Redactor;
  readonly #messages: WireMessage[] = [];
  #resultChars = 0;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  get messages(): readonly WireMessage[] {
    return this.#messages;
  }

  sent(message: object, atMs: number): void {
    if (this.#isFull) return;
    this.#messages.push({ dir: 'sent', atMs, ...(isObject(message) ? this.#describe(message) : {}) });
  }

  /** `faults`: why the message, or its line, is no valid answer or no valid JSON-RPC. */
  received(json: unknown, atMs: number, faults: readonly string[]): void {
    if (this.#isFull) return;
    const message = Array.isArray(json) ? json.find(isObject) : json;
    const described = isObject(message) ? this.#describe(message) : {};
    const kept = faults.map((fault) => this.#redactor.text(fault));
    this.#messages.push({ dir: 'received', atMs, ...described, ...(kept.length === 0 ? {} : { faults: kept }) });
  }

  get #isFull(): boolean {
    return this.#messages.length >= MAX_MESSAGES;
  }

  #describe(message: ForeignObject): Partial<WireMessage> {
    const method = own(message, 'method');
    const id = own(message, 'id');
    const result = own(message, 'result');
    const error = own(message, 'error');
    return {
      ...(typeof method === 'string' ? { method: this.#cut(method) } : {}),
      ...(typeof id === 'string' ? { id: this.#cut(id) } : typeof id === 'number' || id === null ? { id } : {}),
      ...(result === undefined ? {} : { result: this.#keep(result) }),
      ...(error === undefined || error === null ? {} : { error: this.#describeError(error) }),
    };
  }

  #describeError(error: unknown): NonNullable<WireMessage['error']> {
    if (!isObject(error)) return { code: null, message: this.#cut(typeof error === 'string' ? error : JSON.stringify(error)) };
    const code = own(error, 'code');
    const message = own(error, 'message');
    const data = own(error, 'data');
    return {
      code: typeof code === 'number' ? code : null,
      message: this.#cut(typeof message === 'string' ? message : ''),
      ...(data === undefined ? {} : { data: this.#keep(data) }),
    };
  }

  #keep(value: unknown): Json {
    if (this.#resultChars > MAX_RESULTS_CHARS) return '…';
    const kept = keepJson(value, this.#redactor);
    this.#resultChars += JSON.stringify(kept).length;
    return kept;
  }

  #cut(text: string): string {
    return this.#redactor.text(text.slice(0, MAX_TEXT * 4)).slice(0, MAX_TEXT);
  }
}
