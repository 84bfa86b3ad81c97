import { describe, expect, it } from 'vitest';
import { mergeByCause } from '../../src/diagnose/merge.ts';
import type { Candidate } from '../../src/diagnose/draft.ts';
import type { FixDraft } from '../../src/model/index.ts';

const ADVICE: FixDraft = { id: 'correct-value', title: 'Write the value itself', safety: 'manual', steps: [{ do: 'tell', text: 'Write it.' }] };
const EDIT: FixDraft = { id: 'correct-value', title: 'Write the whole path', safety: 'safe', steps: [{ do: 'edit', edits: [{ op: 'strip-bom' }] }] };

function candidate(title: string, fixes: readonly FixDraft[]): Candidate {
  return {
    cause: 'variable-not-expanded',
    layer: 'config',
    severity: 'blocks',
    hit: { confidence: 'confirmed', title, why: 'x', evidence: [{ what: title }], fixes },
  };
}

describe('hits of one cause', () => {
  it.each([
    ['advice first', [ADVICE], [EDIT]],
    ['the edit first', [EDIT], [ADVICE]],
  ] as const)('keep the fix that can be carried out: %s', (_, first, second) => {
    const [merged] = mergeByCause([candidate('best', first), candidate('other', second)]);
    expect(merged?.hit).toMatchObject({ title: 'best', fixes: [{ title: 'Write the whole path', safety: 'safe' }] });
    expect(merged?.hit.evidence).toHaveLength(2);
  });
});
