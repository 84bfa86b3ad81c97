import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { sayExit } from '../exit-words.ts';
import { editEnv, editSteps } from '../launch-edits.ts';
import { lastAttempt } from '../quote.ts';
import { draftHit, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { fitTitle, nameServer, sayReload, tell } from '../words.ts';

/** The server ran out of memory: its runtime's own limit, the container's, or the machine's. */
export const rule: AnyRule = defineRule({
  id: 'oom-killed',
  layer: 'startup',
  severity: 'blocks',
  cause: 'oom-killed',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    {
      id: 'v8',
      literals: ['heap out of memory', 'Reached heap limit', 'invalid array length Allocation failed', 'Allocation failed'],
      pattern: /JavaScript heap out of memory|Reached heap limit|FATAL ERROR: .{0,80}Allocation failed/u,
    },
    {
      id: 'runtime',
      literals: [
        'OutOfMemoryError',
        'MemoryError',
        'std::bad_alloc',
        'Cannot allocate memory',
        'memory allocation of',
        'out of memory',
        'OutOfMemoryException',
        'executable memory',
        'could not allocate memory',
        'ENOMEM',
      ],
      pattern:
        /java\.lang\.OutOfMemoryError|(?:^|\s)MemoryError\b|std::bad_alloc|Cannot allocate memory|memory allocation of \d{1,20} bytes failed|fatal error: runtime: out of memory|\bOutOfMemoryException\b|Ran out of (?:executable )?memory|could not allocate memory|\bENOMEM\b/u,
    },
    {
      id: 'killed',
      literals: ['OOMKilled', 'Out of memory: Killed', 'oom-kill', 'oom_reaper'],
      pattern: /\bOOMKilled\b|Out of memory: Killed process|\boom-kill\b|\boom_reaper\b/u,
    },
    {
      id: 'code',
      literals: ['137', 'SIGKILL', 'signal 9', 'signal: 9'],
      pattern:
        /exit(?:ed)?(?: with)?:? ?(?:return_?)?(?:code|status)?[:=]? ?\(?137\b|return_?code[:=] ?-?(?:137|9)\b|(?:killed by|signal:?|with) SIGKILL\b|\(?signal:? 9\b/u,
    },
  ],

  judge({ session, client, entry, program, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const meant = signsToJudge(signs, session);
    const exit = session === undefined ? undefined : lastAttempt(session)?.exit;
    const wasKilled = exit?.signal === 'SIGKILL' || exit?.code === 137;
    const words = signsNamed(meant, 'v8', 'runtime', 'killed');
    const name = nameServer(entry);
    const fixes = draftFixes();
    if (words.length > 0) {
      return draftHit(words, {
        confidence: weighStartup(words, session, signsNamed(words, 'v8', 'killed').length > 0 ? 'confirmed' : 'likely'),
        title: `${name} ran out of memory`,
        why: `The ${signsNamed(words, 'v8').length > 0 ? 'JavaScript heap reached its limit' : 'server could get no more memory'}, and the process ended${exit === undefined ? '' : ` with ${sayExit(exit)}`}.`,
        fixes,
        decisive: "start it again and watch its memory in the system's task list",
      });
    }
    if (!wasKilled && meant.length === 0) return [];
    return [
      {
        // Whoever else may kill a process leaves the same trace.
        confidence: wasKilled ? 'likely' : 'possible',
        title: fitTitle(`${name} was killed, mostly a sign of too little memory`),
        why: `The process ended with ${exit === undefined ? 'SIGKILL (code 137)' : sayExit(exit)}: nothing in it can do that, the system's or container's memory guard can.`,
        evidence:
          exit === undefined
            ? (draftHit(meant, { confidence: 'possible', title: '', why: '', fixes: [], decisive: '' })[0]?.evidence ?? [])
            : [{ what: `it ended with ${sayExit(exit)} after ${exit.atMs} ms` }],
        fixes,
        decisive: '"docker inspect" (State.OOMKilled), "dmesg" or "journalctl -k" name the killed process; the container or system log says so or does not',
      },
    ];

    function draftFixes(): readonly FixDraft[] {
      const more =
        program?.container === undefined
          ? 'close other programs, give the server less to load at start'
          : 'raise the limit of the container ("--memory", or Docker Desktop > Resources)';
      const isNode = signsNamed(meant, 'v8').length > 0;
      const options = entry?.effective.env?.['NODE_OPTIONS'];
      const edits =
        isNode && session !== undefined && options === undefined && program?.container === undefined && entry !== undefined && client !== undefined
          ? editEnv(entry, client, { NODE_OPTIONS: '--max-old-space-size=4096' })
          : undefined;
      const heap: readonly FixDraft[] =
        edits !== undefined && client !== undefined
          ? [{ id: 'raise-heap-limit', title: 'Give Node 4 GB of heap', safety: 'review', steps: editSteps(edits, client) }]
          : [];
      return [
        ...heap,
        tell(
          'more-memory',
          'Give it more memory',
          `${isNode && heap.length === 0 ? 'Set NODE_OPTIONS=--max-old-space-size=4096 in "env", ' : ''}${more}, or update the server.${sayReload(client)}`,
        ),
      ];
    }
  },
});
