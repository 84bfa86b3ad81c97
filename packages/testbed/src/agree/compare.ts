import { runDoctor } from '../../../medic/src/engine/doctor.ts';
import type { DoctorResult } from '../../../medic/src/model/index.ts';
import { buildBed, type Bed } from '../bed.ts';
import type { Scene, SceneFile } from '../case.ts';
import type { ClientAdapter, Word } from './client-adapter.ts';
import { explain } from './known-differences.ts';
import type { Scenario } from './scenarios.ts';

export interface Comparison {
  readonly client: Word;
  /** Our verdict with its cause: `failing tls-private-ca`. */
  readonly medic: string;
  readonly result: 'same' | 'explained' | 'differs';
  readonly explanation?: string;
  readonly said: string;
}

/** Puts one scenario into one client's own config, asks the real client and the doctor, and compares. */
export async function compare(
  adapter: ClientAdapter,
  scenario: Scenario,
  { folder, nodeBin }: { readonly folder: string; readonly nodeBin: string },
): Promise<Comparison> {
  const bed = await buildBed(sceneOf(adapter, scenario));
  try {
    const env = clientEnvironment(bed, nodeBin);
    const result = await askDoctor(adapter, bed, env);
    const answer = await adapter.ask(bed, { folder, env, timeoutMs: 130_000 });
    const server = result.servers.find(({ name }) => name === 'probe');
    const ours = wordOf(result);
    const medic =
      server === undefined
        ? 'not listed'
        : `${server.verdict}${server.diagnosis === undefined ? (server.reason === undefined ? '' : ` (${server.reason})`) : ` ${server.diagnosis.cause}`}`;
    if (agrees(answer.word, ours)) return { client: answer.word, medic, result: 'same', said: answer.said };
    const explanation = explain(adapter.id, scenario.name, answer, server);
    return {
      client: answer.word,
      medic,
      result: explanation === undefined ? 'differs' : 'explained',
      ...(explanation === undefined ? {} : { explanation }),
      said: answer.said,
    };
  } finally {
    await bed.close();
  }
}

/** What a client is started with: a recent Node first on PATH, its home in the bed, nothing else of this machine. */
export function clientEnvironment(bed: Bed, nodeBin: string): Record<string, string> {
  return {
    ...bed.env,
    PATH: `${nodeBin}:/usr/local/bin:/usr/bin:/bin`,
    USER: 'agree',
    LOGNAME: 'agree',
    SHELL: '/bin/bash',
    TERM: 'dumb',
    NO_COLOR: '1',
    TMPDIR: bed.home,
  };
}

function sceneOf(adapter: ClientAdapter, scenario: Scenario): Scene {
  const written = adapter.write(scenario.wanted);
  const files = Object.fromEntries(
    Object.entries(written).map(([path, text]): [string, SceneFile] => [path, path === adapter.config ? damage(text, scenario) : text]),
  );
  return {
    files: { ...files, 'srv.sh': { $text: '#!/bin/sh\nexec "{{node}}" "{{server}}" ok\n', $mode: 0o755 } },
    ...(scenario.serve === undefined ? {} : { serve: [scenario.serve] }),
  };
}

function damage(text: string, { mangle, bom }: Scenario): SceneFile {
  const mangled = mangle === undefined ? text : mangle(text);
  return bom === true ? { $text: mangled, $encoding: 'utf-8-bom' } : mangled;
}

async function askDoctor(adapter: ClientAdapter, { home, project }: Bed, env: Readonly<Record<string, string>>): Promise<DoctorResult> {
  let result: DoctorResult | undefined;
  for await (const event of runDoctor({
    roots: { home, project, platform: 'linux', env, isolated: true },
    version: '0.0.0',
    clients: [adapter.id],
    targets: [],
    isStatic: false,
    trustsProject: true,
    withSteps: false,
    patienceMs: 2000,
  })) {
    if (event.type === 'done') result = event.result;
  }
  if (result === undefined) throw new Error('the doctor ended without a result');
  return result;
}

/** Our verdict in the client's terms. */
function wordOf({ servers, configs }: DoctorResult): Word {
  const server = servers.find(({ name }) => name === 'probe');
  if (server === undefined) return configs.some(({ findings }) => findings.some(({ severity }) => severity === 'blocks')) ? 'none' : 'no-verdict';
  if (server.verdict === 'not-checked') return 'pending';
  if (server.verdict !== 'failing') return 'ok';
  return server.diagnosis?.layer === 'auth' ? 'auth' : server.diagnosis?.layer === 'config' ? 'none' : 'fail';
}

/** A client that does not list a broken entry and one that shows it as failed say the same; so do "failed" and "log in". */
function agrees(client: Word, ours: Word): boolean {
  if (client === ours) return true;
  const failing: readonly Word[] = ['fail', 'none', 'auth'];
  return failing.includes(client) && failing.includes(ours);
}
