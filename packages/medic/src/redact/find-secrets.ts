import { isMixed, looksLikeToken, looksRandom } from './looks.ts';
import { findPlaceholder, isReference } from './placeholder.ts';
import { isDoubtfulName, isSecretName } from './secret-names.ts';

/** What a server is started or dialled with, as written or as expanded. Every field may hold secrets. */
export interface SecretPlaces {
  readonly env?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly args?: readonly unknown[];
  readonly urls?: readonly unknown[];
}

/** The values in there that are secrets, without the scheme words around them. Placeholders and references are none. */
export function findSecrets(places: SecretPlaces): readonly string[] {
  const found = new Set<string>();
  for (const [name, value] of Object.entries(places.env ?? {})) addNamed(found, name, value);
  for (const [name, value] of Object.entries(places.headers ?? {})) addHeader(found, name, value);
  addArguments(found, places.args ?? []);
  for (const url of places.urls ?? []) if (typeof url === 'string') addUrl(found, url);
  return [...found];
}

/** Secrets of a process environment: those under telling names, and well-known tokens under any. */
export function findEnvironmentSecrets(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return findSecrets({ env });
}

/** Every string below a secret-looking name in foreign data, e.g. a config file whose entries cannot be told. */
export function findSecretsInTree(value: unknown, depth: number = 0): readonly string[] {
  if (depth > 60) return [];
  if (Array.isArray(value)) return [...findSecrets({ args: value }), ...value.flatMap((item) => findSecretsInTree(item, depth + 1))];
  if (!isObject(value)) return [];
  return [...findSecrets({ env: value, headers: value }), ...Object.values(value).flatMap((member) => findSecretsInTree(member, depth + 1))];
}

function addNamed(found: Set<string>, name: string, value: unknown): void {
  if (typeof value !== 'string') return;
  addUrl(found, value);
  if (isPublic(value)) return;
  if (isSecretName(name) || looksLikeToken(value) || (isDoubtfulName(name) && (looksRandom(value) || (value.length >= 12 && isMixed(value))))) found.add(value);
  else if (value.length >= 24 && looksRandom(value) && !/[/\\]/.test(value)) found.add(value);
  if (value.includes('{') && value.length < 65_536) addInnerJson(found, value);
}

// Service accounts are whole JSON documents in one variable.
function addInnerJson(found: Set<string>, value: string): void {
  try {
    for (const secret of findSecretsInTree(JSON.parse(value))) found.add(secret);
  } catch {
    // No JSON: the value as a whole is what counts.
  }
}

function addHeader(found: Set<string>, name: string, value: unknown): void {
  if (typeof value !== 'string') return;
  const bare = value.replace(/^\s*(?:(?:Bearer|Basic|Token|ApiKey)\s+){1,2}/i, '');
  addNamed(found, name, bare);
  if (/^\s*basic\s/i.test(value)) {
    const pair = Buffer.from(bare, 'base64').toString('utf8');
    const password = pair.slice(pair.indexOf(':') + 1);
    if (pair.includes(':') && !isPublic(password)) found.add(password);
  }
}

function addArguments(found: Set<string>, args: readonly unknown[]): void {
  args.forEach((arg, i) => {
    if (typeof arg !== 'string') return;
    addUrl(found, arg);
    const before = args[i - 1];
    const flag = typeof before === 'string' ? /^--?([A-Za-z][\w-]{1,60})$/.exec(before)?.[1] : undefined;
    if (flag !== undefined && !arg.startsWith('-')) {
      if (/^(?:header|H)$/i.test(flag)) addHeaderLine(found, arg);
      else if (/^(?:e|env)$/.test(flag)) addPair(found, arg);
      else addNamed(found, flag, arg);
    } else if (looksLikeToken(arg)) found.add(arg);
    const own = /^--?([A-Za-z][\w-]{1,60})=/.exec(arg);
    if (own !== null) addNamed(found, own[1] ?? '', arg.slice(own[0].length));
    else addPair(found, arg);
  });
}

function addPair(found: Set<string>, arg: string): void {
  const pair = /^([A-Za-z_][\w.-]{0,80})=/.exec(arg);
  if (pair !== null) addNamed(found, pair[1] ?? '', arg.slice(pair[0].length));
}

function addHeaderLine(found: Set<string>, line: string): void {
  const colon = line.indexOf(':');
  if (colon > 0) addHeader(found, line.slice(0, colon), line.slice(colon + 1).trim());
}

function addUrl(found: Set<string>, value: string): void {
  const open = value.indexOf('://');
  if (open < 0 || value.length > 8192 || !URL.canParse(value)) return;
  const url = new URL(value);
  // Both as written and decoded: programs print either.
  for (const part of [url.password, decode(url.password)]) if (!isPublic(part)) found.add(part);
  if (url.password === '' && url.username !== '' && (looksRandom(url.username) || looksLikeToken(url.username))) found.add(url.username);
  for (const segment of url.pathname.split('/')) if ((looksRandom(segment) || looksLikeToken(segment)) && !isPublic(segment)) found.add(segment);
  for (const [name, text] of url.searchParams) {
    if (isPublic(text)) continue;
    if (isSecretName(name) || looksRandom(text) || looksLikeToken(text) || (isDoubtfulName(name) && text.length >= 8)) found.add(text);
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isPublic(value: string): boolean {
  return value.trim() === '' || /^(?:true|false|null|undefined|none|\d{1,5})$/i.test(value) || isReference(value) || findPlaceholder(value, true) !== undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
