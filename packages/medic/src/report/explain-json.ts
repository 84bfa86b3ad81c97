import type { ExplainResult } from '../model/index.ts';
import { safeJson } from '../text/safe-text.ts';

/** The result as one JSON document, safe to print. */
export function renderExplainJson(result: ExplainResult): string {
  return `${safeJson(JSON.stringify(result, undefined, 2))}\n`;
}
