import type { CheckedAnswer } from '../protocol/messages.ts';

/** Where the events of an old SSE stream wait for whoever asked. */
export interface Inbox {
  readonly putEndpoint: (written: string) => void;
  readonly endpoint: () => string | undefined;
  /** `read` judges the event as the answer to the id it is given, and records it. */
  readonly put: (read: (expectedId: string | number | undefined) => CheckedAnswer | undefined) => void;
  /** The stream is over: nobody waits any longer. */
  readonly end: () => void;
  readonly waitForEndpoint: (timeoutMs: number) => Promise<string | undefined>;
  /** The answer to the request with this id; the last unusable one, or undefined, when time or stream ran out. */
  readonly expect: (id: string | number, timeoutMs: number) => Promise<CheckedAnswer | undefined>;
}

export function createInbox(): Inbox {
  let endpoint: string | undefined;
  let ended = false;
  let expectedId: string | number | undefined;
  let unusable: CheckedAnswer | undefined;
  let wake: (value: CheckedAnswer | undefined) => void = () => undefined;
  let wakeEndpoint: () => void = () => undefined;

  return {
    putEndpoint: (written) => {
      endpoint ??= written;
      wakeEndpoint();
    },
    endpoint: () => endpoint,
    put: (read) => {
      const answer = read(expectedId);
      if (answer?.kind === 'faulty') unusable = answer;
      else if (answer !== undefined) wake(answer);
    },
    end: () => {
      ended = true;
      wake(unusable);
      wakeEndpoint();
    },
    waitForEndpoint: async (timeoutMs) => {
      if (endpoint !== undefined || ended) return endpoint;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        wakeEndpoint = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      return endpoint;
    },
    expect: (id, timeoutMs) => {
      expectedId = id;
      unusable = undefined;
      if (ended) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const timer = setTimeout(() => wake(unusable), Math.max(0, timeoutMs));
        wake = (value) => {
          clearTimeout(timer);
          expectedId = undefined;
          wake = () => undefined;
          resolve(value);
        };
      });
    },
  };
}
