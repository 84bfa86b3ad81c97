import type { AuthMetadataFacts, Judgement, RefusalFacts, RunFacts } from '../../../model/verify/index.ts';
import { notApplicable } from '../judgements.ts';

interface GuardView {
  readonly 'auth-refusals': RefusalFacts;
  readonly 'auth-metadata': AuthMetadataFacts;
  readonly run: RunFacts;
}

/**
 * Why a rule about logging in does not concern this server; undefined when it does. A server that serves everybody is not wrong, and
 * a refusal alone may come from a wrong address: only a challenge, published metadata or a credential that helps shows that a token
 * is wanted.
 */
export function whyNoLogin({ 'auth-refusals': { first, challenge }, 'auth-metadata': { resources }, run }: GuardView): Judgement | undefined {
  if (first.answer?.result !== undefined) return notApplicable('the server answers without a credential');
  const isPublished = resources.some(({ json }) => json !== undefined);
  const helps = run.hasCredentials && run.eras.includes(run.era);
  if (first.http?.status === 401 || challenge !== undefined || isPublished || helps) return undefined;
  return notApplicable('nothing the server says shows that it wants a credential');
}
