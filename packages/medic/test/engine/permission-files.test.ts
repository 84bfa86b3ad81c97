import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findClient } from '../../src/clients/index.ts';
import { createSourceReader } from '../../src/discover/read-source.ts';
import { prepareRules, type PreparedRules } from '../../src/engine/permission-files.ts';
import { applyPermissions, type PermissionsRequest } from '../../src/engine/permissions.ts';
import type { ClientId, ConfigFormat } from '../../src/model/index.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import { undoFix } from '../../src/treat/undo.ts';
import { tool } from '../permissions/kit.ts';
import { createRandom } from '../text/random.ts';
import { randomDocument } from '../text/random-document.ts';
import { createPlace, type Place } from '../treat/kit.ts';

let place: Place;
beforeEach(() => {
  place = createPlace();
});
afterEach(() => place.close());

const RUNS = 25;
const NAMES = ['list_notes', 'get_note', 'add_note', 'delete_note', 'run_all', 'note.read', 'x(*)', 'wipe'] as const;
const FILES: readonly (readonly [client: ClientId, path: string, format: ConfigFormat])[] = [
  ['claude-code', '.claude/settings.json', 'json'],
  ['qwen-code', '.qwen/settings.json', 'jsonc'],
  ['cursor', '.cursor/permissions.json', 'jsonc'],
  ['zed', '.config/zed/settings.json', 'jsonc'],
  ['gemini-cli', '.gemini/policies/mcp-medic.toml', 'toml'],
  ['goose', '.config/goose/permission.yaml', 'yaml'],
];

function requestFor(client: ClientId): PermissionsRequest {
  const { home } = place;
  const target = { kind: 'name', name: 'notes' } as const;
  return {
    roots: { home, project: `${home}/project`, platform: 'linux', env: {}, isolated: true },
    version: '0.0.0',
    definition: findClient(client),
    target,
    targets: [target],
    destructive: 'deny',
    isStatic: false,
    trustsProject: false,
    withSteps: false,
    patienceMs: 0,
  };
}

async function prepare(request: PermissionsRequest, names: readonly string[]): Promise<PreparedRules> {
  const prepared = await prepareRules({
    request,
    server: 'notes',
    own: undefined,
    tools: names.map((name) => tool(name)),
    otherServers: ['other'],
    read: createSourceReader(),
    redactor: createRedactor(),
  });
  if ('reason' in prepared) throw new Error(prepared.reason);
  return prepared;
}

describe('writing rules into any file', () => {
  it.each(FILES)(
    '%s: whatever stands there, applying twice is applying once, and undo is exact',
    async (client, path, format) => {
      let written = 0;
      for (let seed = 0; seed < RUNS; seed += 1) {
        const random = createRandom(seed);
        const file = `${place.home}/${path}`;
        if (random.int(8) > 0) place.write(path, randomDocument(random, format));
        const before = existsSync(file) ? readFileSync(file) : undefined;
        const request = requestFor(client);
        const names = NAMES.filter(() => random.int(3) > 0);
        const first = await prepare(request, names);
        const { applied } = await applyPermissions({ ok: true, ...first }, request);
        const after = existsSync(file) ? readFileSync(file) : undefined;
        // A document that is no map cannot hold rules; then nothing may have changed.
        if (applied === undefined || 'refused' in applied) expect(after, `seed ${seed}`).toEqual(before);
        else {
          written += 1;
          const second = await prepare(request, names);
          expect(second.draft, `seed ${seed}`).toBeUndefined();
          expect((await undoFix(applied.undo, place.context)).ok, `seed ${seed}`).toBe(true);
          expect(existsSync(file) ? readFileSync(file) : undefined, `seed ${seed}`).toEqual(before);
        }
        place.close();
        place = createPlace();
      }
      expect(written).toBeGreaterThan(RUNS / 2);
    },
    120_000,
  );
});
