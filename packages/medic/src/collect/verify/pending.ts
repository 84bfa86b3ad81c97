import type { Json } from '../../model/index.ts';
import type { ReceivedMessage, RpcAnswer } from '../../model/verify/index.ts';
import { compareIds, readAnswer } from './read-message.ts';

export interface Waiting {
  readonly id: string | number | undefined;
  /** Settles with the answer, or undefined when none can come any more. */
  readonly answer: Promise<RpcAnswer | undefined>;
  /** Everything that came meanwhile and answered nobody. */
  readonly others: readonly ReceivedMessage[];
  readonly stop: () => void;
}

export interface Pending {
  /** `id` undefined: the first answer, whatever its id, will do. */
  readonly expect: (id: string | number | undefined, onOther?: (message: ReceivedMessage) => void) => Waiting;
  readonly receive: (message: ReceivedMessage) => void;
  /** Nothing can come any more. */
  readonly end: () => void;
  readonly unasked: readonly ReceivedMessage[];
}

const MAX_UNASKED = 2_000;

interface Waiter {
  readonly id: string | number | undefined;
  readonly others: ReceivedMessage[];
  readonly onOther: ((message: ReceivedMessage) => void) | undefined;
  readonly settle: (answer: RpcAnswer | undefined) => void;
}

/** Brings answers on a shared stream to those who wait for them. */
export function createPending(): Pending {
  const waiters: Waiter[] = [];
  const unasked: ReceivedMessage[] = [];

  function keep(message: ReceivedMessage): void {
    if (unasked.length < MAX_UNASKED) unasked.push(message);
    for (const waiter of waiters) {
      if (waiter.others.length < MAX_UNASKED) waiter.others.push(message);
      waiter.onOther?.(message);
    }
  }

  return {
    unasked,
    expect: (id, onOther) => {
      let settle: (answer: RpcAnswer | undefined) => void = () => undefined;
      const answer = new Promise<RpcAnswer | undefined>((resolve) => {
        settle = resolve;
      });
      const waiter: Waiter = {
        id,
        others: [],
        onOther,
        settle: (given) => {
          const at = waiters.indexOf(waiter);
          if (at !== -1) waiters.splice(at, 1);
          settle(given);
        },
      };
      waiters.push(waiter);
      return { id, answer, others: waiter.others, stop: () => waiter.settle(undefined) };
    },
    receive: (message) => {
      const found = message.kind === 'answer' || message.kind === 'batch' ? findWaiter(waiters, message.json) : undefined;
      if (found === undefined) keep(message);
      else found.settle(readAnswer(message, found.id ?? idOf(message.json)));
    },
    end: () => {
      for (const waiter of waiters.slice()) waiter.settle(undefined);
    },
  };
}

/** By exact id, then by the same id in another type; a single waiter gets an answer with a foreign or no id. */
function findWaiter(waiters: readonly Waiter[], json: Json): Waiter | undefined {
  const exact = waiters.find(({ id }) => id !== undefined && compareIds(json, id) === 'exact');
  if (exact !== undefined) return exact;
  const loose = waiters.find(({ id }) => id !== undefined && compareIds(json, id) === 'loose');
  if (loose !== undefined) return loose;
  const [only] = waiters;
  if (waiters.length !== 1 || only === undefined) return undefined;
  // A late answer to an earlier request is no answer to this one; ids of ours are numbers counted up.
  const id = idOf(json);
  return only.id === undefined || typeof id !== 'number' || typeof only.id !== 'number' || id > only.id ? only : undefined;
}

function idOf(json: Json): string | number {
  const id = typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as { readonly id?: Json }).id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? id : '';
}
