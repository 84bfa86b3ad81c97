import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runFix, type Answer, type Proposal } from '../../src/engine/fix.ts';
import type { DoctorRequest } from '../../src/engine/request.ts';
import type { ClientId, DoctorResult } from '../../src/model/index.ts';
import { createTreatContext } from '../../src/treat/context.ts';
import { undoFix } from '../../src/treat/undo.ts';

const SERVER = `
let rest = '';
process.stdin.on('data', (chunk) => {
  rest += chunk;
  for (let end = rest.indexOf('\\n'); end !== -1; end = rest.indexOf('\\n')) {
    const { id, method } = JSON.parse(rest.slice(0, end));
    rest = rest.slice(end + 1);
    const result = method === 'initialize' ? { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } : { tools: [] };
    if (id !== undefined) process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
  }
});
process.stdin.on('end', () => process.exit(0));
`;

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'medic-fix-')));
  mkdirSync(join(home, 'project'));
  write('server.cjs', SERVER);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, content: string | object): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`);
  return file;
}

interface Run {
  readonly result: DoctorResult;
  readonly asked: readonly Proposal[];
}

const roots = (): DoctorRequest['roots'] => ({
  home,
  project: join(home, 'project'),
  platform: 'linux',
  env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: home },
  isolated: true,
});

async function fix(client: ClientId, answer: Answer | ((proposal: Proposal) => Answer) = 'apply', changes: Partial<DoctorRequest> = {}): Promise<Run> {
  const asked: Proposal[] = [];
  const request: DoctorRequest = {
    roots: roots(),
    version: '0.0.0',
    clients: [client],
    targets: [],
    isStatic: false,
    trustsProject: false,
    proves: true,
    withSteps: false,
    patienceMs: 200,
    ...changes,
  };
  const result = await runFix(request, {
    treat: createTreatContext(request.roots),
    decide: async (proposal) => {
      asked.push(proposal);
      return typeof answer === 'function' ? answer(proposal) : answer;
    },
  });
  return { result, asked };
}

const wholeLine = (): string => `${process.execPath} ${join(home, 'server.cjs')}`;

describe('doctor --fix', () => {
  it('offers a proven fix, applies it and shows the state after', async () => {
    const file = write('.cursor/mcp.json', {
      mcpServers: { demo: { command: wholeLine() }, fine: { command: process.execPath, args: [join(home, 'server.cjs')] } },
    });
    const before = readFileSync(file, 'utf8');
    const { result, asked } = await fix('cursor');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      server: 'demo',
      clientName: 'Cursor',
      fix: { proof: 'proven', proofDetail: expect.stringMatching(/^answered initialize in \d+ ms, 0 tools$/) },
    });
    expect(result.summary).toEqual({ healthy: 2, failing: 0, degraded: 0, notChecked: 0 });
    expect(result.servers.map(({ name }) => name)).toEqual(['demo', 'fine']);
    const [repair] = result.repairs ?? [];
    expect(repair).toMatchObject({
      outcome: 'kept',
      server: 'demo',
      client: 'cursor',
      files: [file],
      next: expect.stringContaining('Cursor'),
      detail: expect.stringContaining('"demo" is healthy'),
    });
    expect(await undoFix(repair?.undo ?? '', createTreatContext(roots()))).toMatchObject({ ok: true });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it.each<[string, Answer]>([
    ['declined', { declined: 'you said no' }],
    ['shown', 'show'],
    ['stop', 'stop'],
  ])('writes nothing when a fix is %s', async (_, answer) => {
    const file = write('.cursor/mcp.json', { mcpServers: { one: { command: wholeLine() }, two: { command: wholeLine() } } });
    const before = readFileSync(file, 'utf8');
    const { result, asked } = await fix('cursor', answer);
    expect(asked).toHaveLength(answer === 'stop' ? 1 : 2);
    expect(result.summary.failing).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(existsSync(join(home, '.local'))).toBe(false);
  });

  it('mends two entries of one file after each other', async () => {
    write('.cursor/mcp.json', { mcpServers: { one: { command: wholeLine() }, two: { command: wholeLine() } } });
    const { result } = await fix('cursor');
    expect(result.repairs?.map(({ outcome, server }) => [server, outcome])).toEqual([
      ['one', 'kept'],
      ['two', 'kept'],
    ]);
    expect(result.summary.healthy).toBe(2);
  });

  it('refuses when the file was changed between the look and the yes', async () => {
    const file = write('.cursor/mcp.json', { mcpServers: { demo: { command: wholeLine() } } });
    const { result } = await fix('cursor', () => {
      writeFileSync(file, '{"mcpServers":{}}');
      return 'apply';
    });
    expect(result.repairs).toMatchObject([{ outcome: 'refused', detail: expect.stringContaining('was changed after') }]);
    expect(readFileSync(file, 'utf8')).toBe('{"mcpServers":{}}');
  });

  it('takes back what did not help', async () => {
    let isDown = false;
    const web = createServer((request, response) => {
      const isMcp = !isDown && request.url === '/mcp' && request.method === 'POST';
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const { id, method } = isMcp ? (JSON.parse(body) as { id?: number; method: string }) : { id: undefined, method: '' };
        const result =
          method === 'initialize' ? { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } : { tools: [] };
        if (id === undefined) response.writeHead(isMcp ? 202 : 404).end();
        else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, result }));
      });
    });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    try {
      const file = write('.cursor/mcp.json', { mcpServers: { demo: { url: `http://127.0.0.1:${(web.address() as AddressInfo).port}/` } } });
      const before = readFileSync(file, 'utf8');
      // Proven a moment ago, and broken by the time it is looked at again.
      const { result, asked } = await fix('cursor', () => {
        isDown = true;
        return 'apply';
      });
      expect(asked[0]?.fix.proof).toBe('proven');
      expect(result.repairs?.[0]).toMatchObject({ outcome: 'taken-back', detail: expect.stringContaining('it made nothing better: "demo" is failing') });
      expect(result.repairs?.[0]).not.toHaveProperty('undo');
      expect(readFileSync(file, 'utf8')).toBe(before);
      expect(result.summary.failing).toBe(1);
    } finally {
      web.closeAllConnections();
      web.close();
    }
  });

  it('starts nothing of a project without consent, neither as it stands nor patched', async () => {
    const marker = join(home, 'ran');
    write('project/opencode.json', {
      mcp: { demo: { type: 'local', command: [process.execPath, '-e', `require('fs').writeFileSync(${JSON.stringify(marker)}, 'x')`], timeout: 'soon' } },
    });
    const { result } = await fix('opencode');
    expect(existsSync(marker)).toBe(false);
    for (const server of result.servers) for (const one of server.diagnosis?.fixes ?? []) expect(one.proof).not.toBe('proven');
  });
});

describe('proving without --fix', () => {
  it('is off unless asked for, and says so by leaving fixes untried', async () => {
    write('.cursor/mcp.json', { mcpServers: { demo: { command: wholeLine() } } });
    const { asked } = await fix('cursor', 'show', { proves: false });
    expect(asked.map(({ fix: { proof } }) => proof)).toEqual(['not-tried']);
  });
});
