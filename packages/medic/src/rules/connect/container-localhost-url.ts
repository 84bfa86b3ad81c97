import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftUrlFix, withOrigin } from '../url-edits.ts';
import { cut, fitTitle, nameClient, sayReload, tell } from '../words.ts';

/**
 * The URL names a host as seen from the other side of the container wall: localhost from inside a container, or the name of a
 * container or Compose service from outside.
 */
export const rule: AnyRule = defineRule({
  id: 'container-localhost-url',
  layer: 'docker',
  severity: 'blocks',
  cause: 'container-localhost',
  needs: ['client', 'entry', 'session', 'network'],
  uses: ['host', 'docker'],

  judge({ client, entry, session, network, host, docker }) {
    if (session.transport === 'stdio' || session.outcome.kind !== 'failed') return [];
    const { stage } = session.outcome;
    if (stage !== 'tcp' && stage !== 'dns' && stage !== 'http-timeout') return [];
    const open = network.otherNames?.find(({ state }) => state === 'open');
    if (open === undefined) return [];
    const isInside = network.isLoopback && host?.isContainer === true;
    const service =
      docker?.compose?.services.some(({ name }) => name === network.host) === true ||
      docker?.containers.some(({ name }) => name.split(/[-_]/u).includes(network.host)) === true;
    const isOutside =
      !network.isLoopback && (stage === 'dns' || network.dns.errno !== undefined) && (service || /^host\.(?:docker|containers)\.internal$/u.test(network.host));
    const isSingleWord = !network.isLoopback && network.dns.errno !== undefined && /^[\w-]+$/u.test(network.host);
    if (!isInside && !isOutside && !isSingleWord) return [];
    const wanted = withOrigin(entry.effective.url ?? session.url, { host: open.name });
    const seen = network.tcp[0];
    return [
      {
        confidence: isInside || isOutside ? 'confirmed' : 'likely',
        title: fitTitle(
          isInside
            ? `${nameClient(client)} looks for the server inside its own container`
            : `${nameClient(client)} does not know the host "${cut(network.host, 20)}"`,
        ),
        why: isInside
          ? `In this container "${network.host}" is the container itself; the server answers at ${open.name}:${network.port}.`
          : `"${network.host}" is a name that containers know; from here the same port answers at ${open.name}:${network.port}.`,
        evidence: [
          { what: 'the configured address', ...(entry.file === '' ? {} : { where: `${entry.file}:${entry.line}` }), quote: session.url },
          network.dns.errno === undefined
            ? { what: `connecting to ${seen?.address ?? network.host} failed`, quote: seen?.errno ?? seen?.state ?? 'no connection' }
            : { what: `looking up ${network.host} failed`, quote: network.dns.errno },
          { what: 'tried instead', quote: `${open.name}:${network.port} is open` },
        ],
        fixes: [
          wanted === undefined
            ? tell('name-other-host', `Name the host ${open.name}`, `Write ${open.name} instead of ${network.host} into the URL.${sayReload(client)}`)
            : draftUrlFix('name-other-host', `Name the host ${open.name}`, wanted, 'safe', entry, client),
        ],
        ...(isInside || isOutside ? {} : { decisive: `open the same URL with ${open.name} for the host` }),
      },
    ];
  },
});
