import path from 'node:path';
import { readHead } from '../../io/look-up.ts';
import type { DockerFacts } from '../../model/index.ts';
import { asRecord } from '../is-record.ts';
import type { DockerQuestion } from './docker-question.ts';

type Compose = NonNullable<DockerFacts['compose']>;
type Service = Compose['services'][number];

/** In the order in which Compose prefers them. */
const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const CAP_BYTES = 1 << 20;
const SERVICES_CAP = 50;
const PORTS_CAP = 50;

/** Services of the project's Compose file that name the host or the port asked for (all, when neither is). */
export async function readComposeFile(folder: string, question: Pick<DockerQuestion, 'host' | 'port'>): Promise<Compose | undefined> {
  for (const name of NAMES) {
    const file = path.join(folder, name);
    const text = (await readHead(file, CAP_BYTES)).toString('utf8');
    if (text === '') continue;
    const services = parseComposeServices(await parseYaml(text), question);
    return services.length === 0 ? undefined : { file, services };
  }
  return undefined;
}

/** Reads `services` of a parsed Compose file. Anything of another shape is left out. */
function parseComposeServices(document: unknown, { host, port }: Pick<DockerQuestion, 'host' | 'port'>): readonly Service[] {
  const services = asRecord(asRecord(document)?.['services']);
  if (services === undefined) return [];
  const found = Object.entries(services)
    .slice(0, SERVICES_CAP)
    .flatMap(([name, value]) => {
      const body = asRecord(value);
      return body === undefined ? [] : [{ body, service: { name, ports: readList(body['ports'], readPort), expose: readList(body['expose'], readScalar) } }];
    });
  const wanted = found.filter(({ body, service }) => {
    if (host === undefined && port === undefined) return true;
    return (host !== undefined && isCalled(service.name, body, host)) || (port !== undefined && namesPort(service, body, port));
  });
  return wanted.map(({ service }) => service);
}

async function parseYaml(text: string): Promise<unknown> {
  try {
    const { parse } = await import('yaml');
    // Aliases multiply; a Compose file with more than this many is not one we need to understand.
    return parse(text, { maxAliasCount: 100, logLevel: 'silent', schema: 'core' });
  } catch {
    return undefined;
  }
}

function isCalled(name: string, body: Readonly<Record<string, unknown>>, host: string): boolean {
  return name === host || body['container_name'] === host || body['hostname'] === host;
}

// A service that neither publishes nor exposes may still name the port in what it starts: `command: serve --port 8000`.
function namesPort(service: Service, body: Readonly<Record<string, unknown>>, port: number): boolean {
  const written = [...service.ports, ...service.expose, flatten(body['command']), flatten(body['environment'])].join(' ');
  return new RegExp(`(?<!\\d)${port}(?!\\d)`).test(written);
}

function flatten(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 4096);
  const items = Array.isArray(value) ? (value as readonly unknown[]) : Object.values(asRecord(value) ?? {});
  return items.slice(0, 100).map(readScalar).join(' ').slice(0, 4096);
}

function readList(value: unknown, read: (item: unknown) => string): readonly string[] {
  return Array.isArray(value)
    ? (value as readonly unknown[])
        .slice(0, PORTS_CAP)
        .map(read)
        .filter((item) => item !== '')
    : [];
}

/** Short form as written; long form as the short one: `127.0.0.1:8080:80/tcp`. */
function readPort(item: unknown): string {
  const long = asRecord(item);
  if (long === undefined) return readScalar(item);
  const [ip, published, target, protocol] = ['host_ip', 'published', 'target', 'protocol'].map((key) => readScalar(long[key]));
  return `${ip === '' ? '' : `${ip}:`}${published === '' ? '' : `${published}:`}${target}${protocol === '' ? '' : `/${protocol}`}`;
}

function readScalar(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : typeof value === 'number' ? String(value) : '';
}
