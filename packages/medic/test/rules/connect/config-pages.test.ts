import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONNECTED, http, stdio } from '../facts.ts';
import { CAUSES, remote, RULES, say } from './config-kit.ts';

describe('causes of config and permissions', () => {
  test('a healthy server gets nothing', () => {
    for (const session of [stdio(CONNECTED), http(CONNECTED)])
      expect(say({ session, entry: session.transport === 'stdio' ? {} : { effective: remote } })).toEqual([]);
  });

  test.each(CAUSES)('%s has a page with the five headings', (cause) => {
    const page = `${import.meta.dirname}/../../../../../docs/causes/${cause}.md`;
    expect(existsSync(page)).toBe(true);
    const lines = readFileSync(page, 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([`# ${cause}`, '## What it looks like', '## Why', '## How to fix', '## How it is checked']);
    expect(lines.length).toBeGreaterThanOrEqual(15);
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  test.each(CAUSES)('%s has a rule that text alone can reach', (cause) => {
    expect(RULES.some((rule) => rule.cause === cause && rule.needs.length === 0 && (rule.signs?.length ?? 0) > 0)).toBe(true);
  });
});
