import { basename, dirname, resolve } from 'node:path';
import { readCommandWords, splitPairs } from '../../describe/sources/command-words.ts';
import { nameDescription } from '../../describe/sources/name-description.ts';
import { readPackageWord } from '../../describe/sources/package.ts';
import { readLink, readPasted } from '../../describe/sources/read-pasted.ts';
import { isZip, readZipEntry } from '../../describe/sources/read-zip.ts';
import type { SourceOptions, SourceReading } from '../../describe/sources/source.ts';
import { ANY_NOTATION, readValue } from '../../describe/read-value.ts';
import { guessFormat } from '../../discover/read-source.ts';
import { readBytes } from '../../io/files.ts';
import { lookAt } from '../../io/look-up.ts';
import type { DescribedText, Roots, ServerDescription } from '../../model/index.ts';
import { decodeText } from '../../text/decode.ts';

/** What the user gave: one of the forms of a source, and what is to be changed about it. */
export interface GivenSource extends Omit<SourceOptions, 'values'> {
  readonly word?: string;
  readonly argv?: readonly string[];
  readonly readInput: () => Promise<string>;
  readonly name?: string;
  /** `NAME=value`, or `NAME` for a reference. */
  readonly env: readonly string[];
  /** `Name: value`. */
  readonly headers: readonly string[];
  /** `NAME=value` for what a manifest or a registry entry asks for. */
  readonly settings: readonly string[];
  readonly workdir?: string;
  readonly timeoutMs?: number;
}

/** A bundle holds programs and pictures; its manifest is looked for in archives of at most this size. */
const BUNDLE_CAP_BYTES = 512 * 1024 * 1024;

/** The servers a source names, with everything the flags say of them. */
export async function readGivenSource(given: GivenSource, roots: Roots): Promise<SourceReading> {
  const reading = await readForm(given, { ...given, values: splitPairs(given.settings, '=') }, roots);
  if (!reading.ok) return reading;
  const { servers } = reading.source;
  if (given.name !== undefined && servers.length > 1)
    return { ok: false, reason: `it holds ${servers.length} servers, and --name is for one`, next: 'Leave --name out, or paste one of them.' };
  const changed = servers.map((server) => withFlags(server, given, roots));
  const fault = changed.find((one) => typeof one === 'string');
  if (typeof fault === 'string') return { ok: false, reason: fault };
  return { ok: true, source: { ...reading.source, servers: changed.filter((one) => typeof one !== 'string') } };
}

async function readForm(given: GivenSource, options: SourceOptions, roots: Roots): Promise<SourceReading> {
  const { argv, word = '' } = given;
  if (argv !== undefined) {
    const read = readCommandWords(argv, {}, roots);
    return read !== undefined && 'server' in read
      ? { ok: true, source: { kind: 'a command', servers: [read.server], notes: read.notes ?? [] } }
      : { ok: false, reason: 'it is no command that starts a server' };
  }
  if (word === '-') return readPasted({ text: await given.readInput(), folder: roots.project }, roots, options);
  const path = resolve(roots.project, word);
  const look = await lookAt(path);
  if (look.type === 'file') return readFile(path, look.sizeBytes ?? 0, options, roots);
  if (look.type === 'directory' && (await lookAt(resolve(path, 'manifest.json'))).type === 'file')
    return readFile(resolve(path, 'manifest.json'), 0, options, roots);
  const packaged = readPackageWord(word);
  if (packaged !== undefined) return { ok: true, source: { kind: 'a package', servers: [packaged], notes: [] } };
  if (/^[a-z][a-z0-9+.-]*:/i.test(word)) return readLink(word, roots, options);
  if (!/\s/.test(word) && /[/\\]|\.(?:json|jsonc|toml|ya?ml|mcpb|dxt)$/.test(word)) return { ok: false, reason: 'there is no such file' };
  return readPasted({ text: word, folder: roots.project }, roots, options);
}

async function readFile(path: string, sizeBytes: number, options: SourceOptions, roots: Roots): Promise<SourceReading> {
  const isBundle = /\.(?:mcpb|dxt|zip)$/i.test(path);
  const read = isBundle ? await readBytes(path, Math.min(BUNDLE_CAP_BYTES, Math.max(sizeBytes, 1) + 1)) : await readBytes(path);
  if (!read.ok) return { ok: false, reason: `it cannot be read (${read.reason})` };
  if (!isZip(read.bytes)) {
    const { text } = decodeText(read.bytes);
    const format = /\.(?:jsonc?|toml|ya?ml)$/i.test(path) ? { format: guessFormat(path) } : {};
    return readPasted({ text, folder: dirname(path), ...format }, roots, options);
  }
  const manifest = readZipEntry(read.bytes, 'manifest.json');
  if (manifest === undefined)
    return { ok: false, reason: 'the archive holds no manifest.json', next: 'An .mcpb or .dxt bundle has its manifest.json at the top.' };
  const folder = resolve(dirname(path), basename(path).replace(/\.[^.]+$/, ''));
  const reading = await readPasted({ text: new TextDecoder().decode(manifest), folder, format: 'json' }, roots, options);
  if (!reading.ok || (await lookAt(folder)).type === 'directory') return reading;
  const note = `The files of the bundle are expected in ${folder}. Unpack it there first: unzip ${basename(path)} -d ${folder}`;
  return { ok: true, source: { ...reading.source, notes: [note, ...reading.source.notes] } };
}

/** The description with what the flags say; a sentence when they do not fit it. */
function withFlags(server: ServerDescription, given: GivenSource, roots: Roots): ServerDescription | string {
  const isRemote = server.transport !== 'stdio';
  if (isRemote && given.env.length > 0) return `"${server.name}" is a remote server, which gets no variables: use --header`;
  if (!isRemote && given.headers.length > 0) return `"${server.name}" is a local server, which gets no headers: use --env`;
  if (isRemote && given.workdir !== undefined) return `"${server.name}" is a remote server, which starts in no folder`;
  if (given.transport !== undefined && (given.transport === 'stdio') === isRemote)
    return `"${server.name}" is a ${isRemote ? 'remote' : 'local'} server, which --transport ${given.transport} does not fit`;
  const env: Record<string, DescribedText | null> = Object.assign(Object.create(null), server.env);
  const pairs = splitPairs(given.env, '=');
  for (const word of given.env) {
    const name = word.split('=')[0] ?? '';
    if (!/^[A-Za-z_][\w().-]*$/.test(name)) return `"${name}" is no name of a variable`;
    env[name] = word.includes('=') ? [pairs[name] ?? ''] : [{ ref: 'env', name }];
  }
  const headers: Record<string, DescribedText> = Object.assign(Object.create(null), server.headers);
  for (const [name, value] of Object.entries(splitPairs(given.headers, ':'))) headers[name] = readValue(value, 'headers', ANY_NOTATION, roots);
  const named = server.name === '' ? nameDescription(server) : server;
  return {
    ...named,
    name: given.name ?? named.name,
    env,
    headers,
    ...(isRemote && given.transport !== undefined ? { transport: given.transport } : {}),
    ...(given.workdir === undefined ? {} : { cwd: [resolve(roots.project, given.workdir)] }),
    ...(given.timeoutMs === undefined ? {} : { timeoutMs: given.timeoutMs }),
  };
}
