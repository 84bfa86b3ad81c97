import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const SPEC = '2024-11-05 basic/transports#http-with-sse';
const COMMON = { group: 'transport', transports: ['sse'], eras: ['legacy'], needs: ['old-stream'] } as const;

const endpoint: AnyCheck = defineCheck({
  ...COMMON,
  id: 'sse.endpoint',
  title: 'Begins the stream with an endpoint event',
  level: 'MUST',
  spec: SPEC,
  why: 'Clients wait for this event before they send anything, and time out without it.',
  fix: 'Send "event: endpoint" with the address for POSTs as data, before everything else.',

  judge({ 'old-stream': { stream } }) {
    if (stream.http?.status !== 200) return notTested(`the stream did not open: HTTP ${stream.http?.status ?? '(no response)'}`);
    const [first] = stream.http.events ?? [];
    if (first?.name === 'endpoint') return PASS;
    return fail(quoteTurn(stream, first === undefined ? 'no event came on the stream' : `the first event is named "${first.name.slice(0, 40)}"`));
  },
});

const address: AnyCheck = defineCheck({
  ...COMMON,
  id: 'sse.endpoint-address',
  title: 'Names an address on its own origin in the endpoint event, as plain text',
  level: 'MUST',
  spec: SPEC,
  why: 'Clients refuse an address on another origin, and take JSON or quotes for a part of the path.',
  fix: 'Write the path or URL itself as data, for example /messages?sessionId=…, on the origin of the stream.',

  judge({ 'old-stream': { stream, endpoint: named } }) {
    if (named === undefined) return notTested('no endpoint event came');
    if (named.looksLikeJson) return fail(quoteTurn(stream, 'the data of the endpoint event is JSON, not an address'));
    return named.isSameOrigin ? PASS : fail(quoteTurn(stream, 'the endpoint event names another origin, or no address'));
  },
});

const stays: AnyCheck = defineCheck({
  ...COMMON,
  id: 'sse.stays-open',
  title: 'Keeps the stream open',
  level: 'MUST',
  spec: SPEC,
  why: 'All answers come on this stream; when it ends, the client is disconnected.',
  fix: 'Leave the response open until the client goes.',

  judge({ 'old-stream': { stream, endpoint: named } }) {
    if (stream.http?.status !== 200 || named === undefined) return notTested('the stream did not open with an endpoint event');
    return stream.http.ended ? fail(quoteTurn(stream, `the server ended the stream after ${stream.ms} ms`)) : PASS;
  },
});

const post: AnyCheck = defineCheck({
  ...COMMON,
  id: 'sse.post',
  title: 'Answers a POST to the named address with a success status',
  level: 'practice',
  why: 'Clients take any other status for a failure, even when the answer arrives on the stream.',
  fix: 'Answer 202 to each message that was taken.',
  needs: ['old-stream', 'survey'],

  judge({ 'old-stream': { initialize, endpoint: named }, survey: { initialized } }) {
    if (named === undefined || named.looksLikeJson || !named.isSameOrigin) return notTested('no usable address was named');
    if (initialize?.http?.status === undefined) return notTested('no message was posted');
    const refused = [initialize, ...(initialized === undefined ? [] : [initialized])].find(({ http }) => (http?.status ?? 200) >= 300);
    return refused === undefined ? PASS : fail(quoteTurn(refused, `the POST of ${refused.what} was answered with HTTP ${refused.http?.status}`));
  },
});

const reply: AnyCheck = defineCheck({
  ...COMMON,
  id: 'sse.reply',
  title: 'Sends answers on the stream',
  level: 'MUST',
  spec: SPEC,
  why: 'Clients of this transport do not read the body of the POST.',
  fix: 'Write each answer as a "message" event on the stream of the session.',

  judge({ 'old-stream': { initialize, ping } }) {
    const turn = ping ?? initialize;
    if (turn?.http?.status === undefined || turn.http.status >= 300) return notTested('no message was taken');
    if (turn.answer !== undefined) return PASS;
    const isInBody = turn.others.some(({ kind }) => kind === 'answer');
    return fail(quoteTurn(turn, isInBody ? 'the answer came in the response to the POST' : 'no answer came on the stream'));
  },
});

const wrongPlace: AnyCheck = defineCheck({
  ...COMMON,
  id: 'sse.post-to-stream',
  title: 'Refuses a POST to the address of the stream with 404 or 405',
  level: 'practice',
  why: 'Newer clients post there first; only a quick 4xx makes them fall back to this transport.',
  fix: 'Answer POST at the address of the stream with HTTP 405, or serve Streamable HTTP there.',

  judge({ 'old-stream': { postToStream } }) {
    if (postToStream === undefined) return notTested('nothing was posted there');
    const { status } = postToStream.http ?? {};
    if (postToStream.others.some(({ kind }) => kind === 'answer')) return notApplicable('the server speaks Streamable HTTP there as well');
    if (status === 400 || status === 404 || status === 405) return PASS;
    return warn(quoteTurn(postToStream, status === undefined ? 'the POST got no response' : `the POST was answered with HTTP ${status}`));
  },
});

const unknownSession: AnyCheck = defineCheck({
  ...COMMON,
  id: 'sse.session-unknown',
  title: 'Refuses messages for a session that nobody opened',
  level: 'practice',
  why: 'A success status for a message that goes nowhere leaves the client waiting for its time-out.',
  fix: 'Answer a POST with an unknown session with HTTP 404 or 400.',

  judge({ 'old-stream': { unknownSession: sent } }) {
    if (sent === undefined) return notApplicable('the named address has no session in its query');
    const { status } = sent.http ?? {};
    if (status === undefined) return warn(quoteTurn(sent, 'the POST got no response'));
    if (status === 429) return notTested('the answer was HTTP 429, see http.rate-limit');
    return status >= 400 && status < 500 ? PASS : warn(quoteTurn(sent, `the POST was answered with HTTP ${status}`));
  },
});

export const checks: readonly AnyCheck[] = [endpoint, address, stays, post, reply, wrongPlace, unknownSession];
