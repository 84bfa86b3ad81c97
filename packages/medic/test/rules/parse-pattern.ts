/** A pattern taken apart. Groups are choices, also those with one way. */
export type Piece =
  | { readonly kind: 'char'; readonly chars: readonly string[] }
  | { readonly kind: 'start' }
  | { readonly kind: 'look'; readonly isNegative: boolean; readonly ways: readonly (readonly Piece[])[] }
  | { readonly kind: 'choice'; readonly ways: readonly (readonly Piece[])[] }
  | { readonly kind: 'repeat'; readonly least: number; readonly most: number; readonly body: readonly Piece[] };

/** Characters by which sets are compared. */
const ALPHABET: readonly string[] = [...Array.from({ length: 95 }, (_unused, index) => String.fromCharCode(32 + index)), '\t', '\r', '\n', 'é', '“', '中', '✗'];
const QUANTIFIER = /^(?:(?<mark>[*+?])|\{(?<least>\d+)(?<open>,)?(?<most>\d+)?\})\??/u;

/** The ways of a pattern without back-references, outermost alternatives first. */
export function parsePattern(source: string, flags: string): readonly (readonly Piece[])[] {
  const state = { source, flags, at: 0 };
  const ways = parseWays(state);
  if (state.at !== source.length) throw new Error(`not read to the end: ${source.slice(state.at, state.at + 20)}`);
  return ways;
}

interface State {
  readonly source: string;
  readonly flags: string;
  at: number;
}

function parseWays(state: State): readonly (readonly Piece[])[] {
  const ways: Piece[][] = [[]];
  while (state.at < state.source.length && state.source[state.at] !== ')') {
    if (state.source[state.at] === '|') {
      ways.push([]);
      state.at += 1;
      continue;
    }
    const piece = parsePiece(state);
    const quantifier = QUANTIFIER.exec(state.source.slice(state.at, state.at + 24));
    if (quantifier !== null) state.at += quantifier[0].length;
    if (piece !== undefined) ways.at(-1)!.push(quantifier === null ? piece : repeat(piece, quantifier.groups ?? {}));
  }
  return ways;
}

function repeat(piece: Piece, { mark, least, open, most }: Readonly<Record<string, string | undefined>>): Piece {
  const floor = least === undefined ? (mark === '+' ? 1 : 0) : Number(least);
  const ceiling = mark === '?' ? 1 : most !== undefined ? Number(most) : least !== undefined && open === undefined ? floor : Number.POSITIVE_INFINITY;
  return { kind: 'repeat', least: floor, most: ceiling, body: piece.kind === 'choice' && piece.ways.length === 1 ? piece.ways[0]! : [piece] };
}

function parsePiece(state: State): Piece | undefined {
  const { source } = state;
  const char = source[state.at]!;
  if (char === '(') return parseGroup(state);
  if (char === '^' || char === '$') {
    state.at += 1;
    return char === '^' ? { kind: 'start' } : undefined;
  }
  const end =
    char === '[' ? endOfClass(source, state.at) : char === '\\' ? endOfEscape(source, state.at) : state.at + (source.codePointAt(state.at)! > 0xffff ? 2 : 1);
  const atom = source.slice(state.at, end);
  state.at = end;
  return /^\\[bB]$/u.test(atom) ? undefined : { kind: 'char', chars: listChars(atom, state.flags) };
}

function parseGroup(state: State): Piece {
  const head = /^\((?:\?(?:<?[=!]|:|<\w+>))?/u.exec(state.source.slice(state.at))![0];
  state.at += head.length;
  const ways = parseWays(state);
  state.at += 1;
  return /[=!]$/u.test(head) ? { kind: 'look', isNegative: head.endsWith('!'), ways } : { kind: 'choice', ways };
}

function listChars(atom: string, flags: string): readonly string[] {
  const pattern = new RegExp(`^${atom}$`, flags);
  const chars = ALPHABET.filter((char) => pattern.test(char));
  return chars.length > 0 || atom.startsWith('[') || atom.length > 2 ? chars : [atom];
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfEscape(source: string, start: number): number {
  const coded = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|[pP]\{[^}]*\}|c[A-Za-z])/u.exec(source.slice(start, start + 24));
  return start + (coded === null ? 2 : coded[0].length);
}
