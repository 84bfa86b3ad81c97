import { isObject, readMember } from '../../discover/entry-shape.ts';
import type { DescribedText, Json, JsonObject, ServerDescription } from '../../model/index.ts';
import { joinParts, plainText } from '../described-text.ts';
import { createFiller, type Filler, textOf } from './fill-values.ts';
import { describeLaunch, describeRemote } from './source.ts';

interface BuiltPackage {
  readonly words: string;
  readonly server: ServerDescription;
  readonly notes: readonly string[];
}

/** Programs a package of a registry can be run with; the first is taken when the entry hints at none of them. */
const RUNTIMES: Readonly<Record<string, readonly string[]>> = {
  npm: ['npx', 'bunx', 'pnpx'],
  pypi: ['uvx', 'pipx', 'python', 'python3'],
  oci: ['docker', 'podman'],
  nuget: ['dnx'],
};

/** One package of a registry entry as a command. `skipped`: why it cannot be one. */
export function buildPackage(entry: JsonObject, name: string, given: Readonly<Record<string, string>>): BuiltPackage | { readonly skipped: string } {
  const registry = anyText(entry, 'registryType') ?? anyText(entry, 'registryName') ?? '';
  const identifier = textOf(entry, 'identifier') ?? textOf(entry, 'name');
  const runtimes = RUNTIMES[registry];
  if (identifier === undefined) return { skipped: 'a package without an identifier was passed over' };
  if (registry === 'mcpb') return { skipped: `The bundle ${identifier} was passed over: download and unpack it, then add its manifest.json.` };
  if (runtimes === undefined) return { skipped: `A package of "${registry}" was passed over: mcp-medic does not know how it is run.` };
  const hint = anyText(entry, 'runtimeHint');
  const runtime = hint === 'bun' ? 'bunx' : hint !== undefined && runtimes.includes(hint) ? hint : (runtimes[0] ?? '');
  const filler = createFiller(given);
  const before = readArguments(anyList(entry, 'runtimeArguments'), filler, true);
  const after = readArguments(anyList(entry, 'packageArguments'), filler, false);
  const env = filler.fillMap(anyList(entry, 'environmentVariables'));
  const args = composeArguments(
    runtime,
    withVersion(registry, identifier, textOf(entry, 'version'), runtime),
    identifier,
    before,
    after,
    Object.keys(env.values),
  );
  const launch = describeLaunch(name, runtime, args, { env: env.values, inputs: filler.inputs() });
  const words = `${registry} package ${identifier}, run with ${runtime}`;
  const transport = readMember(entry, 'transport');
  const type = isObject(transport) ? textOf(transport, 'type') : undefined;
  const url = isObject(transport) ? textOf(transport, 'url') : undefined;
  if (type === undefined || type === 'stdio' || url === undefined) return { words, server: launch, notes: env.notes };
  // The package is a server of its own: somebody starts it, and the client dials it.
  const line = [runtime, ...args.map((arg) => plainText(arg) ?? '…')].join(' ');
  const remote = describeRemote(name, filler.fill(url, portsOf(entry), false, undefined), type === 'sse' ? 'sse' : 'http', { inputs: filler.inputs() });
  return { words: `${words}, then dialled at ${url}`, server: remote, notes: [`Start the server yourself before the client needs it: ${line}`, ...env.notes] };
}

/** Named arguments give the variables of the URL their defaults: `{port}`. */
function portsOf(entry: JsonObject): JsonObject {
  const known: Record<string, Json> = Object.create(null);
  for (const argument of anyList(entry, 'packageArguments')) {
    const name = textOf(argument, 'name')?.replace(/^-+/, '');
    const value = textOf(argument, 'value') ?? textOf(argument, 'default');
    if (name !== undefined && value !== undefined) known[name] = { default: value };
  }
  return known;
}

function composeArguments(
  runtime: string,
  versioned: string,
  identifier: string,
  before: readonly DescribedText[],
  after: readonly DescribedText[],
  variables: readonly string[],
): readonly DescribedText[] {
  const words = before.map((text) => plainText(text) ?? '');
  // Some entries carry the whole command line of the runtime, the package included.
  const bare = identifier.replace(/(?<=.)[@:][^/]*$/, '');
  const hasPackage = words.some((word) => word === bare || word.startsWith(`${bare}@`) || word.startsWith(`${bare}:`) || word.startsWith(`${bare}[`));
  const own: DescribedText[] = hasPackage ? [] : [[versioned]];
  if (runtime === 'docker' || runtime === 'podman') {
    if (words.includes('run')) return [...before, ...own, ...after];
    const named = variables.filter((name) => !words.some((word) => word === name || word.startsWith(`${name}=`)));
    const flags = ['-i', '--rm'].filter((flag) => !words.includes(flag));
    return [['run'], ...flags.map((flag): DescribedText => [flag]), ...named.flatMap((name): DescribedText[] => [['-e'], [name]]), ...before, ...own, ...after];
  }
  if (runtime === 'python' || runtime === 'python3') return [...(words.includes('-m') ? before : [['-m'], [bare.replaceAll('-', '_')]]), ...after];
  if (runtime === 'npx' && !words.some((word) => word === '-y' || word === '--yes')) return [['-y'], ...before, ...own, ...after];
  if (runtime === 'dnx') return [...before, ...own, ['--yes'], ...after];
  return [...(runtime === 'pipx' ? [['run']] : []), ...before, ...own, ...after];
}

function withVersion(registry: string, identifier: string, version: string | undefined, runtime: string): string {
  if (version === undefined || version === '' || /(?<=.)[@:][^/]*$/.test(identifier)) return identifier;
  if (registry === 'oci') return `${identifier}:${version}`;
  return runtime === 'pipx' ? `${identifier}==${version}` : `${identifier}@${version}`;
}

function readArguments(list: readonly JsonObject[], filler: Filler, isRuntime: boolean): readonly DescribedText[] {
  return list.flatMap((argument): readonly DescribedText[] => {
    const value = valueOf(argument, filler);
    const name = textOf(argument, 'name');
    if (argument['type'] !== 'named' || name === undefined) return value === undefined ? [] : [value];
    const flag = name.startsWith('-') ? name : `--${name}`;
    if (value !== undefined) return flag.endsWith('=') ? [joinParts([flag, ...value])] : [[flag], value];
    // A flag of the runtime that takes no value is meant as it stands; one of the package is an offer.
    return isRuntime && textOf(argument, 'format') === undefined && readMember(argument, 'valueHint') === undefined ? [[flag]] : [];
  });
}

function valueOf(argument: JsonObject, filler: Filler): DescribedText | undefined {
  const value = textOf(argument, 'value');
  const variables = readMember(argument, 'variables');
  if (value !== undefined) return filler.fill(value, isObject(variables) ? variables : {}, argument['isSecret'] === true, textOf(argument, 'description'));
  const name = textOf(argument, 'name')?.replace(/^-+/, '') ?? textOf(argument, 'valueHint') ?? 'argument';
  if (argument['isRequired'] === true)
    return argument['format'] === 'boolean' && textOf(argument, 'default') === undefined ? ['true'] : filler.ask(name, argument);
  return undefined;
}

/** Older schemas wrote names with underscores. */
function anyText(entry: JsonObject, key: string): string | undefined {
  return (
    textOf(entry, key) ??
    textOf(
      entry,
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
  );
}

function anyList(entry: JsonObject, key: string): readonly JsonObject[] {
  const list =
    readMember(entry, key) ??
    readMember(
      entry,
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
  return Array.isArray(list) ? list.filter(isObject) : [];
}
