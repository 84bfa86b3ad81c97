import { splitWords } from '../../discover/command-line.ts';
import type { DescribedText, ExpansionFacts, Roots, ServerDescription } from '../../model/index.ts';
import { ANY_NOTATION, readValue } from '../read-value.ts';
import { nameDescription } from './name-description.ts';
import { describeLaunch, describeRemote, transportOfUrl } from './source.ts';

/** What a pasted command line adds. `json`: an entry, or a named one, that stands in it as JSON. */
export type CommandReading = { readonly server: ServerDescription; readonly notes?: readonly string[] } | { readonly json: string; readonly name?: string };

const PROGRAMS =
  /^(?:\$ )?(?:[\w./\\-]*[/\\])?(?:claude|codex|gemini|qwen|copilot|amp|droid|mcporter|code|code-insiders|cursor|codium|npx|bunx|pnpx|uvx|uv|pipx|node|deno|bun|tsx|python3?|docker|podman|dnx|dotnet|go|java)(?:\.(?:exe|cmd))?\s/;
const WITH_VALUE = new Set(
  'transport t scope s env e header H timeout description url bearer-token-env-var callback-port client-id client-secret include-tools exclude-tools tools'.split(
    ' ',
  ),
);

/** What is read, and what says only where the client is to keep the entry. */
const FOR_BOTH = ['transport', 't', 'timeout', 'include-tools', 'exclude-tools', 'scope', 's', 'description'];
const FOR_REMOTE = new Set([...FOR_BOTH, 'header', 'H', 'url', 'bearer-token-env-var']);
const FOR_LOCAL = new Set([...FOR_BOTH, 'env', 'e']);

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
    // Behind the name and the command everything belongs to the server; a URL takes no arguments.
    const isServers = plain.length >= 2 && !isUrl(plain[1] ?? '');
    if (isServers || !word.startsWith('-')) plain.push(word);
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
  const [only, without] = [all('include-tools'), all('exclude-tools')].map((lists) => lists.flatMap((list) => list.split(',')).filter((tool) => tool !== ''));
  const limits = {
    ...(Number.isFinite(timeoutMs) && timeoutMs > 0 ? { timeoutMs } : {}),
    tools: { ...(only === undefined || only.length === 0 ? {} : { only }), ...(without === undefined || without.length === 0 ? {} : { without }) },
  };
  if (isUrl(target) && transport !== 'stdio') {
    const headers = readAll(splitPairs(all('header', 'H'), ':'), 'headers', read);
    const [bearer] = all('bearer-token-env-var');
    if (bearer !== undefined) headers['Authorization'] = ['Bearer ', { ref: 'env', name: bearer }];
    const kind = transport === 'sse' ? 'sse' : transport === undefined ? transportOfUrl(target) : 'http';
    return { server: { ...describeRemote(name, read(target, 'url'), kind, { headers }), ...limits }, ...sayPassedOver(flags, FOR_REMOTE) };
  }
  // A variable without a value is one of the client's own.
  const pairs = all('env', 'e').map((pair) => (pair.includes('=') ? pair : `${pair}=\${${pair}}`));
  const more = { env: readAll(splitPairs(pairs, '='), 'env', read) };
  const texts = args.map((arg) => read(arg, 'args'));
  return { server: { ...describeLaunch(name, read(target, 'command'), texts, more), ...limits }, ...sayPassedOver(flags, FOR_LOCAL) };
}

function sayPassedOver(flags: readonly (readonly [name: string, value: string])[], taken: ReadonlySet<string>): { readonly notes?: readonly string[] } {
  const names = flags.filter(([flag]) => !taken.has(flag)).map(([flag]) => (flag.length === 1 ? `-${flag}` : `--${flag}`));
  return names.length === 0 ? {} : { notes: [`Not taken over from the command line: ${[...new Set(names)].join(', ')}.`] };
}

function isUrl(word: string): boolean {
  return /^https?:\/\//i.test(word);
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
