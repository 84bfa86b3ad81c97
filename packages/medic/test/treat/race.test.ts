import { expect, it } from 'vitest';
import { killWriters, raceLinks } from './race.ts';

// Few rounds here; `npm run storm-files` runs thousands.
it('changes nothing outside while links are swapped in and out', { timeout: 60_000 }, async () => {
  const { applied, refused, broken } = await raceLinks(60);
  expect(broken).toEqual([]);
  expect(applied + refused).toBe(60);
});

it('leaves the old file or the new one when it is killed, and undo works', { timeout: 60_000 }, async () => {
  expect((await killWriters(8)).broken).toEqual([]);
});
