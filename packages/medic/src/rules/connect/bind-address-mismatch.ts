import type { AnyRule, Hit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { isIpv6Loopback, isLoopbackPeer, peersOf } from '../network-signs.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { draftUrlFix, withOrigin } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';
import { near } from '../near.ts';

/**
 * The server listens on another address of the machine than the URL leads to: `localhost` is ::1 first on many systems while
 * the server has 127.0.0.1 only, or it listens on 127.0.0.1 while the URL (or a container's published port) comes from outside.
 */
export const rule: AnyRule = defineRule({
  id: 'bind-address-mismatch',
  layer: 'network',
  severity: 'blocks',
  cause: 'bind-address-mismatch',
  needs: [],
  uses: ['session', 'network', 'port', 'entry', 'client', 'host'],
  signs: [
    {
      id: 'refused',
      literals: ['ECONNREFUSED', 'onnection refused'],
      pattern:
        /ECONNREFUSED:? (?<host>\[?[\w.:]{1,60}?\]?):(?<port>\d{2,5})\b|(?:dial tcp|connect to) (?<host2>\[?[\w.:]{1,60}?\]?)(?::| port )(?<port2>\d{2,5}).{0,40}[Cc]onnection refused/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'any-address',
      literals: ['EADDRNOTAVAIL', 'ERR_ADDRESS_INVALID', 'WinError 10049'],
      pattern: /EADDRNOTAVAIL.{0,40}0\.0\.0\.0|ERR_ADDRESS_INVALID|WinError 10049/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'published',
      literals: ['docker run', 'podman run', 'docker compose', 'ports:'],
      pattern: near(/\b(?:docker|podman) run\b/u, 300, / (?:-p|--publish)[ =]/u),
      sources: ['pasted'],
    },
    {
      id: 'reset',
      literals: ['onnection reset', 'Empty reply', 'ECONNRESET'],
      pattern: /Connection reset by peer|Empty reply from server|\bECONNRESET\b/u,
      sources: ['pasted'],
    },
    // A list of sockets in which process 1, the only one of a container, listens on the loopback address.
    {
      id: 'socket-list',
      literals: ['LISTEN'],
      pattern: /\btcp6? {1,12}\d{1,6} {1,12}\d{1,6} {1,8}(?:127\.0\.0\.1|::1):(?<open>\d{2,5}) {1,24}\S{1,30} {1,16}LISTEN {1,8}1\//u,
      sources: ['pasted'],
    },
    {
      id: 'listens-loopback',
      literals: ['127.0.0.1', 'localhost', '[::1]'],
      pattern:
        /(?:running|listening|started|serving|server|bound|available)\b.{0,60}\b(?:on|at|to)\b:? ?(?:https?:\/\/)?(?:127\.0\.0\.1|localhost|\[::1\]):\d{2,5}/iu,
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, network, port, entry, client, host, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, session: remote } = failure;
      if (failure.stage !== 'tcp' || exchange?.error === undefined || exchange.viaProxy !== undefined || network === undefined) return [];
      const name = nameServer(entry);
      if (network.host === '0.0.0.0') {
        const wanted = withOrigin(remote.url, { host: '127.0.0.1' });
        if (exchange.error.code !== 'EADDRNOTAVAIL' && host?.platform !== 'win32') return [];
        return [
          {
            confidence: 'confirmed',
            title: fitTitle('0.0.0.0 is no address one can connect to here'),
            why: `The URL of ${name} names 0.0.0.0, which means "every address" to a server and nothing to a client on this system (${exchange.error.code}).`,
            evidence: [quoteExchange(exchange)],
            fixes: wanted === undefined ? [] : [draftUrlFix('use-loopback', 'Use 127.0.0.1 in the URL', wanted, 'safe', entry, client)],
          },
        ];
      }
      const open = network.tcp.find(({ state }) => state === 'open');
      const refused = network.tcp.find(({ state }) => state === 'refused');
      if (network.isLoopback && open !== undefined && refused !== undefined) {
        const wanted = withOrigin(remote.url, { host: open.family === 6 ? `[${open.address}]` : open.address });
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`${name} listens on ${open.address}, the URL leads to ${refused.address}`),
            why: `"${cut(remote.url, 120)}" was refused on ${refused.address} port ${network.port}, while ${open.address} has the port open.`,
            evidence: [
              quoteExchange(exchange),
              { what: 'a connection was refused', where: `${refused.address} port ${network.port}`, quote: refused.errno ?? 'ECONNREFUSED' },
              { what: 'a connection was accepted', where: `${open.address} port ${network.port}`, quote: `open after ${open.ms} ms` },
            ],
            fixes: [
              ...(wanted === undefined ? [] : [draftUrlFix('use-open-address', `Use ${open.address} in the URL`, wanted, 'safe', entry, client)]),
              tell(
                'listen-on-both',
                'Let the server listen on both',
                'Give the server the host "localhost" or "::" (dual stack) instead of one fixed address.',
              ),
            ],
          },
        ];
      }
      const local = port?.addresses ?? [];
      const listensHere = local.length > 0 && local.every((address) => /^(?:127\.|::1$)/u.test(address));
      if (!network.isPrivate || network.isLoopback || !listensHere || exchange.error.code !== 'ECONNREFUSED') return [];
      const wanted = withOrigin(remote.url, { host: local[0]?.includes(':') === true ? '[::1]' : '127.0.0.1' });
      return [
        {
          confidence: 'likely',
          title: fitTitle(`Port ${network.port} is open on ${local[0] ?? '127.0.0.1'} only, not on ${cut(network.host, 24)}`),
          why: `"${cut(remote.url, 120)}" was refused, and a program on this machine has port ${network.port} open on ${local.join(', ')} alone.`,
          evidence: [
            quoteExchange(exchange),
            {
              what: 'who listens on this machine',
              quote: `${port?.holder === undefined ? 'a program' : `${port.holder.name} (pid ${port.holder.pid})`}: ${local.join(', ')} port ${network.port}`,
            },
          ],
          fixes: [
            ...(wanted === undefined ? [] : [draftUrlFix('use-loopback', 'Use the loopback address in the URL', wanted, 'review', entry, client)]),
            listenOutside(),
          ],
          decisive: `whether ${network.host} is an address of this very machine`,
        },
      ];
    }
    return isRemote(session) ? [] : judgeWords(signsToJudge(signs, session), session);
  },
});

