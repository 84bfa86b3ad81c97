import { describe, expect, it } from 'vitest';
import { expandPathTemplate, isPathTemplate } from '../../src/clients/path-template.ts';
import type { Roots } from '../../src/model/index.ts';

const linux: Roots = { home: '/home/u', project: '/home/u/a/b', platform: 'linux', env: {}, isolated: false };
const windows: Roots = { home: 'C:\\Users\\u', project: 'D:\\work\\app', platform: 'win32', env: {}, isolated: false };

describe('reading a template', () => {
  it.each([
    ['~/.cursor/mcp.json', linux, ['/home/u/.cursor/mcp.json']],
    ['{project}/.vscode/mcp.json', linux, ['/home/u/a/b/.vscode/mcp.json']],
    ['{ancestors}/.mcp.json', linux, ['/home/u/a/b/.mcp.json', '/home/u/a/.mcp.json', '/home/u/.mcp.json', '/home/.mcp.json', '/.mcp.json']],
    ['{$CODEX_HOME|~/.codex}/config.toml', linux, ['/home/u/.codex/config.toml']],
    ['{$CODEX_HOME|~/.codex}/config.toml', { ...linux, env: { CODEX_HOME: '/x/' } }, ['/x/config.toml']],
    ['{$A|$B|~/.c}/d', { ...linux, env: { A: '', B: '/b' } }, ['/b/d']],
    ['/etc/x.json', linux, ['/etc/x.json']],
    ['%APPDATA%/Claude/c.json', linux, []],
    ['%APPDATA%/Claude/c.json', windows, ['C:/Users/u/AppData/Roaming/Claude/c.json']],
    ['%APPDATA%/Claude/c.json', { ...windows, env: { APPDATA: 'E:\\Roam' } }, ['E:/Roam/Claude/c.json']],
    ['%USERPROFILE%/.mcp.json', windows, ['C:/Users/u/.mcp.json']],
    ['%ProgramData%/g/s.json', windows, ['C:/ProgramData/g/s.json']],
    ['{ancestors}/.mcp.json', windows, ['D:/work/app/.mcp.json', 'D:/work/.mcp.json', 'D:/.mcp.json']],
    ['~/logs/{project-slug}/mcp-{server}/*.log', linux, ['/home/u/logs/-home-u-a-b/mcp-{server}/*.log']],
  ])('%s', (template, roots, expected) => {
    expect(expandPathTemplate(template, roots)).toEqual(expected);
  });

  it('stays below home and project when isolated', () => {
    const isolated = { ...linux, isolated: true, env: { CODEX_HOME: '/elsewhere', APPDATA: 'E:/r' } };
    expect(expandPathTemplate('/etc/x.json', isolated)).toEqual([]);
    expect(expandPathTemplate('{ancestors}/.mcp.json', isolated)).toEqual(['/home/u/a/b/.mcp.json', '/home/u/a/.mcp.json', '/home/u/.mcp.json']);
    expect(expandPathTemplate('{$CODEX_HOME|~/.codex}/config.toml', isolated)).toEqual(['/home/u/.codex/config.toml']);
    expect(expandPathTemplate('%APPDATA%/x', { ...isolated, platform: 'win32' })).toEqual(['/home/u/AppData/Roaming/x']);
    expect(expandPathTemplate('%ProgramData%/x', { ...isolated, platform: 'win32' })).toEqual([]);
    expect(expandPathTemplate('{ancestors}/.mcp.json', { ...isolated, project: '/p' })).toEqual(['/p/.mcp.json']);
  });
});

describe('refusing what is no template', () => {
  it.each(['', 'relative/x', '~x/y', '~\\x', '%NOPE%/x', '{projects}/x', '$HOME/x', '{$A|~/.x', '~/a//b', '~/{x}', '~/a|b', '{$a|~}/x', '../x'])(
    '%s',
    (template) => {
      expect(isPathTemplate(template)).toBe(false);
      expect(expandPathTemplate(template, linux)).toEqual([]);
    },
  );
});
