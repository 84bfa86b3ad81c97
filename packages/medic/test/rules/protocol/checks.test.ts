import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PROBES } from '../../../src/collect/verify/index.ts';
import { PREFLIGHT_CHECKS } from '../../../src/rules/preflight/index.ts';
import { CHECKS } from '../../../src/rules/protocol/index.ts';

const pageOf = (id: string): string => fileURLToPath(new URL(`../../../../../docs/checks/${id}.md`, import.meta.url));

describe('checks of verify', () => {
  it('are as many as docs/verify.md says', () => {
    const page = readFileSync(fileURLToPath(new URL('../../../../../docs/verify.md', import.meta.url)), 'utf8');
    expect(page).toContain(`The report covers ${CHECKS.length} checks.`);
  });

  it('have ids of their own', () => {
    const ids = CHECKS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(CHECKS)('$id says what a good server does, rests on a page where it claims one, and asks for probes there are', (check) => {
    expect(check.id).toMatch(/^[a-z]+(?:\.[a-z0-9-]+)?$/);
    expect(check.title.length).toBeLessThanOrEqual(100);
    expect(check.title).not.toMatch(/\.$/);
    if (check.level !== 'practice') expect(check.spec).toBeDefined();
    const known = ['survey', 'wire', ...PROBES.map(({ id }) => id as string)];
    expect(check.needs.filter((need) => !known.includes(need))).toEqual([]);
  });

  it.each([...CHECKS, ...PREFLIGHT_CHECKS])('$id has a page that says what the check says (npm run check-docs)', ({ id, title, fix }) => {
    expect(existsSync(pageOf(id))).toBe(true);
    const page = readFileSync(pageOf(id), 'utf8');
    expect(page).toContain(title);
    expect(page).toContain(fix);
  });
});
