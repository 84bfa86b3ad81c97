import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect, createSecureContext } from 'node:tls';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { bareHost, connectTcp, connectThroughProxy } from './http-connect.ts';
import { describeFault, makeFault } from './http-fault.ts';
import type { HttpFault } from './http-fault.ts';
import { onStop, startWatch } from './http-watch.ts';
import type { HttpWatch } from './http-watch.ts';

export interface HandshakeWish {
  readonly url: URL;
  readonly proxy?: URL;
  /** All roots that count, PEM. */
  readonly roots: readonly string[];
  /** False: go on although the certificate does not verify, to read the chain. */
  readonly strict: boolean;
  /** Also speak TLS 1.0 and 1.1 and weak ciphers, to learn what an old peer speaks. Never send anything over it. */
  readonly oldProtocols?: boolean;
  readonly totalMs: number;
}

export interface Handshake {
  /** `TLSv1.3`; absent when the handshake did not end. */
  readonly protocol?: string;
  /** DER, leaf first, as far as the peer sent them or a root is known. */
  readonly chain: readonly Uint8Array[];
  /** Why the certificate does not verify, when not strict. */
  readonly notTrusted?: string;
  readonly fault?: HttpFault;
}

const MAX_CHAIN = 10;

/** One TLS handshake; nothing is sent over it. Never throws. */
export async function shakeHands(wish: HandshakeWish): Promise<Handshake> {
  const watch = startWatch(wish.totalMs, undefined);
  try {
    const opened = wish.proxy === undefined ? await connectTcp(wish.url, undefined, watch) : await connectThroughProxy(wish.url, wish.proxy, undefined, watch);
    if ('fault' in opened) return { chain: [], fault: opened.fault };
    return await negotiate(opened.socket, wish, watch);
  } catch (error) {
    return { chain: [], fault: describeFault('tls', error) };
  } finally {
    watch.finish();
  }
}

function negotiate(raw: Socket, wish: HandshakeWish, watch: HttpWatch): Promise<Handshake> {
  const host = bareHost(wish.url);
  const old = wish.oldProtocols === true ? ({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const) : {};
  return new Promise((resolve) => {
    let socket: TLSSocket;
    try {
      const name = isIP(host) === 0 ? { servername: host } : {};
      const secureContext = createSecureContext({ ca: [...wish.roots], ...old });
      socket = connect({ socket: raw, host, ...name, ...old, secureContext, ALPNProtocols: ['http/1.1'], rejectUnauthorized: wish.strict });
    } catch (error) {
      raw.destroy();
      resolve({ chain: [], fault: describeFault('tls', error) });
      return;
    }
    const settle = (shaken: Handshake): void => {
      release();
      socket.destroy();
      raw.destroy();
      resolve(shaken);
    };
    const release = onStop(watch, () => settle({ chain: [], fault: watch.stopFault('tls', 'TLS handshake') }));
    socket.on('error', (error) => settle({ chain: [], fault: describeFault('tls', error) }));
    socket.once('close', () => settle({ chain: [], fault: makeFault('tls', 'ECONNRESET', 'the connection was closed during the TLS handshake') }));
    socket.once('secureConnect', () => {
      const protocol = socket.getProtocol();
      const notTrusted = socket.authorized ? undefined : String(socket.authorizationError);
      settle({
        chain: readChain(socket.getPeerCertificate(true)),
        ...(protocol === null ? {} : { protocol }),
        ...(notTrusted === undefined ? {} : { notTrusted }),
      });
    });
  });
}

function readChain(leaf: DetailedPeerCertificate): readonly Uint8Array[] {
  const chain: Uint8Array[] = [];
  const seen = new Set<string>();
  for (let at: DetailedPeerCertificate | undefined = leaf; at?.raw !== undefined && chain.length < MAX_CHAIN; at = at.issuerCertificate) {
    if (seen.has(at.fingerprint256)) break;
    seen.add(at.fingerprint256);
    chain.push(at.raw);
  }
  return chain;
}