function judgeWords(signs: Parameters<typeof draftHit>[0], session: Parameters<typeof capBeside>[0]): readonly Hit[] {
  const refused = signsNamed(signs, 'refused');
  const peers = [
    ...peersOf(refused),
    ...refused.flatMap(({ groups }) => (groups['host2'] === undefined ? [] : [`${groups['host2']}:${groups['port2'] ?? ''}`])),
  ];
  if (signsNamed(signs, 'any-address').length > 0) {
    return draftHit(signsNamed(signs, 'any-address'), {
      confidence: capBeside(session, signs, 'likely'),
      title: '0.0.0.0 is no address one can connect to here',
      why: '0.0.0.0 means "every address" to a server; Windows and browsers refuse it as a target.',
      fixes: [tell('use-loopback', 'Use 127.0.0.1 in the URL', 'Write 127.0.0.1 or localhost in place of 0.0.0.0 in the URL of the entry, and reconnect.')],
      decisive: 'whether the same URL with 127.0.0.1 answers',
    });
  }
  const published = signsNamed(signs, 'published');
  const reset = signsNamed(signs, 'reset');
  const inside = signsNamed(signs, 'socket-list');
  if ((published.length > 0 && reset.length > 0) || inside.length > 0) {
    return draftHit([...inside, ...published, ...reset], {
      confidence: 'likely',
      title: 'The server in the container listens on its own loopback only',
      why: 'The published port takes the connection and drops it at once, as when the program inside listens on 127.0.0.1 of the container.',
      fixes: [listenOutside()],
      decisive: 'which address the server prints inside the container: it must be 0.0.0.0',
    });
  }
  if (peers.length > 0 && peers.every(isIpv6Loopback)) {
    return draftHit(refused, {
      confidence: capBeside(session, refused, 'likely'),
      title: 'localhost leads to ::1, and the server listens on 127.0.0.1 only',
      why: `The connection to ${peers[0]} was refused; "localhost" was taken for the IPv6 loopback address, where the server does not listen.`,
      fixes: [
        tell(
          'use-ipv4',
          'Use 127.0.0.1 in the URL',
          'Write 127.0.0.1 in place of localhost in the URL of the entry and reconnect, or let the server listen on both addresses.',
        ),
      ],
      decisive: 'whether the same URL with 127.0.0.1 answers; when it does not, the server is not running',
    });
  }
  const listens = signsNamed(signs, 'listens-loopback');
  if (listens.length === 0 || peers.length === 0 || peers.some(isLoopbackPeer)) return [];
  return draftHit([...listens, ...refused], {
    confidence: capBeside(session, signs, 'likely'),
    title: 'The server listens on its loopback address only',
    why: `The server says that it listens on a loopback address, and "${peers[0]}" was refused: other machines and containers cannot reach it.`,
    fixes: [listenOutside()],
    decisive: 'whether the server answers under 127.0.0.1 on its own machine',
  });
}

function listenOutside() {
  return tell(
    'listen-outside',
    'Let the server listen on the address it is called by',
    'Start it with --host 0.0.0.0 (in a container always; HOST=0.0.0.0 or host="0.0.0.0" in others). That opens it to the network: outside a container, put a login before it or name one address.',
  );
}
