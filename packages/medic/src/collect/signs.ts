import type { Sign, SignHit } from '../model/index.ts';
import { createLiteralScanner, type LiteralScanner } from './literal-scanner.ts';
import { withoutTerminalCodes } from './terminal-codes.ts';

export { signSourcesOf } from './sign-sources.ts';

export interface SignMatcher {
  /**
   * Hits in `lines`, in order of line and rule. `firstLine`: number of the first of them, 1 when left out. The lines are
   * quoted as they come: redact them before.
   */
  readonly matchLines: (lines: readonly string[], source: SignHit['source'], firstLine?: number) => SignHit[];
}

interface CompiledSign {
  readonly rule: string;
  readonly sign: Sign;
  readonly pattern: RegExp;
  readonly sources: ReadonlySet<SignHit['source']> | undefined;
}

const LINE_CAP = 65_536;
/** A line as UTF-8, for the scanner: at most three bytes for each unit. Only ever read right after it was written. */
const encoded = Buffer.allocUnsafeSlow(LINE_CAP * 3);
/** Characters before and after a literal in which a pattern is tried when the line is longer than both. */
const WINDOW = 1024;
const WINDOWS_PER_LITERAL = 3;
const QUOTE_CAP = 300;
const GROUP_CAP = 1000;
/** Hits of one sign in one call; a server that repeats its error a million times says nothing new. */
const HITS_PER_SIGN_CAP = 50;

/**
 * Prepares the signs of all rules for fast matching; `ignoresCase` for a text that somebody wrote in small letters. One pass over a line finds the literals,
 * only their patterns are tried.
 */
export function createSignMatcher(rules: readonly { readonly id: string; readonly signs?: readonly Sign[] | undefined }[], ignoresCase = false): SignMatcher {
  const signs: readonly CompiledSign[] = rules.flatMap(({ id, signs: own }) =>
    (own ?? []).map((sign) => ({
      rule: id,
      sign,
      pattern: withoutState(sign.pattern, ignoresCase),
      sources: sign.sources === undefined ? undefined : new Set(sign.sources),
    })),
  );
  const owners = signs.flatMap((sign, index) => sign.sign.literals.map((literal) => ({ literal, index })));
  let scanner: LiteralScanner | undefined;

  function matchLines(lines: readonly string[], source: SignHit['source'], firstLine: number = 1): SignHit[] {
    const hits: SignHit[] = [];
    const counts = new Map<number, number>();
    const candidates = new Set<number>();
    scanner ??= createLiteralScanner(owners.map(({ literal }) => literal));
    for (const [offset, raw] of lines.entries()) {
      const line = prepareLine(raw);
      const { literals, count: found } = scanner.scan(encoded, 0, encoded.write(line, 'utf8'));
      if (found === 0) continue;
      candidates.clear();
      for (const literal of literals.subarray(0, found)) candidates.add(owners[literal]!.index);
      for (const index of [...candidates].toSorted((a, b) => a - b)) {
        const sign = signs[index];
        const count = counts.get(index) ?? 0;
        if (sign === undefined || count >= HITS_PER_SIGN_CAP || sign.sources?.has(source) === false) continue;
        const { text, match } = findMatch(line, sign);
        if (match === null) continue;
        counts.set(index, count + 1);
        hits.push({
          rule: sign.rule,
          sign: sign.sign.id,
          source,
          line: firstLine + offset,
          quote: cutAround(text, match.index, match[0].length),
          groups: copyGroups(match.groups),
        });
      }
    }
    return hits;
  }

  return { matchLines };
}

/**
 * Tries a sign's pattern on the line, or, when the line is long, on the surroundings of its literals only: so that a hostile
 * line costs a pattern a few kilobytes, whatever its length.
 */
function findMatch(line: string, { sign, pattern }: CompiledSign): { readonly text: string; readonly match: RegExpExecArray | null } {
  if (line.length <= 2 * WINDOW) return { text: line, match: pattern.exec(line) };
  for (const literal of sign.literals) {
    let at = line.indexOf(literal);
    for (let tries = 0; at !== -1 && tries < WINDOWS_PER_LITERAL; tries += 1) {
      const text = line.slice(Math.max(0, at - WINDOW), at + WINDOW);
      const match = pattern.exec(text);
      if (match !== null) return { text, match };
      at = line.indexOf(literal, at + WINDOW);
    }
  }
  return { text: line, match: null };
}

/** The line as signs see it: at most 64 KiB, without terminal colours and trailing carriage return. */
function prepareLine(raw: string): string {
  const cut = raw.length > LINE_CAP ? raw.slice(0, LINE_CAP) : raw;
  const plain = withoutTerminalCodes(cut);
  return plain.endsWith('\r') ? plain.slice(0, -1) : plain;
}

// `g` and `y` keep a position between calls: the same line would match only every other time.
function withoutState({ source, flags }: RegExp, ignoresCase: boolean): RegExp {
  const stateless = flags.replace(/[gy]/g, '');
  return new RegExp(source, ignoresCase && !stateless.includes('i') ? `${stateless}i` : stateless);
}

function cutAround(line: string, at: number, length: number): string {
  if (line.length <= QUOTE_CAP) return line.trim();
  const before = Math.max(0, Math.floor((QUOTE_CAP - Math.min(length, QUOTE_CAP)) / 2));
  const start = Math.max(0, Math.min(at - before, line.length - QUOTE_CAP));
  return line
    .slice(start, start + QUOTE_CAP)
    .replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')
    .trim();
}

function copyGroups(groups: Readonly<Record<string, string | undefined>> | undefined): Readonly<Record<string, string>> {
  const copy: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(groups ?? {})) if (value !== undefined) copy[name] = value.slice(0, GROUP_CAP);
  return copy;
}
