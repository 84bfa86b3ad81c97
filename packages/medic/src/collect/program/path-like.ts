import type { Platform } from '../../model/index.ts';

const EXTENSION =
  /\.(?:[cm]?js|jsx|[cm]?ts|tsx|pyw?|pyz|jar|sh|bash|ps1|cmd|bat|exe|rb|php|pl|lua|dll|json[c5]?|ya?ml|toml|ini|conf|env|pem|crt|key|db|sqlite3?|csv|txt|md|wasm)$/i;
/** Flags whose value begins with a slash and is no file: HTTP routes. */
const ROUTE_FLAG = /(?:path|endpoint|route|url|uri|prefix|mount|base)$/i;
const LENGTH_MAX = 4096;

/** How sure it is that an argument means a file: `sure` is reported also when nothing is there, `maybe` only when something is. */
export type PathLikelihood = 'sure' | 'maybe' | 'no';

/** Judges one word of a command line. `before`: the word before it. */
export function judgePathLike(word: string, before: string | undefined, platform: Platform): PathLikelihood {
  if (word === '' || word === '-' || word.length > LENGTH_MAX || /[\0\n\r*?<>|"]/.test(word)) return 'no';
  if (/^[A-Za-z][A-Za-z0-9+.-]+:/.test(word) || word.startsWith('//') || /^[{[(]/.test(word)) return 'no';
  if (word.startsWith('-') || word.startsWith('@')) return 'no';
  if (/^[A-Za-z]:[\\/]/.test(word) || word.startsWith('\\\\')) return 'sure';
  if (/^\.{1,2}(?:[\\/]|$)/.test(word) || /^~[\\/]/.test(word)) return 'sure';
  // `/y`, `/c`: switches of Windows programs.
  if (platform === 'win32' && word.startsWith('/')) return 'no';
  if (word.startsWith('/')) return isRoute(word, before) ? 'maybe' : 'sure';
  const hasSlash = word.includes('/') || (platform === 'win32' && word.includes('\\'));
  if (/[\s:,;=$]/.test(word)) return hasSlash && !/[,;=$]|:\s/.test(word) ? 'maybe' : 'no';
  if (EXTENSION.test(word)) return hasSlash || !isDottedName(word) ? 'sure' : 'maybe';
  return hasSlash ? 'maybe' : 'no';
}

/** `--flag=/path` → the path part; undefined when the word is no such flag. */
export function flagValue(word: string): { readonly flag: string; readonly value: string } | undefined {
  const match = /^(--?[A-Za-z][\w-]*)=(.+)$/s.exec(word);
  return match === null ? undefined : { flag: match[1] ?? '', value: match[2] ?? '' };
}

function isRoute(word: string, before: string | undefined): boolean {
  return /^\/[\w-]*(?:\/[\w-]+)?\/?$/.test(word) && before !== undefined && before.startsWith('-') && ROUTE_FLAG.test(before);
}

// `chart.js` and `example.md` alone may name a package or a host.
function isDottedName(word: string): boolean {
  return !/\.(?:[cm]?js|[cm]?ts|tsx|pyw?|jar|sh|ps1|bat|cmd|json)$/i.test(word);
}
