import type { HttpPlan } from '../../../model/index.ts';
import type { WrongTokenFacts } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { buildInitializeParams, NEWEST_LEGACY } from '../messages.ts';
import { askFirst } from './ask-first.ts';
import { withoutCredentials } from './credential-headers.ts';
import { readChallenge } from './read-challenge.ts';

const NOBODYS_TOKEN = 'mcp-medic-token-that-nobody-issued';

/** A token that nobody issued, and, on loopback only, the user's own in the address, where OAuth 2.1 forbids it. */
export const probe: AnyProbe = defineProbe({
  id: 'auth-tokens',
  where: 'own',
  transports: ['http', 'sse'],
  withoutLogin: true,
  async observe(context): Promise<WrongTokenFacts> {
    const { subject, run, era, open } = context;
    const plan = subject.plan as HttpPlan;
    const { turn: unknown } = await askFirst(context, withoutCredentials(plan, `Bearer ${NOBODYS_TOKEN}`));
    const unknownChallenge = readChallenge(unknown);
    const facts = { unknown, ...(unknownChallenge === undefined ? {} : { unknownChallenge }) };
    const token = readBearer(plan);
    if (token === undefined || !run.isLoopback || run.needsLogin) return facts;
    const address = new URL(subject.endpoint ?? plan.url);
    address.searchParams.set('access_token', token);
    if (subject.transport === 'sse') {
      const { turn } = await askFirst({ ...context, open: (options) => open({ ...options, url: address }) }, withoutCredentials(plan));
      return { ...facts, inAddress: turn };
    }
    const peer = await open({ handshake: 'none', headers: withoutCredentials(plan) });
    const inAddress =
      era === 'modern'
        ? await peer.request('server/discover', undefined, { url: address })
        : await peer.request('initialize', buildInitializeParams(NEWEST_LEGACY), { url: address });
    return { ...facts, inAddress };
  },
});

function readBearer({ headers }: HttpPlan): string | undefined {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return value === undefined ? undefined : /^\s*bearer\s+(\S+)\s*$/i.exec(value)?.[1];
}
