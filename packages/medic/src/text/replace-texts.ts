import type { ConfigFormat, EditIntent } from '../model/index.ts';
import type { EditResult } from './edit-config.ts';
import { parseConfig } from './parse-config.ts';
import type { Splice } from './splice.ts';
import { applySplices } from './splice.ts';

/**
 * Applies all `replace-text` edits at once. A replacement that went through evidence may be redacted; it is then taken
 * from the repair that the text itself calls for at the same place. The result must not have more faults than before.
 */
export async function replaceTexts(text: string, format: ConfigFormat, edits: readonly EditIntent[]): Promise<EditResult> {
  const wanted = edits.filter((edit) => edit.op === 'replace-text');
  if (wanted.length === 0) return { ok: true, text };
  const before = await parseConfig(text, format);
  const splices: Splice[] = [];
  for (const { span, text: replacement } of wanted) {
    if (!replacement.includes('[redacted')) {
      splices.push({ span, text: replacement });
      continue;
    }
    const own = before.issues.find(({ repair }) => repair !== undefined && repair.span.start === span.start && repair.span.end === span.end)?.repair;
    if (own === undefined) return { ok: false, reason: 'the replacement is redacted and cannot be written' };
    splices.push(own);
  }
  const changed = applySplices(text, splices);
  if (changed === undefined) return { ok: false, reason: 'the changes overlap each other' };
  const after = await parseConfig(changed, format);
  const fresh = after.issues.length > before.issues.length ? after.issues.at(-1) : undefined;
  return fresh === undefined ? { ok: true, text: changed } : { ok: false, reason: `line ${fresh.at.line} would be wrong afterwards: ${fresh.message}` };
}
