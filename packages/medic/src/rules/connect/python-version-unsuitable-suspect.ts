import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { contextSign, DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { sayReload, tell } from '../words.ts';

/** Python servers whose binaries do not fit the newest Python end at once, some with a memory fault. */
export const rule: AnyRule = defineRule({
  id: 'python-version-unsuitable-suspect',
  layer: 'startup',
  severity: 'blocks',
  cause: 'python-version-unsuitable',
  needs: [],
  uses: ['client', 'session'],
  signs: [DEAD_SERVER_SIGN, contextSign('python', ['uvx', 'python', 'pipx', 'SIGSEGV', '139'], /\buvx\b|\bpython\d?\b|\bpipx\b|SIGSEGV|\bcode 139\b/u)],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, ['python'], {
      title: 'The server may not fit the Python that runs it',
      why: 'The process ended at once; Python servers do so when one of their libraries has no build for this Python.',
      fixes: [tell('choose-python', 'Run it with Python 3.12', `With uvx put "--python", "3.12" first into "args".${sayReload(client)}`)],
      decisive: 'run "uvx --python 3.12 NAME" in a terminal: it starts, or prints another reason',
    });
  },
});
