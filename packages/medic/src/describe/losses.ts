import { SDK_ENV_NAMES } from '../clients/shared/environment.ts';
import type { ClientDefinition, DescribedText, LaunchFacts, Loss, Platform, Roots, ServerDescription } from '../model/index.ts';
import { listDifferences, settleTransport } from './compare.ts';
import { onlyReference, showText } from './described-text.ts';
import { variableName } from './write-value.ts';

/**
 * What the client does not make of an entry written for it, compared with what was wanted. Nothing that differs is left out:
 * the entry is read again as the client reads it.
 */
export function findLosses(wanted: ServerDescription, got: ServerDescription, definition: ClientDefinition, roots: Roots): readonly Loss[] {
  return listDifferences(settleTransport(wanted, definition), settleTransport(got, definition), roots).map((what) =>
    explain(what, wanted, got, definition, roots),
  );
}

function explain(what: string, wanted: ServerDescription, got: ServerDescription, definition: ClientDefinition, roots: Roots): Loss {
  const { name: client, dialect, launch } = definition;
  const dot = what.indexOf('.');
  const [kind, name] = dot === -1 ? [what, ''] : [what.slice(0, dot), what.slice(dot + 1)];
  const make = (effect: Loss['effect'], sentence: string): Loss => ({ what, effect, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) });
  if (kind === 'transport') return explainTransport(wanted, got, definition, make);
  if (kind === 'env') return explainVariable(name, wanted.env[name], got.env[name], definition, roots.platform, make);
  if (kind === 'headers') return explainHeader(name, wanted.headers[name], got.headers[name], definition, make);
  if (kind === 'command' || kind === 'args' || kind === 'url') return explainPart(what, partOf(wanted, kind, name), partOf(got, kind, name), client, make);
  if (kind === 'cwd') {
    if (got.cwd !== undefined) return explainPart('the working folder', wanted.cwd, got.cwd, client, make);
    return make('differs', `${client} has no field for the working folder; the server starts in ${CWD_WORDS[launch.cwd]}.`);
  }
  if (kind === 'timeoutMs')
    return make('differs', `${client} has no field for how long it waits to connect; it waits ${definition.timeout.connectMs / 1000} s.`);
  if (kind === 'callTimeoutMs') return make('differs', `${client} has no field for how long a tool may take.`);
  if (kind === 'enabled')
    return make(
      'differs',
      wanted.enabled ? `The entry would be switched off in ${client}.` : `${client} has no off switch in an entry; the server will be on.`,
    );
  if (kind === 'tools') return make(name === 'approved' ? 'drops' : 'differs', sayToolList(name, wanted, definition));
  const known = dialect.ignored?.includes(name) === true ? `ignores "${name}"` : `has no field "${name}"`;
  return make(name === 'oauth' || name === 'envFile' ? 'differs' : 'drops', `${client} ${known}.`);
}

type Make = (effect: Loss['effect'], sentence: string) => Loss;

const CWD_WORDS: Readonly<Record<LaunchFacts['cwd'], string>> = {
  project: 'the project folder',
  home: 'the home folder',
  'config-dir': 'the folder of the config file',
  'root-or-unknown': 'a folder that is not defined',
};

function explainTransport(wanted: ServerDescription, got: ServerDescription, { name: client, http }: ClientDefinition, make: Make): Loss {
  if (wanted.transport === 'sse' && got.transport === 'http' && http.fallback === 'sse' && http.sse)
    return make('differs', `${client} tries Streamable HTTP before SSE.`);
  if (wanted.transport === 'sse') return make('breaks', `${client} does not connect to SSE servers.`);
  if (wanted.transport === 'http-then-sse')
    return make('differs', `${client} uses the transport that is written, ${got.transport === 'sse' ? 'SSE' : 'Streamable HTTP'}, and tries no other.`);
  return make('breaks', `${client} would connect with ${got.transport} in place of ${wanted.transport}.`);
}

