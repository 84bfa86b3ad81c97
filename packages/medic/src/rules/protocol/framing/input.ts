import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const crlf: AnyCheck = defineCheck({
  id: 'stdio.crlf-input',
  group: 'framing',
  title: 'Reads a line that ends with CR LF',
  level: 'practice',
  why: 'Scripts and clients on Windows write such lines.',
  fix: 'Trim the line before parsing it.',
  transports: ['stdio'],
  needs: ['stdio-input'],
  judge: ({ 'stdio-input': { crlf: turn } }) => (turn.answer === undefined ? warn(quoteTurn(turn, 'a line that ends with CR LF got no answer')) : PASS),
});

const letters: AnyCheck = defineCheck({
  id: 'stdio.utf8-input',
  group: 'framing',
  title: 'Reads letters beyond ASCII as UTF-8',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/index',
  why: 'Names, paths and texts in most languages arrive broken otherwise.',
  fix: 'Decode stdin as UTF-8 (Python: PYTHONUTF8=1 or sys.stdin.reconfigure).',
  transports: ['stdio'],
  needs: ['stdio-input'],

  judge({ 'stdio-input': { letters: sent } }) {
    if (sent === undefined) return notApplicable('the server declares nothing that is asked for by name');
    if (sent.repeated === 'not') return notTested('no answer repeated the letters');
    return sent.repeated === 'whole' ? PASS : fail(quoteTurn(sent.turn, 'the letters came back damaged'));
  },
});

const chunked: AnyCheck = defineCheck({
  id: 'stdio.chunked-input',
  group: 'framing',
  title: 'Puts a message together that arrives in pieces',
  level: 'practice',
  why: 'A pipe cuts long messages anywhere; a server that parses each piece loses them, now and then.',
  fix: 'Collect input until a newline before parsing.',
  transports: ['stdio'],
  needs: ['stdio-input'],
  judge: ({ 'stdio-input': { chunked: turn } }) =>
    turn.answer?.result === undefined ? fail(quoteTurn(turn, 'a message in three pieces got no result')) : PASS,
});

const merged: AnyCheck = defineCheck({
  id: 'stdio.merged-input',
  group: 'framing',
  title: 'Reads both of two messages that arrive together',
  level: 'practice',
  why: 'Clients send notifications/initialized and the first request in one breath; the second of them is lost then.',
  fix: 'Split input at every newline.',
  transports: ['stdio'],
  needs: ['stdio-input'],
  judge: ({ 'stdio-input': { merged: turns } }) =>
    against(
      'fail',
      turns.filter(({ answer }) => answer === undefined).map((turn) => quoteTurn(turn, `${turn.what} got no answer`)),
    ),
});

const interleave: AnyCheck = defineCheck({
  id: 'stdio.interleave',
  group: 'framing',
  title: 'Answers ten requests at once, each with its own answer',
  level: 'MUST',
  spec: '2025-11-25 basic/index#requests',
  why: 'Clients ask for tools, prompts and resources at the same time.',
  fix: 'Keep the id with each request, and do not drop what arrives while another is worked on.',
  transports: ['stdio'],
  needs: ['stdio-input'],

  judge({ 'stdio-input': { concurrent } }) {
    const wrong = concurrent.flatMap(({ member, turn }): readonly EvidenceItem[] => {
      if (turn.answer === undefined) return [quoteTurn(turn, `one of ten requests at once, ${turn.what}, got no answer`)];
      const { result } = turn.answer;
      return result !== undefined && member !== undefined && result[member] === undefined
        ? [quoteTurn(turn, `${turn.what} got the answer of another request`)]
        : [];
    });
    return against('fail', wrong);
  },
});

const large: AnyCheck = defineCheck({
  id: 'stdio.large-message',
  group: 'framing',
  title: 'Survives a message of more than 1 MiB',
  level: 'practice',
  why: 'Arguments with a file or an image in them are that large.',
  fix: 'Raise the line limit of the reader, or refuse with an error and go on.',
  transports: ['stdio'],
  needs: ['stdio-input'],
  judge: ({ 'stdio-input': { large: turn } }) =>
    turn.answer === undefined ? warn(quoteTurn({ ...turn, sent: 'a request of 1.1 million characters' }, 'it got no answer')) : PASS,
});

const garbage: AnyCheck = defineCheck({
  id: 'stdio.survives-garbage',
  group: 'framing',
  title: 'Goes on after lines that are no valid message',
  level: 'practice',
  why: 'One stray line must not end the session for all that follow.',
  fix: 'Catch errors of parsing and validation per line.',
  transports: ['stdio'],
  needs: ['stdio-input'],

  judge({ 'stdio-input': { after, large: before } }) {
    if (before.end === 'exited') return { status: 'not-tested', reason: 'the process had ended before, see stdio.large-message' };
    const [first] = Object.entries(after).filter(([, turn]) => turn.answer === undefined);
    return first === undefined ? PASS : fail(quoteTurn(first[1], `after ${first[0]} the next request got no answer`));
  },
});

const flush: AnyCheck = defineCheck({
  id: 'stdio.flush',
  group: 'framing',
  title: 'Sends each answer at once, without waiting for more input',
  level: 'practice',
  why: 'An answer that stays in a buffer until the next message comes is to the client no answer.',
  fix: 'Flush stdout after each message (Python: print(..., flush=True) or PYTHONUNBUFFERED=1).',
  transports: ['stdio'],
  once: true,
  needs: ['first-line'],

  judge({ 'first-line': { first, second } }) {
    if (first === undefined || second === undefined || first.end !== 'silent') return PASS;
    const isLate = second.answer?.id === 'no' || second.others.some(({ kind, json }) => kind === 'answer' && (json as { id?: unknown }).id === 1);
    return isLate
      ? fail(quoteTurn(second, 'the answer to the first message came only after a second one'))
      : { status: 'not-tested', reason: 'neither of two messages was answered' };
  },
});

const requests: AnyCheck = defineCheck({
  id: 'stdio.no-server-request',
  group: 'framing',
  title: 'Sends no requests of its own in the stateless era',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/stdio#receiving-messages',
  why: 'Clients of 2026-07-28 answer no requests; a server that waits for one hangs.',
  fix: 'Return input_required results instead of asking the client.',
  eras: ['modern'],
  transports: ['stdio'],
  needs: ['stdio-requests', 'wire'],
  judge: ({ 'stdio-requests': found, wire }) =>
    against(
      'fail',
      [...found, ...wire.unasked.filter(({ json }) => isObject(json) && json['id'] !== undefined)].map(({ json }): EvidenceItem => ({
        what: 'a request of the server',
        where: 'stdout',
        quote: JSON.stringify(json).slice(0, 300),
      })),
    ),
});

export const checks: readonly AnyCheck[] = [letters, flush, crlf, chunked, merged, interleave, large, garbage, requests];
