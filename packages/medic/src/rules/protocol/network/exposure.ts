import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';

const EVERYWHERE: readonly string[] = ['0.0.0.0', '::', '*'];

const bind: AnyCheck = defineCheck({
  id: 'http.bind-all',
  group: 'network',
  title: 'Listens on loopback only when it is a server of this machine',
  level: 'SHOULD',
  spec: '2025-11-25 basic/transports#security-warning',
  why: 'A server on every interface can be used by everybody in the same network.',
  fix: 'Let the server listen on 127.0.0.1 instead of 0.0.0.0.',
  transports: ['http', 'sse'],
  withoutLogin: true,
  needs: ['reach'],

  judge({ reach: { listener, network }, run }) {
    if (!run.isLoopback || listener === undefined) return notApplicable('the URL names another machine');
    if (listener.addresses.length === 0) return notTested(`what listens on port ${network.port} could not be seen`);
    const open = listener.addresses.filter((address) => EVERYWHERE.includes(address));
    if (open.length === 0) return PASS;
    const holder = listener.holder === undefined ? 'a program of another user' : `${listener.holder.name} (process ${listener.holder.pid})`;
    return warn({ what: `${holder} listens on every interface`, quote: open.map((address) => `${address}:${network.port}`).join(', ') });
  },
});

const plaintext: AnyCheck = defineCheck({
  id: 'http.plaintext-remote',
  group: 'network',
  title: 'Is reached over https when it is on another machine',
  level: 'practice',
  why: 'Over plain http everybody on the way reads the messages and the token, and can change the answers.',
  fix: 'Serve https, and write it into the URL.',
  transports: ['http', 'sse'],
  withoutLogin: true,
  needs: ['reach'],

  judge({ reach: { network }, run }) {
    if (run.url === undefined || new URL(run.url).protocol === 'https:') return PASS;
    if (network.isLoopback) return notApplicable('the server is on this machine');
    const item = { what: `${network.host} is reached over plain http${run.hasCredentials ? ', with a credential' : ''}`, quote: run.url };
    return run.hasCredentials ? fail(item) : warn(item);
  },
});

export const checks: readonly AnyCheck[] = [bind, plaintext];