function explainVariable(
  name: string,
  wanted: DescribedText | null | undefined,
  got: DescribedText | null | undefined,
  { name: client, launch }: ClientDefinition,
  platform: Platform,
  make: Make,
): Loss {
  if (wanted === null) return make('differs', `${client} cannot take the variable ${name} away from a server.`);
  if (wanted === undefined) return make('differs', `${client} would set the variable ${name}.`);
  if (got !== undefined && got !== null) return explainPart(name, wanted, got, client, make);
  if (launch.refusesEnv?.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : each === name)) === true)
    return make('differs', `${client} does not let an entry set ${name}.`);
  const only = onlyReference(wanted);
  const isOwn = only?.ref === 'env' && only.name === name;
  if (isOwn && passesOn(name, launch, platform)) {
    const where = launch.path === 'session' ? 'the desktop session' : 'the shell it is started from';
    return make('differs', `${client} replaces no variables; ${name} reaches the server when it is set in ${where}.`);
  }
  return make('breaks', `${client} has no way to write ${showText(wanted)}, so ${name} is left out.`);
}

/** Does a server get this variable of the client's own environment without being told? */
function passesOn(name: string, { env }: LaunchFacts, platform: Platform): boolean {
  if (env === 'all') return true;
  if (env === 'no-secrets') return false;
  return (env === 'sdk' ? SDK_ENV_NAMES[platform === 'win32' ? 'win32' : 'posix'] : env.names).includes(name);
}

function explainHeader(
  name: string,
  wanted: DescribedText | undefined,
  got: DescribedText | undefined,
  { name: client, dialect }: ClientDefinition,
  make: Make,
): Loss {
  if (wanted === undefined) return make('differs', `${client} would send the header ${name}.`);
  if (got === undefined) {
    const why = dialect.fields.headers === undefined ? 'has no field for headers' : 'replaces no variables in headers';
    return make('breaks', `${client} ${why}, so ${name} is left out.`);
  }
  return explainPart(`the header ${name}`, wanted, got, client, make);
}

/** A value that is there and means something else. */
function explainPart(what: string, wanted: DescribedText | undefined, got: DescribedText | undefined, client: string, make: Make): Loss {
  const where = what.replace(/^args\.(\d+)$/, (_, index: string) => `argument ${Number(index) + 1}`);
  for (const part of wanted ?? []) {
    if (typeof part === 'string') continue;
    if (part.ref === 'input') return make('differs', `${client} asks for no values: set the variable ${variableName(part.name)} before it starts.`);
    if (part.ref === 'folder') return make('drops', `In ${where} the folder is written out as it is on this computer.`);
    if (part.ref === 'own') return make('breaks', `${client} does not know ${part.text} in ${where}.`);
    const isRead = (got ?? []).some((one) => typeof one === 'object' && one.ref === 'env' && one.name === part.name);
    if (isRead && part.fallback !== undefined) return make('differs', `${client} knows no value to fall back to when ${part.name} is not set (${where}).`);
    if (!isRead && part.fallback !== undefined)
      return make('differs', `${client} does not look ${part.name} up in ${where}; the value it falls back to is written out.`);
    if (!isRead) return make('breaks', `${client} does not replace the variable ${part.name} in ${where}.`);
  }
  return make('breaks', `${client} would read ${where} otherwise: it holds characters that ${client} takes for a variable.`);
}

function partOf(description: ServerDescription, kind: string, name: string): DescribedText | undefined {
  return kind === 'command' ? description.command : kind === 'url' ? description.url : description.args[Number(name)];
}

function sayToolList(name: string, wanted: ServerDescription, { name: client }: ClientDefinition): string {
  if (name === 'approved') return `${client} keeps no list of tools that may run without asking in an entry; it will ask.`;
  const count = (name === 'only' ? wanted.tools.only : wanted.tools.without)?.length ?? 0;
  return name === 'only'
    ? `${client} cannot be told to offer only ${count} of the tools; it will offer all.`
    : `${client} cannot be told to leave ${count} tools out.`;
}
