import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTarget } from '../../medic/src/engine/find-target.ts';
import { runVerify } from '../../medic/src/engine/verify/run-verify.ts';
import type { CheckResult, ClientId, Roots, VerifyResult } from '../../medic/src/model/index.ts';
import type { AnyCheck } from '../../medic/src/model/verify/index.ts';
import { mintToken } from './conformance/auth/minted.ts';
import { bundleServer } from './conformance/bundle.ts';
import { startConformanceServer } from './conformance/http/start.ts';
import type { ConformanceOptions } from './conformance/settings.ts';

export interface ConformanceRun {
  readonly transport: 'stdio' | 'http' | 'sse';
  readonly options: Omit<ConformanceOptions, 'transport'>;
  readonly checks?: readonly AnyCheck[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Presents a token that the server itself signed, which this machine can read. */
  readonly presentsOwnToken?: boolean;
  readonly allowsCalls?: boolean;
  readonly revision?: string;
  /** Dialled as the old event stream from the start, as with `--transport sse`. */
  readonly isKnownSse?: boolean;
  /** How long first messages may take, ms. */
  readonly startLimitMs?: number;
  /** From when on a first message is called slow, ms. */
  readonly slowStartMs?: number;
  /** For how long an idle event stream is watched, ms. */
  readonly idleMs?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

let built: Promise<string> | undefined;

/** The server's program, built once per test process: it starts in a tenth of the time its sources take. */
async function bundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return bundleServer(folder);
}

/** Verifies the conformance server with these switches, in this process over HTTP, in one of its own over stdio. */
export async function verifyConformance(run: ConformanceRun): Promise<VerifyResult> {
  if (run.transport === 'stdio') {
    built ??= bundle();
    return verify(run, { kind: 'argv', argv: [process.execPath, await built, ...argumentsOf(run.options)] });
  }
  const server = await startConformanceServer({ ...run.options, transport: run.transport });
  try {
    const headers = run.presentsOwnToken === true ? { headers: { Authorization: `Bearer ${mintToken(new URL(server.url).origin)}` } } : {};
    return await verify({ ...run, ...headers }, { kind: 'url', url: server.url });
  } finally {
    await server.close();
  }
}

/** Ids of the checks that the server did not pass, in the order of the report. */
export function idsAgainst({ checks }: { readonly checks: readonly CheckResult[] }): readonly string[] {
  return checks.filter(({ status }) => status === 'fail' || status === 'warn').map(({ id }) => id);
}

/** Verifies whatever answers at this address, as this client reaches it. */
export function verifyUrl(url: string, checks: readonly AnyCheck[], how: Pick<Ask, 'client' | 'env'> = {}): Promise<VerifyResult> {
  return verify({ checks, ...how }, { kind: 'url', url });
}

/** Verifies another program. */
export function verifyProgram(argv: readonly string[], checks: readonly AnyCheck[]): Promise<VerifyResult> {
  return verify({ checks }, { kind: 'argv', argv });
}

interface Ask extends Omit<ConformanceRun, 'transport' | 'options' | 'env'> {
  readonly client?: ClientId;
  readonly env?: Roots['env'];
}

async function verify(run: Ask, target: Parameters<typeof findTarget>[0]): Promise<VerifyResult> {
  const home = tmpdir();
  const roots: Roots = { home, project: run.cwd ?? home, platform: 'linux', env: { ...process.env, ...run.env }, isolated: true };
  const { found } = await findTarget(target, roots, {
    ...(run.headers === undefined ? {} : { headers: run.headers }),
    ...(run.isKnownSse === true ? { transport: 'sse' as const } : {}),
    ...(run.client === undefined ? {} : { client: run.client, transport: 'http' as const }),
  });
  const request = {
    found,
    target: 'conformance',
    roots,
    version: '0.0.0',
    allowsCalls: run.allowsCalls === true,
    ...(run.revision === undefined ? {} : { revision: run.revision }),
    ...(run.startLimitMs === undefined ? {} : { startLimitMs: run.startLimitMs }),
    ...(run.idleMs === undefined ? {} : { idleMs: run.idleMs }),
    ...(run.slowStartMs === undefined ? {} : { slowStartMs: run.slowStartMs }),
  };
  for await (const event of runVerify(request, run.checks)) if (event.type === 'done') return event.result;
  throw new Error('the run ended without a result');
}

function argumentsOf({ era, revision, breaks, auth, tools, pageSize, slowMs, stateFolder }: ConformanceRun['options']): readonly string[] {
  return [
    ...(era === undefined ? [] : ['--era', era]),
    ...(revision === undefined ? [] : ['--revision', revision]),
    ...(breaks === undefined || breaks.length === 0 ? [] : ['--break', breaks.join(',')]),
    ...(auth === undefined ? [] : ['--auth', auth]),
    ...(tools === undefined ? [] : ['--tools', String(tools)]),
    ...(pageSize === undefined ? [] : ['--page-size', String(pageSize)]),
    ...(slowMs === undefined ? [] : ['--slow-ms', String(slowMs)]),
    ...(stateFolder === undefined ? [] : ['--state-folder', stateFolder]),
  ];
}
