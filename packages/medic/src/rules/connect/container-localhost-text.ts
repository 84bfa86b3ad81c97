import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { sayReload, tell } from '../words.ts';

/** Text that shows a container calling localhost, or asking for a host name that its engine does not give it. */
export const rule: AnyRule = defineRule({
  id: 'container-localhost-text',
  layer: 'docker',
  severity: 'blocks',
  cause: 'container-localhost',
  needs: [],
  uses: ['session', 'client', 'program'],
  signs: [
    {
      id: 'gateway-name',
      literals: ['host.docker.internal', 'host.containers.internal'],
      pattern:
        /(?:Name or service not known|ENOTFOUND|EAI_AGAIN|no such host|[Tt]emporary failure in name resolution|nodename nor servname|getaddrinfo|could not (?:be )?resolve|[Cc]ould not resolve host).{0,80}host\.(?:docker|containers)\.internal|host\.(?:docker|containers)\.internal.{0,80}(?:Name or service not known|ENOTFOUND|EAI_AGAIN|no such host|[Tt]emporary failure|nodename nor servname)/u,
    },
    {
      id: 'refused',
      literals: ['ECONNREFUSED', 'onnection refused', 'onnect call failed'],
      pattern:
        /(?:ECONNREFUSED|[Cc]onnection refused|[Cc]onnect call failed).{0,60}(?:127\.0\.0\.1|localhost|::1)|(?:127\.0\.0\.1|localhost|::1).{0,60}(?:ECONNREFUSED|[Cc]onnection refused)/u,
    },
    {
      id: 'container',
      literals: [
        'docker run',
        '"docker"',
        'podman run',
        'docker-compose',
        'docker compose',
        '/.dockerenv',
        ' in Docker',
        'inside Docker',
        'docker container',
        'Docker container',
      ],
      pattern:
        /\b(?:docker|podman) run\b|"command": ?"(?:docker|podman)"|docker[- ]compose|\/\.dockerenv|\b(?:in|inside)(?: a| the)? [Dd]ocker\b|[Dd]ocker container/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, client, program, signs }) {
    if (session !== undefined && (!hasExited(session) || program?.container === undefined)) return [];
    const told = signsToJudge(signs, session);
    const gateway = signsNamed(told, 'gateway-name');
    const inside = session === undefined && signsNamed(told, 'container').length > 0 ? signsNamed(told, 'refused') : [];
    const meant = gateway.length > 0 ? gateway : inside;
    if (meant.length === 0) return [];
    const isGateway = gateway.length > 0;
    return draftHit(meant, {
      confidence: isGateway ? weighStartup(meant, session) : 'likely',
      title: isGateway ? 'The container does not know the name of its host' : 'A container calls localhost, which is itself',
      why: isGateway
        ? 'host.docker.internal exists in containers of Docker Desktop; Docker Engine on Linux gives it only when asked.'
        : 'Inside a container localhost is the container; the server on the machine around it has another name there.',
      fixes: [
        isGateway
          ? tell(
              'add-host-gateway',
              'Give the container the name of its host',
              `Put "--add-host=host.docker.internal:host-gateway" behind "run" (Compose: extra_hosts: ["host.docker.internal:host-gateway"]); outside containers write localhost instead.${sayReload(client)}`,
            )
          : tell(
              'name-host',
              'Name the machine around the container',
              `Write host.docker.internal (Podman: host.containers.internal) or the Compose service's name instead of localhost, and let the server listen on 0.0.0.0.${sayReload(client)}`,
            ),
      ],
      decisive: 'run "getent hosts host.docker.internal" inside the container',
    });
  },
});
