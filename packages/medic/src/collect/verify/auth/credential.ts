import type { CredentialFacts } from '../../../model/verify/index.ts';
import { readSentToken } from '../../oauth/read-token.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

/** Looks at the user's credential on this machine: how it is written and, of a JWT, its public claims. */
export const probe: AnyProbe = defineProbe({
  id: 'auth-credential',
  where: 'aside',
  transports: ['http', 'sse'],
  withoutLogin: true,
  observe({ subject: { plan } }): Promise<CredentialFacts> {
    const now = new Date().toISOString();
    if (plan.transport === 'stdio') return Promise.resolve({ given: false, faults: [], now });
    const { sentAuthorization, sentScheme, token } = readSentToken(plan);
    const value = Object.entries(plan.headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
    return Promise.resolve({
      given: sentAuthorization,
      ...(sentScheme === undefined ? {} : { scheme: sentScheme }),
      faults: value === '' ? [] : findFaults(value),
      ...(token === undefined ? {} : { claims: token }),
      now,
    });
  },
});

function findFaults(value: string): readonly string[] {
  const words = value.trim().split(/\s+/);
  const [scheme = '', ...rest] = words;
  return [
    ...(/[\r\n]/.test(value) ? ['it holds a line break'] : []),
    ...(/^bearer$/i.test(scheme) && /^bearer$/i.test(rest[0] ?? '') ? ['the scheme is written twice'] : []),
    ...(/["'\u2018\u2019\u201C\u201D]/.test(value) && /^bearer$/i.test(scheme) ? ['quotes stand around or in the token'] : []),
    ...(words.length === 1 && !/^(?:bearer|basic)$/i.test(scheme) ? ['it names no scheme before the value'] : []),
    ...(rest.length === 0 && /^(?:bearer|basic)$/i.test(scheme) ? ['it names a scheme and no token'] : []),
    ...(/\$\{?\w+\}?|<[^>]*>|YOUR[_-]/i.test(rest.join(' ')) ? ['it holds a placeholder instead of a value'] : []),
  ];
}
