/** One `WWW-Authenticate` challenge. Parameter names in lower case, in a map without prototype. */
export interface Challenge {
  readonly scheme: string;
  readonly params: Readonly<Record<string, string>>;
}

const MAX_HEADER = 8192;
const MAX_CHALLENGES = 10;

/**
 * Reads a `WWW-Authenticate` value: several challenges, parameters quoted or bare, in any order. Lenient, because servers write
 * all kinds of things there; what cannot be read is left out.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; params: Record<string, string> }[] = [];
  for (const part of splitOutsideQuotes(header.slice(0, MAX_HEADER))) {
    const opening = /^([A-Za-z][\w.+-]*)(?:\s+(\S[^]*))?$/.exec(part);
    const current = challenges.at(-1);
    const param = readParam(part);
    if (param !== undefined && current !== undefined) {
      current.params[param.name] ??= param.value;
      continue;
    }
    if (opening?.[1] === undefined) continue;
    const first = opening[2] === undefined ? undefined : readParam(opening[2]);
    const params: Record<string, string> = makeMap();
    if (first !== undefined) params[first.name] = first.value;
    challenges.push({ scheme: opening[1], params });
    if (challenges.length === MAX_CHALLENGES) break;
  }
  return challenges;
}

function makeMap(): Record<string, string> {
  return Object.setPrototypeOf({}, null);
}

function splitOutsideQuotes(text: string): readonly string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted && char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

function readParam(text: string): { readonly name: string; readonly value: string } | undefined {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals)).trim();
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return undefined;
  const written = text.slice(equals + 1).trim();
  const value = written.startsWith('"') ? written.slice(1, written.endsWith('"') && written.length > 1 ? -1 : undefined).replaceAll(/\\([^])/g, '$1') : written;
  return { name: name.toLowerCase(), value };
}
