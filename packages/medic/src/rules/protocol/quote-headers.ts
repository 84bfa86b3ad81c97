import type { EvidenceItem } from '../../model/index.ts';
import type { Turn } from '../../model/verify/index.ts';
import { cut } from './quote-turn.ts';

/** The named headers of a request and of its response, as one piece of evidence; names in lower case. */
export function quoteHeaders({ http, what: asked }: Turn, what: string, names: readonly string[]): EvidenceItem {
  if (http === undefined) return { what };
  const sent = pick(http.requestHeaders, names);
  const got = pick(http.headers, names);
  const place = `${http.method} ${http.url}, ${asked}`;
  return {
    what,
    where: place,
    quote: cut(`${sent === '' ? '' : `sent ${sent}\n`}got HTTP ${http.status ?? '(no response)'}${got === '' ? ' without these headers' : ` ${got}`}`),
  };
}

function pick(headers: Readonly<Record<string, string>>, names: readonly string[]): string {
  return Object.entries(headers)
    .filter(([name]) => names.includes(name.toLowerCase()))
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
}
