import type { AnyRule, EntryFacts, ClientFacts, FixDraft, HostFacts, NetworkFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, quoteExchange, readHttpFailure, sayHost } from '../http-failure.ts';
import { isIpv6Loopback, peersOf, REFUSED_SIGNS } from '../network-signs.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { draftUrlFix, withOrigin } from '../url-edits.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, tell } from '../words.ts';

/** Nothing listens at the address: every way to it was refused. A remote server is not started by the client. */
export const rule: AnyRule = defineRule({
  id: 'server-not-running',
  layer: 'network',
  severity: 'blocks',
  cause: 'server-not-running',
  needs: [],
  uses: ['session', 'network', 'port', 'entry', 'client', 'host'],
  signs: REFUSED_SIGNS,

  judge({ session, network, port, entry, client, host, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, session: remote } = failure;
      if (failure.stage !== 'tcp' || exchange?.error?.code !== 'ECONNREFUSED' || exchange.viaProxy !== undefined) return [];
      const refused = network?.tcp.filter(({ state }) => state === 'refused') ?? [];
      if (network !== undefined && (refused.length === 0 || network.tcp.some(({ state }) => state === 'open' || state === 'timeout'))) return [];
      if (port !== undefined && port.addresses.length > 0 && network?.isLoopback === true) return [];
      const where = sayHost(remote.url);
      return [
        {
          confidence: network === undefined ? 'likely' : 'confirmed',
          title: fitTitle(`Nothing listens at ${cut(where, 40)} for ${nameServer(entry)}`),
          why: `"${cut(remote.url, 120)}" was refused at once${refused.length === 0 ? '' : ` on ${refused.map(({ address }) => address).join(' and ')}`}: no program has that port open, and ${nameClient(client)} does not start remote servers.`,
          evidence: [
            quoteExchange(exchange),
            ...refused.map(({ address, ms }) => ({
              what: 'a connection was refused',
              where: `${address} port ${network?.port ?? ''}`,
              quote: `ECONNREFUSED after ${ms} ms`,
            })),
          ],
          fixes: [...movedPorts(network, remote.url, entry, client), startServer(where, host)],
          ...(network === undefined ? { decisive: 'whether any program listens on that port' } : {}),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session).filter(({ quote }) => !/:6277\b|docker(?:\.raw)?\.sock|docker daemon/iu.test(quote));
    if (told.length === 0) return [];
    const peers = peersOf(told);
    const target = peers[0];
    const onlyIpv6 = peers.length > 0 && peers.every(isIpv6Loopback);
    // Without a session the port can only be one of this machine that the text names.
    const local = session === undefined && port !== undefined && peers.some((peer) => peer.endsWith(`:${port.port}`)) ? port : undefined;
    const isTaken = local !== undefined && local.addresses.length > 0;
    return draftHit(told, {
      confidence: local === undefined ? capBeside(session, told, onlyIpv6 ? 'possible' : 'likely') : isTaken ? 'possible' : 'confirmed',
      evidence:
        local === undefined
          ? []
          : [
              {
                what: isTaken ? `port ${local.port} of this machine is open now` : `no program of this machine has port ${local.port} open`,
                ...(isTaken ? { where: local.addresses.join(', ') } : {}),
                ...(local.holder === undefined ? {} : { quote: `${local.holder.name}, pid ${local.holder.pid}` }),
              },
            ],
      title: target === undefined ? 'The address refused the connection' : `Nothing listens at ${cut(target, 40)}`,
      why: `${target === undefined ? 'The address' : `"${target}"`} refused the connection: no program has that port open, or it listens on another address.`,
      fixes: [startServer(target ?? 'that address', host)],
      decisive: 'whether a program listens on that port of that machine, and on which address',
    });
  },
});

/** The same host answers MCP on another port: most often the server was started with another one. */
function movedPorts(network: NetworkFacts | undefined, url: string, entry: EntryFacts | undefined, client: ClientFacts | undefined): readonly FixDraft[] {
  return (network?.otherPorts ?? []).slice(0, 3).flatMap(({ port, because }) => {
    const path = / at (?<path>\/[^\s(]{0,200}) \(HTTP/u.exec(because)?.groups?.['path'];
    const wanted = withOrigin(url, { port, ...(path === undefined ? {} : { path }) });
    return wanted === undefined ? [] : [draftUrlFix(`use-port-${port}`, `Use port ${port}: ${cut(because, 80)}`, wanted, 'review', entry, client)];
  });
}

function startServer(where: string, host: HostFacts | undefined): FixDraft {
  const port = /:(?<port>\d{1,5})$/u.exec(where)?.groups?.['port'] ?? 'PORT';
  const look: Readonly<Record<HostFacts['platform'], string>> = {
    darwin: `lsof -nP -iTCP:${port} -sTCP:LISTEN`,
    linux: `ss -ltnp 'sport = :${port}'`,
    win32: `netstat -ano | findstr :${port}`,
  };
  const command = host === undefined ? `macOS: ${look.darwin}; Linux: ${look.linux}; Windows: ${look.win32}` : look[host.platform];
  return tell(
    'start-server',
    'Start the server and keep it running',
    `Start the server that should listen at ${where}, read the address it prints, and compare it with the URL. To see who listens: ${command}. Then reconnect in the client.`,
  );
}
