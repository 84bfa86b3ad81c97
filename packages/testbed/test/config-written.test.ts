import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../medic/src/clients/index.ts';
import { addToClient } from '../../medic/src/engine/config/change-client.ts';
import { readGivenSource } from '../../medic/src/engine/config/given-source.ts';
import { runDoctor } from '../../medic/src/engine/doctor.ts';
import type { ClientDefinition, ClientId, ConfigChange, DoctorResult, Roots } from '../../medic/src/model/index.ts';
import { createTreatContext } from '../../medic/src/treat/context.ts';
import { buildBed, type Bed } from '../src/bed.ts';

/** The system whose files a client has; all others are looked at as on this one. */
function platformOf({ files }: ClientDefinition): Roots['platform'] {
  return files.some(({ path }) => typeof path === 'string' || path.linux !== undefined)
    ? 'linux'
    : files.some(({ path }) => typeof path !== 'string' && path.darwin !== undefined)
      ? 'darwin'
      : 'win32';
}

/** Raycast makes its file itself, in a folder whose name nobody knows before; Gemini CLI starts nothing in a folder it does not trust. */
const NEEDS: Partial<Record<ClientId, Record<string, string>>> = {
  raycast: { 'Library/Application Support/com.raycast.macos/extensions/mcp/mcp-config.json': '{ "mcpServers": {} }\n' },
  'gemini-cli': { '.gemini/trustedFolders.json': '{ "{{project}}": "TRUST_FOLDER" }\n' },
};

async function writeAndAsk(
  definition: ClientDefinition,
  bed: Bed,
  source: Parameters<typeof readGivenSource>[0],
): Promise<{ change: ConfigChange; result: DoctorResult }> {
  const roots: Roots = { home: bed.home, project: bed.project, platform: platformOf(definition), env: bed.env, isolated: true };
  const reading = await readGivenSource(source, roots);
  if (!reading.ok) throw new Error(reading.reason);
  const how = { replaces: false, wraps: false, guardsSecrets: true };
  const [change] = await addToClient(reading.source.servers, definition, roots, how, {
    treat: createTreatContext(roots),
    decide: async () => 'write',
    checks: false,
    trustsProject: false,
  });
  if (change === undefined) throw new Error('no change');
  let result: DoctorResult | undefined;
  const request = { roots, version: '0.0.0', clients: [definition.id], targets: [], isStatic: false, trustsProject: true, withSteps: false, patienceMs: 2000 };
  for await (const event of runDoctor(request)) if (event.type === 'done') result = event.result;
  if (result === undefined) throw new Error('the doctor ended without a result');
  return { change, result };
}

const GIVEN = { env: [], headers: [], settings: [], name: 'probe', readInput: async () => '' };

describe.each(CLIENTS.map((client) => [client.id, client] as const))('what is written for %s', (id, client) => {
  const scene = { files: NEEDS[id] ?? {} };

  it('is healthy for the doctor: a local server', async () => {
    const bed = await buildBed(scene);
    try {
      const argv = [bed.values['node'] ?? '', bed.values['server'] ?? '', 'needs-env', 'PROBE_VALUE'];
      const { change, result } = await writeAndAsk(client, bed, { ...GIVEN, argv, env: ['PROBE_VALUE=1'] });
      expect(change).toMatchObject({ outcome: 'added', losses: [] });
      expect(result.configs.flatMap(({ findings }) => findings)).toEqual([]);
      expect(result.servers).toMatchObject([{ name: 'probe', transport: 'stdio', verdict: 'healthy', findings: [] }]);
    } finally {
      await bed.close();
    }
  });

  it.skipIf(client.dialect.noRemote !== undefined)('is healthy for the doctor: a remote server with a header', async () => {
    const bed = await buildBed({ ...scene, serve: [{ fault: 'header-required', value: 'x-team' }] });
    try {
      const { change, result } = await writeAndAsk(client, bed, { ...GIVEN, word: `${bed.values['origin'] ?? ''}/mcp`, headers: ['X-Team: blue'] });
      expect(change).toMatchObject({ outcome: 'added', losses: [] });
      expect(result.configs.flatMap(({ findings }) => findings)).toEqual([]);
      expect(result.servers).toMatchObject([{ name: 'probe', verdict: 'healthy' }]);
    } finally {
      await bed.close();
    }
  });
});
