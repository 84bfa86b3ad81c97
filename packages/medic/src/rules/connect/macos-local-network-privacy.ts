import type { AnyRule, ClientFacts, Hit, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { stageOf } from '../entry-situation.ts';
import { draftLocalNetwork } from '../macos-fixes.ts';
import { lastExchange } from '../quote.ts';
import { draftHit, groupOf, hasExited, signsToJudge } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient } from '../words.ts';
import { anyOf, near } from '../near.ts';

const PRIVATE = String.raw`(?<address>(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\.\d{1,3}\.\d{1,3}|(?<![\w-])[\w-]{1,60}\.local\b)`;

/** Since macOS 15 a program needs leave to reach other machines of the local network; without it there is "no route". */
export const rule: AnyRule = defineRule({
  id: 'macos-local-network-privacy',
  layer: 'permissions',
  severity: 'blocks',
  cause: 'macos-local-network-privacy',
  needs: [],
  uses: ['session', 'client', 'host', 'network'],
  signs: [
    {
      id: 'no-route',
      literals: ['EHOSTUNREACH', 'No route to host', 'no route to host', 'ENETUNREACH'],
      pattern: near(/EHOSTUNREACH|[Nn]o route to host|ENETUNREACH/u, 80, new RegExp(PRIVATE, 'u')),
    },
    {
      id: 'to-address',
      literals: ['EHOSTUNREACH', 'No route to host', 'no route to host'],
      pattern: near(new RegExp(PRIVATE, 'u'), 80, /EHOSTUNREACH|[Nn]o route to host/u),
    },
    {
      id: 'denied',
      literals: ['PolicyDenied', '-65570', 'ocal network prohibited'],
      pattern: /\bPolicyDenied\b|NoAuth\(-65555\)|-65570|[Ll]ocal network prohibited/u,
    },
    // Nothing but the words: the host may be on this network or not.
    {
      id: 'bare',
      literals: ['o route to host', 'EHOSTUNREACH'],
      pattern: /\b(?:connect|dial|socket)\w{0,6}\b.{0,40}(?:[Nn]o route to host|EHOSTUNREACH)/iu,
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'errno',
      literals: ['-65', 'os error 65', 'Errno 65', '65: No route'],
      pattern: /errno:? -65\b|\(os error 65\)|\[Errno 65\]|\[65: No route to host\]/u,
    },
    { id: 'local-end', literals: ['- Local ('], pattern: /EHOSTUNREACH.{0,80}- Local \((?:10\.|192\.168\.|172\.)/u },
    {
      id: 'works-by-hand',
      literals: ['curl', 'nc ', 'ping', 'erminal', 'afari'],
      pattern: anyOf(
        /\/usr\/bin\/curl/iu,
        near(/\bcurl\b/iu, 120, /works|reaches|200|401|ok\b/iu),
        /works (?:fine )?(?:in|from) (?:the |my )?(?:Terminal|Safari|browser)/iu,
      ),
    },
    {
      id: 'mac',
      literals: ['macOS', 'Sequoia', 'Tahoe', 'arwin', '/Users/', 'Local Network'],
      pattern: /macOS|Sequoia|Tahoe|[Dd]arwin|\/Users\/|Local Network/u,
    },
  ],

  judge({ session, client, host, network, signs }) {
    const who = client === undefined ? 'the client' : nameClient(client);
    if (session !== undefined && session.transport !== 'stdio') {
      const error = lastExchange(session)?.error;
      const isBlocked = stageOf(session) === 'tcp' && /^(?:EHOSTUNREACH|ENETUNREACH)$/u.test(error?.code ?? '');
      if (host?.platform !== 'darwin' || !isBlocked || network?.isPrivate !== true || network.isLoopback) return [];
      return [
        {
          confidence: 'likely',
          title: fitTitle(`macOS keeps ${cut(who, 24)} from the local network`),
          why: `${network.host} is a machine of the local network, and connecting to it failed with ${error?.code ?? 'EHOSTUNREACH'}; macOS answers so when a program has no leave for the local network.`,
          evidence: [{ what: `connecting failed with ${error?.code ?? ''}`, where: session.url, quote: error?.message ?? '' }],
          fixes: draftLocalNetwork(client),
          decisive: `run "curl -v ${session.url}" in Terminal.app: when it reaches the server, only the permission is missing`,
        },
      ];
    }
    if (session !== undefined && (!hasExited(session) || host?.platform !== 'darwin')) return [];
    const told = signsToJudge(signs, session);
    const meant = signsNamed(told, 'no-route', 'to-address', 'denied');
    if (meant.length === 0) return draftBare(session === undefined ? signsNamed(told, 'bare') : [], who, client);
    const proof = signsNamed(told, 'errno', 'local-end', 'works-by-hand', 'mac');
    const isMac = proof.length > 0 || signsNamed(meant, 'denied').length > 0 || host?.platform === 'darwin' || host === undefined;
    const address = groupOf(meant, 'address');
    return draftHit([...meant, ...signsNamed(told, 'errno', 'local-end', 'works-by-hand')], {
      confidence: isMac ? 'likely' : 'possible',
      title: fitTitle(`macOS keeps ${cut(who, 24)} from the local network`),
      why: `${address ?? 'The address'} is on the local network, and the system refused the connection${proof.some(({ sign }) => sign === 'works-by-hand') ? ', although other programs reach it' : ''}; macOS answers so when a program has no leave for the local network.`,
      fixes: draftLocalNetwork(client),
      decisive: 'run curl with the same address in Terminal.app: when it reaches the server, only the permission is missing',
    });
  },
});

/** "No route" without an address; a public one does not end like this on macOS. */
function draftBare(signs: readonly SignHit[], who: string, client: ClientFacts | undefined): readonly Hit[] {
  const meant = signs.filter(
    ({ quote }) => !/\b(?!10\.|127\.|192\.168\.|172\.|169\.254\.)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|Network is unreachable/u.test(quote),
  );
  if (meant.length === 0) return [];
  return draftHit(meant, {
    confidence: 'possible',
    title: fitTitle(`macOS may keep ${cut(who, 24)} from the local network`),
    why: 'The system found no route; on macOS 15 and later that is also the answer to a program that has no leave for the local network.',
    fixes: draftLocalNetwork(client),
    decisive: 'run curl with the same address in Terminal.app: when it reaches the server, only the permission is missing',
  });
}
