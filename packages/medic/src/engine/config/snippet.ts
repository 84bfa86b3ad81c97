import { findLosses } from '../../describe/losses.ts';
import { readBack } from '../../describe/read-text.ts';
import { writeEntry, type WrittenEntry } from '../../describe/write-entry.ts';
import type { ClientDefinition, ConfigChange, DescribedText, EditIntent, Loss, Roots, ServerDescription } from '../../model/index.ts';
import { plainText } from '../../describe/described-text.ts';
import { editConfig } from '../../text/edit-config.ts';
import { pickFile } from './pick-file.ts';
import { namesOfSecrets, placeSecrets, secretsOf } from './place-secrets.ts';
import { settleLaunch } from './settle-launch.ts';

/** What to paste where, with the name of each secret in the place of its value. Reads no config and writes nothing. */
export async function makeSnippet(given: ServerDescription, definition: ClientDefinition, scope: string | undefined, roots: Roots): Promise<ConfigChange> {
  const picked = await pickFile(definition, scope, roots, given.name);
  const file = picked?.file ?? definition.files[0];
  if (file === undefined) throw new Error(`${definition.id} has no files`);
  const settled = await settleLaunch(placeSecrets(given, definition, file, roots), definition, file, roots);
  const write = (described: ServerDescription): { readonly written: WrittenEntry; readonly losses: readonly Loss[] } => {
    const written = writeEntry(described, definition, file, roots);
    const back = readBack(described.name, written, definition, file, roots);
    return { written, losses: back === undefined ? [] : findLosses(described, back, definition, roots) };
  };
  const masked = maskSecrets(settled.server);
  // Whoever pastes can fill in what this client has no notation for.
  const open = write(masked).losses.flatMap(({ what, effect }) => (effect === 'breaks' && what.startsWith('env.') ? [what.slice(4)] : []));
  const { written, losses } = write({ ...masked, env: { ...masked.env, ...Object.fromEntries(open.map((name) => [name, [`<${name}>`]])) } });
  const blanks = [...new Set([...namesOfSecrets(settled.server), ...open])];
  const at = file.servers.map((step) => (step === '{project}' ? roots.project : step));
  const edits: EditIntent[] = [
    file.shape === 'list' ? { op: 'set', at, value: [written.entry] } : { op: 'set', at: [...at, given.name], value: written.entry },
    ...(written.inputs.length === 0 || definition.writing?.inputs === undefined
      ? []
      : [{ op: 'set' as const, at: [definition.writing.inputs], value: written.inputs }]),
  ];
  const text = await editConfig('', file.format, edits);
  return {
    client: definition.id,
    server: given.name,
    scope: file.scope,
    ...(picked === undefined ? {} : { path: picked.path }),
    outcome: 'shown',
    detail: picked === undefined ? `paste it where ${definition.name} keeps its servers` : `paste it into ${picked.path}`,
    ...(text.ok ? { snippet: text.text } : {}),
    entry: written.entry,
    losses,
    notes: [
      ...settled.notes,
      ...(blanks.length === 0
        ? []
        : [`Put the ${blanks.length === 1 ? 'value' : 'values'} of ${blanks.join(', ')} in where the name stands in angle brackets.`]),
    ],
    next: [definition.reload],
  };
}

function maskSecrets(server: ServerDescription): ServerDescription {
  const secrets = secretsOf(server);
  const mask = (name: string, text: DescribedText): DescribedText => {
    const value = plainText(text);
    const secret = secrets.find((one) => value?.includes(one) === true);
    return value === undefined || secret === undefined ? text : [value.replaceAll(secret, `<${name}>`)];
  };
  return {
    ...server,
    env: Object.fromEntries(Object.entries(server.env).map(([name, text]) => [name, text === null ? null : mask(name, text)])),
    headers: Object.fromEntries(Object.entries(server.headers).map(([name, text]) => [name, mask(name, text)])),
    args: server.args.map((arg) => mask('secret', arg)),
    ...(server.url === undefined ? {} : { url: mask('secret', server.url) }),
  };
}
