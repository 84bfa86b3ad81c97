/** The candidate nearest to a misspelt word (letters added, left out, changed or swapped); `undefined` when none is near. */
export function nearest(word: string, candidates: readonly string[], maxDistance: number): string | undefined {
  let best: string | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const score = scoreOf(word, candidate, maxDistance);
    if (score < bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** Distance, with the case-insensitive distance deciding between equals; infinite beyond the limit. */
function scoreOf(word: string, candidate: string, maxDistance: number): number {
  const folded = countEdits(word.toLowerCase(), candidate.toLowerCase(), maxDistance);
  if (folded > maxDistance) return Number.POSITIVE_INFINITY;
  const exact = countEdits(word, candidate, Math.max(maxDistance, word.length));
  if (exact > maxDistance && folded > 0) return Number.POSITIVE_INFINITY;
  return Math.min(exact, maxDistance) + folded / 1000;
}

/**
 * Letters added, left out, changed or swapped with their neighbour, over `maxDistance` when there are more of them
 * (Damerau-Levenshtein, "optimal string alignment"). Words over 200 characters are never near.
 */
export function countEdits(a: string, b: string, maxDistance: number): number {
  if (Math.abs(a.length - b.length) > maxDistance || a.length > 200 || b.length > 200) return maxDistance + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? maxDistance + 1;
}
