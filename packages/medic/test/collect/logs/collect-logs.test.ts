import { describe, expect, it } from 'vitest';
import { expandPathTemplate } from '../../../src/clients/path-template.ts';
import { collectLogs } from '../../../src/collect/logs/collect-logs.ts';
import { compileNameTest } from '../../../src/collect/logs/expand-log-path.ts';
import { pickLines } from '../../../src/collect/logs/pick-lines.ts';
import type { LogPlace } from '../../../src/model/index.ts';
import { createFakeHome, plainRedactor } from '../fake-home.ts';

const fake = createFakeHome();
const place = (path: LogPlace['path'], what: LogPlace['what'] = 'server'): LogPlace => ({ path, what, known: 'tested' });
const collect = (logs: readonly LogPlace[], name: string = 'My Server'): ReturnType<typeof collectLogs> =>
  collectLogs({ logs }, name, fake.roots(), plainRedactor, expandPathTemplate);

describe('collectLogs', () => {
  it('reads the log of one server whole and that of the client by name', async () => {
    fake.write('home/logs/mcp-server-My Server.log', 'one\n\ntwo\r\n');
    fake.write('home/logs/main.log', '2026-11-21T01:02:03.456Z [My Server] refused\nother line\n[My Server] again\n    at stack\n[MyServers] not this\n');
    fake.touch('home/logs/mcp-server-My Server.log', '2026-11-20T00:00:00Z');
    fake.touch('home/logs/main.log', '2026-11-21T00:00:00Z');
    const facts = await collect([place('~/logs/mcp-server-{server}.log'), place('~/logs/main.log', 'client')]);
    expect(facts.files.map(({ modifiedAt, what }) => [modifiedAt, what])).toEqual([
      ['2026-11-21T00:00:00.000Z', 'client'],
      ['2026-11-20T00:00:00.000Z', 'server'],
    ]);
    expect(facts.tail.map(({ line, text }) => [line, text])).toEqual([
      [1, '2026-11-21T01:02:03.456Z [My Server] refused'],
      [3, '[My Server] again'],
      [4, '    at stack'],
      [1, 'one'],
      [3, 'two'],
    ]);
    expect(facts.tail[0]?.at).toBe('2026-11-21T01:02:03.456Z');
  });

  it('keeps true line numbers in the tail of a large file', async () => {
    fake.write('home/big/x.log', `${Array.from({ length: 60_000 }, (_unused, index) => `line ${index + 1}`).join('\n')}\n`);
    const facts = await collect([place('~/big/{server}.log')], 'x');
    expect(facts.tail.at(-1)).toMatchObject({ line: 60_000, text: 'line 60000' });
    expect(facts.tail).toHaveLength(60);
  });

  it('finds folders of the project and the server, and the newest 20 files', async () => {
    const slug = fake.project.replace(/[^A-Za-z0-9]/g, '-');
    for (let index = 0; index < 25; index += 1) {
      fake.write(`home/.cache/cli/${slug}/mcp-logs-My-Server/${index}.jsonl`, `{"n":${index}}\n`);
      fake.touch(`home/.cache/cli/${slug}/mcp-logs-My-Server/${index}.jsonl`, new Date(Date.UTC(2026, 0, index + 1)).toISOString());
    }
    const facts = await collect([place('~/.cache/cli/{project-slug}/mcp-logs-{server}/*.jsonl')]);
    expect(facts.files).toHaveLength(20);
    expect(facts.tail[0]?.text).toBe('{"n":24}');
  });

  it('takes only lines that name the server from files that do not', async () => {
    fake.write('home/shared/a1.log', 'x git y\ngithub\n');
    expect((await collect([place('~/shared/*.log')], 'git')).tail.map(({ text }) => text)).toEqual(['x git y']);
  });

  it.each(['../../etc/passwd', '*', '', '..', '__proto__'])('is not led astray by a server called %j', async (name) => {
    fake.write('home/astray/fine.log', 'x\n');
    const facts = await collect([place('~/astray/{server}.log')], name);
    expect(facts.files.map(({ path }) => path).filter((path) => !path.endsWith('/fine.log'))).toEqual([]);
  });

  it('has nothing for another platform or an absent folder', async () => {
    expect(await collect([place({ darwin: '~/logs/*.log' }), place('~/nowhere/*.log')])).toEqual({ files: [], tail: [] });
  });
});

it.each([
  ['mcp-server-{server}.log', 'mcp-server-my_server.log', true],
  ['mcp*.log', 'mcp.log', true],
  ['mcp*.log', 'mcp-server-x.log', true],
  ['mcp*.log', 'mcp.txt', false],
  ['a*b*c', 'aXbYc', true],
  ['a*bc*c', 'abc', false],
])('%s and %s', (part, name, expected) => {
  expect(compileNameTest(part, 'My Server', '/p')(name)).toBe(expected);
});

it('reads instants with and without zone', () => {
  expect(pickLines(['{"timestamp":"2026-11-21T01:02:03Z"}', '[2026-13-99 01:02:03] x'], undefined).map(({ at }) => at)).toEqual([
    '2026-11-21T01:02:03.000Z',
    undefined,
  ]);
});
