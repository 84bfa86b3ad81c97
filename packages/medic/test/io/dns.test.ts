import { describe, expect, it } from 'vitest';

import { lookUpHost } from '../../src/io/dns.ts';

describe('name look-up', () => {
  it.each([
    ['127.0.0.1', [{ address: '127.0.0.1', family: 4 }]],
    ['[::1]', [{ address: '::1', family: 6 }]],
  ])('answers %s by itself', async (host, addresses) => {
    expect(await lookUpHost(host, 1000)).toEqual({ ms: 0, addresses });
  });

  it('resolves localhost and keeps the errno of an unknown name', async () => {
    expect((await lookUpHost('localhost', 5000)).addresses.length).toBeGreaterThan(0);
    const unknown = await lookUpHost('no-such-name.invalid', 5000);
    expect(unknown.addresses).toEqual([]);
    expect(unknown.errno).toMatch(/^(?:ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/);
  });
});
