import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/clients/index.ts';
import { listDifferences, settleTransport } from '../../src/describe/compare.ts';
import { findLosses } from '../../src/describe/losses.ts';
import { readBack } from '../../src/describe/read-text.ts';
import { writeEntry } from '../../src/describe/write-entry.ts';
import type { ClientDefinition, Loss, ServerDescription } from '../../src/model/index.ts';
import { firstFile, ROOTS, SAMPLES } from './samples.ts';

interface Step {
  readonly got: ServerDescription;
  readonly losses: readonly Loss[];
}

const passed = new Map<string, Step>();

/** Writes for a client, and reads as the client does. Most ways lead through the same few descriptions. */
function pass(wanted: ServerDescription, client: ClientDefinition): Step {
  const key = `${client.id} ${JSON.stringify(wanted)}`;
  const known = passed.get(key) ?? passOnce(wanted, client);
  passed.set(key, known);
  return known;
}

function passOnce(wanted: ServerDescription, client: ClientDefinition): Step {
  const file = firstFile(client);
  const got = readBack(wanted.name, writeEntry(wanted, client, file, ROOTS), client, file, ROOTS);
  if (got === undefined) throw new Error(`${client.id} cannot read what was written for it`);
  return { got, losses: findLosses(wanted, got, client, ROOTS) };
}

describe.each(Object.entries(SAMPLES))('%s', (_name, sample) => {
  it.each(CLIENTS.map((client) => [client.id, client] as const))(
    'from %s to every other client and back keeps the meaning, or says what is lost',
    (_id, from) => {
      const there = pass(sample, from).got;
      for (const to of CLIENTS) {
        const other = pass(there, to);
        const back = pass(other.got, from);
        const changed = listDifferences(settleTransport(there, from), settleTransport(back.got, from), ROOTS);
        const told = new Set([...other.losses, ...back.losses].map(({ what }) => what));
        expect(changed.filter((what) => !told.has(what), `${from.id} → ${to.id}`)).toEqual([]);
      }
    },
  );
});

describe('a plain server', () => {
  it.each(['stdio', 'stdio with values', 'http'])('%s is expressed in full by every client', (name) => {
    const sample = SAMPLES[name];
    if (sample === undefined) throw new Error(name);
    for (const client of CLIENTS) expect({ client: client.id, losses: pass(sample, client).losses }).toEqual({ client: client.id, losses: [] });
  });

  it('says of each sample what each client cannot express', () => {
    const table = Object.fromEntries(
      Object.entries(SAMPLES).map(([name, sample]) => [
        name,
        Object.fromEntries(
          CLIENTS.map((client) => [
            client.id,
            pass(sample, client)
              .losses.map(({ what, effect }) => `${what} ${effect}`)
              .join(', '),
          ]),
        ),
      ]),
    );
    expect(table['sse']).toMatchObject({ codex: 'transport breaks', cursor: '', 'claude-code': '', goose: 'transport breaks' });
    expect(table['http with a token of a variable']).toMatchObject({ codex: '', vscode: '', zed: 'headers.Authorization breaks' });
    expect(table['switched off']).toMatchObject({ 'claude-code': 'enabled differs', codex: '', opencode: '' });
    expect(table['stdio that asks']).toMatchObject({ vscode: '', cursor: 'env.API_KEY differs', 'claude-desktop': 'env.API_KEY breaks' });
  });
});
