import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Validator } from '@cfworker/json-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorRequest } from '../../src/engine/request.ts';
import { runDoctor } from '../../src/engine/doctor.ts';
import type { DoctorResult } from '../../src/model/index.ts';

const schema = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'schema', 'doctor.json'), 'utf8')) as object;
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
let requests = 0;
const web = createServer((_request: IncomingMessage, response: ServerResponse) => {
  requests += 1;
  response.writeHead(404).end();
});

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'medic-doctor-'));
  mkdirSync(join(home, '.cursor'), { recursive: true });
  mkdirSync(join(home, 'project'), { recursive: true });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const marks = (name: string): string[] => ['-e', `require('fs').writeFileSync(${JSON.stringify(join(home, name))}, 'ran');${SERVER}`];
  const servers = {
    good: { command: process.execPath, args: marks('good.ran') },
    gone: { command: 'no-such-program-anywhere' },
    remote: { url: `http://127.0.0.1:${(web.address() as AddressInfo).port}/mcp` },
  };
  writeFileSync(join(home, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers: servers }));
  writeFileSync(
    join(home, 'project', 'opencode.json'),
    JSON.stringify({ mcp: { fromRepo: { type: 'local', command: [process.execPath, ...marks('project.ran')] } } }),
  );
});

afterAll(() => {
  web.closeAllConnections();
  web.close();
  rmSync(home, { recursive: true, force: true });
});

async function run(changes: Partial<DoctorRequest>): Promise<DoctorResult> {
  const request: DoctorRequest = {
    roots: { home, project: join(home, 'project'), platform: 'linux', env: { PATH: process.env['PATH'], HOME: home }, isolated: true },
    version: '0.0.0',
    targets: [],
    isStatic: false,
    trustsProject: false,
    withSteps: true,
    patienceMs: 500,
    ...changes,
  };
  for await (const event of runDoctor(request)) if (event.type === 'done') return event.result;
  throw new Error('no result');
}

const verdicts = ({ servers }: DoctorResult): Record<string, string> =>
  Object.fromEntries(servers.map(({ name, verdict, diagnosis }) => [name, diagnosis?.cause ?? verdict]));
const exists = (name: string): boolean => {
  try {
    return readFileSync(join(home, name), 'utf8') === 'ran';
  } catch {
    return false;
  }
};

describe('the doctor on a machine', () => {
  it('with --static starts nothing and dials nothing', async () => {
    const result = await run({ isStatic: true });
    expect(exists('good.ran')).toBe(false);
    expect(requests).toBe(0);
    expect(result.servers.find(({ name }) => name === 'good')).toMatchObject({ verdict: 'not-checked', reason: expect.stringContaining('--static') as string });
  });

  it('tells healthy from failing, does not start what the project brought, and fits the published schema', async () => {
    const result = await run({});
    expect(verdicts(result)).toMatchObject({ good: 'healthy', gone: 'command-not-installed', remote: 'url-wrong-endpoint', fromRepo: 'not-checked' });
    expect(exists('good.ran')).toBe(true);
    expect(exists('project.ran')).toBe(false);
    expect(result.servers.find(({ name }) => name === 'fromRepo')?.reason).toContain('--trust');
    const { valid, errors } = new Validator(schema, '2020-12').validate(JSON.parse(JSON.stringify(result)));
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  it("run from the home folder, takes the user's own file for the user's", async () => {
    const result = await run({ roots: { home, project: home, platform: 'linux', env: { PATH: process.env['PATH'], HOME: home }, isolated: true } });
    expect(verdicts(result)).toMatchObject({ good: 'healthy', gone: 'command-not-installed' });
  });

  it('walks ten steps and shows the problem at one of them', async () => {
    const result = await run({ targets: [{ kind: 'name', name: 'gone' }] });
    const steps = result.servers[0]?.steps ?? [];
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(steps.filter(({ outcome }) => outcome === 'problem').map(({ step }) => step)).toEqual([3]);
  });

  it('starts a project server after consent, asked once with exactly what would run', async () => {
    const asked: string[] = [];
    const result = await run({ consent: async (ask) => asked.push([...ask.argv].join(' ')) > 0, targets: [{ kind: 'name', name: 'fromRepo' }] });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(process.execPath);
    expect(verdicts(result)).toEqual({ fromRepo: 'healthy' });
  });

  it('examines a command or URL given on the command line', async () => {
    const result = await run({ targets: [{ kind: 'argv', argv: [process.execPath, '-e', SERVER] }] });
    expect(result.servers).toHaveLength(1);
    expect(result.servers[0]?.verdict).toBe('healthy');
  });
});
