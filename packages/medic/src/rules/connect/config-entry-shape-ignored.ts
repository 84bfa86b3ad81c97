import type { AnyRule, ClientFacts, EntryFacts, EntryProblem, EvidenceItem, FixDraft, Hit, HttpSession, StdioSession } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isTransportProblem } from '../entry-problems.ts';
import { findOnStderr, isDead, isRefusedAccess, quoteProblem, situationOf } from '../entry-situation.ts';
import { isJsonObject, memberOf } from '../json-member.ts';
import { fitTitle, nameServer, tell } from '../words.ts';

type Session = StdioSession | HttpSession;

/**
 * A field the client passes over in silence. On a server that runs that is worth a remark; when the connection fails for
 * want of just that field, it is the cause.
 */
export const rule: AnyRule = defineRule({
  id: 'config-entry-shape-ignored',
  layer: 'config',
  severity: 'hint',
  cause: 'config-entry-shape',
  needs: ['client', 'entry'],
  uses: ['session'],
  when: 'always',

  judge({ client, entry, session }) {
    const situation = situationOf(entry, session);
    if (situation === 'dropped' || situation === 'gated') return [];
    return entry.problems
      .filter((problem) => (problem.effect === 'ignored' || problem.effect === 'warned') && !isTransportProblem(problem))
      .map((problem) => judgeOne(client, entry, problem, session));
  },
});

function judgeOne(client: ClientFacts, entry: EntryFacts, problem: EntryProblem, session: Session | undefined): Hit {
  const field = problem.found ?? String(problem.at.at(-1) ?? '');
  const lost = readLoss(client, entry, problem, session);
  return {
    confidence: lost?.isNamed === false ? 'likely' : 'confirmed',
    ...(lost === undefined ? {} : { severity: 'blocks' as const, decisive: 'rename the field and connect again' }),
    title: fitTitle(`${client.name} ignores "${field}" in ${nameServer(entry)}`),
    why: `${entry.file}:${problem.line} has "${field}", which ${client.name} does not look at${problem.suggestion === undefined ? (CONSEQUENCES[field] ?? '') : `; it calls that field "${problem.suggestion}"`}${lost === undefined ? '' : `, so the server ${lost.effect}`}.`,
    evidence: [quoteProblem(entry, problem), ...(lost?.evidence ?? [])],
    fixes: [draftFix(client, entry, problem, field)],
  };
}

const CONSEQUENCES: Readonly<Record<string, string>> = {
  disabled: ', so the server is started all the same',
  enabled: ', so the server is started all the same',
  cwd: ', so the server starts in the folder of the client',
  envFile: ', so no variable from that file arrives',
};

interface Loss {
  readonly effect: string;
  /** What was lost is named by the failure itself. */
  readonly isNamed: boolean;
  readonly evidence: readonly EvidenceItem[];
}

/** How the failed connection follows from the lost field; undefined when it does not. */
function readLoss({ fields }: ClientFacts, entry: EntryFacts, { suggestion, at }: EntryProblem, session: Session | undefined): Loss | undefined {
  if (session === undefined || suggestion === undefined) return undefined;
  const value = memberOf(entry.written, String(at.at(-1)));
  if (suggestion === fields.env && isDead(session)) {
    const named = findOnStderr(session, isJsonObject(value) ? Object.keys(value) : []);
    return { effect: 'did not get these variables', isNamed: named !== undefined, evidence: named === undefined ? [] : [named] };
  }
  if (suggestion === fields.args && isDead(session)) return { effect: 'was started without arguments', isNamed: false, evidence: [] };
  if (suggestion === fields.headers && isRefusedAccess(session)) return { effect: 'was asked without these headers', isNamed: false, evidence: [] };
  return undefined;
}

function draftFix({ reload }: ClientFacts, entry: EntryFacts, { at, suggestion }: EntryProblem, field: string): FixDraft {
  const path = [...entry.at, ...at];
  const isFree = suggestion !== undefined && isJsonObject(entry.written) && !Object.hasOwn(entry.written, suggestion);
  if (suggestion !== undefined && isFree && at.length === 1) {
    return {
      id: 'rename-field',
      title: `Rename "${field}" to "${suggestion}"`,
      safety: 'safe',
      steps: [
        { do: 'edit', edits: [{ op: 'rename-key', at: path, to: suggestion }] },
        { do: 'tell', text: `Then: ${reload}.` },
      ],
    };
  }
  const advice = ADVICE[field] ?? `Take "${field}" out, or write what it means in a field that the client knows.`;
  return tell('replace-field', `Do without "${field}"`, `${advice} Then: ${reload}.`);
}

const ADVICE: Readonly<Record<string, string>> = {
  cwd: 'Use absolute paths in "args", or start a shell that changes the folder first: "command": "sh", "args": ["-c", "cd DIR && exec COMMAND"].',
  disabled: 'Remove the entry, or switch the server off in the client itself.',
  enabled: 'Remove the entry, or switch the server off in the client itself.',
};
