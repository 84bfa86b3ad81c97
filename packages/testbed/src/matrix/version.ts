import { METADATA_CHECKS } from '../../../medic/src/rules/protocol/metadata/index.ts';
import { RPC_CHECKS } from '../../../medic/src/rules/protocol/rpc/index.ts';
import { VERSION_CHECKS } from '../../../medic/src/rules/protocol/version/index.ts';
import type { AnyCheck } from '../../../medic/src/model/verify/index.ts';
import { rowsOf, type Matrix, type Row } from './row.ts';

export const CHECKS: readonly AnyCheck[] = [...VERSION_CHECKS, ...METADATA_CHECKS, ...RPC_CHECKS];

const EXPECTED: Matrix['expected'] = {
  'ver.unknown-fields': ['ver.unknown-fields', 'ver.unknown-capabilities'],
  // A server that wants server/discover on the same connection refuses every request that has a connection of its own.
  'ver.no-state': ['ver.unknown-capabilities', 'ver.unsupported', 'ver.no-state', 'meta.clientinfo-optional', 'hdr.case-ows'],
  'meta.missing--meta': ['meta.missing-meta'],
  'meta.missing--protocol-version': ['meta.missing-protocol-version'],
  'meta.missing--capabilities': ['meta.missing-client-capabilities'],
  'meta.missing--code': ['meta.missing-meta', 'meta.missing-protocol-version', 'meta.missing-client-capabilities'],
  'meta.missing--http-200': ['meta.missing-meta', 'meta.missing-protocol-version', 'meta.missing-client-capabilities'],
  'meta.unknown-method-404--removed': [
    'meta.removed-ping',
    'meta.removed-logging-setlevel',
    'meta.removed-resources-subscribe',
    'meta.removed-resources-unsubscribe',
  ],
  'hdr.missing--version': ['hdr.missing-version'],
  'hdr.missing--method': ['hdr.missing-method'],
  'hdr.missing--name': ['hdr.missing-name'],
  'hdr.missing--code': ['hdr.missing-version', 'hdr.missing-method', 'hdr.missing-name'],
  'hdr.mismatch--version': ['hdr.mismatch-version'],
  'hdr.mismatch--method': ['hdr.mismatch-method'],
  'hdr.mismatch--name': ['hdr.mismatch-name'],
  'hdr.mismatch--code': ['hdr.mismatch-version', 'hdr.mismatch-method', 'hdr.mismatch-name'],
  'hdr.mismatch--http-200': ['hdr.mismatch-version', 'hdr.mismatch-method', 'hdr.mismatch-name'],
  'hdr.case-ows--value': ['hdr.value-case'],
  'hdr.base64--malformed': ['hdr.base64-malformed'],
  'hdr.mismatch--resource': ['hdr.mismatch-name'],
  'ver.known-string--always': ['ver.echo', 'ver.known-string'],
  'rpc.parse-error--code': ['rpc.parse-code'],
  'rpc.id-echo--string': ['rpc.id-zero', 'rpc.id-large'],
  'rpc.id-echo--number': ['rpc.id-text'],
  'rpc.id-echo--zero': ['rpc.id-zero'],
  'rpc.id-echo--big': ['rpc.id-large'],
};

/** A server of the newer era alone refuses most clients; that is said by a row of its own. */
const WITHOUT_MATCH = CHECKS.filter(({ id }) => id !== 'ver.client-match');

const BY_SWITCH: readonly Row[] = rowsOf({
  includes: /^(?:ver|meta\.(?!capability)|hdr\.(?!param)|rpc)/,
  expected: EXPECTED,
  runFor: (id, { transport, era, revision }) => ({
    transport,
    options: { era, breaks: [id], ...(revision === undefined ? {} : { revision }) },
    checks: era === 'modern' ? WITHOUT_MATCH : CHECKS,
  }),
});

export const VERSION_ROWS: readonly Row[] = [
  ...BY_SWITCH,
  { name: 'only server/discover', run: { transport: 'http', options: { era: 'modern' }, checks: CHECKS }, expected: ['ver.client-match'] },
  {
    name: 'a result for every method, which is no sign of the stateless era',
    run: { transport: 'http', options: { era: 'legacy', breaks: ['rpc.unknown-method'] }, checks: CHECKS },
    expected: ['rpc.unknown-method'],
  },
  {
    name: 'a login page in place of the server',
    run: { transport: 'http', options: { breaks: ['http.html-answer'] }, checks: CHECKS },
    expected: ['ver.era'],
  },
];
