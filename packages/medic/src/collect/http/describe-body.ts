import type { HttpExchange, Redactor } from '../../model/index.ts';
import { classifyMessage } from '../protocol/messages.ts';

export type BodyFacts = NonNullable<HttpExchange['body']>;

const HEAD_CHARS = 2_048;
const TITLE_SEARCH_CHARS = 64 * 1024;

/** What a response body is, with its first 2 KiB redacted. `json` is the parsed body where the caller has it already. */
export function describeBody(bytes: Uint8Array, truncated: boolean, contentType: string, redactor: Redactor): BodyFacts {
  const size = { bytes: bytes.byteLength, truncated };
  if (bytes.byteLength === 0) return { kind: 'empty', ...size, head: '' };
  const text = decodeText(bytes.subarray(0, TITLE_SEARCH_CHARS));
  if (looksBinary(text)) return { kind: 'binary', ...size, head: '' };
  // Redacted before it is cut, so that no secret survives as a half.
  const head = redactor.text(text.slice(0, 2 * HEAD_CHARS)).slice(0, HEAD_CHARS);
  if (contentType.includes('text/event-stream')) return { kind: 'sse', ...size, head };
  if (/^\s*[[{]/.test(text)) {
    // A body that was cut is no JSON any more; parsing megabytes to learn that is what a hostile server wants.
    if (truncated) return { kind: head.includes('"jsonrpc"') ? 'json-rpc' : 'json', ...size, head };
    const json = parseJson(bytes);
    if (json !== undefined) return { kind: classifyMessage(json.value) === 'no-rpc' ? 'json' : 'json-rpc', ...size, head };
  }
  if (!looksHtml(text, contentType)) return { kind: 'text', ...size, head };
  const title = readTitle(text);
  return { kind: 'html', ...size, head, ...(title === undefined ? {} : { title: redactor.text(title) }) };
}

/** The body as JSON; wrapped, because `null` is a value too. */
export function parseJson(body: Uint8Array | string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(typeof body === 'string' ? body : decodeText(body)) as unknown };
  } catch {
    return undefined;
  }
}

function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function looksBinary(text: string): boolean {
  const sample = text.slice(0, 1_000);
  if (sample.includes('\u0000')) return true;
  const broken = sample.split('\uFFFD').length - 1;
  return broken > 4 && broken > sample.length / 10;
}

function looksHtml(text: string, contentType: string): boolean {
  return contentType.includes('text/html') || /^\s*(?:<!doctype html|<html|<head|<body)/i.test(text);
}

function readTitle(html: string): string | undefined {
  const lower = html.toLowerCase();
  const open = lower.indexOf('<title');
  const start = open === -1 ? -1 : lower.indexOf('>', open);
  const end = start === -1 ? -1 : lower.indexOf('</title', start);
  if (end === -1) return undefined;
  const title = html
    .slice(start + 1, end)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
  return title === '' ? undefined : title;
}
