import { describe, expect, it } from 'vitest';
import { expandValue, findForeignReferences, spellReference, type Place } from '../../src/discover/expand-value.ts';
import type { ExpansionFacts } from '../../src/model/index.ts';
import { CLIENTS } from '../../src/clients/index.ts';

const roots = { home: '/home/ana', project: '/home/ana/app', platform: 'linux', env: { SET: 'value', EMPTY: '', Y: 'S' } } as const;

function factsOf(id: string): ExpansionFacts {
  const client = CLIENTS.find((each) => each.id === id);
  if (client === undefined) throw new Error(`no client ${id}`);
  return client.expansion;
}

// Measured on 2026-11-20 with the clients themselves, apart from those marked "docs".
describe.each<[client: string, place: Place, written: string, value: string]>([
  ['claude-code', 'args', '${SET}', 'value'],
  ['claude-code', 'args', '${UNSET}', '${UNSET}'],
  ['claude-code', 'args', '${UNSET:-dflt}', 'dflt'],
  ['claude-code', 'args', '${EMPTY:-dflt}', ''],
  ['claude-code', 'env', '$SET', '$SET'],
  ['claude-code', 'env', '${env:SET}', '${env:SET}'],
  ['claude-code', 'url', 'http://h:${SET}/', 'http://h:value/'],
  ['claude-code', 'command', '~/bin/x', '~/bin/x'],
  ['codex', 'env', '${SET}', '${SET}'],
  ['copilot-cli', 'args', '$SET', 'value'],
  ['copilot-cli', 'env', 'SET', 'value'],
  ['copilot-cli', 'args', 'SET', 'SET'],
  ['copilot-cli', 'args', '${UNSET}', '${UNSET}'],
  ['gemini-cli', 'args', '${UNSET}', '${UNSET}'],
  ['gemini-cli', 'env', '${UNSET}', ''],
  ['gemini-cli', 'env', '${env:SET}', ''],
  ['gemini-cli', 'args', '${env:SET}', '${env:SET}'],
  ['gemini-cli', 'env', '$SET', 'value'],
  ['qwen-code', 'args', '${UNSET:-dflt}', '${UNSET:-dflt}'],
  ['qwen-code', 'args', '$SET', 'value'],
  ['opencode', 'env', '{env:SET}', 'value'],
  ['opencode', 'env', '${env:SET}', '$value'],
  ['opencode', 'args', '${SET}', '${SET}'],
  ['mcporter', 'args', '${SET}', 'value'],
  ['mcp-inspector', 'args', '${SET}', '${SET}'],
  ['vscode', 'cwd', '${workspaceFolder}/x', '/home/ana/app/x'],
  ['vscode', 'command', '~/bin/x', '/home/ana/bin/x'],
  ['vscode', 'env', '${env:SET}-${userHome}', 'value-/home/ana'],
])('%s', (client, place, written, value) => {
  it(`${place}: ${written}`, () => {
    expect(expandValue(written, place, factsOf(client), roots).value).toBe(value);
  });
});

it('tells what is unset, and what only the client knows', () => {
  expect(expandValue('a${UNSET}b', 'env', factsOf('claude-code'), roots)).toMatchObject({ value: 'a${UNSET}b', unset: ['UNSET'] });
  expect(expandValue('${input:token}', 'env', factsOf('vscode'), roots)).toMatchObject({ clientOnly: ['${input:token}'], unset: [] });
});

it('looks variables up without regard to case on Windows', () => {
  const windows = { ...roots, platform: 'win32', env: { AppData: 'C:\\x' } } as const;
  expect(expandValue('${APPDATA}', 'args', factsOf('claude-code'), windows).value).toBe('C:\\x');
  expect(expandValue('${APPDATA}', 'args', factsOf('claude-code'), { ...windows, platform: 'linux' }).value).toBe('${APPDATA}');
});

describe('references of other clients', () => {
  it.each<[client: string, place: Place, written: string, names: string[]]>([
    ['codex', 'env', '${TOKEN}', ['TOKEN']],
    ['claude-code', 'env', '${env:TOKEN}', ['TOKEN']],
    ['claude-code', 'headers', 'Bearer $TOKEN', ['TOKEN']],
    ['claude-code', 'args', '--key=$TOKEN', ['TOKEN']],
    ['claude-code', 'args', '%APPDATA%\\x', ['APPDATA']],
    ['cursor', 'env', '${TOKEN}', ['TOKEN']],
    ['claude-code', 'env', '${TOKEN}', []],
    ['claude-code', 'env', 'pa$$WORD', []],
    ['claude-code', 'env', 'a$bc%20d%20', []],
    ['claude-code', 'url', 'http://h/%7Bid%7D?x=%20A%20', []],
    ['codex', 'args', '{"a":1}', []],
    ['codex', 'args', '^\\d+$', []],
  ])('%s %s %s', (client, place, written, names) => {
    expect(findForeignReferences(written, place, factsOf(client)).map(({ name }) => name)).toEqual(names);
  });

  it('spells a reference the client way', () => {
    expect(spellReference('X', 'env', factsOf('cursor'))).toBe('${env:X}');
    expect(spellReference('X', 'env', factsOf('opencode'))).toBe('{env:X}');
    expect(spellReference('X', 'env', factsOf('codex'))).toBeUndefined();
  });
});
