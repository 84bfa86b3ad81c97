import type { Document } from 'yaml';
import { MAX_DEPTH } from './limits.ts';

/**
 * Composes a YAML 1.2 document of the core schema, without custom tags and merge keys. The library's own check for
 * duplicate keys compares all pairs (20,000 keys took 5 s, measured 2026-11-21); we do our own.
 */
export async function composeYaml(text: string): Promise<Document.Parsed> {
  const { parseDocument } = await import('yaml');
  return parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
}

/** Offset where the text is nested deeper than the composer should be asked to follow; -1 when nowhere. A cheap look, before composing. */
export function findTooDeep(text: string): number {
  let flow = 0;
  const indents: number[] = [];
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    let at = start;
    let marks = 0;
    while (at < end && ' \t'.includes(text[at] ?? '')) at += 1;
    const indent = at - start;
    while ('-?'.includes(text[at] ?? '') && ' \t'.includes(text[at + 1] ?? '') && at < end) {
      marks += 1;
      at += 2;
      while (' \t'.includes(text[at] ?? '') && at < end) at += 1;
    }
    if (at < end) {
      while ((indents.at(-1) ?? -1) >= indent) indents.pop();
      indents.push(indent);
    }
    if (marks > MAX_DEPTH || indents.length > MAX_DEPTH * 2) return start;
    for (; at < end; at += 1) {
      const char = text.charCodeAt(at);
      if (char === 0x5b || char === 0x7b) flow += 1;
      else if ((char === 0x5d || char === 0x7d) && flow > 0) flow -= 1;
      if (flow > MAX_DEPTH * 4) return at;
    }
    start = end + 1;
  }
  return -1;
}
