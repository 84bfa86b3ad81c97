import { parsePattern, type Piece } from './parse-pattern.ts';

/**
 * How many steps a pattern takes at most for each character of a text that is made against it, estimated from its source alone: text
 * that repeats what the pattern begins with, and fills every gap. No clock, so the same on every machine.
 */
export function estimateSteps({ source, flags }: RegExp): number {
  const starts = parsePattern(source, flags).map((pieces) => {
    const { length, rest } = takeFixed(pieces);
    // `^` matches once in a line.
    const isOnce = pieces[0]?.kind === 'start';
    return isOnce ? 1 : stepsOf(rest, 0, Math.max(1, length)) / Math.max(1, length);
  });
  return starts.length + Math.max(...starts);
}

/** What stands before the first choice: so many characters a text needs at least for each new start. */
function takeFixed(pieces: readonly Piece[]): { readonly length: number; readonly rest: readonly Piece[] } {
  let length = 0;
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === 'repeat' && piece.most > 1) return { length: length + piece.least * leastLength(piece.body), rest: pieces.slice(at) };
    length += leastLength([piece]);
  }
  return { length, rest: [] };
}

function leastLength(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => {
    if (piece.kind === 'char') return sum + 1;
    if (piece.kind === 'choice') return sum + Math.min(...piece.ways.map(leastLength));
    return piece.kind === 'repeat' ? sum + piece.least * leastLength(piece.body) : sum;
  }, 0);
}

/** Steps from one place to the end of the pieces. `stride`: characters from one start to the next, where a tempered gap ends. */
function stepsOf(pieces: readonly Piece[], at: number, stride: number): number {
  const piece = pieces[at];
  if (piece === undefined) return 1;
  const rest = stepsOf(pieces, at + 1, stride);
  if (piece.kind === 'char' || piece.kind === 'start') return 1 + rest;
  if (piece.kind === 'look') return Math.max(...piece.ways.map((way) => stepsOf(way, 0, stride))) + rest;
  if (piece.kind === 'choice') return piece.ways.reduce((sum, way) => sum + stepsOf(way, 0, stride) - 1, 0) + rest;
  const [first] = piece.body;
  const isTempered = first?.kind === 'look' && first.isNegative && piece.body.length === 2;
  const stops = isTempered ? Math.min(piece.most, stride) : piece.most;
  const body = stepsOf(isTempered ? piece.body.slice(1) : piece.body, 0, stride);
  if (stops - piece.least < 2) return stops * body + rest;
  const next = pieces.slice(at + 1);
  const isApart = !canFollow(piece.body, next);
  return stops * body + (isApart ? rest : Math.ceil(stops / fixedLength(next)) * rest);
}

/** How much of the text the rest needs at least before it has a choice: it cannot begin at more places than fit in there. */
function fixedLength(pieces: readonly Piece[]): number {
  return Math.max(1, takeFixed(pieces).length);
}

/** Whether what is repeated may also be what comes next: then every place is a place to stop. */
function canFollow(body: readonly Piece[], next: readonly Piece[]): boolean {
  const repeated = charsOf(body);
  const after = charsOf(next);
  return after.size === 0 || [...after].some((char) => repeated.has(char));
}

/** Characters that the pieces may begin with. */
function charsOf(pieces: readonly Piece[]): ReadonlySet<string> {
  const chars = new Set<string>();
  for (const piece of pieces) {
    if (piece.kind === 'char') for (const char of piece.chars) chars.add(char);
    if (piece.kind === 'choice') for (const way of piece.ways) for (const char of charsOf(way)) chars.add(char);
    if (piece.kind === 'repeat') for (const char of charsOf(piece.body)) chars.add(char);
    if (leastLength([piece]) > 0) break;
  }
  return chars;
}

/** Repeats without bound, and repeats of something that can be cut into repeats in more than one way: both without any limit. */
export function findCatastrophe({ source, flags }: RegExp): string | undefined {
  const seen = parsePattern(source, flags).flatMap(listPieces);
  for (const piece of seen) {
    if (piece.kind !== 'repeat') continue;
    if (piece.most === Number.POSITIVE_INFINITY) return 'a repeat without bound';
    if (piece.most > 1 && canBeCutOtherwise(piece.body)) return 'a repeat of repeats that can be cut in more than one way';
  }
  return undefined;
}

/** `(?:a{1,9}){1,9}` cuts one text in many ways; `(?:a{1,9} ){1,9}` in one, as the blank says where. */
function canBeCutOtherwise(body: readonly Piece[]): boolean {
  // What a look-around read is not given back piece by piece.
  const inner = listPieces(body.filter(({ kind }) => kind !== 'look')).filter((piece) => piece.kind === 'repeat' && piece.most - piece.least > 1);
  return inner.some((repeat) => {
    const own = repeat.kind === 'repeat' ? charsOf(repeat.body) : new Set<string>();
    return !body.some((piece) => piece.kind === 'char' && piece.chars.length > 0 && piece.chars.every((char) => !own.has(char)));
  });
}

function listPieces(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece): readonly Piece[] => {
    if (piece.kind === 'repeat') return [piece, ...listPieces(piece.body)];
    return piece.kind === 'choice' || piece.kind === 'look' ? [piece, ...piece.ways.flatMap(listPieces)] : [piece];
  });
}
