import { joinParts, plainText } from '../../describe/described-text.ts';
import { syntaxAt } from '../../discover/expand-value.ts';
import type { ClientDefinition, ClientFile, DescribedInput, DescribedText, Roots, ServerDescription } from '../../model/index.ts';
import { findSecrets } from '../../redact/find-secrets.ts';

/** The secrets that stand in a description as they are. */
export function secretsOf(server: ServerDescription): readonly string[] {
  return findSecrets({
    env: plainMap(server.env),
    headers: plainMap(server.headers),
    args: server.args.map((arg) => plainText(arg) ?? ''),
    urls: [plainText(server.url ?? [])],
  });
}

/** Variables and headers that hold a secret as it is, by name. */
export function namesOfSecrets(server: ServerDescription): readonly string[] {
  const env = Object.entries(plainMap(server.env)).filter(([name, value]) => findSecrets({ env: { [name]: value } }).length > 0);
  const headers = Object.entries(plainMap(server.headers)).filter(([name, value]) => findSecrets({ headers: { [name]: value } }).length > 0);
  return [...env, ...headers].map(([name]) => name);
}

/**
 * Secrets given by hand, kept out of the file where the client can do without: as a question it asks and whose answer it keeps, or
 * as a reference to a variable that holds the very value already.
 */
export function placeSecrets(server: ServerDescription, definition: ClientDefinition, file: ClientFile, roots: Roots): ServerDescription {
  const asks = definition.writing?.inputs !== undefined;
  const expansion = file.differs?.expansion ?? definition.expansion;
  const inputs: Record<string, DescribedInput> = { ...server.inputs };
  const replace = (name: string, text: DescribedText, place: 'env' | 'headers'): DescribedText => {
    const value = plainText(text);
    const [secret] = value === undefined ? [] : findSecrets({ [place]: { [name]: value } });
    if (value === undefined || secret === undefined) return text;
    const before = value.slice(0, value.indexOf(secret));
    const after = value.slice(before.length + secret.length);
    if (asks && syntaxAt(place, expansion).includes('${input:x}')) {
      const id = `${server.name}-${name}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      inputs[id] = { isSecret: true, title: `${name} of ${server.name}` };
      return joinParts([before, { ref: 'input', name: id }, after]);
    }
    const canRefer = syntaxAt(place, expansion).length > 0 || definition.dialect.fields.envVars !== undefined;
    return roots.env[name] === value && canRefer ? [{ ref: 'env', name }] : text;
  };
  return {
    ...server,
    env: Object.fromEntries(Object.entries(server.env).map(([name, text]) => [name, text === null ? null : replace(name, text, 'env')])),
    headers: Object.fromEntries(Object.entries(server.headers).map(([name, text]) => [name, replace(name, text, 'headers')])),
    inputs,
  };
}

function plainMap(map: Readonly<Record<string, DescribedText | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).flatMap(([name, text]) => (text === null ? [] : [[name, plainText(text) ?? '']])));
}
