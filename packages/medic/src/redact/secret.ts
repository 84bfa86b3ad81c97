import type { SecretBox } from '../model/index.ts';

const SHOWN = '[redacted]';

/** Holds a value that may contain secrets. String, JSON and inspect output show a placeholder. */
export class Secret<T> implements SecretBox<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), { value: () => SHOWN });
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }
}
