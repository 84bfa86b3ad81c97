import type { ConfigFormat, Json, ParsedConfig, SyntaxIssue } from '../model/index.ts';
import { equalJson, toPlain } from './plain-value.ts';
import type { JsonReading } from './read-json.ts';
import { readJson } from './read-json.ts';
import type { Splice } from './splice.ts';
import { applySplices } from './splice.ts';

/** Other readings of unmatched brackets are only tried on files of a size people write. */
const MAX_RETRY_CHARS = 512 * 1024;

interface Repaired {
  readonly reading: JsonReading;
  readonly value: Json;
}

/**
 * Reads JSON or JSONC, which are read alike: comments, trailing commas and duplicate keys are always issues; the caller
 * knows which of them the client minds. All repairs of one result, applied together, are free of conflicts.
 */
export function parseJson(text: string, format: ConfigFormat): ParsedConfig {
  const reading = chooseReading(text);
  return { format, text, root: reading.root, value: reading.root === undefined ? undefined : toPlain(reading.root), issues: reading.issues };
}

function chooseReading(text: string): JsonReading {
  const nesting = readJson(text, 'nesting');
  if (!nesting.brackets) return withTrustedRepairs(text, nesting);
  if (text.length > MAX_RETRY_CHARS) return withoutBracketRepairs(text, nesting);
  const [byNesting, byIndent, bySwap] = [nesting, readJson(text, 'indent'), readJson(text, 'swap')].map((reading) => repair(text, reading));
  const others = [byNesting, bySwap].filter((one) => one !== undefined).toSorted((a, b) => a.reading.issues.length - b.reading.issues.length);
  const [best, second] = others;
  // The author's indentation decides, unless it needs more changes than the brackets alone.
  if (byIndent !== undefined && byIndent.reading.issues.length <= (best?.reading.issues.length ?? Number.POSITIVE_INFINITY)) return byIndent.reading;
  if (best === undefined || (second !== undefined && !equalJson(best.value, second.value))) return withoutBracketRepairs(text, nesting);
  return best.reading;
}

/** The value after all repairs, when every issue has one and they leave nothing to complain about. */
function repair(text: string, reading: JsonReading): Repaired | undefined {
  const splices: Splice[] = [];
  for (const issue of reading.issues) {
    if (issue.repair !== undefined) splices.push(issue.repair);
    else if (issue.kind !== 'duplicate-key') return undefined;
  }
  const fixed = applySplices(text, splices);
  if (fixed === undefined) return undefined;
  const again = readJson(fixed, 'nesting');
  if (again.root === undefined || again.issues.some((issue) => issue.kind !== 'duplicate-key')) return undefined;
  return { reading, value: toPlain(again.root) };
}

/** Repairs that together do not give JSON are worth nothing; those of quotes, commas and comments hold by themselves. */
function withTrustedRepairs(text: string, reading: JsonReading): JsonReading {
  const { issues } = reading;
  if (!issues.some((issue) => issue.kind === 'syntax') || text.length > MAX_RETRY_CHARS) return reading;
  if (issues.some((issue) => issue.repair === undefined && issue.kind !== 'duplicate-key') || repair(text, reading) !== undefined) return reading;
  return { ...reading, issues: issues.map((issue) => (issue.kind === 'syntax' ? withoutRepair(issue) : issue)) };
}

function withoutRepair({ kind, message, span, at }: SyntaxIssue): SyntaxIssue {
  return { kind, message, span, at };
}

/** Where several changes would do, none is proposed. */
function withoutBracketRepairs(text: string, reading: JsonReading): JsonReading {
  const isBracket = ({ repair: change }: SyntaxIssue): boolean =>
    change !== undefined &&
    change.text.length < 500 &&
    /^\s*[{}[\]]?$/.test(change.text) &&
    (change.text.trim() !== '' || /^\s*[{}[\]]$/.test(text.slice(change.span.start, change.span.end)));
  return { ...reading, issues: reading.issues.map((issue) => (issue.kind === 'syntax' && isBracket(issue) ? withoutRepair(issue) : issue)) };
}
