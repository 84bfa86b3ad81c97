import { NETWORK_CHECKS } from '../../../medic/src/rules/protocol/network/index.ts';
import { TRANSPORT_CHECKS } from '../../../medic/src/rules/protocol/transport/index.ts';
import type { AnyCheck } from '../../../medic/src/model/verify/index.ts';
import { rowsOf, type Matrix, type Row } from './row.ts';

export const CHECKS: readonly AnyCheck[] = [...NETWORK_CHECKS, ...TRANSPORT_CHECKS];

const EXPECTED: Matrix['expected'] = {
  // What is packed at the end only is held back until then.
  'http.compression': ['http.compression', 'http.buffering-held'],
  'http.buffering--held': ['http.buffering-held'],
  'http.cors-preflight--expose': ['http.cors-expose'],
  'ht.notification-202': ['ht.notification-202', 'ht.response-202'],
  'ht.notification-202--204': ['ht.notification-202', 'ht.response-202'],
  'ht.notification-202--body': ['ht.notification-202', 'ht.response-202'],
  'ht.sse-resume--same-id': ['ht.sse-ids'],
  'ht.session-ascii--short': ['ht.session-random'],
  'ht.session-unknown--terminated': ['ht.session-terminated'],
  'ht.session-ignored--minted': ['ht.session-none'],
  'ht.version-header-good--absent': ['ht.version-header-absent'],
  'ht.origin--host': ['ht.origin-host'],
  'ht.origin--none': ['ht.origin-none'],
  'ht.origin--status': ['ht.origin-403'],
  'sse.endpoint--origin': ['sse.endpoint-address'],
  'sse.endpoint--json': ['sse.endpoint-address'],
  'sse.endpoint--status': ['sse.post'],
  'sse.endpoint--reply-in-post': ['sse.reply'],
};

export const TRANSPORT_ROWS: readonly Row[] = rowsOf({
  includes: /^(?:http|ht|sse)\./,
  expected: EXPECTED,
  runFor: (id, { transport, era, words }) => ({
    transport,
    options: { era, breaks: [id], keepAliveMs: 200, ...(words.includes('calls') ? { answers: 'sse' } : {}) },
    checks: CHECKS,
    ...(id === 'http.idle' ? { idleMs: 500 } : {}),
    // No client gets as far as the old event stream when it begins with a POST.
    ...(id === 'sse.post-to-stream' ? { isKnownSse: true } : {}),
  }),
});
