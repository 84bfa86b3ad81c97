import { findLosses } from '../../describe/losses.ts';
import { readBack } from '../../describe/read-text.ts';
import { writeEntry } from '../../describe/write-entry.ts';
import { isObject, readMember } from '../../discover/entry-shape.ts';
import { findServers } from '../../discover/find-servers.ts';
import type { ClientDefinition, ConfigPath, EditIntent, Json, JsonObject, Loss, ServerDescription } from '../../model/index.ts';
import type { FileChange } from '../../treat/plan-fix.ts';
import { equalJson } from '../../text/plain-value.ts';
import { listScopes, type PickedFile, pickFile } from './pick-file.ts';
import { namesOfSecrets, placeSecrets } from './place-secrets.ts';
import type { ConfigSearch } from './read-client.ts';
import { settleLaunch } from './settle-launch.ts';
import { wrapLaunch } from './wrapper.ts';

export interface AdditionOptions {
  readonly scope?: string;
  /** An entry of the same name gives way. */
  readonly replaces: boolean;
  /** Variables go into a script beside the config. */
  readonly wraps: boolean;
  /** Secrets were given by hand just now, and may be asked for or referred to instead. */
  readonly guardsSecrets: boolean;
}

/** One server for one client, before anything is written. */
export type PlannedAddition =
  | { readonly kind: 'refused'; readonly server: ServerDescription; readonly reason: string; readonly entry?: Json; readonly picked?: PickedFile }
  | {
      readonly kind: 'add' | 'replace' | 'unchanged';
      readonly server: ServerDescription;
      readonly picked: PickedFile;
      readonly entry: JsonObject;
      readonly edits: readonly EditIntent[];
      /** Files made beside the config. */
      readonly beside: readonly FileChange[];
      readonly losses: readonly Loss[];
      readonly notes: readonly string[];
      /** Names of variables and headers that hold a secret as it is. */
      readonly secrets: readonly string[];
    };

/** What has to be written so that the client has the server. `taken`: servers planned for the same file before this one. */
export async function planAddition(
  given: ServerDescription,
  definition: ClientDefinition,
  options: AdditionOptions,
  search: ConfigSearch,
  taken: readonly PlannedAddition[] = [],
): Promise<PlannedAddition> {
  const { roots } = search;
  const picked = await pickFile(definition, options.scope, roots, given.name);
  const refuse = (reason: string, entry?: Json): PlannedAddition => ({
    kind: 'refused',
    server: given,
    reason,
    ...(entry === undefined ? {} : { entry }),
    ...(picked === undefined ? {} : { picked }),
  });
  if (picked === undefined) return refuse(sayNoFile(definition, options.scope, search));
  const nameFault = findNameFault(given.name, definition);
  if (nameFault !== undefined) return refuse(nameFault);
  const placed = options.guardsSecrets ? placeSecrets(given, definition, picked.file, roots) : given;
  const settled = await settleLaunch(placed, definition, picked.file, roots);
  const wrapped = options.wraps && Object.keys(settled.server.env).length > 0 ? await wrapLaunch(settled.server, definition.id, roots) : undefined;
  if (wrapped !== undefined && 'reason' in wrapped) return refuse(`no wrapper was made: ${wrapped.reason}`);
  const server = wrapped?.server ?? settled.server;
  const written = writeEntry(server, definition, picked.file, roots);
  const back = readBack(server.name, written, definition, picked.file, roots);
  if (back === undefined) return refuse(`${definition.name} could not read the entry that was made for it`, written.entry);
  const place = await findPlace(given.name, definition, picked, search, taken);
  if ('reason' in place) return refuse(place.reason, written.entry);
  const isSame = place.present !== undefined && equalJson(place.present, written.entry);
  if (place.present !== undefined && !isSame && !options.replaces)
    return refuse(`${picked.path} has a server "${given.name}" already; --replace writes over it, --name gives this one another name`, written.entry);
  const notes = [
    ...sayDoubt(definition, picked),
    ...settled.notes,
    ...(wrapped?.notes ?? []),
    ...(written.isBridged ? [`${definition.name} takes no remote servers in its file: mcp-remote, started with npx, passes everything on.`] : []),
  ];
  return {
    kind: isSame ? 'unchanged' : place.present === undefined ? 'add' : 'replace',
    server,
    picked,
    entry: written.entry,
    edits: isSame
      ? []
      : [
          ...skeleton(given.name, definition, place.root),
          { op: 'set', at: place.at, value: place.opensList ? [written.entry] : written.entry },
          ...inputEdits(definition, written.inputs, place.root, taken),
        ],
    beside: isSame ? [] : (wrapped?.changes ?? []),
    losses: findLosses(server, back, definition, roots),
    notes,
    secrets: namesOfSecrets(server),
  };
}

