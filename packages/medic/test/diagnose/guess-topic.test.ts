import { describe, expect, it } from 'vitest';
import { guessByTopic } from '../../src/diagnose/guess-topic.ts';
import { RIVAL_WORDS } from '../../src/diagnose/rival-words.ts';
import { TOPICS } from '../../src/diagnose/topics-table.ts';

const guess = (...texts: readonly string[]): readonly string[] =>
  guessByTopic(texts.map((text, index) => ({ number: index + 1, text }))).map(({ cause }) => cause);

describe('a guess by the subject of a line', () => {
  it('is made of a line that reports a failure, quotes it and is no more than possible', () => {
    const [first, ...rest] = guessByTopic([
      { number: 1, text: 'Starting 3 MCP servers' },
      { number: 2, text: 'error: the gateway holds no session id for this caller' },
    ]);
    expect(first).toMatchObject({
      cause: 'session-lost-or-unknown',
      confidence: 'possible',
      evidence: [{ where: 'line 2', quote: expect.stringContaining('no session id') }],
    });
    expect(first?.decisive).toContain('mcp-medic doctor');
    expect(rest).toHaveLength(2);
  });

  it('takes the narrower subject, wherever its line stands', () => {
    expect(guess('failed: bad configuration', 'failed: cannot verify certificate of the upstream')[0]).toBe('tls-private-ca');
  });

  it.each([
    'npm warn deprecated glob@7.2.3: versions prior to v9 fail',
    'API Error: 529 overloaded',
    '[info] GET /mcp 405 not allowed, falling back',
    '- a tool error is a normal result',
    'tools: 12, sessions: 3',
  ])('is not made of "%s"', (text) => {
    expect(guess(text)).toEqual([]);
  });

  it('has words for each cause it may name', () => {
    expect(TOPICS.flatMap(({ causes }) => causes).filter((cause) => RIVAL_WORDS[cause] === undefined)).toEqual([]);
  });
});
