import { utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runDoctor } from '../../src/engine/doctor.ts';
import type { ServerResult } from '../../src/model/index.ts';
import { renderServer } from '../../src/report/text/server-block.ts';
import { PLAIN } from '../../src/report/text/style.ts';
import { createFakeHome } from '../collect/fake-home.ts';

const fake = createFakeHome();
const roots = fake.roots({ env: { PATH: '/usr/bin:/bin', HOME: fake.home } });
const SERVER = `let rest='';process.stdin.on('data',(c)=>{rest+=c;for(let e=rest.indexOf('\\n');e!==-1;e=rest.indexOf('\\n')){const m=JSON.parse(rest.slice(0,e));rest=rest.slice(e+1);
const result=m.method==='initialize'?{protocolVersion:'2025-06-18',capabilities:{tools:{}},serverInfo:{name:'s',version:'1'}}:{tools:[]};
if(m.id!==undefined)process.stdout.write(JSON.stringify({jsonrpc:'2.0',id:m.id,result})+'\\n')}});process.stdin.on('end',()=>process.exit(0));`;
const MINUTE_MS = 60_000;
const slug = fake.project.replace(/[^A-Za-z0-9]/g, '-');
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString();
const refused = (name: string, minutes: number): string =>
  JSON.stringify({
    error: `MCP server "${name}": Connection failed: Error: listen EADDRINUSE: address already in use :::47999`,
    timestamp: ago(minutes),
    cwd: fake.project,
  });
const works = (name: string, minutes: number): string =>
  JSON.stringify({ debug: `MCP server "${name}": Successfully connected to stdio server in 321ms`, timestamp: ago(minutes), cwd: fake.project });

/** One healthy and one broken server in Claude Code's own file, edited so many minutes ago, with a log for each. */
async function check(name: string, lines: readonly string[], { isBroken = false, editedMinutes = 600 } = {}): Promise<ServerResult> {
  const args = isBroken ? ['-e', "require('nowhere-to-be-found')"] : ['-e', SERVER];
  const file = fake.write('home/.claude.json', JSON.stringify({ mcpServers: { [name]: { type: 'stdio', command: process.execPath, args } } }));
  utimesSync(file, new Date(ago(editedMinutes)), new Date(ago(editedMinutes)));
  fake.write(`home/.cache/claude-cli-nodejs/${slug}/mcp-logs-${name}/a.jsonl`, `${lines.join('\n')}\n`);
  const request = {
    roots,
    version: '0',
    clients: ['claude-code' as const],
    targets: [],
    isStatic: false,
    trustsProject: false,
    withSteps: true,
    patienceMs: 500,
  };
  for await (const event of runDoctor(request)) if (event.type === 'done') return event.result.servers[0]!;
  throw new Error('no result');
}

const disagreement = ({ findings }: ServerResult): ServerResult['findings'][number] | undefined => findings.find(({ rule }) => rule === 'log-disagrees');

describe('a server that connects now', () => {
  it('is told together with the fault in the log, both quoted, with its age', async () => {
    const server = await check('notes', [works('notes', 200), refused('notes', 180)]);
    expect(server.verdict).toBe('healthy');
    expect(disagreement(server)).toMatchObject({ severity: 'hint' });
    expect(disagreement(server)?.message).toMatch(/3 hours ago \(port-in-use: .*now the server connects/u);
    expect(disagreement(server)?.evidence.map(({ quote }) => quote)).toEqual([
      expect.stringContaining('EADDRINUSE'),
      expect.stringContaining('initialize answered'),
    ]);
    const text = renderServer(server, { columns: 300, style: PLAIN, home: fake.home, all: false }).join('\n');
    expect(text).toContain('The log of Claude Code told something else 3 hours ago');
    expect(server.steps?.find(({ title }) => title === 'logs')?.detail).toContain('told something else');
  });

  it('has no finding when a later line of the log shows it working', async () => {
    expect((await check('again', [refused('again', 180), works('again', 170)])).findings).toEqual([]);
  });

  it('says that the client has not read the edit yet', async () => {
    expect(disagreement(await check('edited', [refused('edited', 180)], { editedMinutes: 5 }))?.message).toMatch(
      /3 hours ago, before the config was last edited .* has not read the edit yet/u,
    );
  });

  it('has no finding when the log is a week old, and none for a log of another day without a fault', async () => {
    expect((await check('old', [refused('old', 60 * 24 * 9)])).findings).toEqual([]);
    expect((await check('fine', [works('fine', 30)])).findings).toEqual([]);
  });
});

describe('a server that fails now', () => {
  it('is told to have worked', async () => {
    const server = await check('broken', [works('broken', 45)], { isBroken: true });
    expect(server.diagnosis?.cause).toBe('node-module-missing');
    expect(disagreement(server)?.message).toMatch(/45 min ago \(a working connection\); now it is node-module-missing/u);
  });

  it('has one finding when the log knows another cause, none for the same', async () => {
    expect(disagreement(await check('other', [refused('other', 45)], { isBroken: true }))?.message).toContain('port-in-use');
    const same = JSON.stringify({ error: `MCP server "same": Server stderr: Error: Cannot find module 'nowhere-to-be-found'`, timestamp: ago(9) });
    expect(disagreement(await check('same', [same], { isBroken: true }))).toBeUndefined();
  });
});
