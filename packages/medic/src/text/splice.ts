import type { Span } from '../model/index.ts';

/** A replacement of one span; an empty span inserts. */
export interface Splice {
  readonly span: Span;
  readonly text: string;
}

/** Applies splices that refer to the same text. Insertions at one offset keep their order; overlaps give `undefined`. */
export function applySplices(text: string, splices: readonly Splice[]): string | undefined {
  const sorted = sortSplices(splices);
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: replacement } of sorted) {
    if (span.start < at || span.end < span.start || span.end > text.length) return undefined;
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Where an offset of the spliced text stood before; offsets inside a replacement map to its start. */
export function offsetBefore(splices: readonly Splice[], offset: number): number {
  let shift = 0;
  for (const { span, text } of sortSplices(splices)) {
    const start = span.start + shift;
    if (offset < start) break;
    if (offset < start + text.length) return span.start;
    shift += text.length - (span.end - span.start);
  }
  return offset - shift;
}

/** An insertion goes before a replacement that starts at the same offset. */
function sortSplices(splices: readonly Splice[]): Splice[] {
  return splices.toSorted((a, b) => a.span.start - b.span.start || Number(a.span.end > a.span.start) - Number(b.span.end > b.span.start));
}
