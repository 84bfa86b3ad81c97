import type { Json } from '../../src/model/index.ts';
import { emptyObject, isList, isObject } from '../../src/text/plain-value.ts';

export interface Random {
  readonly int: (below: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
}

/** A small seeded generator (mulberry32), so that a failing case can be run again. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    pick: (items) => {
      const item = items[int(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}

const STRINGS = [
  'npx',
  '-y',
  'C:\\Users\\me',
  'say "hi"',
  "it's",
  'a: b',
  '# no',
  '',
  ' pad ',
  'true',
  '12',
  'über',
  '@scope/pkg',
  '${VAR}',
  'line\nbreak',
  '{x}',
  '[y]',
  'a,b',
  '~',
  '-',
];
const KEYS = ['command', 'args', 'env', 'API KEY', 'url', 'a.b', 'x-y', 'ünï', 'nested', '__proto__', 'k1', 'k2', 'k3'];

export function randomKey(random: Random): string {
  return random.pick(KEYS);
}

export function randomValue(random: Random, depth: number = 0, withNull: boolean = true): Json {
  const kind = random.int(depth > 2 ? 4 : 7);
  if (kind === 0) return random.int(1000) - 500;
  if (kind === 1) return random.int(2) === 0;
  if (kind === 2 && withNull) return null;
  if (kind <= 3) return random.pick(STRINGS);
  if (kind === 4) return Array.from({ length: random.int(4) }, () => random.pick(STRINGS));
  const object = emptyObject();
  for (let left = random.int(4); left > 0; left -= 1) object[randomKey(random)] = randomValue(random, depth + 1, withNull);
  return object;
}

/** Every path in a value, the root left out. */
export function pathsOf(value: Json, path: readonly (string | number)[] = []): (string | number)[][] {
  if (isList(value)) return value.flatMap((item, index) => [[...path, index], ...pathsOf(item, [...path, index])]);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])]);
}
