import { CLIENTS } from '../../clients/index.ts';
import { expandPaths } from '../../discover/expand-path.ts';
import { guessFormat } from '../../discover/read-source.ts';
import type { ClientDefinition, ClientFile, ClientId, ConfigValidateResult, DoctorResult, Finding, Roots } from '../../model/index.ts';
import { runDoctor } from '../doctor.ts';

type Validated = ConfigValidateResult['files'][number];

/** Clients that read a path, by their definitions. */
export async function listReadersOf(path: string, roots: Roots): Promise<readonly ClientId[]> {
  const readers = await Promise.all(
    CLIENTS.map(async ({ id, files }) => {
      const paths = (await Promise.all(files.map((file) => expandPaths(file.path, roots)))).flat();
      return paths.includes(path.replaceAll('\\', '/')) ? [id] : [];
    }),
  );
  const ids = readers.flat();
  // Speaks for all others that share its file names.
  return ids.length > 1 ? ids.filter((id) => id !== 'mcp-json-generic') : ids;
}

/** Everything the doctor can say of these clients' files without starting or dialling anything. */
export async function validateClients(definitions: readonly ClientDefinition[], roots: Roots, version: string): Promise<readonly Validated[]> {
  let result: DoctorResult | undefined;
  const events = runDoctor({
    roots,
    version,
    clients: definitions.map(({ id }) => id),
    definitions,
    targets: [],
    isStatic: true,
    trustsProject: false,
    withSteps: false,
    patienceMs: 0,
  });
  for await (const event of events) if (event.type === 'done') result = event.result;
  return result === undefined ? [] : foldFindings(result);
}

/** One given file, read as this client would read it in its own place. */
export async function validateFile(path: string, definition: ClientDefinition, roots: Roots, version: string): Promise<readonly Validated[] | undefined> {
  const template = templateOf(path, roots);
  if (template === undefined) return undefined;
  const file: ClientFile = { ...chooseFile(path, definition), path: template, scope: 'given file' };
  const { gate: _, unread: __, ...rest } = definition;
  return validateClients([{ ...rest, files: [{ ...file, shared: false }] }], roots, version);
}

/** The place whose name is this one's, else the first of this format. */
function chooseFile(path: string, { files }: ClientDefinition): ClientFile {
  const name = path.split('/').at(-1) ?? '';
  const format = guessFormat(path).slice(0, 4);
  const nameOf = (template: ClientFile['path']): readonly string[] =>
    (typeof template === 'string' ? [template] : Object.values(template)).map((one) => one.split('/').at(-1) ?? '');
  const [first] = files;
  const found = files.find((file) => nameOf(file.path).includes(name)) ?? files.find((file) => file.format.slice(0, 4) === format) ?? first;
  if (found === undefined) throw new Error('a client without files');
  return found;
}

/** The path in the grammar of client definitions; undefined when it holds characters that mean something there. */
function templateOf(path: string, { project, home }: Roots): string | undefined {
  const slashed = path.replaceAll('\\', '/');
  const inside = (folder: string, start: string): string | undefined => {
    const base = folder.replaceAll('\\', '/').replace(/\/$/, '');
    return slashed.startsWith(`${base}/`) ? `${start}${slashed.slice(base.length)}` : undefined;
  };
  const template = inside(project, '{project}') ?? inside(home, '~') ?? slashed;
  return /[~%|$*{}\\]/.test(template.replace(/^(?:\{project\}|~)/, '')) ? undefined : template;
}

function foldFindings({ configs, servers }: DoctorResult): readonly Validated[] {
  const paths = [
    ...new Set([...configs.filter(({ state }) => state !== 'absent').map(({ path }) => path), ...servers.flatMap(({ configPath }) => configPath ?? [])]),
  ];
  return paths.flatMap((path) => {
    const clients = [
      ...new Set([...configs.filter((one) => one.path === path), ...servers.filter((one) => one.configPath === path)].map(({ client }) => client)),
    ];
    return clients.map((client): Validated => {
      const own = servers.filter((one) => one.configPath === path && one.client === client);
      const ofFile = configs.filter((one) => one.path === path && one.client === client).flatMap(({ findings }) => findings);
      const ofServers = own.flatMap(({ name, findings, diagnosis }) => {
        const root: readonly Finding[] =
          diagnosis === undefined
            ? []
            : [{ rule: diagnosis.cause, severity: 'blocks', message: `${diagnosis.title}. ${diagnosis.why}`, evidence: diagnosis.evidence }];
        // What is wrong with the whole file is said once, there.
        const known = new Set(ofFile.map(({ rule }) => rule));
        return [...root, ...findings].filter(({ rule }) => !known.has(rule)).map((finding) => ({ ...finding, server: name }));
      });
      return { client: client as ClientId, path, servers: own.length, findings: [...ofFile, ...ofServers] };
    });
  });
}
