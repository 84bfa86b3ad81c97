import { describe, expect, it } from 'vitest';
import { whyNotTry } from '../../src/engine/prove-guard.ts';
import type { ConnectPlan, FoundEntry } from '../../src/model/index.ts';
import type { FileChange } from '../../src/treat/plan-fix.ts';

const found = (url?: string): FoundEntry => ({ facts: { effective: url === undefined ? {} : { url } } }) as unknown as FoundEntry;
const changes = (before: string): readonly FileChange[] => [
  { path: '/f', format: 'json', before, after: '', was: { encoding: 'utf-8', bom: false }, becomes: { encoding: 'utf-8', bom: false }, fromProject: false },
];
const run = (command: string, ...args: string[]): ConnectPlan => ({
  transport: 'stdio',
  command,
  args,
  env: {},
  cwd: '/',
  searchPath: [],
  searchedFrom: '',
  limitMs: 1,
});
const dial = (url: string, headers: Record<string, string> = {}): ConnectPlan => ({ transport: 'http', url, headers, limitMs: 1, proxyEnv: {} });

describe('packages and images', () => {
  it.each([
    ['the same package, another version', run('npx', '-y', 'notes-mcp@1.2.0'), '{"args":["-y","notes-mcp@9.9.9"]}'],
    ['a package behind its runner', run('/usr/bin/npx', '-y', '@scope/notes'), '{"command":"npx -y @scope/notes"}'],
    ['another Python for the same package', run('uvx', '--python', '3.12', 'notes-mcp'), 'args = ["notes-mcp"]'],
    ['the same image', run('docker', 'run', '-i', '--rm', 'acme/notes:1'), '["run", "acme/notes"]'],
    ['a program that is there', run('/opt/node/bin/node', '/srv/x.js'), '{"command":"node"}'],
  ])('%s may be tried', (_, plan, before) => {
    expect(whyNotTry(found(), plan, changes(before))).toBeUndefined();
  });

  it.each([
    ['a package whose name is only near', run('npx', '-y', 'notes-mcp'), '{"args":["-y","notes-mcpp"]}', 'notes-mcp'],
    ['a package a bridge needs', run('npx', '-y', 'mcp-remote', 'https://x'), '{"url":"https://x"}', 'mcp-remote'],
    ['another image', run('docker', 'run', '-i', 'acme/note'), '["run", "acme/notes"]', 'acme/note'],
  ])('%s may not', (_, plan, before, name) => {
    expect(whyNotTry(found(), plan, changes(before))).toContain(`"${name}"`);
  });
});

describe('addresses', () => {
  const token = { Authorization: 'Bearer x' };
  it.each([
    ['another path', 'https://a.example/sse', dial('https://a.example/mcp', token)],
    ['https for http', 'http://a.example/mcp', dial('https://a.example/mcp', token)],
    ['127.0.0.1 for localhost', 'http://localhost:3000/mcp', dial('http://127.0.0.1:3000/mcp', token)],
    ['another port of this machine', 'http://localhost:3000/mcp', dial('http://localhost:3001/mcp', token)],
    ['the published port of a container', 'http://notes:3000/mcp', dial('http://127.0.0.1:3000/mcp')],
    ['a host that was written with the scheme twice', 'https://https//a.example/mcp', dial('https://a.example/mcp', token)],
  ])('%s may be tried', (_, was, plan) => {
    expect(whyNotTry(found(was), plan, changes(`{"url":"${was}"}`))).toBeUndefined();
  });

  it.each([
    ['a host from a redirect', 'https://a.example/mcp', dial('https://b.example/mcp', token), 'b.example'],
    ['this machine for a remote host', 'https://a.example/mcp', dial('http://127.0.0.1:6379/'), '127.0.0.1:6379'],
    ['a metadata service', 'https://a.example/mcp', dial('http://169.254.169.254/mcp'), '169.254.169.254'],
    ['headers without encryption', 'https://a.example/mcp', dial('http://a.example/mcp', token), 'without encryption'],
  ])('%s may not', (_, was, plan, words) => {
    expect(whyNotTry(found(was), plan, changes(`{"url":"${was}"}`))).toContain(words);
  });
});
