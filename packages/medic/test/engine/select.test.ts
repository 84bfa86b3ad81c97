import { expect, it } from 'vitest';
import type { FoundEntry } from '../../src/model/index.ts';
import { selectEntries } from '../../src/engine/select.ts';

const entry = (client: string, name: string): FoundEntry => ({ facts: { client, name } }) as unknown as FoundEntry;
const entries = [entry('cursor', 'github'), entry('codex', 'github'), entry('codex', 'notes')];
const keys = (chosen: readonly FoundEntry[]): readonly string[] => chosen.map(({ facts }) => `${facts.client}:${facts.name}`);

it('without targets everything is examined', () => {
  expect(keys(selectEntries(entries, []))).toEqual(['cursor:github', 'codex:github', 'codex:notes']);
});

it('a name means that server in every client, client:name in one', () => {
  expect(keys(selectEntries(entries, [{ kind: 'name', name: 'github' }]))).toEqual(['cursor:github', 'codex:github']);
  expect(keys(selectEntries(entries, [{ kind: 'name', name: 'github', client: 'codex' }]))).toEqual(['codex:github']);
});

it('a URL alone selects no configured server', () => {
  expect(selectEntries(entries, [{ kind: 'url', url: 'https://h.test/mcp' }])).toEqual([]);
});
