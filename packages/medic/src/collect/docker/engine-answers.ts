import type { DockerFacts } from '../../model/index.ts';
import type { ToolRun } from '../../io/run-tool.ts';
import { asRecord, isRecord } from '../is-record.ts';
import type { DockerQuestion } from './docker-question.ts';

/** Readers of what `docker` and `podman` print. Pure. */

type Daemon = Pick<DockerFacts, 'daemon' | 'detail' | 'context'>;

const DETAIL_CAP = 500;
const CONTAINERS_CAP = 50;
const DOWN =
  /Cannot connect|Is the docker daemon running|error during connect|connection refused|failed to connect|dial unix|docker_engine|unable to connect to Podman|ECONNREFUSED|no such file or directory|cannot find the file/i;

/** Reads `version --format json`: both engines print the client half and fail when the other half does not answer. */
export function judgeDaemon(run: ToolRun): Daemon {
  if (run.state === 'missing') return { daemon: 'no-cli', detail: run.errno };
  if (run.state === 'timeout') return { daemon: 'unknown', detail: 'the engine did not answer in time' };
  const answer = parseObject(run.stdout);
  const client = asRecord(answer?.['Client']);
  const context = typeof client?.['Context'] === 'string' && client['Context'] !== '' ? { context: client['Context'] } : {};
  if (run.code === 0 && client !== undefined) return { daemon: 'up', ...context };
  const detail = run.stderr.trim().slice(0, DETAIL_CAP) || run.stdout.trim().slice(0, DETAIL_CAP);
  const told = detail === '' ? {} : { detail };
  if (/permission denied/i.test(run.stderr)) return { daemon: 'no-permission', ...told, ...context };
  return { daemon: DOWN.test(run.stderr) ? 'down' : 'unknown', ...told, ...context };
}

/** Running containers of `ps`: docker prints one object per line, podman one array. Those of the port or image asked for. */
export function readContainers(text: string, question: Pick<DockerQuestion, 'port' | 'host' | 'image'>): DockerFacts['containers'] {
  const rows = text.trimStart().startsWith('[') ? parseArray(text) : text.split('\n').map((line) => parseObject(line));
  const all = rows.flatMap((row) =>
    row === undefined ? [] : [{ name: readName(row['Names']), image: readText(row['Image']), ports: readPorts(row['Ports']) }],
  );
  const { port, host, image } = question;
  if (port === undefined && host === undefined && image === undefined) return all.slice(0, CONTAINERS_CAP);
  const wanted = all.filter(
    (one) =>
      (port !== undefined && namesPort(one.ports, port)) ||
      (host !== undefined && one.name.split(/[-_]/).includes(host)) ||
      (image !== undefined && sameImage(one.image, image)),
  );
  return wanted.slice(0, CONTAINERS_CAP);
}

/** `0.0.0.0:8080->80/tcp, 9000/tcp` and ranges `8000-8010/tcp`. */
function namesPort(ports: string, port: number): boolean {
  return [...ports.matchAll(/(?<![\d.])(\d{1,5})(?:-(\d{1,5}))?(?![\d.])/g)].some(([, from, to]) => port >= Number(from) && port <= Number(to ?? from));
}

function sameImage(running: string, wanted: string): boolean {
  const plain = (name: string): string => name.replace(/^(?:docker\.io\/)?(?:library\/)?/, '').replace(/:latest$/, '');
  return plain(running) === plain(wanted);
}

function readName(value: unknown): string {
  return Array.isArray(value) ? readText(value[0]) : readText(value);
}

function readPorts(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  const items: readonly unknown[] = value;
  return items
    .flatMap((item) => {
      if (!isRecord(item)) return [];
      const { host_ip: ip, host_port: from, container_port: to, protocol } = item;
      return [`${readText(ip) || '0.0.0.0'}:${readText(from)}->${readText(to)}/${readText(protocol) || 'tcp'}`];
    })
    .join(', ');
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 300) : typeof value === 'number' ? String(value) : '';
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function parseArray(text: string): readonly (Readonly<Record<string, unknown>> | undefined)[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.map(asRecord) : [];
  } catch {
    return [];
  }
}
