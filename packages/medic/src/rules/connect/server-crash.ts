import type { AnyRule, FixDraft, HttpSession, ProgramFacts, StdioAttempt, StdioSession } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { explainExit, sayExit } from '../exit-words.ts';
import { lastAttempt, quoteStderr } from '../quote.ts';
import { hasExited } from '../startup-hit.ts';
import { cut, fitTitle, nameServer, nameTarget, sayMs, sayReload, tell } from '../words.ts';

const USAGE =
  /^\s*(?:usage|options|commands|arguments|available commands|synopsis|verwendung|uso)\b ?:|\b(?:unrecognized|unknown|unexpected|invalid) (?:arguments?|options?|command|flag)\b|error: the following arguments are required|\bmissing required argument/imu;
const ERROR_LINE = /\b(?:error|exception|fatal|panic|panicked|failed|cannot|can't|could not|unable|must|required|missing|invalid|denied)\b/iu;

/** The process ended before it answered and nothing better is known. Everything specific explains this away. */
export const rule: AnyRule = defineRule({
  id: 'server-crash',
  layer: 'startup',
  severity: 'blocks',
  cause: 'server-crash',
  needs: ['session'],
  uses: ['client', 'entry', 'program'],

  judge({ session, client, entry, program }) {
    if (!hasExited(session)) return [];
    const attempt = lastAttempt(session);
    const exit = attempt?.exit;
    if (attempt === undefined || exit === undefined) return [];
    const output = [...attempt.stderr.lines, ...attempt.noise.map(({ text }) => text)].filter((line) => line.trim() !== '');
    const said = output.findLast((line) => ERROR_LINE.test(line)) ?? output.at(-1);
    const isUsage = output.some((line) => USAGE.test(line));
    const meaning = explainExit(exit);
    const isQuiet = exit.code === 0 && exit.signal === null;
    const ended = `"${cut(nameTarget(session), 120)}" ended with ${sayExit(exit)} after ${sayMs(exit.atMs)}, before it answered`;
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(
          `${nameServer(entry)} ${isUsage ? 'prints its usage and ends' : isQuiet ? 'ends at once, without an error' : `crashes at start (${sayExit(exit)})`}`,
        ),
        why: `${ended}${meaning === undefined ? '' : `: ${meaning}`}${said === undefined ? ' and wrote nothing' : `; it wrote "${cut(said.trim(), 200)}"`}.`,
        evidence: [
          { what: `it ended with ${sayExit(exit)} after ${sayMs(exit.atMs)}`, ...sayStart(session) },
          ...quoteStderr(session, 6, said),
          ...quoteNoise(attempt),
        ],
        fixes: [...draftFixes(session, program, isQuiet, isUsage, sayReload(client))],
      },
    ];
  },
});

/** Clients that probe start a server twice; the second start is the one that counts. */
function sayStart(session: StdioSession | HttpSession): { readonly where?: string } {
  const starts = session.transport === 'stdio' ? session.attempts.length : 0;
  return starts > 1 ? { where: `start ${starts} of ${starts}` } : {};
}

function quoteNoise({ noise }: StdioAttempt): readonly { readonly what: string; readonly quote: string }[] {
  return noise.length === 0
    ? []
    : [
        {
          what: 'it wrote to stdout',
          quote: noise
            .slice(-4)
            .map(({ text }) => cut(text, 300))
            .join('\n'),
        },
      ];
}

function draftFixes(
  session: StdioSession | HttpSession,
  program: ProgramFacts | undefined,
  isQuiet: boolean,
  isUsage: boolean,
  reload: string,
): readonly FixDraft[] {
  const line = cut(nameTarget(session), 300);
  if (isUsage)
    return [
      tell(
        'mend-arguments',
        'Start it with the arguments it wants',
        `Run "${line} --help" in a terminal and take over what it says: many servers want a subcommand (serve, mcp, stdio) or a folder, and refuse options they do not know.${reload}`,
      ),
    ];
  if (isQuiet) {
    const bridge =
      program?.package === undefined ? '' : ' Some packages start only when their script is run directly: a newer or older version of the package may behave.';
    return [
      tell(
        'start-stdio-server',
        'Start the program as a stdio server',
        `A stdio server stays up and waits for messages. Run "${line}" in a terminal: when it returns to the prompt at once, it wants a subcommand or a flag (serve, mcp, stdio, --stdio), or it is a server for HTTP that is to be configured by URL.${bridge}${reload}`,
      ),
    ];
  }
  return [
    tell(
      'run-by-hand',
      'Read the whole error in a terminal',
      `Run "${line}" in a terminal with the same environment and mend what it complains about; "mcp-medic logs" shows what the client has kept.${reload}`,
    ),
  ];
}
