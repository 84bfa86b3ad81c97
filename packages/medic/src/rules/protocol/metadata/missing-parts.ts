import type { AnyCheck, MetadataProbes } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findWrongRefusal } from '../expect-error.ts';
import { against, PASS } from '../judgements.ts';

type Part = Exclude<keyof MetadataProbes['meta-missing'], 'clientInfo' | 'logLevel'>;

const PARTS: readonly { readonly id: string; readonly part: Part; readonly name: string }[] = [
  { id: 'meta.missing-meta', part: 'all', name: '_meta' },
  { id: 'meta.missing-protocol-version', part: 'protocolVersion', name: 'the protocolVersion in _meta' },
  { id: 'meta.missing-client-capabilities', part: 'clientCapabilities', name: 'the clientCapabilities in _meta' },
];

/** One check for each part of `_meta` that every request must carry. */
export const checks: readonly AnyCheck[] = PARTS.map(({ id, part, name }) =>
  defineCheck({
    id,
    group: 'metadata',
    title: `Refuses a request without ${name} with -32602`,
    level: 'MUST',
    spec: '2026-07-28 basic/index#meta',
    why: 'Without it the server would have to guess what the client speaks and can do.',
    fix: `Answer requests that lack ${name} with error -32602, over HTTP with status 400.`,
    eras: ['modern'],
    needs: ['meta-missing'],
    judge({ 'meta-missing': turns, run }) {
      // A process that speaks both eras cannot tell such a request from one of the older era: it may refuse it in any words, or serve it as that era does.
      const isAmbiguous = part !== 'clientCapabilities' && run.transport === 'stdio' && run.eras.length > 1;
      const { error, result } = turns[part].answer ?? {};
      if (isAmbiguous && (error !== undefined || (result !== undefined && result['resultType'] === undefined))) return PASS;
      return against('fail', findWrongRefusal(turns[part], { code: -32_602, status: 400, asked: `a request without ${name}` }));
    },
  }),
);
