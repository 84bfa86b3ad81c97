import { describe, expect, it } from 'vitest';
import { expandPaths, showPath, standsThere } from '../../src/discover/expand-path.ts';
import { makeHome } from './fake-home.ts';

describe('expandPaths', () => {
  it('fills in home, project, parents and Windows folders', async () => {
    const fake = makeHome();
    const linux = fake.roots();
    const windows = fake.roots({ APPDATA: 'C:\\Users\\real\\AppData\\Roaming' }, 'win32');
    expect(await expandPaths('~/.a.json', linux)).toEqual([`${fake.home}/.a.json`]);
    expect(await expandPaths('{project}/.a', linux)).toEqual([`${fake.project}/.a`]);
    expect(await expandPaths('{ancestors}/.a', linux)).toEqual([`${fake.project}/.a`, `${fake.home}/work/.a`, `${fake.home}/.a`]);
    expect(await expandPaths({ win32: '%APPDATA%/X/a.json', linux: '/etc/a' }, windows)).toEqual([`${fake.home}/AppData/Roaming/X/a.json`]);
    expect(await expandPaths({ win32: '%APPDATA%/X/a.json', linux: '/etc/a' }, linux)).toEqual([]);
    expect(await expandPaths({ win32: '%APPDATA%/X' }, linux)).toEqual([]);
    expect(await expandPaths('/etc/a', { ...linux, isolated: false })).toEqual(['/etc/a']);
    expect(await expandPaths('%APPDATA%/X', { ...windows, isolated: false })).toEqual(['C:/Users/real/AppData/Roaming/X']);
  });

  it('fills in stars from the disk', async () => {
    const fake = makeHome();
    for (const name of ['p1/mcp.json', 'p2/mcp.json', 'p3/other.json', '.p4/mcp.json']) fake.write(`~/profiles/${name}`, '{}');
    fake.write('~/logs/process-1.log', '');
    fake.write('~/logs/process-.txt', '');
    expect(await expandPaths('~/profiles/*/mcp.json', fake.roots())).toEqual([`${fake.home}/profiles/p1/mcp.json`, `${fake.home}/profiles/p2/mcp.json`]);
    expect(await expandPaths('~/logs/process-*.log', fake.roots())).toEqual([`${fake.home}/logs/process-1.log`]);
    expect(await expandPaths('~/gone/*.json', fake.roots())).toEqual([]);
    expect(await standsThere('~/profiles/*/other.json', fake.roots())).toBe(true);
    expect(await standsThere('~/gone', fake.roots())).toBe(false);
  });
});

it.each([
  ['/home/ana', '/home/ana/.cursor/mcp.json', '~/.cursor/mcp.json'],
  ['/home/ana/', '/home/ana', '~'],
  ['/home/ana', '/home/anabel/x', '/home/anabel/x'],
  ['C:\\Users\\ana', 'C:/Users/ana/AppData/x', '~/AppData/x'],
  ['/home/ana', '/etc/x', '/etc/x'],
])('shows paths below %s: %s', (home, path, shown) => {
  expect(showPath(path, { home })).toBe(shown);
});
