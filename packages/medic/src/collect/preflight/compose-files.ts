import path from 'node:path';
import { listFolder, readHead } from '../../io/look-up.ts';
import type { ComposeFacts, ComposeFile, ComposeService } from '../../model/index.ts';
import { asRecord } from '../is-record.ts';
import { findRawAddresses } from './raw-addresses.ts';
import { lineOfText } from './line-of-text.ts';

const COMPOSE_NAME = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;
const CAP_BYTES = 1 << 20;
const FILES_CAP = 20;
const SERVICES_CAP = 100;

/** Every Compose file of a folder, as far as networks, published ports and addresses go. Files that do not parse are left to the item on config files. */
export async function collectCompose(folder: string): Promise<ComposeFacts> {
  const names = (await listFolder(folder)).filter((name) => COMPOSE_NAME.test(name)).toSorted();
  const files = await Promise.all(names.slice(0, FILES_CAP).map((name) => readCompose(path.join(folder, name))));
  return { folder, files: files.filter((file) => file !== undefined) };
}

async function readCompose(file: string): Promise<ComposeFile | undefined> {
  const text = (await readHead(file, CAP_BYTES)).toString('utf8');
  const document = asRecord(await parseYaml(text));
  const services = asRecord(document?.['services']);
  if (services === undefined) return undefined;
  return {
    path: file,
    networks: Object.keys(asRecord(document?.['networks']) ?? {}).filter((name) => name !== 'default'),
    services: Object.entries(services)
      .slice(0, SERVICES_CAP)
      .map(([name, body]) => readService(name, asRecord(body) ?? {}, text)),
  };
}

function readService(name: string, body: Readonly<Record<string, unknown>>, text: string): ComposeService {
  const mode = body['network_mode'];
  const { networks } = body;
  return {
    name,
    line: lineOfText(text, new RegExp(`^\\s+["']?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s*:`, 'm')),
    networks: Array.isArray(networks) ? (networks as readonly unknown[]).filter((one) => typeof one === 'string') : Object.keys(asRecord(networks) ?? {}),
    ...(typeof mode === 'string' ? { networkMode: mode } : {}),
    published: readPublished(body['ports']),
    addresses: findRawAddresses(body, text),
  };
}

/** Published to other machines: a port with a host part that is not a loopback address. */
function readPublished(ports: unknown): readonly string[] {
  if (!Array.isArray(ports)) return [];
  return (ports as readonly unknown[]).flatMap((port) => {
    const long = asRecord(port);
    if (long !== undefined) {
      const [published, target, host] = ['published', 'target', 'host_ip'].map((key) => scalar(long[key]));
      return published === '' || isLoopback(host ?? '') ? [] : [`${published}:${target}`];
    }
    const written = scalar(port);
    const parts = written.replace(/\/\w+$/, '').split(':');
    if (parts.length < 2 || (parts.length > 2 && isLoopback(parts.slice(0, -2).join(':')))) return [];
    return [parts.slice(-2).join(':')];
  });
}

function isLoopback(host: string): boolean {
  return /^(?:127\.|\[?::1\]?$|localhost$)/.test(host);
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : typeof value === 'number' ? String(value) : '';
}

async function parseYaml(text: string): Promise<unknown> {
  try {
    const { parse } = await import('yaml');
    return parse(text, { maxAliasCount: 100, logLevel: 'silent', schema: 'core', merge: true });
  } catch {
    return undefined;
  }
}
