import type { AnyRule, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const SOURCES: readonly SignHit['source'][] = ['pasted'];

/** `docker ps` beside a refused connection: a port without an arrow stays inside. */
export const rule: AnyRule = defineRule({
  id: 'docker-port-unpublished-text',
  layer: 'docker',
  severity: 'blocks',
  cause: 'docker-port-unpublished',
  needs: [],
  uses: ['session', 'client'],
  signs: [
    {
      id: 'refused',
      literals: ['refused', 'ECONNREFUSED', 'Failed to connect', 'connection reset', 'ECONNRESET'],
      pattern: anyOf(
        near(
          /ECONNREFUSED|[Cc]onnection refused|[Ff]ailed to connect|Couldn't connect|connection reset|ECONNRESET/u,
          80,
          /(?::| port )(?<port>\d{2,5})(?![\d.])/u,
        ),
        near(/:(?<before>\d{2,5})(?![\d.])/u, 80, /ECONNREFUSED|[Cc]onnection refused|ECONNRESET/u),
      ),
      sources: SOURCES,
    },
    { id: 'listed', literals: ['/tcp'], pattern: /(?:^|[\s,])(?<exposed>\d{2,5})\/tcp(?:$|[\s,])/u, sources: SOURCES },
    {
      id: 'unpublished',
      literals: ['docker run', 'podman run'],
      pattern: /\b(?:docker|podman) run (?:--rm )?(?:-d|--detach)\b(?!.{0,300}(?: -p\b| -P\b| --publish| --network[= ]host| --net[= ]host))/u,
      sources: SOURCES,
    },
    { id: 'mapped', literals: ['->'], pattern: /:(?<outside>\d{2,5})->(?<inside>\d{2,5})\/tcp/u, sources: SOURCES },
  ],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    const dialled = signsNamed(signs, 'refused')
      .flatMap(({ groups }) => [groups['port'], groups['before']])
      .filter((port) => port !== undefined);
    const isDialled = (port: string | undefined): boolean => port !== undefined && dialled.includes(port);
    const exposed = signsNamed(signs, 'listed').find(({ groups }) => isDialled(groups['exposed']));
    const moved = signsNamed(signs, 'mapped').find(({ groups }) => isDialled(groups['inside']) && groups['inside'] !== groups['outside']);
    const isPublished = signsNamed(signs, 'mapped').some(({ groups }) => isDialled(groups['outside']));
    const run = dialled.length > 0 && signsNamed(signs, 'mapped').length === 0 ? signsNamed(signs, 'unpublished')[0] : undefined;
    // A list of containers is pasted beside a refused port by those who believe the server to be in one of them.
    const other = dialled.length > 0 ? signsNamed(signs, 'mapped')[0] : undefined;
    const found = exposed ?? moved ?? run ?? other;
    if (found === undefined || isPublished) return [];
    const isOther = found !== moved && found === other;
    const port = (isOther ? dialled[0] : (found.groups['exposed'] ?? found.groups['inside'] ?? dialled[0])) ?? '';
    const outside = isOther ? undefined : found.groups['outside'];
    return draftHit([found, ...signsNamed(signs, 'refused')], {
      confidence: 'likely',
      title: outside === undefined ? `Port ${port} of the container is not published` : `Port ${port} is published as ${outside}`,
      why:
        outside === undefined
          ? `The container listens on ${port} for other containers; on this machine nothing leads there.`
          : `Inside the container the port is ${port}; on this machine it is ${outside}.`,
      fixes: [
        outside === undefined
          ? tell(
              'publish-port',
              `Publish port ${port}`,
              `Start the container with "-p 127.0.0.1:${port}:${port}" (Compose: ports), and let the server in it listen on 0.0.0.0.${sayReload(client)}`,
            )
          : tell('dial-published-port', `Dial port ${outside}`, `Write port ${outside} into the URL.${sayReload(client)}`),
      ],
      decisive: 'run "docker port CONTAINER": it lists every published port',
    });
  },
});
