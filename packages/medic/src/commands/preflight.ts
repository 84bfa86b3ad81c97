import { runPreflight } from '../engine/preflight/run-preflight.ts';
import type { PreflightResult } from '../model/index.ts';
import { prepareFinish } from './finish-checks.ts';
import { openTarget } from './open-target.ts';
import { parseFlags } from './parse-flags.ts';
import { PREFLIGHT_FLAGS } from './preflight-flags.ts';
import { startProgress } from './progress.ts';
import { readRoots } from './roots.ts';
import { withSignals } from './signals.ts';
import { UsageError } from './usage-error.ts';

const DEFAULT_CERTIFICATE_DAYS = 14;

/** `mcp-medic preflight <target>`. */
export async function run(words: readonly string[], version: string): Promise<number> {
  const parsed = parseFlags(words, PREFLIGHT_FLAGS);
  const { flags } = parsed;
  const healthPath = readHealthPath(flags['health-path']);
  const certificateDays = readDays(flags['cert-days']);
  const roots = readRoots(flags);
  const finish = await prepareFinish(flags, roots.home);
  const { found, written } = await openTarget(parsed, roots, 'mcp-medic preflight');
  return withSignals(async (signal) => {
    const progress = startProgress(process.stderr);
    let result: PreflightResult | undefined;
    for await (const event of runPreflight({ found, target: written, roots, version, healthPath, certificateDays, signal })) {
      if (event.type === 'measuring') progress.update(`measuring ${event.what} …`);
      if (event.type === 'done') result = event.result;
    }
    progress.clear();
    if (result === undefined) throw new Error('the run ended without a result');
    return finish(result);
  });
}

function readHealthPath(given: unknown): string {
  if (typeof given !== 'string') return '/health';
  if (!given.startsWith('/') || given.startsWith('//'))
    throw new UsageError('--health-path takes a path of the server that begins with /.', 'For example: --health-path /healthz');
  return given;
}

function readDays(given: unknown): number {
  if (typeof given !== 'string') return DEFAULT_CERTIFICATE_DAYS;
  if (!/^\d{1,4}$/.test(given)) throw new UsageError('--cert-days takes a whole number of days.', 'For example: --cert-days 30');
  return Number(given);
}
