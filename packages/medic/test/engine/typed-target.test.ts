import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFix } from '../../src/engine/fix.ts';
import type { DoctorRequest } from '../../src/engine/request.ts';
import { createTreatContext } from '../../src/treat/context.ts';

const SERVER = `process.stdin.on('data', (chunk) => {
  for (const line of String(chunk).trim().split('\\n')) {
    const { id, method } = JSON.parse(line);
    const result = method === 'initialize' ? { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } : { tools: [] };
    if (id !== undefined) process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
  }
}).on('end', () => process.exit(0));`;

let home: string;
let dist: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'medic-typed-'));
  dist = join(home, 'node_modules', '@modelcontextprotocol', 'server-demo', 'dist');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'index.js'), SERVER);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a server that is named on the command line', () => {
  it('has its fix proven and told in the words to type, although there is no file to write', async () => {
    const roots = { home, project: home, platform: 'linux', env: { PATH: process.env['PATH'], HOME: home }, isolated: true } as const;
    const request: DoctorRequest = {
      roots,
      version: '0.0.0',
      targets: [{ kind: 'argv', argv: [process.execPath, join(dist, 'indx.js')] }],
      isStatic: false,
      trustsProject: false,
      withSteps: false,
      proves: true,
      patienceMs: 500,
    };
    const { servers, repairs } = await runFix(request, { treat: createTreatContext(roots), decide: () => Promise.resolve('apply') });
    const [fix] = servers[0]?.diagnosis?.fixes ?? [];
    expect(servers[0]?.diagnosis?.cause).toBe('script-or-path-missing');
    expect(fix?.proof).toBe('proven');
    expect(fix?.steps).toEqual([{ do: 'tell', text: `Type instead: ${process.execPath} ${join(dist, 'index.js')}` }]);
    // The missing file is the one that was asked for: no version of anything is at fault.
    expect(servers[0]?.findings).toEqual([]);
    expect(repairs).toEqual([]);
  });
});
