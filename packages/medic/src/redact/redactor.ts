import type { Redactor } from '../model/index.ts';
import { findAssignments, findFlags } from './find-assignments.ts';
import { findSchemes, findUrlParts } from './find-credentials.ts';
import { findTokens } from './find-tokens.ts';
import { createLiterals } from './literals.ts';
import { findPlaceholder, isReference } from './placeholder.ts';
import { formatMarker, isMarkerAt, type Ranges, replaceRanges } from './ranges.ts';
import { isSecretName } from './secret-names.ts';

const DEEPEST = 200;

/**
 * A redactor that knows these secrets, each searched raw, base64, URL-encoded, JSON-escaped and hexadecimal, whole, cut or
 * wrapped, and that also replaces whatever looks like a credential. Redacting twice gives the same text.
 */
export function createRedactor(secrets: Iterable<string> = []): Redactor {
  const literals = createLiterals();
  for (const secret of secrets) literals.learn(secret);

  function redactText(value: string): string {
    if (value.length < 6) return value;
    const ranges: Ranges = [];
    literals.find(value, ranges);
    findTokens(value, ranges);
    findAssignments(value, ranges);
    findFlags(value, ranges);
    findSchemes(value, ranges);
    findUrlParts(value, ranges);
    return replaceRanges(value, ranges);
  }

  function redactJson(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return redactText(value);
    if (value === null || typeof value !== 'object') return value;
    if (depth > DEEPEST) return formatMarker(0);
    if (Array.isArray(value)) return redactList(value, depth, redactText, redactJson);
    const copy: Record<string, unknown> = Object.create(null);
    for (const [key, member] of Object.entries(value)) {
      copy[redactText(key)] = typeof member === 'string' && isSecretName(key) ? hideValue(member, redactText) : redactJson(member, depth + 1);
    }
    return copy;
  }

  return {
    text: redactText,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- strings become strings, everything else keeps its shape
    json: <T>(value: T): T => redactJson(value, 0) as T,
    url: redactText,
    headers: (value) => {
      const copy: Record<string, string> = Object.create(null);
      for (const [name, text] of Object.entries(value)) copy[redactText(name)] = isSecretName(name) ? hideValue(text, redactText) : redactText(text);
      return copy;
    },
    learn: literals.learn,
  };
}

// In a list of arguments the flag and its value are two strings.
function redactList(
  list: readonly unknown[],
  depth: number,
  redactText: (value: string) => string,
  redactJson: (value: unknown, depth: number) => unknown,
): unknown {
  return list.map((item, i) => {
    const before: unknown = list[i - 1];
    const flag = typeof before === 'string' ? /^--?([A-Za-z][\w-]{1,60})$/.exec(before)?.[1] : undefined;
    if (typeof item === 'string' && !item.startsWith('-') && flag !== undefined && isSecretName(flag)) return hideValue(item, redactText);
    return redactJson(item, depth + 1);
  });
}

/** Hides the value of something whose name says secret; keeps the scheme word, placeholders and references to variables. */
function hideValue(value: string, redactText: (value: string) => string): string {
  const scheme = /^\s*(?:(?:Bearer|Basic|Token|ApiKey|Digest|Negotiate)\s+){1,2}/i.exec(value)?.[0] ?? '';
  const rest = value.slice(scheme.length);
  if (rest.trim() === '' || isMarkerAt(rest, 0) || isReference(rest) || findPlaceholder(rest, true) !== undefined) return redactText(value);
  return scheme + formatMarker(rest.length);
}
