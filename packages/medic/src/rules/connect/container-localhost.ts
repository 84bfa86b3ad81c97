import type { AnyRule, ClientFacts, EntryFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { editArgs, editSteps, writtenArgs } from '../launch-edits.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';

const LOOPBACK = /localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]/giu;
const REFUSED =
  /ECONNREFUSED|[Cc]onnection refused|[Cc]onnect(?:ion)? call failed|actively refused|failed to connect|[Cc]annot connect|[Cc]ould not connect|ENETUNREACH/u;

/** A server in a container is told to call localhost, which in there is the container itself. */
export const rule: AnyRule = defineRule({
  id: 'container-localhost',
  layer: 'docker',
  severity: 'blocks',
  cause: 'container-localhost',
  needs: ['client', 'entry', 'program', 'session'],
  uses: ['host'],

  judge({ client, entry, program, session, host }) {
    const { container } = program;
    if (container === undefined || session.transport !== 'stdio' || session.outcome.kind === 'connected') return [];
    const [value] = container.usesLocalhost;
    if (value === undefined || container.network === 'host' || container.network?.startsWith('container:') === true) return [];
    const lines = session.attempts.at(-1)?.stderr.lines ?? [];
    const refused = lines.find((line) => REFUSED.test(line));
    // Without a refused connection the address is no more than a remark about a start that failed for another reason.
    if (refused === undefined) return [];
    const name = container.engine === 'podman' ? 'host.containers.internal' : 'host.docker.internal';
    const isSure = new RegExp(LOOPBACK.source, 'iu').test(refused) || /ECONNREFUSED ::1/u.test(refused);
    return [
      {
        confidence: isSure ? 'confirmed' : 'likely',
        title: fitTitle(`${nameServer(entry)} calls localhost inside its container`),
        why: `"${cut(value, 120)}" means the container itself in there, not this machine, and nothing listens in it.`,
        evidence: [
          { what: 'the value', ...(entry.file === '' ? {} : { where: `${entry.file}:${entry.line}` }), quote: value },
          { what: 'the server wrote to stderr', quote: refused },
        ],
        fixes: draftFixes(entry, client, name, host?.platform === 'linux'),
        ...(isSure ? {} : { decisive: `name ${name} instead of localhost: the connection then comes about` }),
      },
    ];
  },
});

function draftFixes(entry: EntryFacts, client: ClientFacts, name: string, isLinux: boolean): readonly FixDraft[] {
  const title = `Name this machine ${name}`;
  const args = writtenArgs(entry, client);
  const verb = args?.findIndex((word) => word === 'run') ?? -1;
  const named = args?.map((word) => (/^--?(?:host|bind|listen|addr|address)\b/iu.test(word) ? word : word.replace(LOOPBACK, name)));
  // On Linux the name exists only when it is given; Docker Desktop and Podman bring it along.
  const needsHost = isLinux && name === 'host.docker.internal' && args?.some((word) => word.includes('host-gateway')) !== true;
  const wanted = named === undefined || verb === -1 ? undefined : needsHost ? named.toSpliced(verb + 1, 0, `--add-host=${name}:host-gateway`) : named;
  const edits = wanted === undefined ? undefined : editArgs(entry, client, wanted);
  if (edits !== undefined && edits.length > 0) return [{ id: 'name-host', title, safety: 'review', steps: editSteps(edits, client) }];
  return [
    tell(
      'name-host',
      title,
      `Replace localhost by ${name} in what the container is given${needsHost ? `, and add "--add-host=${name}:host-gateway" behind "run"` : ''}; the service on this machine must listen on more than 127.0.0.1.${sayReload(client)}`,
    ),
  ];
}
