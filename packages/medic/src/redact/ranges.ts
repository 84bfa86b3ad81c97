/** Half-open stretches of a text, in any order, that are to be replaced. */
export type Ranges = [start: number, end: number][];

const MARKER = /\[redacted, \d+ chars\]/g;

/** What stands where a secret stood. The same for every secret; only the length is told. */
export function formatMarker(length: number): string {
  return `[redacted, ${length} chars]`;
}

/** True when a marker of ours starts there, so that redacting twice changes nothing. */
export function isMarkerAt(text: string, at: number): boolean {
  return text.startsWith('[redacted, ', at);
}

/** Replaces each stretch by a marker; stretches that touch or overlap become one. Markers that already stand there stay. */
export function replaceRanges(text: string, ranges: Ranges): string {
  if (ranges.length === 0) return text;
  const merged = merge(ranges);
  const pieces = text.includes('[redacted, ') ? cutOutMarkers(text, merged) : merged;
  let out = '';
  let done = 0;
  for (const [start, end] of pieces) {
    out += text.slice(done, start) + formatMarker(end - start);
    done = end;
  }
  return out + text.slice(done);
}

function merge(ranges: Ranges): Ranges {
  ranges.sort((a, b) => a[0] - b[0]);
  const merged: Ranges = [];
  for (const [start, end] of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) merged.push([start, end]);
  }
  return merged;
}

function cutOutMarkers(text: string, ranges: Ranges): Ranges {
  const markers = [...text.matchAll(MARKER)];
  const pieces: Ranges = [];
  let next = 0;
  for (const [start, end] of ranges) {
    let from = start;
    while (next < markers.length && (markers[next]?.index ?? 0) < end) {
      const marker = markers[next];
      const at = marker?.index ?? 0;
      const after = at + (marker?.[0].length ?? 0);
      if (after > from) {
        if (at > from) pieces.push([from, at]);
        from = Math.max(from, after);
      }
      if (after > end) break;
      next += 1;
    }
    if (end > from) pieces.push([from, end]);
  }
  return pieces;
}
