import type { AnyRule, ClientFacts, EntryFacts, Hit, HttpExchange } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { peersOf, UNKNOWN_NAME_SIGNS } from '../network-signs.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { draftUrlFix } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';

/** The host name has no address here: misspelt, gone, or known only inside another network. */
export const rule: AnyRule = defineRule({
  id: 'dns-not-found',
  layer: 'network',
  severity: 'blocks',
  cause: 'dns-not-found',
  needs: [],
  uses: ['session', 'network', 'entry', 'client', 'host'],
  signs: UNKNOWN_NAME_SIGNS,

  judge({ session, network, entry, client, host, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange } = failure;
      if (failure.stage !== 'dns' || exchange?.error === undefined || exchange.viaProxy !== undefined) return [];
      if (network !== undefined && network.dns.addresses.length > 0) return [];
      const code = network?.dns.errno ?? exchange.error.code;
      const name = network?.host ?? failure.session.url;
      const isPassing = code === 'EAI_AGAIN' || code === 'ETIMEDOUT';
      if (/^https?$/u.test(name)) return [sayTwoSchemes(failure.session.url, code, exchange, entry, client)];
      return [
        {
          confidence: network === undefined || isPassing ? 'likely' : 'confirmed',
          title: fitTitle(isPassing ? `Looking up "${cut(name, 34)}" got no answer` : `"${cut(name, 34)}" has no address on this machine`),
          why: `${nameClient(client)} needs an address for "${name}" and the look-up ended with ${code}${isPassing ? ', which is what a machine without working DNS says' : ''}.`,
          evidence: [
            quoteExchange(exchange),
            ...(network === undefined ? [] : [{ what: 'the look-up', where: name, quote: `${code} after ${network.dns.ms} ms` }]),
            ...(entry === undefined ? [] : [{ what: `the entry "${entry.name}"`, where: `${entry.file}:${entry.line}` }]),
          ],
          fixes: nameFixes(name, host?.platform, sayReload(client)),
          ...(network === undefined || isPassing ? { decisive: 'whether other names resolve on this machine at the same moment' } : {}),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const name = peersOf(told)[0];
    const isPassing = signsNamed(told, 'again').length === told.length;
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title:
        name === undefined ? 'A host name has no address' : isPassing ? `Looking up "${cut(name, 40)}" got no answer` : `"${cut(name, 40)}" has no address`,
      why: `The look-up of ${name === undefined ? 'the host name' : `"${name}"`} failed: the name is misspelt, it is known only in another network, or this program cannot reach a DNS server.`,
      fixes: nameFixes(name ?? 'the host', host?.platform, sayReload(client)),
      decisive: `whether "nslookup ${name ?? 'HOST'}" finds an address on the same machine`,
    });
  },
});

/** `https://https://host` leads to a host called "https". */
function sayTwoSchemes(url: string, code: string, exchange: HttpExchange, entry: EntryFacts | undefined, client: ClientFacts | undefined): Hit {
  const meant = url.replace(/^https?:\/\/(https?):?\/{1,3}/iu, '$1://');
  return {
    confidence: 'confirmed',
    title: fitTitle(`The URL of ${nameServer(entry)} says http or https twice`),
    why: `What stands behind the first "://" is taken for the host, and no host is called "${new URL(url).hostname}" (${code}).`,
    evidence: [quoteExchange(exchange), ...(entry === undefined ? [] : [{ what: `the entry "${entry.name}"`, where: `${entry.file}:${entry.line}` }])],
    fixes: [draftUrlFix('drop-scheme', `Use ${cut(meant, 100)}`, meant, 'safe', entry, client)],
  };
}

function nameFixes(name: string, platform: string | undefined, reload: string) {
  return [
    tell(
      'correct-name',
      'Compare the host name with the documentation of the server',
      `Check every letter of "${name}".${name.includes('.') ? '' : ' A name without a dot is known only inside its own network or container set; from outside use localhost and the published port.'}${reload}`,
    ),
    tell(
      'join-network',
      'Join the network that knows the name',
      `To check: ${platform === 'win32' ? `Resolve-DnsName ${name}` : `nslookup ${name}`}. Names of companies need their VPN or DNS server; behind a proxy the program must send its requests through that proxy.`,
    ),
  ];
}
