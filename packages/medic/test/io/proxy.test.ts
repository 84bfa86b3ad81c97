import { describe, expect, it } from 'vitest';
import { chooseProxy } from '../../src/io/proxy.ts';

const PROXY = { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'h:2' };

describe('chooseProxy', () => {
  it.each([
    ['https://a.example/', PROXY, 'env', 'http://p:1/ HTTPS_PROXY'],
    ['http://a.example/', PROXY, 'env', 'http://h:2/ HTTP_PROXY'],
    ['https://a.example/', { ...PROXY, https_proxy: 'http://q' }, 'env', 'http://q/ https_proxy'],
    ['https://a.example/', { ALL_PROXY: 'http://z' }, 'env', 'http://z/ ALL_PROXY'],
    ['https://a.example/', { HTTPS_PROXY: ' ' }, 'env', 'direct'],
    ['https://a.example/', PROXY, 'none', 'direct'],
    ['https://a.example/', PROXY, 'unknown', 'direct'],
    ['http://localhost:3000/', PROXY, 'env', 'direct'],
    ['http://127.0.0.1:3000/', PROXY, 'env', 'direct'],
    ['http://[::1]:3000/', PROXY, 'env', 'direct'],
    ['http://127.0.0.1:3000/', PROXY, 'env-also-loopback', 'http://h:2/ HTTP_PROXY'],
    ['http://127.0.0.1:3000/', { ...PROXY, NO_PROXY: 'localhost,127.0.0.1' }, 'env-also-loopback', 'direct'],
    ['https://a.example/', { ...PROXY, NO_PROXY: '*' }, 'env', 'direct'],
    ['https://x.a.example/', { ...PROXY, NO_PROXY: 'b, .a.example' }, 'env', 'direct'],
    ['https://x.a.example/', { ...PROXY, no_proxy: 'a.example' }, 'env', 'direct'],
    ['https://xa.example/', { ...PROXY, NO_PROXY: 'a.example' }, 'env', 'http://p:1/ HTTPS_PROXY'],
    ['https://a.example:8443/', { ...PROXY, NO_PROXY: 'a.example:8443' }, 'env', 'direct'],
    ['https://a.example/', { ...PROXY, NO_PROXY: 'a.example:8443' }, 'env', 'http://p:1/ HTTPS_PROXY'],
    ['http://[::1]:3000/', { ...PROXY, NO_PROXY: '::1' }, 'env-also-loopback', 'direct'],
    ['http://[::1]:3000/', { ...PROXY, NO_PROXY: '[::1]:3000' }, 'env-also-loopback', 'direct'],
    ['https://a.example/', { HTTPS_PROXY: 'http://a b' }, 'env', 'ERR_INVALID_URL'],
  ] as const)('%s with %o in mode %s goes %s', (url, env, mode, expected) => {
    const choice = chooseProxy(new URL(url), env, mode);
    const shown = choice === undefined ? 'direct' : 'fault' in choice ? choice.fault.code : `${choice.url.href} ${choice.from}`;
    expect(shown).toBe(expected);
  });
});
