import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/**
 * A server that agrees to a revision once must agree to it when asked. One that answers the same newest revision to everybody may
 * know no other, so that is a warning: older clients have to hang up either way.
 */
export const check: AnyCheck = defineCheck({
  id: 'ver.echo',
  group: 'version',
  title: 'Answers with the requested revision when it supports it',
  level: 'MUST',
  spec: '2025-11-25 basic/lifecycle#version-negotiation',
  why: 'A client that asks for an older revision the server knows, and gets a newer one, has to hang up.',
  fix: 'When the requested protocolVersion is one the server supports, answer with exactly that text.',
  eras: ['legacy'],
  needs: ['legacy-revisions'],

  judge({ 'legacy-revisions': turns }) {
    const answered = Object.entries(turns).map(([asked, turn]) => ({ asked, turn, got: turn.answer?.result?.['protocolVersion'] }));
    if (answered.every(({ got }) => typeof got !== 'string')) return notTested('no initialize was answered with a protocolVersion');
    const supported = new Set(answered.map(({ got }) => got));
    const broken = answered.filter(({ asked, got }) => typeof got === 'string' && got !== asked && supported.has(asked));
    if (broken.length > 0)
      return against(
        'fail',
        broken.map(({ asked, turn, got }) => quoteTurn(turn, `asked for ${asked}, which it supports, and got ${JSON.stringify(got)}`)),
      );
    const upward = answered.filter(({ asked, got }) => typeof got === 'string' && got > asked && supported.size === 1);
    return against(
      'warn',
      upward.map(({ asked, turn, got }) => quoteTurn(turn, `asked for ${asked} and got ${JSON.stringify(got)}, as for every other revision`)),
      'If the server can serve older revisions too, answer initialize with the one that was asked for.',
    );
  },
});
