import { describe, expect, it } from 'vitest';
import { createSignMatcher, signSourcesOf } from '../../src/collect/signs.ts';
import type { Evidence, Sign } from '../../src/model/index.ts';

const refused: Sign = { id: 'refused', literals: ['ECONNREFUSED'], pattern: /ECONNREFUSED (?<address>[\d.]+):(?<port>\d+)/ };
const missing: Sign = {
  id: 'missing',
  literals: ['Cannot find module', 'ERR_MODULE_NOT_FOUND'],
  pattern: /cannot find (?:module|package) '(?<name>[^']+)'(?: imported from (?<from>\S+))?/i,
};
const onlyStderr: Sign = { id: 'killed', literals: ['Killed'], pattern: /^Killed$/, sources: ['stderr'] };
const rules = [
  { id: 'server-not-running', signs: [refused] },
  { id: 'node-module-missing', signs: [missing] },
  { id: 'oom-killed', signs: [onlyStderr] },
  { id: 'no-signs' },
];

describe('createSignMatcher', () => {
  const { matchLines } = createSignMatcher(rules);

  it('gives rule, sign, line, quote and named groups', () => {
    const hits = matchLines(['all fine', 'Error: connect ECONNREFUSED 127.0.0.1:8000'], 'stderr', 10);
    expect(hits).toEqual([
      {
        rule: 'server-not-running',
        sign: 'refused',
        source: 'stderr',
        line: 11,
        quote: 'Error: connect ECONNREFUSED 127.0.0.1:8000',
        groups: { address: '127.0.0.1', port: '8000' },
      },
    ]);
  });

  it.each([
    ['the literal alone is not enough', 'ECONNREFUSED somewhere', []],
    ['letters of the literal count without case', "CANNOT FIND MODULE 'zod'", ['node-module-missing']],
    ['terminal colours are taken off first', "\u001b[31mError\u001b[0m: Cannot \u001b[1mfind module 'zod'", ['node-module-missing']],
    ['two rules in one line', "Cannot find module 'x' ECONNREFUSED 1.2.3.4:5", ['server-not-running', 'node-module-missing']],
    ['a carriage return at the end does not hide it', 'Killed\r', ['oom-killed']],
    ['nothing', '', []],
  ])('%s', (_what, line, expected) => {
    expect(matchLines([line], 'stderr').map((hit) => hit.rule)).toEqual(expected);
  });

  it('respects the sources of a sign', () => {
    expect(matchLines(['Killed'], 'http-body')).toEqual([]);
  });

  it('leaves groups out that took no part', () => {
    expect(matchLines(["Cannot find module 'x'"], 'pasted')[0]?.groups).toEqual({ name: 'x' });
  });

  it('cuts the quote to 300 characters around the match', () => {
    const [hit] = matchLines([`${'a'.repeat(5000)} ECONNREFUSED 10.0.0.1:99 ${'😀'.repeat(500)}`], 'stderr');
    expect(hit?.quote.length).toBeLessThanOrEqual(300);
    expect(hit?.quote).toContain('ECONNREFUSED 10.0.0.1:99');
    expect(hit?.quote).not.toMatch(/[\uD800-\uDBFF]$/);
  });

  it('matches the same line every time although the pattern has a g flag', () => {
    const sticky = createSignMatcher([{ id: 'r', signs: [{ id: 's', literals: ['boom'], pattern: /boom/g }] }]);
    expect(sticky.matchLines(['boom', 'boom', 'boom'], 'stdout')).toHaveLength(3);
  });

  it('looks at the first 64 KiB of a line and at no more than 50 hits of a sign', () => {
    expect(matchLines([`${' '.repeat(70_000)}ECONNREFUSED 1.1.1.1:1`], 'stderr')).toEqual([]);
    expect(
      matchLines(
        Array.from({ length: 500 }, () => 'ECONNREFUSED 1.1.1.1:1'),
        'stderr',
      ),
    ).toHaveLength(50);
  });

  it('finds the one line of fifty thousand, among three hundred signs', () => {
    const many = Array.from({ length: 300 }, (_unused, index) => ({
      id: `r${index}`,
      signs: [{ id: 's', literals: [`marker number ${index} x`] as [string], pattern: /marker number (\d+) x/ }],
    }));
    const lines = Array.from({ length: 50_000 }, (_unused, index) => `2026-11-21T01:02:03Z [info] [server] marker number ${index} {"jsonrpc":"2.0"}`);
    lines[25_000] = 'the marker number 7 x stands here';
    expect(
      createSignMatcher(many)
        .matchLines(lines, 'client-log')
        .map(({ rule, line }) => [rule, line]),
    ).toEqual([['r7', 25_001]]);
  });
});

/** Only the parts that are read are written down. */
function asEvidence(parts: unknown): Evidence {
  return JSON.parse(JSON.stringify(parts));
}

describe('signSourcesOf', () => {
  it('takes what the deciding attempt wrote, errors of messages, the log tail and the engine', () => {
    const attempt = (text: string): unknown => ({
      stderr: { lines: [text] },
      noise: [{ line: 4, text: 'Listening', beforeFirstAnswer: true, jsonButNotRpc: false }],
      messages: [
        { dir: 'sent', atMs: 0, method: 'initialize' },
        { dir: 'received', atMs: 1, id: 1, error: { code: -32_000, message: 'No valid session', data: { hint: 'x' } } },
      ],
    });
    const evidence = asEvidence({
      session: { state: 'ok', value: { transport: 'stdio', attempts: [attempt('first'), attempt('last')] } },
      logs: { state: 'ok', value: { files: [], tail: [{ path: '/l', line: 77, text: 'closed' }] } },
      docker: { state: 'ok', value: { detail: 'Cannot connect' } },
    });
    expect(signSourcesOf(evidence)).toEqual([
      { source: 'stderr', lines: ['last'], firstLine: 1 },
      { source: 'stdout', lines: ['Listening'], firstLine: 4 },
      { source: 'rpc-error', lines: ['No valid session', '{"hint":"x"}'], firstLine: 1 },
      { source: 'client-log', lines: ['closed'], firstLine: 77 },
      { source: 'docker', lines: ['Cannot connect'], firstLine: 1 },
    ]);
  });

  it('takes error bodies of HTTP, never a normal answer', () => {
    const body = (kind: string, head: string): unknown => ({ kind, head, bytes: 1, truncated: false });
    const evidence = asEvidence({
      session: {
        state: 'ok',
        value: {
          transport: 'http',
          messages: [],
          exchanges: [
            { status: 200, body: body('json-rpc', 'fixes ECONNREFUSED') },
            { status: 502, body: body('html', 'Bad\nGateway') },
            { status: 400, body: body('json-rpc', 'No session') },
            {},
          ],
        },
      },
    });
    expect(signSourcesOf(evidence).map((text) => text.lines)).toEqual([['Bad', 'Gateway'], ['No session']]);
  });

  it('is empty without evidence', () => {
    expect(signSourcesOf({ session: { state: 'failed', reason: 'x' } })).toEqual([]);
  });
});
