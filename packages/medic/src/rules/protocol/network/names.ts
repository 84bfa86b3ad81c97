import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';

const COMMON = { group: 'network', level: 'practice', transports: ['http', 'sse'], withoutLogin: true, needs: ['reach'] } as const;
const THROUGH_PROXY = 'the server is reached through a proxy, which looks the name up itself';

const dns: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.dns',
  title: 'Has a host name that resolves',
  why: 'Without an address nothing can be dialled.',
  fix: 'Correct the host name in the URL, or its DNS entry.',

  judge({ reach: { network } }) {
    const { host, dns: found, proxy } = network;
    if (proxy?.appliesTo === 'client') return notApplicable(THROUGH_PROXY);
    if (found.addresses.length > 0) return PASS;
    return fail({ what: `the name ${host} has no address`, quote: found.errno ?? 'no addresses' });
  },
});

const tcp: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.tcp',
  title: 'Accepts connections on every address of its name',
  why: 'Clients that try another address first fail, or lose seconds with each connection.',
  fix: 'Start the server on this port, open the firewall, or take the dead address out of DNS.',

  judge({ reach: { network } }) {
    const { host, port, tcp: dialled, dns: found, proxy, isLoopback } = network;
    if (proxy?.appliesTo === 'client') return notApplicable(THROUGH_PROXY);
    const resolved = new Set(found.addresses.map(({ address }) => address));
    const tried = dialled.filter(({ address }) => resolved.has(address));
    if (tried.length === 0) return notTested('the name has no address, see net.dns');
    const dead = tried.filter(({ state }) => state !== 'open');
    const item = {
      what: `${host}:${port}`,
      quote: tried.map(({ address, state, errno }) => `${address} ${state}${errno === undefined ? '' : ` (${errno})`}`).join('; '),
    };
    if (dead.length === 0) return PASS;
    if (dead.length === tried.length) return fail({ ...item, what: `nothing accepted a connection at ${item.what}` });
    // A machine without IPv6, and a server on one family of localhost, are not faults of the name.
    if (isLoopback || dead.every(({ family, state }) => family === 6 && state === 'unreachable')) return PASS;
    return warn({ ...item, what: `some addresses of ${item.what} accepted no connection` });
  },
});

const family: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.localhost-family',
  title: 'Listens on the address that localhost means first',
  why: 'Some runtimes try only the first address of localhost, which is ::1 on many machines, while servers often listen on 127.0.0.1 alone.',
  fix: 'Write 127.0.0.1 (or [::1]) into the URL, or let the server listen on both.',

  judge({ reach: { network } }) {
    const { host, dns: found, tcp: dialled } = network;
    if (!/^localhost\.?$/i.test(host)) return notApplicable('the URL does not say localhost');
    const [first] = found.addresses;
    const dialledFirst = dialled.find(({ address }) => address === first?.address);
    const open = dialled.filter(({ state }) => state === 'open');
    if (dialledFirst === undefined || open.length === 0) return notTested('nothing listens there, see net.tcp');
    if (dialledFirst.state === 'open') return PASS;
    return warn({
      what: `localhost means ${dialledFirst.address} first, and the server listens on ${open.map(({ address }) => address).join(', ')}`,
      quote: `${dialledFirst.address} ${dialledFirst.state}${dialledFirst.errno === undefined ? '' : ` (${dialledFirst.errno})`}`,
    });
  },
});

const docker: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.docker-loopback',
  title: 'Is on this side of the container wall when the URL names this machine',
  why: 'Inside a container localhost is the container itself, not the machine it runs on.',
  fix: 'Name the machine as host.docker.internal in the URL, or run both in one network.',

  judge({ reach: { network, isContainer } }) {
    if (!isContainer || !network.isLoopback) return notApplicable(isContainer ? 'the URL does not name this machine' : 'this is no container');
    if (network.tcp.some(({ state }) => state === 'open')) return PASS;
    const other = (network.otherNames ?? []).find(({ state }) => state === 'open');
    return other === undefined
      ? notTested('nothing listens there, see net.tcp')
      : fail({
          what: `nothing listens at ${network.host}:${network.port} in this container; ${other.name} answers on that port`,
          quote: other.address ?? other.name,
        });
  },
});

const proxy: AnyCheck = defineCheck({
  ...COMMON,
  id: 'net.proxy-env',
  title: 'Is reached in the same way with and without proxy variables',
  why: 'HTTP_PROXY and NO_PROXY are set on many company machines, and clients differ in whether they honour them.',
  fix: 'Add the host to NO_PROXY, or correct the proxy variable.',

  judge({ reach: { network } }) {
    const { proxy: found, host } = network;
    if (found === undefined) return notApplicable('no proxy variable concerns this address');
    const quote = `${found.from}=${found.url}${found.noProxy === undefined ? '' : ` NO_PROXY=${found.noProxy}`}`;
    const works = found.reachable && (found.connectStatus === undefined || found.connectStatus === 200);
    if (found.appliesTo === 'client' && !works)
      return fail({ what: `the proxy for ${host} does not work: ${found.errno ?? `HTTP ${found.connectStatus ?? '(no answer)'}`}`, quote });
    if (found.appliesTo === 'client' && network.isLoopback) return warn({ what: `the proxy variables catch ${host}, an address of this machine`, quote });
    if (works === (found.directWorks ?? works)) return PASS;
    return warn({ what: works ? `${host} is reached through the proxy only` : `${host} is reached without the proxy only`, quote });
  },
});

export const checks: readonly AnyCheck[] = [dns, tcp, family, docker, proxy];
