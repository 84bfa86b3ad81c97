import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createSignMatcher } from '../../../src/collect/signs.ts';
import { diagnose } from '../../../src/diagnose/diagnose.ts';
import { CAUSES_BY_LAYER } from '../../../src/model/ids.ts';
import type { AnyRule, CauseId, Evidence } from '../../../src/model/index.ts';
import { judge } from '../../../src/rules/judge.ts';
import { CONNECTED, evidenceOf, exchange, failed, http, noise, stdio, toolsOf } from '../facts.ts';

const LAYERS = ['framing', 'protocol', 'timeout', 'tools', 'client'] as const;
const CAUSES: readonly CauseId[] = LAYERS.flatMap((layer): readonly CauseId[] => CAUSES_BY_LAYER[layer]);
const RULES: readonly AnyRule[] = await Promise.all(CAUSES.map(loadRule));

async function loadRule(cause: CauseId): Promise<AnyRule> {
  const { rule }: { rule: AnyRule } = await import(`../../../src/rules/connect/${cause}.ts`);
  return rule;
}

const LATE = { patience: { waitedMs: 41_000, answeredAtMs: 41_000 } };
const TEXT = [
  'Client error for command Unexpected token \'L\', "Loading mo"... is not valid JSON',
  'MCP error -32001: Request timed out',
  'Bad Request: No valid session ID provided',
  "Server's protocol version is not supported: 2099-12-31",
  'You may not include more than 128 tools in your request.',
];
const signs = createSignMatcher(RULES).matchLines(TEXT, 'pasted');

/** Evidence that makes many rules speak at once. */
const SITUATIONS: readonly (readonly [string, Evidence])[] = [
  ['text', { signs }],
  [
    'a glued answer',
    evidenceOf({ session: stdio(failed('silence'), { framing: 'glued-noise', noise: [noise('x{"jsonrpc":"2.0"}')] }), entry: { name: 'n'.repeat(300) } }),
  ],
  [
    'a late answer',
    evidenceOf({
      session: stdio(failed('silence'), { busyWith: ['uv'], stderr: { bytes: 9, truncated: false, lines: ['Downloading torch (700MiB)'] } }, LATE),
      entry: { name: 'n'.repeat(300) },
    }),
  ],
  ['silence over HTTP', evidenceOf({ session: http(failed('http-timeout'), { exchanges: [exchange()] }) })],
  [
    'faulty tools',
    evidenceOf({
      session: stdio(CONNECTED, { noise: [noise('hello')] }),
      tools: toolsOf({
        name: 'a b'.repeat(40),
        schemaFaults: [
          { pointer: '/inputSchema', kind: 'not-object', quote: '1' },
          { pointer: '/inputSchema/properties/x', kind: 'type-array-without-items', quote: '{}' },
        ],
      }),
    }),
  ],
];

describe('every rule of these layers', () => {
  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s stands under its own name and layer', (id, rule) => {
    expect(rule.cause).toBe(id);
    expect(CAUSES_BY_LAYER[rule.layer]).toContain(id);
  });

  test.each([...CAUSES, 'command-not-installed' as const])('%s has a page with the five headings', (cause) => {
    const page = `${import.meta.dirname}/../../../../../docs/causes/${cause}.md`;
    expect(existsSync(page)).toBe(true);
    const lines = readFileSync(page, 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([`# ${cause}`, '## What it looks like', '## Why', '## How to fix', '## How it is checked']);
    expect(lines.length).toBeGreaterThanOrEqual(15);
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  test.each(SITUATIONS)('hits on %s are short, quoted and settle what is open', (_, evidence) => {
    const { hits, defects } = judge(RULES, evidence);
    expect(defects).toEqual([]);
    expect(hits.length).toBeGreaterThan(0);
    for (const { rule, hit } of hits) {
      expect(hit.title.length, rule.id).toBeLessThanOrEqual(70);
      expect(hit.title.endsWith('.'), rule.id).toBe(false);
      expect(hit.evidence.length, rule.id).toBeGreaterThan(0);
      if (hit.confidence !== 'confirmed') expect(hit.decisive, rule.id).toBeTypeOf('string');
    }
  });

  test('a healthy server gets nothing, whatever the transport', () => {
    const tools = toolsOf({ name: 'search_notes', schemaFaults: [] });
    const sessions = [stdio(CONNECTED), http(CONNECTED), stdio({ ...CONNECTED, era: 'modern', protocolVersion: '2026-07-28' })];
    for (const session of sessions) expect(judge(RULES, evidenceOf({ session, tools })).hits).toEqual([]);
  });

  test.each(SITUATIONS)('the order of rules does not matter on %s', (_, evidence) => {
    const outcome = (rules: readonly AnyRule[]): string => JSON.stringify(diagnose(judge(rules, evidence).hits, evidence));
    expect(outcome(RULES.toReversed())).toBe(outcome(RULES));
    expect(outcome([...RULES.slice(7), ...RULES.slice(0, 7)])).toBe(outcome(RULES));
  });

  test('healthy logs hold no sign that a rule believes', () => {
    const log = [
      '2026-03-02T09:14:11.220Z [notes] [info] Server started and connected successfully { metadata: undefined }',
      'Message from client: {"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{}},"jsonrpc":"2.0","id":0}',
      'Message from server: {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"notes","version":"1.0.0"}}}',
      'Found 5 tools, 0 prompts, and 0 resources',
      'INFO: 127.0.0.1:34240 - "POST /mcp HTTP/1.1" 202 Accepted',
      'added 214 packages in 9s',
    ];
    expect(judge(RULES, { signs: createSignMatcher(RULES).matchLines(log, 'pasted') }).hits).toEqual([]);
  });
});
