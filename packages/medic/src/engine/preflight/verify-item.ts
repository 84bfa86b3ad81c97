import type { VerifyResult, VerifySummary } from '../../model/index.ts';
import { runVerify } from '../verify/run-verify.ts';
import type { PreflightRequest } from './request.ts';

/** Runs `verify` on the same server and keeps what speaks against it. */
export async function summariseVerify({ found, target, roots, version, signal }: PreflightRequest): Promise<VerifySummary> {
  let result: VerifyResult | undefined;
  for await (const event of runVerify({ found, target, roots, version, allowsCalls: false, ...(signal === undefined ? {} : { signal }) }))
    if (event.type === 'done') result = event.result;
  if (result === undefined) throw new Error('verify ended without a result');
  return {
    summary: result.summary,
    durationMs: result.durationMs,
    against: result.checks.flatMap(({ id, title, status, evidence }) => (status === 'fail' || status === 'warn' ? [{ id, title, status, evidence }] : [])),
  };
}
