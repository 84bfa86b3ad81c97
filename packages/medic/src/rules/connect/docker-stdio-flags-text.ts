import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { sayReload, tell } from '../words.ts';
import { near } from '../near.ts';

/** A container engine that wants a terminal, or a stdio server deployed as a service, whose input nobody holds open. */
export const rule: AnyRule = defineRule({
  id: 'docker-stdio-flags-text',
  layer: 'docker',
  severity: 'blocks',
  cause: 'docker-stdio-flags',
  needs: [],
  uses: ['session', 'client', 'program'],
  signs: [
    {
      id: 'tty',
      literals: ['input device is not a TTY', 'stdin is not a terminal'],
      pattern: /the input device is not a TTY|cannot (?:attach stdin to|enable tty).{0,60}(?:TTY|terminal)/iu,
    },
    {
      id: 'on-stdio',
      literals: ['stdio'],
      pattern: near(/\s\|\s|container|\bpod\b/iu, 120, near(/running|listening|started|transport/iu, 30, /\bstdio\b/iu)),
    },
    { id: 'ended', literals: ['exited with code 0'], pattern: /^[\w.-]{1,80} exited with code 0\b/u },
    {
      id: 'no-i',
      literals: ['docker', 'podman'],
      pattern:
        /\b(?:docker|podman) run (?:--rm )?(?!(?:(?!\b(?:docker|podman) run ).){0,200}?(?: -i| --interactive|-[a-z]{0,9}i))(?:-e \S{1,80} ){0,10}[\w./:-]{1,120}\s{0,40}$|^[\w@.-]{1,60}: (?:docker|podman) run (?!.{0,300} (?:-[a-z]{0,3}i|--interactive)).{1,300} - [✗✘]/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'no-i-json',
      literals: ['"run"'],
      pattern:
        /"(?:docker|podman)"\s?,\s?"args"\s?:\s?\[\s?"run"(?!.{0,400}"(?:-i|-it|-ti|--interactive|-[a-z]{0,3}i[a-z]{0,3})")|^"?args"?\s?[:=]\s?\[\s?"run"(?!.{0,400}"(?:-i|-it|-ti|--interactive)")/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'closed',
      literals: ['-32000', 'Connection closed', 'connection closed', 'Server disconnected', 'closed unexpectedly', 'CONNECTION_CLOSED', 'Failed to connect'],
      pattern: /[Cc]onnection closed|closed unexpectedly|Server disconnected|CONNECTION_CLOSED|[✗✘] Failed to connect/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, client, program, signs }) {
    if (session !== undefined && (!hasExited(session) || program?.container !== undefined)) return [];
    const told = signsToJudge(signs, session);
    const tty = signsNamed(told, 'tty');
    const service = signsNamed(told, 'ended').length > 0 ? signsNamed(told, 'on-stdio') : [];
    const bare = signsNamed(told, 'closed').length > 0 ? signsNamed(told, 'no-i', 'no-i-json') : [];
    const meant = tty.length > 0 ? tty : service.length > 0 ? [...service, ...signsNamed(told, 'ended')] : bare;
    if (meant.length === 0) return [];
    const isService = tty.length === 0 && service.length > 0;
    return draftHit(meant, {
      confidence: tty.length > 0 ? weighStartup(meant, session, 'confirmed') : 'likely',
      title:
        tty.length > 0
          ? 'The container asks for a terminal that a client does not give'
          : isService
            ? 'A stdio server runs as a service, without open input'
            : 'The container is started without open input',
      why:
        tty.length > 0
          ? 'The command line has "-t", and the client connects pipes instead of a terminal.'
          : 'Nobody holds the standard input of the container open, so the server sees its end and stops.',
      fixes: [
        isService
          ? tell(
              'keep-stdin-open',
              'Let the client start it, or serve HTTP',
              `A stdio server belongs into the client's entry: "docker run -i --rm IMAGE". In Compose "stdin_open: true" keeps it up; for a shared service use its HTTP mode.${sayReload(client)}`,
            )
          : tell('mend-docker-flags', 'Run the container with "-i" alone', `Write "run", "-i", "--rm", … and remove "-t", "-it" and "-d".${sayReload(client)}`),
      ],
      decisive: 'start it with "docker run -i --rm IMAGE" and paste an initialize message: it answers',
    });
  },
});
