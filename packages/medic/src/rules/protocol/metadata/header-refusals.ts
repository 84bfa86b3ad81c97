import type { AnyCheck, HeaderFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findWrongRefusal } from '../expect-error.ts';
import { against, notApplicable, notTested } from '../judgements.ts';

type Fact = Exclude<keyof HeaderFacts, 'wrongNames'>;

interface Refusal {
  readonly id: string;
  readonly fact: Fact;
  /** Finishes "Refuses …". */
  readonly asked: string;
  readonly page?: string;
  /** The more general fault that this one would only repeat. */
  readonly unless?: { readonly fact: Fact; readonly id: string };
}

const REFUSALS: readonly Refusal[] = [
  { id: 'hdr.missing-version', fact: 'missingVersion', asked: 'a request without the MCP-Protocol-Version header' },
  { id: 'hdr.missing-method', fact: 'missingMethod', asked: 'a request without the Mcp-Method header' },
  { id: 'hdr.missing-name', fact: 'missingName', asked: 'a request about a named thing without the Mcp-Name header' },
  { id: 'hdr.mismatch-version', fact: 'wrongVersion', asked: 'a request whose MCP-Protocol-Version header differs from the body' },
  { id: 'hdr.mismatch-method', fact: 'wrongMethod', asked: 'a request whose Mcp-Method header differs from the body' },
  { id: 'hdr.mismatch-name', fact: 'wrongName', asked: 'a request whose Mcp-Name header differs from the body' },
  {
    id: 'hdr.value-case',
    fact: 'otherCase',
    asked: 'a request whose Mcp-Method header is in another case than the body',
    page: 'case-sensitivity',
    unless: { fact: 'wrongMethod', id: 'hdr.mismatch-method' },
  },
  {
    id: 'hdr.base64-malformed',
    fact: 'brokenName',
    asked: 'a header value that is marked as base64 and is none',
    page: 'value-encoding',
    unless: { fact: 'wrongName', id: 'hdr.mismatch-name' },
  },
];

/** One check for each way in which headers and body can disagree. */
export const checks: readonly AnyCheck[] = REFUSALS.map(({ id, fact, asked, page, unless }) =>
  defineCheck({
    id,
    group: 'metadata',
    title: `Refuses ${asked}`,
    level: 'MUST',
    spec: `2026-07-28 basic/transports/streamable-http#${page ?? 'server-validation'}`,
    why: 'Proxies and gateways decide by the headers, the server by the body; where the two may differ, one can be tricked by the other.',
    fix: 'Compare headers and body and answer a difference with error -32020 and HTTP status 400.',
    eras: ['modern'],
    transports: ['http'],
    needs: ['header-rules'],
    judge({ 'header-rules': facts }) {
      const turn = facts[fact];
      if (turn === undefined) return notApplicable('the server declares nothing that is asked for by name');
      const general = unless === undefined ? undefined : facts[unless.fact];
      if (unless !== undefined && general !== undefined && findWrongRefusal(general, { code: -32_020, status: 400, asked }).length > 0)
        return notTested(`see ${unless.id}`);
      const alike = fact === 'wrongName' ? (facts.wrongNames ?? []) : [];
      return against(
        'fail',
        [turn, ...alike].flatMap((one) => findWrongRefusal(one, { code: -32_020, status: 400, asked })),
      );
    },
  }),
);
