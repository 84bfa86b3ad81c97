import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS, warn } from '../judgements.ts';
import { quoteEnd } from '../quote-streams.ts';
import { findQuestion } from './needs-said.ts';

const PIPE_BYTES = 64 * 1024;

const double: AnyCheck = defineCheck({
  id: 'launch.double-start',
  group: 'launch',
  title: 'Runs twice at the same time',
  level: 'practice',
  why: 'Every client starts a process of its own, and clients that probe start a second one beside the first.',
  fix: 'Use no fixed port, lock or pid file, or one per process.',
  transports: ['stdio'],
  once: true,
  needs: ['beside'],
  judge: ({ beside: { second } }) =>
    second !== undefined && second.turn.answer?.result === undefined
      ? warn(quoteEnd(second.streams, 'a second process beside the first gave no answer'))
      : PASS,
});

const eof: AnyCheck = defineCheck({
  id: 'launch.stdin-eof-exit',
  group: 'launch',
  title: 'Ends soon after its input was closed',
  level: 'SHOULD',
  spec: '2026-07-28 basic/transports/stdio#shutdown',
  why: 'That is how clients end a server; one that goes on piles up in the process list.',
  fix: 'Exit when standard input ends.',
  transports: ['stdio'],
  once: true,
  needs: ['processes'],

  judge({ processes: { first } }) {
    if (first.streams.exit !== undefined) return notTested('the process had ended before');
    return first.end.exitedOnEof === false
      ? warn({ what: 'its input was closed', quote: `it ran on for 2 s and was ended by ${first.end.killedWith ?? 'a signal'}` })
      : PASS;
  },
});

const exitCode: AnyCheck = defineCheck({
  id: 'launch.exit-code',
  group: 'launch',
  title: 'Ends with exit code 0 after its input was closed',
  level: 'practice',
  why: 'Clients and supervisors read any other code as a crash: they tell the user, and some start the server anew.',
  fix: 'End with code 0 when standard input ends.',
  transports: ['stdio'],
  once: true,
  needs: ['processes'],

  judge({ processes: { first } }) {
    if (first.streams.exit !== undefined) return notTested('the process had ended before');
    if (first.end.exitedOnEof !== true) return notTested('it did not end when its input was closed, see launch.stdin-eof-exit');
    const { code = null, signal = null } = first.end.exit ?? {};
    if (code === 0 || first.end.exit === undefined) return PASS;
    return warn({ what: 'its input was closed', quote: code === null ? `it ended by ${signal ?? 'a signal'}` : `it ended with exit code ${code}` });
  },
});

const term: AnyCheck = defineCheck({
  id: 'launch.sigterm-exit',
  group: 'launch',
  title: 'Ends within 2 seconds of SIGTERM',
  level: 'practice',
  why: 'Clients that close send SIGTERM and then SIGKILL, which leaves locks and temporary files behind.',
  fix: 'End on SIGTERM: close what is open, then exit.',
  transports: ['stdio'],
  once: true,
  needs: ['processes'],

  judge({ processes: { terminated } }) {
    if (terminated.streams.exit !== undefined) return notTested('the process had ended before');
    return terminated.endsOnTerm ? PASS : warn({ what: 'SIGTERM was sent', quote: 'it ran on for 2 s' });
  },
});

const orphans: AnyCheck = defineCheck({
  id: 'launch.orphans',
  group: 'launch',
  title: 'Leaves no process behind',
  level: 'practice',
  why: 'Children that live on keep ports and memory, and one that holds the output pipe keeps the client waiting.',
  fix: 'End the children when the server ends.',
  transports: ['stdio'],
  once: true,
  needs: ['processes'],
  judge: ({ processes: { first } }) =>
    (first.end.orphans ?? 0) > 0 ? warn({ what: 'processes that outlived the server', quote: String(first.end.orphans) }) : PASS,
});

const restart: AnyCheck = defineCheck({
  id: 'launch.restart',
  group: 'launch',
  title: 'Starts again after it was killed',
  level: 'SHOULD',
  spec: '2026-07-28 basic/transports/stdio#unexpected-termination',
  why: 'Clients start a server that ended unexpectedly once more; a lock that stayed behind makes that fail for good.',
  fix: 'Check whether the process that holds the lock still runs.',
  transports: ['stdio'],
  once: true,
  needs: ['processes'],
  judge: ({ processes: { again } }) =>
    again.turn.answer?.result === undefined ? warn(quoteEnd(again.streams, 'started after a kill it gave no answer')) : PASS,
});

const flood: AnyCheck = defineCheck({
  id: 'launch.large-stderr',
  group: 'launch',
  title: 'Writes less than a pipe holds to stderr before the first answer',
  level: 'practice',
  why: 'A client that does not read stderr stops a server that fills the pipe (64 KiB), and the connection hangs.',
  fix: 'Log less at the start, or into a file.',
  transports: ['stdio'],
  once: true,
  needs: ['survey'],

  judge({ survey: { streams }, run }) {
    const bytes = (streams?.[run.era] ?? streams?.legacy)?.stderrBytes;
    if (bytes === undefined || run.eras.length === 0) return notTested('no first message was answered');
    return bytes > PIPE_BYTES ? warn({ what: 'written to stderr by the first answers', quote: `${bytes} bytes` }) : PASS;
  },
});

const input: AnyCheck = defineCheck({
  id: 'launch.stdin-not-consumed',
  group: 'launch',
  title: 'Takes the first line on its input for a message',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/stdio',
  why: 'A question like "continue? [y/N]" swallows the first message, and the client waits until its limit.',
  fix: 'Ask nothing: npx needs -y, installers and log-ins belong before the first start.',
  transports: ['stdio'],
  once: true,
  needs: ['survey', 'first-line'],

  judge({ survey: { streams: said }, 'first-line': { first, second, streams }, run }) {
    if (run.eras.length > 0 || first === undefined) return PASS;
    const facts = said?.legacy ?? said?.modern;
    const question = facts === undefined ? undefined : findQuestion(facts.stderr);
    if (question !== undefined)
      return fail({ what: 'the program asked a question and took the first message for the answer', where: 'stderr', quote: question });
    if (first.end !== 'silent') return PASS;
    if (second?.answer?.id !== 'exact' || streams === undefined) return notTested('neither of two messages was answered');
    return fail(quoteEnd(streams, 'the first message brought nothing, the same one again was answered'));
  },
});

export const checks: readonly AnyCheck[] = [double, eof, exitCode, term, orphans, restart, flood, input];
