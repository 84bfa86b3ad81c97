import type { FoundEntry } from '../model/index.ts';
import type { ReadText } from './explain.ts';

const RUNNERS = /(?:^|[\\/])(?:npx|bunx|pnpx|uvx|pipx)(?:\.cmd|\.exe)?$/u;
const SCRIPT = /\.(?:[cm]?js|[cm]?ts|py|jar)$/u;
const LEAST_CHARACTERS = 6;

/**
 * The configured servers that a text is about: those whose name its lines carry; else those whose address, package or script stands
 * in it word for word. Of the client that wrote the text, when it is known and has one.
 */
export function findMentioned(entries: readonly FoundEntry[], { pasted, client }: ReadText): readonly FoundEntry[] {
  const names = new Set(pasted.servers.flatMap(({ name }) => (name === undefined ? [] : [name.trim().toLowerCase()])));
  const text = pasted.texts.join('\n');
  const named = entries.filter(({ facts }) => names.has(facts.name.trim().toLowerCase()));
  const mentioned = named.length > 0 ? named : entries.filter(({ facts }) => wordsOf(facts.effective).some((word) => holdsWord(text, word)));
  const own = mentioned.filter(({ facts }) => facts.client === client);
  return own.length > 0 ? own : client === undefined ? mentioned : [];
}

/** What tells this server from others: its host and port, its package, its script. */
function wordsOf({ url, command, args = [] }: FoundEntry['facts']['effective']): readonly string[] {
  if (url !== undefined) {
    if (!URL.canParse(url)) return [];
    const { host, hostname, port } = new URL(url);
    if (port !== '' && hostname === 'localhost') return [host, `127.0.0.1:${port}`, `[::1]:${port}`, `::1:${port}`];
    return port !== '' || hostname.includes('.') ? [host] : [];
  }
  const first = args.find((arg) => !arg.startsWith('-'));
  const ofRunner = command !== undefined && RUNNERS.test(command) && first !== undefined ? [first.replace(/(?<=.)@[^/]*$/u, '')] : [];
  return [...ofRunner, ...args.filter((arg) => SCRIPT.test(arg))].filter((word) => word.length >= LEAST_CHARACTERS);
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/[\w.-]/u.test(text[at - 1] ?? ' ') && !/[\w-]/u.test(text[at + word.length] ?? ' ')) return true;
  }
  return false;
}
