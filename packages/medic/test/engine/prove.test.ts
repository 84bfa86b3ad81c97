import { describe, expect, it } from 'vitest';
import type { Fix } from '../../src/model/index.ts';
import { ailmentOf, compareState } from '../../src/engine/compare-state.ts';
import { leaveUntried, proveOffers, type Proof } from '../../src/engine/prove.ts';
import type { OfferedFix } from '../../src/treat/render-fix.ts';

function offer(id: string, safety: Fix['safety'] = 'safe', does: 'edit' | 'tell' = 'edit'): OfferedFix {
  const told = { do: 'tell', text: 'x' } as const;
  const isEdit = does === 'edit';
  return {
    draft: { id, title: id, safety, steps: [isEdit ? { do: 'edit', edits: [{ op: 'strip-bom' }] } : told] },
    fix: { id, title: id, safety, proof: 'not-tried', steps: [isEdit ? { do: 'edit', file: '/f', before: 'a', after: 'b', diff: '-a\n+b' } : told] },
  };
}

function answers(proofs: Readonly<Record<string, Proof['proof']>>): { readonly tried: string[]; readonly tryOut: (one: OfferedFix) => Promise<Proof> } {
  const tried: string[] = [];
  return {
    tried,
    tryOut: async ({ fix }) => {
      tried.push(fix.id);
      return { proof: proofs[fix.id] ?? 'not-tried', detail: `tried ${fix.id}` };
    },
  };
}

const shown = (offers: readonly OfferedFix[]): readonly string[] => offers.map(({ fix }) => `${fix.id} ${fix.safety} ${fix.proof}`);

describe('proveOffers', () => {
  it('puts proven fixes first, drops refuted ones and stops at the first safe proof', async () => {
    const { tried, tryOut } = answers({ a: 'refuted', b: 'proven', c: 'proven' });
    const offers = await proveOffers([offer('by-hand', 'manual', 'tell'), offer('a'), offer('b'), offer('c')], tryOut);
    expect(shown(offers)).toEqual(['b safe proven', 'by-hand manual not-tried', 'c safe not-tried']);
    expect(tried).toEqual(['a', 'b']);
    expect(offers.at(-1)?.fix.proofDetail).toBe('another fix was proven before it');
  });

  it('goes on after a proven fix that a person must look at', async () => {
    const { tryOut } = answers({ a: 'proven', b: 'proven' });
    expect(shown(await proveOffers([offer('a', 'review'), offer('b')], tryOut))).toEqual(['a review proven', 'b safe proven']);
  });

  it('tries three at most', async () => {
    const { tried, tryOut } = answers({});
    const offers = await proveOffers(
      ['a', 'b', 'c', 'd'].map((id) => offer(id)),
      tryOut,
    );
    expect(tried).toEqual(['a', 'b', 'c']);
    expect(offers.at(-1)?.fix).toMatchObject({ proof: 'not-tried', proofDetail: '3 others were tried before it' });
  });

  it('keeps refuted fixes as advice for a person when nothing else is left', async () => {
    const { tryOut } = answers({ a: 'refuted', b: 'refuted' });
    expect(shown(await proveOffers([offer('a'), offer('b', 'review')], tryOut))).toEqual(['a manual refuted', 'b manual refuted']);
  });

  it('says why nothing was tried, on fixes that could have been', () => {
    const [edit, told] = leaveUntried([offer('a'), offer('b', 'manual', 'tell')], '--static: nothing was started or dialled');
    expect(edit?.fix.proofDetail).toContain('--static');
    expect(told?.fix.proofDetail).toBeUndefined();
  });
});

describe('compareState', () => {
  it.each([
    [{ verdict: 'failing', layer: 'command', cause: 'command-not-installed' }, { verdict: 'healthy' }, 'better'],
    [{ verdict: 'degraded', layer: 'tools', cause: 'too-many-tools' }, { verdict: 'healthy' }, 'better'],
    [{ verdict: 'healthy' }, { verdict: 'failing', layer: 'startup', cause: 'server-crash' }, 'worse'],
    [{ verdict: 'failing', layer: 'command', cause: 'command-not-installed' }, { verdict: 'failing', layer: 'startup', cause: 'server-crash' }, 'further'],
    [{ verdict: 'failing', layer: 'startup', cause: 'server-crash' }, { verdict: 'failing', layer: 'command', cause: 'command-not-installed' }, 'same'],
    [{ verdict: 'failing', layer: 'http', cause: 'url-wrong-endpoint' }, { verdict: 'failing', layer: 'auth', cause: 'auth-required' }, 'further'],
    [{ verdict: 'failing', layer: 'config', cause: 'config-syntax' }, { verdict: 'not-checked' }, 'better'],
    [{ verdict: 'failing' }, { verdict: 'failing' }, 'same'],
  ] as const)('%j, then %j: %s', (before, after, wanted) => {
    expect(compareState(before, after)).toBe(wanted);
  });

  it('reads what is wrong from a result', () => {
    expect(ailmentOf({ client: 'c', scope: 's', name: 'n', transport: 'stdio', verdict: 'healthy', findings: [] })).toEqual({ verdict: 'healthy' });
  });
});
