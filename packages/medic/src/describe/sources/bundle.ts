import { isObject, readMember } from '../../discover/entry-shape.ts';
import type { DescribedInput, DescribedText, Json, JsonObject, Roots } from '../../model/index.ts';
import { joinParts } from '../described-text.ts';
import { createFiller, textOf } from './fill-values.ts';
import { nameServer } from './server-name.ts';
import { describeLaunch, type SourceOptions, type SourceReading } from './source.ts';

/** True for the manifest of an .mcpb (formerly .dxt) bundle. */
export function isBundleManifest(value: Json | undefined): boolean {
  const version = readMember(value, 'manifest_version') ?? readMember(value, 'dxt_version');
  return typeof version === 'string' && isObject(readMember(value, 'server'));
}

/** Reads a bundle's manifest. `folder`: where its files lie unpacked. */
export function readBundle(value: Json, folder: string, roots: Roots, { values }: SourceOptions): SourceReading {
  const server = readMember(value, 'server');
  const config = readMember(server, 'mcp_config');
  if (!isObject(value) || !isObject(server)) return { ok: false, reason: 'it is no bundle manifest' };
  const chosen = isObject(config) ? withOverrides(config, roots.platform) : launchOf(server);
  if (chosen === undefined) return { ok: false, reason: 'the manifest has neither server.mcp_config nor a server.entry_point that can be run' };
  const declared = readMember(value, 'user_config');
  const reader = createManifestReader(isObject(declared) ? declared : {}, folder, roots, values);
  const env: Record<string, DescribedText> = Object.create(null);
  for (const [name, text] of Object.entries(isObject(chosen['env']) ? chosen['env'] : {})) {
    const read = typeof text === 'string' ? reader.text(text) : [JSON.stringify(text)];
    if (read.length > 0) env[name] = read;
  }
  const args = Array.isArray(chosen['args']) ? chosen['args'].flatMap((arg: Json) => (typeof arg === 'string' ? reader.list(arg) : [])) : [];
  const launch = describeLaunch(nameServer(textOf(value, 'name') ?? 'server'), reader.text(textOf(chosen, 'command') ?? ''), args, {
    env,
    inputs: reader.inputs(),
  });
  return { ok: true, source: { kind: 'the manifest of a bundle', servers: [launch], notes: reader.notes() } };
}

function withOverrides(config: JsonObject, platform: string): JsonObject {
  const overrides = readMember(readMember(config, 'platform_overrides'), platform);
  return isObject(overrides) ? { ...config, ...overrides } : config;
}

/** Manifests may leave the command to whoever runs them. */
function launchOf(server: JsonObject): JsonObject | undefined {
  const entry = textOf(server, 'entry_point');
  const type = textOf(server, 'type');
  if (entry === undefined) return undefined;
  const path = `\${__dirname}/${entry}`;
  if (type === 'node') return { command: 'node', args: [path] };
  if (type === 'python') return { command: 'python3', args: [path] };
  return type === 'binary' ? { command: path, args: [] } : type === 'uv' ? { command: 'uv', args: ['run', '--directory', '${__dirname}', entry] } : undefined;
}

function createManifestReader(declared: JsonObject, folder: string, roots: Roots, values: Readonly<Record<string, string>>) {
  const filler = createFiller(values);
  const optional = new Set<string>();
  const places: Readonly<Record<string, string>> = {
    __dirname: folder,
    HOME: roots.home,
    DESKTOP: `${roots.home}/Desktop`,
    DOCUMENTS: `${roots.home}/Documents`,
    DOWNLOADS: `${roots.home}/Downloads`,
    pathSeparator: roots.platform === 'win32' ? '\\' : '/',
    '/': roots.platform === 'win32' ? '\\' : '/',
  };
  const fillPlaces = (text: string): string => text.replaceAll(/\$\{([\w/]+)\}/g, (whole, name: string) => places[name] ?? whole);

  /** What was given, what is declared as usual, or a question. Empty for what may be left out. */
  function setting(key: string): readonly DescribedText[] {
    const about = readMember(declared, key);
    const field: JsonObject = isObject(about) ? about : {};
    const given = values[key];
    if (given !== undefined) return field['multiple'] === true ? given.split(',').map((one): DescribedText => [one]) : [[given]];
    const usual = field['default'];
    if (Array.isArray(usual)) return usual.flatMap((one: Json) => (typeof one === 'string' ? [[fillPlaces(one)]] : []));
    if (usual !== undefined && usual !== null && usual !== '' && field['sensitive'] !== true && !isObject(usual))
      return [[fillPlaces(typeof usual === 'string' ? usual : JSON.stringify(usual))]];
    if (field['required'] === true || field['sensitive'] === true || !isObject(about))
      return [filler.ask(key, { ...field, description: textOf(field, 'title') ?? key })];
    optional.add(key);
    return [];
  }

  function text(written: string): DescribedText {
    return joinParts(
      fillPlaces(written)
        .split(/(\$\{user_config\.[\w-]+\})/)
        .flatMap((part): DescribedText => {
          const key = /^\$\{user_config\.([\w-]+)\}$/.exec(part)?.[1];
          return key === undefined ? [part] : (setting(key)[0] ?? []);
        }),
    );
  }

  return {
    text,
    /** An argument that is one setting with several values becomes several arguments. */
    list(written: string): readonly DescribedText[] {
      const key = /^\$\{user_config\.([\w-]+)\}$/.exec(written)?.[1];
      if (key !== undefined) return setting(key);
      const read = text(written);
      return read.length === 0 && written !== '' ? [] : [read];
    },
    inputs: (): Readonly<Record<string, DescribedInput>> => filler.inputs(),
    notes: (): readonly string[] => (optional.size === 0 ? [] : [`Optional, and left out: ${[...optional].join(', ')} (--set NAME=VALUE sets one).`]),
  };
}
