import { lookup } from 'node:dns';
import { isIP } from 'node:net';

export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface LookedUp {
  readonly ms: number;
  readonly addresses: readonly HostAddress[];
  /** `ENOTFOUND`, `EAI_AGAIN`, … or `ETIMEDOUT` for our own limit. */
  readonly errno?: string;
}

export type LookUpHost = (host: string, timeoutMs: number) => Promise<LookedUp>;

const MAX_ADDRESSES = 16;

/** Resolves a name the way clients do (getaddrinfo, in the system's order). Addresses answer themselves. Never throws. */
export const lookUpHost: LookUpHost = (host, timeoutMs) => {
  const bare = host.replaceAll(/[[\]]/g, '');
  const family = isIP(bare);
  if (family === 4 || family === 6) return Promise.resolve({ ms: 0, addresses: [{ address: bare, family }] });
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const settle = (addresses: readonly HostAddress[], errno?: string): void => {
      clearTimeout(timer);
      resolve({ ms: Math.round(performance.now() - startedAt), addresses, ...(errno === undefined ? {} : { errno }) });
    };
    const timer = setTimeout(() => settle([], 'ETIMEDOUT'), timeoutMs);
    try {
      lookup(bare, { all: true, verbatim: true }, (error, found) => {
        if (error !== null) return settle([], error.code ?? 'UNKNOWN');
        const unique = [...new Map(found.map((one) => [one.address, one])).values()].slice(0, MAX_ADDRESSES);
        settle(unique.map(({ address, family: kind }) => ({ address, family: kind === 6 ? 6 : 4 })));
      });
    } catch {
      settle([], 'ENOTFOUND');
    }
  });
};
