import { expect, it } from 'vitest';
import { createLimiter, inOrderOfEnd } from '../../src/engine/gather-limit.ts';

it('never runs more tasks at once than allowed, and all of them in the end', async () => {
  const queue = createLimiter(3);
  let running = 0;
  let most = 0;
  const work = async (value: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return value;
  };
  const values = await Promise.all(Array.from({ length: 20 }, (_, index) => queue(() => work(index))));
  expect(values).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(3);
});

it('a task that fails makes room for the next', async () => {
  const queue = createLimiter(1);
  await expect(queue(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(queue(() => Promise.resolve('yes'))).resolves.toBe('yes');
});

it('yields results as they end, not as they began', async () => {
  let endFirst: (value: string) => void = () => {};
  const first = new Promise<string>((resolve) => {
    endFirst = resolve;
  });
  const seen: string[] = [];
  for await (const value of inOrderOfEnd([first, Promise.resolve('quick')])) {
    seen.push(value);
    endFirst('slow');
  }
  expect(seen).toEqual(['quick', 'slow']);
});
