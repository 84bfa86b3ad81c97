import { splitWords } from '../../discover/command-line.ts';
import type { DescribedText, ExpansionFacts, Roots, ServerDescription } from '../../model/index.ts';
import { ANY_NOTATION, readValue } from '../read-value.ts';
import { nameDescription } from './name-description.ts';
import { describeLaunch, describeRemote, transportOfUrl } from './source.ts';

/** What a pasted command line adds. `json`: an entry, or a named one, that stands in it as JSON. */
export type CommandReading = { readonly server: ServerDescription } | { readonly json: string; readonly name?: string };

const PROGRAMS =
  /^(?:\$ )?(?:[\w./\\-]*[/\\])?(?:claude|codex|gemini|qwen|copilot|amp|droid|mcporter|code|code-insiders|cursor|codium|npx|bunx|pnpx|uvx|uv|pipx|node|deno|bun|tsx|python3?|docker|podman|dnx|dotnet|go|java)(?:\.(?:exe|cmd))?\s/;
const WITH_VALUE = new Set(
  'transport t scope s env e header H timeout description url bearer-token-env-var callback-port client-id client-secret include-tools exclude-tools tools'.split(
    ' ',
  ),
);

/** True for a line that starts a program or tells a client to add a server. */
export function isCommandLine(text: string): boolean {
  return PROGRAMS.test(withoutVariables(text.trim()).line);
}

/** Reads `claude mcp add …` and its relatives, `code --add-mcp '{…}'`, and a plain command. */
export function readCommandLineText(text: string, roots: Roots): CommandReading | undefined {
  const { line, env } = withoutVariables(
    text
      .trim()
      .replaceAll(/[\\^`]\r?\n\s*/g, ' ')
      .replace(/^\$ /, ''),
  );
  return readCommandWords(splitWords(line), env, roots);
}

/** The same for words that a shell has split already. */
export function readCommandWords(words: readonly string[], env: Readonly<Record<string, string>>, roots: Roots): CommandReading | undefined {
  const added = words.indexOf('--add-mcp');
  if (added > 0 && words[added + 1] !== undefined) return { json: words[added + 1] ?? '' };
  const mcp = words.indexOf('mcp');
  if (mcp > 0 && mcp <= 2 && words[mcp + 1] === 'add-json') {
    const rest = words.slice(mcp + 2).filter((word, index, all) => !word.startsWith('-') && !/^(?:-s|--scope)$/.test(all[index - 1] ?? ''));
    return rest[1] === undefined ? undefined : { json: rest[1], ...(rest[0] === undefined ? {} : { name: rest[0] }) };
  }
  if (mcp > 0 && mcp <= 2 && words[mcp + 1] === 'add') return readAdd(words.slice(mcp + 2), roots);
  const [command, ...args] = words;
  if (command === undefined) return undefined;
  const read = reader(roots);
  const launch = describeLaunch(
    '',
    read(command, 'command'),
    args.map((arg) => read(arg, 'args')),
    { env: readAll(env, 'env', read) },
  );
  return { server: nameDescription(launch) };
}

type Read = (text: string, place: ExpansionFacts['where'][number]) => DescribedText;

function reader(roots: Roots): Read {
  return (text, place) => readValue(text, place, ANY_NOTATION, roots);
}

function readAll(map: Readonly<Record<string, string>>, place: 'env' | 'headers', read: Read): Record<string, DescribedText> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, read(value, place)]));
}

function readAdd(words: readonly string[], roots: Roots): CommandReading | undefined {
  const flags: [name: string, value: string][] = [];
  const plain: string[] = [];
  let rest: readonly string[] | undefined;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (word === '--') {
      rest = words.slice(i + 1);
      break;
    }
    // Behind the name and the command everything belongs to the server.
    if (plain.length >= 2 || !word.startsWith('-')) plain.push(word);
    else {
      const [, name = '', own] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
      if (own === undefined && WITH_VALUE.has(name)) i += 1;
      flags.push([name, own ?? (WITH_VALUE.has(name) ? (words[i] ?? '') : 'true')]);
    }
  }
  const all = (...names: readonly string[]): readonly string[] => flags.filter(([name]) => names.includes(name)).map(([, value]) => value);
  const [name = '', ...given] = plain;
  const [target = all('url')[0], ...args] = rest === undefined || rest.length === 0 ? given : rest;
  if (name === '' || target === undefined) return undefined;
  const read = reader(roots);
  const transport = all('transport', 't')[0];
  const timeoutMs = Number(all('timeout')[0]);
  const limits = Number.isFinite(timeoutMs) && timeoutMs > 0 ? { timeoutMs } : {};
  if (/^https?:\/\//i.test(target) && transport !== 'stdio') {
    const headers = readAll(splitPairs(all('header', 'H'), ':'), 'headers', read);
    const [bearer] = all('bearer-token-env-var');
    if (bearer !== undefined) headers['Authorization'] = ['Bearer ', { ref: 'env', name: bearer }];
    const kind = transport === 'sse' ? 'sse' : transport === undefined ? transportOfUrl(target) : 'http';
    return { server: { ...describeRemote(name, read(target, 'url'), kind, { headers }), ...limits } };
  }
  const env = readAll(splitPairs(all('env', 'e'), '='), 'env', read);
  return {
    server: {
      ...describeLaunch(
        name,
        read(target, 'command'),
        args.map((arg) => read(arg, 'args')),
        { env },
      ),
      ...limits,
    },
  };
}

/** `NAME=value`, `Name: value` → name and value. */
export function splitPairs(pairs: readonly string[], mark: '=' | ':'): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const pair of pairs) {
    const cut = pair.indexOf(mark);
    if (cut > 0) found[pair.slice(0, cut).trim()] = mark === ':' ? pair.slice(cut + 1).trim() : pair.slice(cut + 1);
  }
  return found;
}

/** `TOKEN=x npx …`: variables before the program. */
function withoutVariables(text: string): { readonly line: string; readonly env: Readonly<Record<string, string>> } {
  const pairs: string[] = [];
  let line = text;
  for (
    let match = /^(?:export )?([A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S*))\s+(?=\S)/.exec(line);
    match !== null;
    match = /^([A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S*))\s+(?=\S)/.exec(line)
  ) {
    pairs.push((match[1] ?? '').replace(/=(["'])(.*)\1$/s, '=$2'));
    line = line.slice(match[0].length);
  }
  return { line, env: splitPairs(pairs, '=') };
}
