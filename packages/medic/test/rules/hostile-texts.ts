import type { Sign } from '../../src/model/index.ts';

/**
 * Pieces that make a pattern work: its literals, what it would match, what it would match but for the end, and long runs of the
 * characters it repeats. Repeated, they are the worst text for it that its own source gives away.
 */
function listHostilePieces({ literals, pattern }: Sign): readonly string[] {
  const { source } = pattern;
  const samples = splitAlternatives(source).flatMap((part) => [writeSample(part, 1), writeSample(part, 40)]);
  const pieces = samples.flatMap((sample) => [sample, sample.slice(0, -1), `${sample.slice(0, -1)}\u0001`, sample.slice(0, Math.ceil(sample.length / 2))]);
  const nearMisses = literals.flatMap((literal) => [literal, `${literal} `, literal.slice(0, -1), `${literal} a:1 '`, `x/${literal}:1 "`]);
  return [...new Set([...nearMisses, ...pieces])].filter((piece) => piece.trim() !== '');
}

/** Each piece repeated to `chars`, and each literal before a long run of one character. */
export function* writeHostileTexts(sign: Sign, chars: number): Iterable<string> {
  for (const piece of listHostilePieces(sign)) yield fill(piece, chars);
  const [literal] = sign.literals;
  for (const run of ['a', ' ', '0', '/', '.', '"', "'", 'a ', '1.', 'a/']) {
    yield fill(`${literal}${fill(run, Math.min(chars, 3000))}`, chars);
    yield fill(`${fill(run, Math.min(chars, 3000))}${literal}`, chars);
  }
}

function fill(piece: string, chars: number): string {
  return piece.repeat(Math.ceil(chars / piece.length)).slice(0, chars);
}

/** Alternatives on the outermost level. */
function splitAlternatives(source: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\\') at += 1;
    else if (char === '[') at = endOfClass(source, at);
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '|' && depth === 0) {
      parts.push(source.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, source.slice(from)];
}

/** Text that a part of a pattern more or less matches; what repeats is repeated `times` as far as its bounds let it. */
function writeSample(source: string, times: number): string {
  let text = '';
  for (let at = 0; at < source.length;) {
    const [atom, end] = readAtom(source, at, times);
    const [repeat, next] = readRepeat(source, end, times);
    text += atom.repeat(Math.min(repeat, 3000));
    at = next;
  }
  return text;
}

function readAtom(source: string, at: number, times: number): readonly [string, number] {
  const char = source[at] ?? '';
  if (char === '[') return [sampleOfClass(source.slice(at + 1, endOfClass(source, at))), endOfClass(source, at) + 1];
  if (char === '(') {
    const end = endOfGroup(source, at);
    const inner = source.slice(at + 1, end);
    if (/^\?<?[!=]/u.test(inner)) return [/^\?<?=/u.test(inner) ? writeSample(inner.replace(/^\?<?=/u, ''), times) : '', end + 1];
    const [first = ''] = splitAlternatives(inner.replace(/^\?(?::|<\w+>)/u, ''));
    return [writeSample(first, times), end + 1];
  }
  if (char === '\\') return readEscape(source, at);
  if (char === '^' || char === '$') return ['', at + 1];
  return [char === '.' ? 'a' : char, at + 1];
}

function readEscape(source: string, at: number): readonly [string, number] {
  const next = source[at + 1] ?? '';
  const coded = /^\\(?:x(?<x>[0-9a-fA-F]{2})|u(?<u>[0-9a-fA-F]{4})|u\{(?<long>[0-9a-fA-F]{1,6})\}|p\{[^}]*\})/u.exec(source.slice(at, at + 14));
  if (coded !== null) {
    const code = coded.groups?.['x'] ?? coded.groups?.['u'] ?? coded.groups?.['long'];
    return [code === undefined ? 'a' : String.fromCodePoint(Number.parseInt(code, 16)), at + coded[0].length];
  }
  const classes: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ', S: 'a', D: 'a', W: ' ', b: '', B: '', n: '', r: '', t: '\t' };
  return [classes[next] ?? next, at + 2];
}

function sampleOfClass(inner: string): string {
  if (inner.startsWith('^')) return ['a', ' ', '1', '.'].find((char) => !inner.includes(char)) ?? 'Z';
  return inner.startsWith('\\') ? readEscape(inner, 0)[0] : (inner[0] ?? '');
}

function readRepeat(source: string, at: number, times: number): readonly [number, number] {
  const quantifier = /^(?:(?<mark>[*+?])|\{(?<least>\d+)(?:,(?<most>\d*))?\})\??/u.exec(source.slice(at, at + 20));
  if (quantifier === null) return [1, at];
  const { mark, least, most } = quantifier.groups ?? {};
  const floor = least === undefined ? (mark === '+' ? 1 : 0) : Number(least);
  const ceiling =
    mark === '?' ? 1 : most === undefined ? (least === undefined ? Number.POSITIVE_INFINITY : floor) : most === '' ? Number.POSITIVE_INFINITY : Number(most);
  return [Math.min(Math.max(floor, times), ceiling), at + quantifier[0].length];
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}

function endOfGroup(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\\') at += 1;
    else if (char === '[') at = endOfClass(source, at);
    else if (char === '(') depth += 1;
    else if (char === ')' && (depth -= 1) === 0) return at;
  }
  return source.length;
}
