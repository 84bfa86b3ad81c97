import { describe, expect, it } from 'vitest';
import { collectHost, findSessionPath, hideCredentials } from '../../src/collect/host.ts';
import { readVariable, splitPathList } from '../../src/collect/path-list.ts';
import { readPathLine } from '../../src/collect/session-path.ts';
import type { Roots } from '../../src/model/index.ts';

const roots = (overrides: Partial<Roots>): Roots => ({ home: '/h', project: '/p', platform: 'linux', env: {}, isolated: true, ...overrides });

describe('collectHost', () => {
  it('gives the platform that is replayed and its PATH', () => {
    const host = collectHost(roots({ platform: 'win32', env: { Path: 'C:\\a;"C:\\b c";;C:\\a' } }));
    expect(host).toMatchObject({ platform: 'win32', arch: process.arch, node: process.versions.node, path: ['C:\\a', 'C:\\b c'] });
    expect(Number.isNaN(Date.parse(host.now))).toBe(false);
    expect(host).not.toHaveProperty('isWsl', true);
  });

  it('shows proxies without their passwords, in both spellings, and notable variables only', () => {
    const env = {
      HTTPS_PROXY: 'http://me:hunter22@proxy:3128',
      http_proxy: 'tok123@proxy',
      NO_PROXY: 'localhost',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
      GITHUB_TOKEN: 'x',
      PATH: '/a::/b',
      MCP_TIMEOUT: '',
    };
    const host = collectHost(roots({ env }));
    expect(host.proxy).toEqual({ HTTPS_PROXY: 'http://me:[redacted]@proxy:3128', http_proxy: '[redacted]@proxy', NO_PROXY: 'localhost' });
    expect(host.notableEnv).toEqual({ NODE_EXTRA_CA_CERTS: '/ca.pem' });
    expect(host.path).toEqual(['/a', '.', '/b']);
  });

  it.each([
    ['http://proxy:3128', 'http://proxy:3128'],
    ['https://u:p@h/x, http://t@h2', 'https://u:[redacted]@h/x, http://[redacted]@h2'],
    ['u:p:q@h', 'u:[redacted]@h'],
  ])('hides credentials in %s', (value, shown) => {
    expect(hideCredentials(value)).toBe(shown);
  });
});

describe('findSessionPath', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('gives the plain default of an isolated %s', async (platform) => {
    const found = await findSessionPath(roots({ platform, env: { PATH: '/terminal/only' } }));
    expect(found?.from).toMatch(/^default of a \w+ desktop session$/);
    expect(found?.folders).not.toContain('/terminal/only');
    expect(found?.folders).toContain(platform === 'win32' ? 'C:\\Windows' : '/usr/bin');
  });

  it('answers for the real machine, too', async () => {
    const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
    const found = await findSessionPath(roots({ platform, isolated: false, env: process.env }));
    expect(found?.folders.length).toBeGreaterThan(0);
  });

  it.each([
    ['A=b\nPATH=/a:/b\n', '/a:/b'],
    ['PATH="/a:/b c"', '/a:/b c'],
    ["PATH=$'/a:/b'", '/a:/b'],
    ['export PATH=/a', '/a'],
    ['PATH=$PATH:/a', undefined],
    ['XPATH=/a', undefined],
    ['', undefined],
  ])('reads the PATH line of %j', (text, expected) => {
    expect(readPathLine(text)).toBe(expected);
  });
});

it('reads variables of Windows without case', () => {
  expect(readVariable({ Path: 'x' }, 'PATH', 'win32')).toBe('x');
  expect(readVariable({ Path: 'x' }, 'PATH', 'linux')).toBeUndefined();
  expect(splitPathList(undefined, 'linux')).toEqual([]);
});
