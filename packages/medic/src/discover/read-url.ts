import type { EntryProblem } from '../model/index.ts';
import { isReference } from '../redact/placeholder.ts';
import { type EntrySource, makeProblem } from './entry-source.ts';
import type { ExpandedFields } from './expand-entry.ts';
import type { EntryFields } from './read-fields.ts';

/** A URL that no client can dial, or that this client refuses as written; undefined when it is fine. */
export function findUrlProblem(entry: EntrySource, fields: EntryFields, expanded: ExpandedFields): EntryProblem | undefined {
  if (fields.url === undefined || expanded.url === undefined) return undefined;
  const at = [...fields.base, fields.url.field];
  const first = entry.expansion.urlCheckedFirst;
  // Copilot CLI 1.0.102 checks the URL before it replaces variables (measured 2026-11-20).
  if (first !== undefined && !URL.canParse(fields.url.value)) {
    return makeProblem(entry, at, {
      kind: 'bad-url',
      expected: 'a URL that is valid before variables are replaced',
      effect: first === 'file-refused' ? 'file-refused' : 'entry-dropped',
    });
  }
  const url = expanded.url.trim();
  // What the variable should have been is another matter, told by a note.
  if (url === '' || isReference(url) || /[$%]?\{[^{}]{1,200}\}|<[^<>]{1,80}>|^\$[A-Za-z_]/.test(url)) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && ['unix', 'pipe', 'ws', 'wss'].includes(scheme)) return undefined;
  if ((scheme === 'http' || scheme === 'https') && URL.canParse(url)) return undefined;
  const suggestion = suggestUrl(url);
  return makeProblem(entry, at, {
    kind: 'bad-url',
    expected: 'an absolute URL that starts with http:// or https://',
    found: entry.redactor.url(url).slice(0, 200),
    ...(suggestion === undefined ? {} : { suggestion: entry.redactor.url(suggestion) }),
    effect: 'treated-otherwise',
  });
}

function suggestUrl(url: string): string | undefined {
  const rest = url.replace(/^(?:h?t{1,3}ps?|http|https)?:?\/{1,3}/i, '');
  if (!/^(?:[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?(?:[/?#]\S*)?$/i.test(rest)) return undefined;
  const isLocal = /^(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(rest);
  const isPlain = isLocal || (/^h?t{1,3}p:?\//i.test(url) && !/^h?t{1,3}ps/i.test(url));
  const fixed = `${isPlain ? 'http' : 'https'}://${rest}`;
  return (isLocal || rest.includes('.') || /^\w+:\d/.test(rest)) && URL.canParse(fixed) ? fixed : undefined;
}
