import { describe, expect, it } from 'vitest';

import { parseChallenges } from '../../../src/collect/oauth/parse-challenges.ts';

const plain = (header: string): unknown => JSON.parse(JSON.stringify(parseChallenges(header)));

describe('WWW-Authenticate', () => {
  it.each([
    ['Bearer', [{ scheme: 'Bearer', params: {} }]],
    [
      'Bearer resource_metadata="https://x/.well-known/a", scope="a b"',
      [{ scheme: 'Bearer', params: { resource_metadata: 'https://x/.well-known/a', scope: 'a b' } }],
    ],
    [
      'bearer Resource_Metadata=https://x/y?z=1,error=invalid_token',
      [{ scheme: 'bearer', params: { resource_metadata: 'https://x/y?z=1', error: 'invalid_token' } }],
    ],
    [
      'Basic realm="a, b", Bearer realm="c \\"d\\"", error="invalid_token" , error_description="expired, again"',
      [
        { scheme: 'Basic', params: { realm: 'a, b' } },
        { scheme: 'Bearer', params: { realm: 'c "d"', error: 'invalid_token', error_description: 'expired, again' } },
      ],
    ],
    [
      'Negotiate YWJj, Bearer',
      [
        { scheme: 'Negotiate', params: {} },
        { scheme: 'Bearer', params: {} },
      ],
    ],
    ['Bearer realm = "x" , scope = y', [{ scheme: 'Bearer', params: { realm: 'x', scope: 'y' } }]],
    ['Bearer realm="never closed', [{ scheme: 'Bearer', params: { realm: 'never closed' } }]],
    ['Bearer realm="first", realm="second"', [{ scheme: 'Bearer', params: { realm: 'first' } }]],
    ['', []],
    [',,, ="x"', []],
  ])('%s', (header, expected) => {
    expect(plain(header)).toEqual(expected);
  });

  it('stays quick and harmless with hostile text', () => {
    for (const piece of ['Bearer ', 'a=', '"', '\\"', ',', ' ', 'Bearer a="', 'x, '])
      expect(parseChallenges(piece.repeat(200_000)).length).toBeLessThanOrEqual(10);
    const [challenge] = parseChallenges('Bearer __proto__="x", constructor="y"');
    expect(Object.getPrototypeOf(challenge?.params)).toBeNull();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
