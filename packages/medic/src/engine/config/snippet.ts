import { findLosses } from '../../describe/losses.ts';
import { readBack } from '../../describe/read-text.ts';
import { writeEntry } from '../../describe/write-entry.ts';
import type { ClientDefinition, ConfigChange, DescribedText, EditIntent, Roots, ServerDescription } from '../../model/index.ts';
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
  const server = maskSecrets(settled.server);
  const written = writeEntry(server, definition, file, roots);
  const back = readBack(server.name, written, definition, file, roots);
  const at = file.servers.map((step) => (step === '{project}' ? roots.project : step));
  const edits: EditIntent[] = [
    file.shape === 'list' ? { op: 'set', at, value: [written.entry] } : { op: 'set', at: [...at, given.name], value: written.entry },
    ...(written.inputs.length === 0 || definition.writing?.inputs === undefined
      ? []
      : [{ op: 'set' as const, at: [definition.writing.inputs], value: written.inputs }]),
  ];
  const text = await editConfig('', file.format, edits);
  const masked = namesOfSecrets(settled.server);
  return {
    client: definition.id,
    server: given.name,
    scope: file.scope,
    ...(picked === undefined ? {} : { path: picked.path }),
    outcome: 'shown',
    detail: picked === undefined ? `paste it where ${definition.name} keeps its servers` : `paste it into ${picked.path}`,
    ...(text.ok ? { snippet: text.text } : {}),
    entry: written.entry,
    losses: back === undefined ? [] : findLosses(server, back, definition, roots),
    notes: [
      ...settled.notes,
      ...(masked.length === 0
        ? []
        : [`Put the ${masked.length === 1 ? 'value' : 'values'} of ${masked.join(', ')} in where the name stands in angle brackets.`]),
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
