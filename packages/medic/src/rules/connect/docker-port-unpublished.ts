import type { AnyRule, DockerFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftUrlFix, withOrigin } from '../url-edits.ts';
import { cut, fitTitle, nameClient, sayReload, tell } from '../words.ts';

/** The container runs and listens, and its port was not published to this machine, or under another number. */
export const rule: AnyRule = defineRule({
  id: 'docker-port-unpublished',
  layer: 'docker',
  severity: 'blocks',
  cause: 'docker-port-unpublished',
  needs: ['client', 'entry', 'session', 'docker'],
  uses: ['network'],

  judge({ client, entry, session, docker, network }) {
    if (session.transport === 'stdio' || session.outcome.kind !== 'failed') return [];
    if (session.outcome.stage !== 'tcp' || docker.daemon !== 'up' || network?.isLoopback === false) return [];
    const port = network?.port ?? Number(/^https?:\/\/[^/]{1,253}:(\d{1,5})/u.exec(session.url)?.[1] ?? 80);
    const found = findContainer(docker, port);
    if (found === undefined) return [];
    const { container, publishedAs } = found;
    const wanted = publishedAs === undefined ? undefined : withOrigin(entry.effective.url ?? session.url, { port: publishedAs });
    const compose = docker.compose?.services.find(({ name }) => container.name.split(/[-_]/u).includes(name));
    const publish = tell(
      'publish-port',
      `Publish port ${port} of the container`,
      `Start it with "-p 127.0.0.1:${port}:${port}"${compose === undefined ? '' : `, or add to "${compose.name}" in ${docker.compose?.file ?? 'the Compose file'}: ports: ["127.0.0.1:${port}:${port}"] and run "docker compose up -d"`}. The server inside must listen on 0.0.0.0.${sayReload(client)}`,
    );
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(
          publishedAs === undefined
            ? `${nameClient(client)} cannot reach port ${port}: not published`
            : `${nameClient(client)} dials port ${port}, Docker publishes ${publishedAs}`,
        ),
        why:
          publishedAs === undefined
            ? `The container "${cut(container.name, 60)}" listens on port ${port} for other containers only.`
            : `The container "${cut(container.name, 60)}" has port ${port} inside, and ${publishedAs} on this machine.`,
        evidence: [
          { what: 'the configured address', ...(entry.file === '' ? {} : { where: `${entry.file}:${entry.line}` }), quote: session.url },
          { what: `container ${container.name} (${container.image})`, where: `${docker.engine} ps`, quote: container.ports },
        ],
        fixes:
          wanted === undefined ? [publish] : [draftUrlFix('dial-published-port', `Dial port ${publishedAs ?? port}`, wanted, 'safe', entry, client), publish],
      },
    ];
  },
});

interface Found {
  readonly container: DockerFacts['containers'][number];
  readonly publishedAs?: number;
}

/** `3000/tcp` alone is not published; `0.0.0.0:8080->3000/tcp` is, as 8080. A port that is published as itself is another fault. */
function findContainer({ containers }: DockerFacts, port: number): Found | undefined {
  const parts = containers.flatMap((container) => container.ports.split(/, ?/u).map((text) => ({ container, text })));
  if (parts.some(({ text }) => new RegExp(`:${port}->`, 'u').test(text))) return undefined;
  const mapped = parts
    .map(({ container, text }) => ({ container, match: new RegExp(`:(\\d{1,5})->${port}/tcp`, 'u').exec(text) }))
    .find(({ match }) => match !== null);
  if (mapped?.match?.[1] !== undefined) return { container: mapped.container, publishedAs: Number(mapped.match[1]) };
  const exposed = parts.find(({ text }) => text === `${port}/tcp`);
  return exposed === undefined ? undefined : { container: exposed.container };
}
