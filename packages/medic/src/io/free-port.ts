import { createServer } from 'node:net';

const MAX_TRIES = 50;

/** The first port at or above `from` that may be listened on at 127.0.0.1, tried by listening for a moment; none within 50: `undefined`. */
export async function findFreePort(from: number): Promise<number | undefined> {
  const last = Math.min(from + MAX_TRIES, 65_536);
  for (let port = from; port < last; port++) if (await isFree(port)) return port;
  return undefined;
}

// Loopback only: on Windows listening on every address would ask the user about the firewall.
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
