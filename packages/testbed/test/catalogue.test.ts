import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CAUSES_BY_LAYER, CLIENT_IDS, type CauseId } from '../../medic/src/model/ids.ts';
import { RULES } from '../../medic/src/engine/load-rules.ts';
import { CASES_FOLDER, loadCases } from '../src/load-cases.ts';
import { hasEvidence, readEvidence } from '../src/stored-evidence.ts';

const CAUSES_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'docs', 'causes');
const HEADINGS = ['## What it looks like', '## Why', '## How to fix', '## How it is checked'];

/** Causes that no set-up of files, programs and servers can show, and why. Each is covered by text in `explain`. */
const NO_MACHINE_SHOWS: Partial<Readonly<Record<CauseId, string>>> = {
  'request-timeout-long-tool': 'the doctor calls no tool, so a tool that takes too long is known from logs and pasted text alone',
  'client-version-bug': "a fault of the client's own program shows in its words; the doctor does not run the client",
  'inspector-proxy': "the Inspector's page and its proxy are programs of their own, which the doctor does not start",
};

const cases = await loadCases();
const causes: readonly CauseId[] = Object.values(CAUSES_BY_LAYER).flat();

describe('catalogue', () => {
  it.each([...new Set(RULES.map(({ cause }) => cause))])('%s has a page with all headings and a case', (cause) => {
    const page = join(CAUSES_FOLDER, `${cause}.md`);
    const headings = existsSync(page) ? (readFileSync(page, 'utf8').match(/^#{1,2} .+$/gmu) ?? []) : [];
    expect(headings).toEqual([`# ${cause}`, ...HEADINGS]);
    expect(hasCase(cause) || cause in NO_MACHINE_SHOWS).toBe(true);
  });

  it.each(causes)('%s has a rule, and a case or a reason for having none', (cause) => {
    expect(RULES.some((rule) => rule.cause === cause)).toBe(true);
    expect(hasCase(cause)).toBe(!(cause in NO_MACHINE_SHOWS));
  });

  it('every folder holds a case of its own name', () => {
    const folders = readdirSync(CASES_FOLDER).toSorted();
    expect(cases.map(({ id }) => id)).toEqual(folders);
  });

  it.each(cases)('$id is complete', ({ id, story, expect: { cause }, replayOnly, overlay }) => {
    expect(id === cause || id.startsWith(`${cause}--`)).toBe(true);
    expect(story.length).toBeGreaterThan(20);
    expect(hasEvidence(id)).toBe(true);
    // Without an overlay this machine could show it live.
    if (overlay !== undefined) expect(replayOnly).toBeTypeOf('string');
  });

  it.each(cases)('$id stores nothing of the machine it was recorded on', ({ id }) => {
    const text = JSON.stringify(readEvidence(id));
    expect(text.match(/medic-bed-\w+|\/tmp\/|\/root\b|packages\/testbed|\/work\/main/gu) ?? []).toEqual([]);
  });

  it('cases cover many clients', () => {
    const covered = new Set(cases.map(({ client }) => client));
    expect(covered.size).toBeGreaterThanOrEqual(15);
    expect(CLIENT_IDS).toEqual(expect.arrayContaining([...covered]));
  });
});

function hasCase(cause: CauseId): boolean {
  return cases.some((testCase) => testCase.expect.cause === cause);
}
