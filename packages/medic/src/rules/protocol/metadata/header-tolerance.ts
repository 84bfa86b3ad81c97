import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notApplicable, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const names: AnyCheck = defineCheck({
  id: 'hdr.case-ows',
  group: 'metadata',
  title: 'Reads header names in any case and values with spaces around',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/streamable-http#case-sensitivity',
  why: 'Clients and proxies write header names in their own case; HTTP/2 makes all of them lower case.',
  fix: 'Compare header names without case and trim values before comparing them.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['header-rules'],
  judge: ({ 'header-rules': { oddNames } }) =>
    oddNames.answer?.result === undefined ? fail(quoteTurn(oddNames, 'a header name in odd case, or its value with spaces, was refused')) : PASS,
});

const encoded: AnyCheck = defineCheck({
  id: 'hdr.base64',
  group: 'metadata',
  title: 'Decodes an Mcp-Name that is sent as base64',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/streamable-http#value-encoding',
  why: 'Names with other than plain ASCII characters can only be sent that way.',
  fix: 'Decode values between =?base64? and ?= before comparing them with the body.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['header-rules'],
  judge({ 'header-rules': { encodedName } }) {
    if (encodedName === undefined) return notApplicable('the server declares nothing that is asked for by name');
    return encodedName.answer?.error?.code === -32_020 ? fail(quoteTurn(encodedName, 'the right name in base64 was taken for another one')) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [names, encoded];
