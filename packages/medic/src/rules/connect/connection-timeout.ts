import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, quoteExchange, readHttpFailure, sayHost } from '../http-failure.ts';
import { isPrivatePeer, peersOf, UNREACHABLE_SIGNS } from '../network-signs.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, tell } from '../words.ts';

const LOST = new Set(['timeout', 'unreachable', 'denied']);

/** Packets to the address are lost or sent back: a firewall, a missing VPN, a wrong address. Nobody refused. */
export const rule: AnyRule = defineRule({
  id: 'connection-timeout',
  layer: 'network',
  severity: 'blocks',
  cause: 'connection-timeout',
  needs: [],
  uses: ['session', 'network', 'client'],
  signs: UNREACHABLE_SIGNS,

  judge({ session, network, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange } = failure;
      const isTcp =
        failure.stage === 'tcp' || (failure.stage === 'http-timeout' && exchange?.phasesMs['tcp'] === undefined && exchange?.error?.phase === 'tcp');
      if (
        !isTcp ||
        exchange?.error === undefined ||
        exchange.viaProxy !== undefined ||
        exchange.error.code === 'ECONNREFUSED' ||
        exchange.error.code === 'EADDRNOTAVAIL'
      )
        return [];
      // Loopback names are dialled in both families; the one the URL does not lead to proves nothing.
      const tries = network?.tcp.filter((one) => network.dns.addresses.some(({ address }) => address === one.address)) ?? [];
      if (network !== undefined && (tries.length === 0 || tries.some(({ state }) => !LOST.has(state)))) return [];
      const where = sayHost(failure.session.url);
      return [
        {
          confidence: network === undefined ? 'likely' : 'confirmed',
          title: fitTitle(`${nameClient(client)} cannot reach ${cut(where, 40)}`),
          why: `No connection to "${where}" came about (${exchange.error.code}): nobody answered and nobody refused, as with a firewall, a missing VPN or a wrong address.`,
          evidence: [
            quoteExchange(exchange),
            ...tries
              .slice(0, 4)
              .map(({ address, state, errno, ms }) => ({ what: 'a connection was tried', where: address, quote: `${errno ?? state} after ${ms} ms` })),
          ],
          fixes: reachFixes(where),
          ...(network === undefined ? { decisive: 'whether another program on this machine reaches the same host and port' } : {}),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const peer = peersOf(told)[0];
    const isPrivate = signsNamed(told, 'no-route').length > 0 && peer !== undefined && isPrivatePeer(peer);
    return draftHit(told, {
      confidence: capBeside(session, told, isPrivate ? 'possible' : 'likely'),
      title: `Nobody answers at ${cut(peer ?? 'the address', 40)}`,
      why: `No connection to ${peer === undefined ? 'the address' : `"${peer}"`} came about: nobody answered and nobody refused, as with a firewall, a missing VPN or a wrong address.`,
      fixes: reachFixes(peer ?? 'that address'),
      decisive: 'whether another program on the same machine reaches that host and port',
    });
  },
});

function reachFixes(where: string): readonly FixDraft[] {
  return [
    tell(
      'open-way',
      'Open the way to the server',
      `Connect the VPN that leads to ${where}, allow the port in the firewall or security group of the server, and check that address and port are right. To check: curl -v --connect-timeout 5 with the URL.`,
    ),
    tell(
      'use-proxy',
      'Let the client use the proxy of the network',
      'Where only a proxy leads outside, set HTTPS_PROXY in the environment in which the client starts.',
    ),
  ];
}
