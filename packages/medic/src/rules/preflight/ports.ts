import type { AnyPreflightCheck, ListenerFacts } from '../../model/index.ts';
import { against, fail, notApplicable, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

type Listener = ListenerFacts['listeners'][number];

export const PORT_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.ports-open',
    item: 'ports',
    title: 'Listens on no other port than the one clients use',
    why: 'Debuggers, admin pages and second transports are doors that nobody watches.',
    fix: 'Close the port, or bind it to 127.0.0.1 if it must be there.',
    needs: 'ports',
    judge({ owner, needed, listeners }) {
      const others = listeners.filter(({ port }) => port !== needed);
      if (others.length === 0) return passWith({ what: needed === undefined ? `${owner}: no listening TCP port` : `${owner}: port ${needed} and no other` });
      const open = others.filter(({ address }) => !isLoopback(address));
      if (open.length > 0)
        return against(
          'fail',
          open.map((listener) => describe(listener, 'other machines reach it')),
        );
      return against(
        'warn',
        others.map((listener) => describe(listener, 'this machine only')),
      );
    },
  }),
  definePreflightCheck({
    id: 'pre.ports-published',
    item: 'ports',
    title: 'Compose publishes the port clients use and no other',
    why: 'A database or admin port that Compose publishes is open to the network, past the firewall of the host.',
    fix: 'Remove the mapping; other services reach the port by service name without it. For your own use bind it: "127.0.0.1:5432:5432".',
    needs: 'compose',
    judge({ folder, files }, { url }) {
      if (files.length === 0) return notApplicable(`${folder} holds no Compose file`);
      const published = files.flatMap(({ path, services }) =>
        services.flatMap(({ name, line, published: ports }) => ports.map((port) => ({ path, name, line, port }))),
      );
      const [hostPort = ''] = url !== undefined && URL.canParse(url) ? [new URL(url).port] : [];
      // Port 80 and 443 are the reverse proxy's. One further port may be what clients use, or what a proxy elsewhere leads them to.
      const wanted = new Set([hostPort, '80', '443']);
      const others = published.filter(({ port }) => !wanted.has(port.split(':')[0] ?? ''));
      const names = new Set(others.map(({ name }) => name));
      if (others.length === 0 || (hostPort === '' && names.size === 1 && others.length === 1))
        return passWith({
          what: `published: ${published.map(({ port, name }) => `${port} (${name})`).join(', ') || 'nothing'}`,
          where: files.map(({ path }) => path).join(', '),
        });
      const [first, ...more] = others.map(({ path, name, line, port }) => ({
        what: `service ${name} publishes ${port} to other machines`,
        where: `${path}:${line}`,
      }));
      return first === undefined ? notApplicable('nothing is published') : fail(first, ...more.slice(0, 4));
    },
  }),
];

function describe({ address, port, program }: Listener, reach: string): { readonly what: string; readonly where: string } {
  return { what: `${program} listens on ${address}:${port}: ${reach}`, where: `${address}:${port}` };
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
