import { describe, expect, it } from 'vitest';
import type { DraftDiagnosis } from '../../src/diagnose/draft.ts';
import { RIVAL_WORDS } from '../../src/diagnose/rival-words.ts';
import { addRivals } from '../../src/diagnose/rivals.ts';
import { RIVALS } from '../../src/diagnose/rivals-table.ts';

function known(cause: DraftDiagnosis['cause'], confidence: DraftDiagnosis['confidence']): DraftDiagnosis {
  return { cause, layer: 'network', confidence, title: cause, why: 'because', evidence: [{ what: 'a line', where: 'line 3', quote: 'refused' }], drafts: [] };
}

describe('rivals', () => {
  it('fill the answer up to three, with the line that leaves them open', () => {
    const answers = addRivals([known('server-not-running', 'likely')]);
    expect(answers.map(({ cause }) => cause)).toEqual(['server-not-running', 'bind-address-mismatch', 'container-localhost']);
    for (const { confidence, evidence, drafts } of answers.slice(1)) {
      expect(confidence).toBe('possible');
      expect(evidence).toEqual([{ what: 'a line', where: 'line 3', quote: 'refused' }]);
      expect(drafts).toHaveLength(1);
    }
  });

  it('do not stand beside what is confirmed, nor twice, nor before what was recognised', () => {
    expect(addRivals([known('server-not-running', 'confirmed')])).toHaveLength(1);
    expect(addRivals([known('server-not-running', 'likely'), known('container-localhost', 'possible')]).map(({ cause }) => cause)).toEqual([
      'server-not-running',
      'container-localhost',
      'bind-address-mismatch',
    ]);
    expect(addRivals([])).toEqual([]);
  });

  it('have words, each', () => {
    const silent = Object.values(RIVALS)
      .flat()
      .filter((cause) => RIVAL_WORDS[cause] === undefined);
    expect(silent).toEqual([]);
  });
});
