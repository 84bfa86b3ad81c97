import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { PASS, warn } from '../judgements.ts';
import { quoteEnd } from '../quote-streams.ts';

const environment: AnyCheck = defineCheck({
  id: 'launch.env-minimal',
  group: 'launch',
  title: 'Starts with only the variables that SDK-based clients pass on',
  level: 'practice',
  why: 'Claude Desktop, Cline and other clients pass on a handful of variables; a server that relies on more works in the shell and not there.',
  fix: "Name the variables the server needs in the entry's env, or give them defaults.",
  transports: ['stdio'],
  once: true,
  needs: ['processes'],

  judge({
    processes: {
      elsewhere: { bareEnvironment },
    },
  }) {
    const { turn, streams, variables } = bareEnvironment;
    if (turn.answer?.result !== undefined) return PASS;
    return warn(quoteEnd(streams, `it gave no answer with only ${variables.join(', ')} set`));
  },
});

const folder: AnyCheck = defineCheck({
  id: 'launch.cwd',
  group: 'launch',
  title: 'Starts in another working folder',
  level: 'practice',
  why: 'Desktop clients start servers in the root or in a folder of their own; relative paths lead nowhere there.',
  fix: 'Resolve paths from the place of the program, or give absolute paths in args and env.',
  transports: ['stdio'],
  once: true,
  needs: ['processes'],

  judge({
    processes: {
      elsewhere: { otherFolder },
    },
  }) {
    const { turn, streams, cwd } = otherFolder;
    return turn.answer?.result === undefined ? warn(quoteEnd(streams, `it gave no answer when started in ${cwd}`)) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [environment, folder];
