import { connect } from 'node:net';
import type { NetworkFacts } from '../model/index.ts';
import type { HostAddress } from './dns.ts';

export type TcpFacts = NetworkFacts['tcp'][number];

/**
 * What an errno says about the peer. EHOSTUNREACH is also what macOS answers when Local Network privacy forbids the program
 * an address in the local network, while ping works; EACCES and EPERM come from firewalls on Linux. The errno is kept beside it.
 */
const STATES: Readonly<Record<string, TcpFacts['state']>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  EACCES: 'denied',
  EPERM: 'denied',
};

/** Opens one TCP connection to one address and closes it again. Never throws. */
export function dialTcp(to: HostAddress, port: number, timeoutMs: number): Promise<TcpFacts> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const settle = (state: TcpFacts['state'], errno?: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...to, state, ...(errno === undefined ? {} : { errno }), ms: Math.round(performance.now() - startedAt) });
    };
    const timer = setTimeout(() => settle('timeout', 'ETIMEDOUT'), timeoutMs);
    const socket = connect({ host: to.address, port, family: to.family });
    socket.once('connect', () => settle('open'));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(STATES[error.code ?? ''] ?? 'unreachable', error.code ?? 'UNKNOWN'));
  });
}
