import type { AnyRule, ClientFacts, EntryFacts, FixDraft, ProgramFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { sayExit } from '../exit-words.ts';
import { editArgs, editSteps, writtenArgs } from '../launch-edits.ts';
import { lastAttempt } from '../quote.ts';
import { fitTitle, nameServer, sayReload, tell } from '../words.ts';

type Fault = 'no-stdin' | 'terminal' | 'detached';

const WORDS: Readonly<Record<Fault, { readonly title: string; readonly why: string }>> = {
  'no-stdin': {
    title: 'keeps no stdin open',
    why: 'Without "-i" the engine closes standard input, so the server in the container sees the end of its input at once.',
  },
  terminal: {
    title: 'asks for a terminal',
    why: 'With "-t" the engine wants a terminal, or puts one in between that changes every line; a client gives it pipes.',
  },
  detached: { title: 'runs in the background', why: 'With "-d" the engine prints the container\'s id and ends, so the client talks to nobody.' },
};

/** A stdio server in a container needs `-i`, and neither `-t` nor `-d`. */
export const rule: AnyRule = defineRule({
  id: 'docker-stdio-flags',
  layer: 'docker',
  severity: 'blocks',
  cause: 'docker-stdio-flags',
  needs: ['client', 'entry', 'program', 'session'],
  uses: ['docker'],

  judge({ client, entry, program, session, docker }) {
    const { container } = program;
    if (container === undefined || session.transport !== 'stdio' || session.outcome.kind !== 'failed') return [];
    const { stage } = session.outcome;
    if (stage === 'spawn' || (docker !== undefined && docker.daemon !== 'up' && docker.daemon !== 'unknown')) return [];
    const exit = lastAttempt(session)?.exit;
    // 125 to 127: the engine or the image failed before the server ran.
    if (exit?.code !== undefined && exit.code !== null && exit.code >= 125 && exit.code <= 127) return [];
    const saidTerminal = (lastAttempt(session)?.stderr.lines ?? []).find((line) => /input device is not a TTY|stdin is not a terminal/u.test(line));
    const fault: Fault | undefined = container.detached
      ? 'detached'
      : saidTerminal !== undefined || (container.tty && stage !== 'exit')
        ? 'terminal'
        : container.interactive
          ? undefined
          : 'no-stdin';
    if (fault === undefined) return [];
    const isSure =
      fault === 'no-stdin'
        ? stage === 'silence' || exit?.code === 0
        : fault === 'detached'
          ? exit?.code === 0 || stage === 'silence'
          : saidTerminal !== undefined;
    return [
      {
        confidence: isSure ? 'confirmed' : 'likely',
        title: fitTitle(`${nameServer(entry)}: "${container.engine}" ${WORDS[fault].title}`),
        why: WORDS[fault].why,
        evidence: [
          { what: 'the command line', ...(entry.file === '' ? {} : { where: `${entry.file}:${entry.line}` }), quote: session.argv.join(' ') },
          stage === 'exit' ? { what: `it ended with ${sayExit(exit)} before it answered` } : { what: `no usable answer within ${session.limitMs} ms` },
          ...(saidTerminal === undefined ? [] : [{ what: 'the engine wrote', quote: saidTerminal }]),
        ],
        fixes: [draftFix(entry, client, program)],
        ...(isSure ? {} : { decisive: `start it with "-i" and without "-t" and "-d"` }),
      },
    ];
  },
});

function draftFix(entry: EntryFacts, client: ClientFacts, program: ProgramFacts): FixDraft {
  const title = 'Run the container with "-i" alone';
  const args = writtenArgs(entry, client);
  const wanted = args === undefined ? undefined : mendFlags(args, program.container?.interactive === true);
  const edits = wanted === undefined ? undefined : editArgs(entry, client, wanted);
  if (edits === undefined || edits.length === 0)
    return tell('mend-docker-flags', title, `Write "run", "-i", "--rm" and then the other arguments; remove "-t", "-it" and "-d".${sayReload(client)}`);
  return { id: 'mend-docker-flags', title, safety: entry.fromProject ? 'review' : 'safe', steps: editSteps(edits, client) };
}

/** `-it` becomes `-i` in place, `-t` and `-d` go, and `-i` comes in behind `run` or `exec`. */
function mendFlags(args: readonly string[], isInteractive: boolean): readonly string[] | undefined {
  const verb = args.findIndex((word) => word === 'run' || word === 'exec');
  if (verb === -1) return undefined;
  let hasInput = isInteractive;
  const rest = args.slice(verb + 1).flatMap((word, index, words): readonly string[] => {
    if (isBehindImage(words, index)) return [word];
    if (word === '--tty' || word === '--detach') return [];
    if (!/^-[itd]{1,3}$/u.test(word)) return [word];
    const keeps = word.includes('i') || !hasInput;
    if (!keeps) return [];
    hasInput = true;
    return ['-i'];
  });
  return [...args.slice(0, verb + 1), ...(hasInput ? [] : ['-i']), ...rest];
}

/** Once a word that is no flag follows a flag of one letter without value, the image has come; what follows is its own. */
function isBehindImage(words: readonly string[], index: number): boolean {
  return words
    .slice(0, index)
    .some(
      (word, at) =>
        !word.startsWith('-') &&
        (at === 0 || /^(?:-[itd]{1,3}|--rm|--init|--interactive|--tty|--detach|--privileged|--read-only|-.*=.*)$/u.test(words[at - 1] ?? '')),
    );
}
