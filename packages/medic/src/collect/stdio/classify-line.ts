import { classifyMessage } from '../protocol/messages.ts';
import { scanJson, startScan, tryParse } from './scan-json.ts';

/** What one line on stdout is. `lost` ones hold messages that clients do not get out of the line. */
export type LineKind =
  | { readonly kind: 'blank' }
  | { readonly kind: 'message'; readonly json: unknown }
  | { readonly kind: 'lost'; readonly messages: readonly unknown[]; readonly how: 'glued-noise' | 'sse' | 'bom' | 'array-batch' }
  | { readonly kind: 'content-length' }
  | { readonly kind: 'json-noise' }
  | { readonly kind: 'text' };

const BOM = '\uFEFF';
/** Starts of an object tried per line; noise with more braces before a message is not looked through. */
const MAX_STARTS = 8;

/** Sorts one decoded line, without its line break. Messages are recognised by `classifyMessage`, whatever their faults. */
export function classifyLine(line: string): LineKind {
  const text = line.trim();
  // `trim` takes a BOM for white space, JSON.parse does not.
  if (line.startsWith(BOM)) return classifyAfterBom(line.slice(1));
  if (text === '') return { kind: 'blank' };
  const json = /^[{[]/u.test(text) && /[}\]]$/u.test(text) ? tryParse(text) : undefined;
  if (json !== undefined) return classifyJson(json);
  if (/^content-length:\s*\d/iu.test(text)) return { kind: 'content-length' };
  if (/^(?:data|event|id|retry):/u.test(text)) return classifySse(text);
  return findGlued(text) ?? { kind: 'text' };
}

function classifyJson(json: unknown): LineKind {
  const meant = classifyMessage(json);
  // The SDKs' message schema is a union of single objects; a batch is dropped on stdio (2026-11-21).
  if (meant === 'batch') return { kind: 'lost', messages: [json], how: 'array-batch' };
  return meant === 'no-rpc' ? { kind: 'json-noise' } : { kind: 'message', json };
}

function classifyAfterBom(line: string): LineKind {
  const inner = classifyLine(line);
  return inner.kind === 'message' ? { kind: 'lost', messages: [inner.json], how: 'bom' } : inner;
}

function classifySse(text: string): LineKind {
  const data = text.startsWith('data:') ? tryParse(text.slice(5)) : undefined;
  return data !== undefined && classifyMessage(data) !== 'no-rpc' ? { kind: 'lost', messages: [data], how: 'sse' } : { kind: 'text' };
}

/** Text and messages on one line: `Server ready{"jsonrpc":"2.0",…}`, or two messages without a line break between. */
function findGlued(text: string): LineKind | undefined {
  if (!text.includes('"jsonrpc"')) return undefined;
  const messages: unknown[] = [];
  let start = text.indexOf('{');
  for (let tried = 0; start !== -1 && tried < MAX_STARTS; tried += 1) {
    const end = scanJson(text, start, startScan());
    const json = end === -1 ? undefined : tryParse(text.slice(start, end));
    const found = json !== undefined && classifyMessage(json) !== 'no-rpc';
    if (found) messages.push(json);
    start = text.indexOf('{', found ? end : start + 1);
  }
  return messages.length === 0 ? undefined : { kind: 'lost', messages, how: 'glued-noise' };
}