function sayNoFile(definition: ClientDefinition, scope: string | undefined, { roots }: ConfigSearch): string {
  const scopes = listScopes(definition, roots);
  if (scopes.length === 0) return `${definition.name} has no config file on this system that is known; --snippet prints what to paste`;
  if (scope !== undefined) return `${definition.name} has no scope "${scope}" that can be written; it has: ${scopes.join(', ')}`;
  return `${definition.name} keeps its servers in a file whose name is not known before it was made by ${definition.name} itself; --snippet prints what to paste`;
}

/** A place that nobody here has seen the client read is written to all the same, and people are told. */
function sayDoubt({ name }: ClientDefinition, { file }: PickedFile): readonly string[] {
  if (file.known === 'recalled') return [`That ${name} reads this file was not checked; look into its settings whether the server is there.`];
  return file.known === 'third-party' ? [`That ${name} reads this file is what others report; look into its settings whether the server is there.`] : [];
}

function findNameFault(name: string, { name: client, names }: ClientDefinition): string | undefined {
  if (name.trim() === '') return 'the server has no name; give it one with --name';
  if (names?.reserved?.includes(name) === true) return `${client} keeps the name "${name}" for itself; choose another with --name`;
  if (names?.pattern === undefined || new RegExp(names.pattern).test(name)) return undefined;
  return `${client} does not take the name "${name}". ${names.advice ?? ''} --name ${name.replaceAll(/[^\w-]+/g, '-')} would do`;
}

interface Place {
  readonly at: ConfigPath;
  readonly root: JsonObject;
  readonly present: Json | undefined;
  /** The list of servers is not there yet. */
  readonly opensList: boolean;
}

/** Where the entry goes in the file as it stands. */
async function findPlace(
  name: string,
  definition: ClientDefinition,
  { file, path }: PickedFile,
  { read, roots, gitRoot }: ConfigSearch,
  taken: readonly PlannedAddition[],
): Promise<Place | { readonly reason: string }> {
  const source = await read(path, file.format);
  if (source.state === 'unreadable') return { reason: `${path} cannot be read (${source.reason})` };
  const value = source.state === 'read' ? source.parsed.value : undefined;
  if (value !== undefined && value !== null && !isObject(value)) return { reason: `${path} does not hold an object, so nothing can be added to it` };
  const root = isObject(value) ? value : {};
  const { expected, place } = findServers(root, file, roots, gitRoot);
  const at = place?.at ?? expected;
  const servers = place?.value ?? null;
  if (servers !== null && (file.shape === 'list' ? !Array.isArray(servers) : !isObject(servers)))
    return {
      reason: `"${at.join('.')}" in ${path} is no ${file.shape === 'list' ? 'list' : 'map'} of servers; mcp-medic ${definition.id === 'mcp-json-generic' ? '' : `--client ${definition.id} `}says more`,
    };
  if (file.shape === 'map') return { at: [...at, name], root, present: readMember(servers, name), opensList: false };
  const list: readonly Json[] = Array.isArray(servers) ? servers : [];
  const index = list.findIndex((item) => readMember(item, 'name') === name);
  const before = taken.filter((one) => one.kind === 'add' && one.picked.path === path).length;
  if (index !== -1) return { at: [...at, index], root, present: list[index], opensList: false };
  const opensList = servers === null && before === 0;
  return { at: opensList ? at : [...at, list.length + before], root, present: undefined, opensList };
}

function skeleton(name: string, { writing }: ClientDefinition, root: JsonObject): readonly EditIntent[] {
  if (Object.keys(root).length > 0) return [];
  return Object.entries(writing?.newFile ?? {}).map(([key, value]) => ({ op: 'set', at: [key], value: value === '{name}' ? name : value }));
}

function inputEdits({ writing }: ClientDefinition, inputs: readonly JsonObject[], root: JsonObject, taken: readonly PlannedAddition[]): readonly EditIntent[] {
  const key = writing?.inputs;
  if (key === undefined || inputs.length === 0) return [];
  const present = readMember(root, key);
  const list = Array.isArray(present) ? present : [];
  const earlier = taken.flatMap((one) =>
    one.kind === 'refused' ? [] : one.edits.flatMap((edit) => (edit.op === 'set' && edit.at[0] === key ? [edit.value] : [])),
  );
  const known = [...list, ...earlier.flatMap((value): readonly Json[] => (Array.isArray(value) ? value : [value]))];
  const fresh = inputs.filter(({ id }) => !known.some((one) => readMember(one, 'id') === id));
  return fresh.map((input, index) => {
    const at = known.length + index;
    return at === 0 ? { op: 'set', at: [key], value: [input] } : { op: 'set', at: [key, at], value: input };
  });
}
