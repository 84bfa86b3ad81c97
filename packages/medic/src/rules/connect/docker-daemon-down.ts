import type { AnyRule, DockerFacts, FixDraft, Platform } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { lastExchange } from '../quote.ts';
import { draftHit, hasNoAnswer, signsToJudge, weighStartup } from '../startup-hit.ts';
import { fitTitle, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The server lives in a container, and the engine that should run it does not answer. */
export const rule: AnyRule = defineRule({
  id: 'docker-daemon-down',
  layer: 'docker',
  severity: 'blocks',
  cause: 'docker-daemon-down',
  needs: [],
  uses: ['session', 'client', 'entry', 'docker', 'program', 'host'],
  signs: [
    {
      id: 'daemon',
      literals: [
        'Cannot connect to the Docker daemon',
        'Is the docker daemon running',
        'check if the path is correct and if the daemon is running',
        'Docker Desktop is not running',
        'Docker Desktop is unable to start',
        'ontainer runtime',
        'docker.sock',
        'docker.raw.sock',
        'to the docker API',
        'ocker engine',
        'ocker daemon',
        'olima is not running',
        'rbStack is not running',
        'ancher Desktop is not running',
        'for API route and version',
      ],
      pattern:
        /Cannot connect to the Docker daemon(?: at (?<socket>[^\s.]{1,20}:\/\/[^\s]{1,200}?)\.? |)|Is the docker daemon running|check if the path is correct and if the daemon is running|Docker Desktop is (?:not running|unable to start)|\b(?:no|without a) container runtime (?:is )?(?:available|found|running)|[Cc]ontainer runtime (?:is )?not (?:available|running)|dial unix \S{0,120}docker(?:\.raw)?\.sock: connect: (?:no such file|connection refused)|connect (?:ENOENT|ECONNREFUSED) \S{0,120}docker\.sock|failed to connect to the docker API\b|\bdocker (?:engine|daemon) (?:is )?(?:not running|unavailable|unreachable)|\b(?:Colima|OrbStack|Rancher Desktop) is not running|returned 5\d\d .{0,30}for API route and version/iu,
    },
    {
      id: 'windows',
      literals: ['docker_engine', 'dockerDesktopLinuxEngine', 'docker daemon is not running'],
      pattern: anyOf(
        /open \/\/\.\/pipe\/docker\w{1,30}: /iu,
        near(
          /open|connect|pipe/iu,
          40,
          near(/docker_engine|dockerDesktopLinuxEngine/iu, 200, /cannot find the file|The system cannot|500 Internal|file specified/iu),
        ),
        /docker daemon is not running/iu,
      ),
    },
    {
      id: 'podman',
      literals: ['Cannot connect to Podman', 'unable to connect to Podman'],
      pattern: /[Cc]annot connect to Podman|unable to connect to Podman socket/u,
    },
  ],

  judge({ session, client, entry, docker, program, host, signs }) {
    const meant = signsToJudge(signs, session);
    const engine = docker?.engine === 'podman' || meant.some(({ sign }) => sign === 'podman') ? 'Podman' : 'Docker';
    const fixes = draftFixes(engine, host?.platform, sayReload(client));
    const who = nameServer(entry);
    if (session !== undefined && session.outcome.kind === 'failed' && docker?.daemon === 'down') {
      const isContainer = session.transport === 'stdio' && program?.container !== undefined && hasNoAnswer(session);
      const service = session.transport === 'stdio' ? undefined : publishingService(docker, lastExchange(session)?.url ?? session.url);
      const isUrl = service !== undefined && (session.outcome.stage === 'tcp' || session.outcome.stage === 'dns');
      if (!isContainer && !isUrl) return [];
      return [
        {
          confidence: isContainer ? 'confirmed' : 'likely',
          title: fitTitle(`${who} needs ${engine}, which is not running`),
          why: isContainer
            ? `The entry starts a container, and "${docker.cli ?? docker.engine}" got no answer from its engine${docker.context === undefined ? '' : ` (context "${docker.context}")`}.`
            : `The service "${service ?? ''}" of ${docker.compose?.file ?? 'the Compose file'} publishes that port, and ${engine} is not running.`,
          evidence: [
            {
              what: `${docker.engine} says`,
              ...(docker.cli === undefined ? {} : { where: docker.cli }),
              ...(docker.detail === undefined ? {} : { quote: docker.detail }),
            },
            ...meant.slice(0, 1).map(({ quote, line }) => ({ what: 'the server wrote', where: `line ${line}`, quote })),
          ],
          fixes,
          ...(isContainer ? {} : { decisive: 'start the engine and the service, then connect again' }),
        },
      ];
    }
    // The engine runs and this user may not ask it: that is a matter of permissions.
    if (session !== undefined && docker?.daemon === 'no-permission') return [];
    if (meant.length === 0 || (session !== undefined && !hasNoAnswer(session))) return [];
    // It answers now: it was down for a moment, or the program asks another socket.
    const weight = docker?.daemon === 'up' ? 'likely' : weighStartup(meant, session, 'confirmed');
    return draftHit(meant, {
      confidence: weight,
      title: `${who} needs ${engine}, which is not running`,
      why: `The ${engine} client got no answer from its engine.`,
      fixes,
      decisive: `run "${engine.toLowerCase()} info" in a terminal: it must print a server section`,
    });
  },
});

function publishingService({ compose }: DockerFacts, url: string): string | undefined {
  const port = /^https?:\/\/[^/]{1,253}:(\d{1,5})/u.exec(url)?.[1];
  return compose?.services.find(({ ports }) => port !== undefined && ports.some((one) => new RegExp(`(?:^|:)${port}:`, 'u').test(one)))?.name;
}

function draftFixes(engine: string, platform: Platform | undefined, reload: string): readonly FixDraft[] {
  const after = `Wait until "${engine.toLowerCase()} info" prints a server section.${reload}`;
  const title = `Start ${engine}`;
  const run = (command: readonly string[]): readonly FixDraft[] => [
    {
      id: 'start-engine',
      title,
      safety: 'review',
      steps: [
        { do: 'run', command },
        { do: 'tell', text: after },
      ],
    },
  ];
  if (engine === 'Podman') return platform === 'linux' ? run(['systemctl', '--user', 'start', 'podman.socket']) : run(['podman', 'machine', 'start']);
  if (platform === 'darwin') return run(['open', '-a', 'Docker']);
  if (platform === 'linux') return run(['sudo', 'systemctl', 'start', 'docker']);
  if (platform === 'win32') return run(['docker', 'desktop', 'start']);
  return [
    tell(
      'start-engine',
      title,
      `Start Docker Desktop (macOS, Windows), "sudo systemctl start docker" (Linux), or Colima, OrbStack or Rancher Desktop when you use one of those; if it runs, "docker context ls" shows whether another socket is meant. ${after}`,
    ),
  ];
}
