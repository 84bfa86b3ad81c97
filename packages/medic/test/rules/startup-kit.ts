import { createSignMatcher } from '../../src/collect/signs.ts';
import { rankCauses } from '../../src/diagnose/diagnose.ts';
import type {
  AnyRule,
  ClientFacts,
  DockerFacts,
  EditIntent,
  EntryFacts,
  EvidenceItem,
  Evidence,
  FixDraft,
  HostFacts,
  HttpSession,
  NetworkFacts,
  PortFacts,
  ProgramFacts,
  StdioAttempt,
  StdioSession,
} from '../../src/model/index.ts';
import { CONNECT_RULES } from '../../src/rules/connect/index.ts';
import { judge } from '../../src/rules/judge.ts';
import { CLIENT, ENTRY, failed, stdio } from './facts.ts';

const HOST: HostFacts = {
  platform: 'linux',
  arch: 'x64',
  node: '22.11.0',
  now: '2026-11-21T00:00:00.000Z',
  path: ['/usr/bin'],
  proxy: {},
  notableEnv: {},
};
const PROGRAM: ProgramFacts = {
  command: 'node',
  kind: 'bare-name',
  searched: ['/usr/bin', '/bin'],
  searchedFrom: 'the login session',
  elsewhere: [],
  paths: [],
};

export interface Scene {
  readonly host?: Partial<HostFacts>;
  readonly client?: Partial<ClientFacts>;
  readonly entry?: Partial<EntryFacts>;
  readonly program?: Partial<ProgramFacts>;
  readonly session?: StdioSession | HttpSession;
  readonly docker?: DockerFacts;
  readonly network?: NetworkFacts;
  readonly port?: PortFacts;
}

export interface Verdict {
  readonly rule: string;
  readonly cause: string;
  readonly confidence: string;
  readonly title: string;
  readonly why: string;
  readonly evidence: readonly EvidenceItem[];
  readonly fixes: readonly FixDraft[];
}

/** An entry that starts this command line, as written and as used. */
export function entryOf(command: string, args: readonly string[], more: Partial<EntryFacts> = {}): Partial<EntryFacts> {
  return { written: { command, args: [...args] }, effective: { transport: 'stdio', command, args, connectMs: 30_000 }, ...more };
}

/** A process that wrote these lines to stderr and ended. */
export function exited(stderr: string, exit: Partial<NonNullable<StdioAttempt['exit']>> = {}, more: Partial<StdioSession> = {}): StdioSession {
  const lines = stderr === '' ? [] : stderr.split('\n');
  return stdio(
    failed('exit', 300),
    { exit: { code: 1, signal: null, atMs: 300, beforeAnswer: true, ...exit }, stderr: { bytes: stderr.length, truncated: false, lines } },
    more,
  );
}

/** A process that could not be started. */
export function notStarted(code: string, missing?: 'cwd' | 'program' | 'interpreter'): StdioSession {
  return stdio(failed('spawn', 2), { spawnError: { code, message: `spawn demo ${code}`, ...(missing === undefined ? {} : { missing }) } });
}

/** What these rules say of a live set-up; text of the session is searched for their signs as the engine does. */
export function judgeScene(rules: readonly AnyRule[], scene: Scene): readonly Verdict[] {
  return run(rules, evidenceOf(rules, scene));
}

/** The causes that stand in the end, best first, over all rules there are. */
export function rankScene(scene: Scene): readonly string[] {
  return rankCauses(judge(CONNECT_RULES, evidenceOf(CONNECT_RULES, scene)).hits).map(({ cause }) => cause);
}

export function judgePasted(rules: readonly AnyRule[], text: string): readonly Verdict[] {
  return run(rules, { signs: createSignMatcher(rules).matchLines(text.split('\n'), 'pasted') });
}

function evidenceOf(rules: readonly AnyRule[], { host, client, entry, program, session, docker, network, port }: Scene): Evidence {
  const matcher = createSignMatcher(rules);
  const last = session?.transport === 'stdio' ? session.attempts.at(-1) : undefined;
  const messages = session === undefined ? [] : session.transport === 'stdio' ? (last?.messages ?? []) : session.messages;
  const bodies = session?.transport === 'http' ? session.exchanges.flatMap(({ body }) => body?.head.split('\n') ?? []) : [];
  return {
    host: { state: 'ok', value: { ...HOST, ...host } },
    client: { state: 'ok', value: { ...CLIENT, ...client } },
    entry: { state: 'ok', value: { ...ENTRY, ...entry } },
    program: { state: 'ok', value: { ...PROGRAM, ...program } },
    ...(session === undefined ? {} : { session: { state: 'ok', value: session } }),
    ...(docker === undefined ? {} : { docker: { state: 'ok', value: docker } }),
    ...(network === undefined ? {} : { network: { state: 'ok', value: network } }),
    ...(port === undefined ? {} : { port: { state: 'ok', value: port } }),
    signs: [
      ...matcher.matchLines(last?.stderr.lines ?? [], 'stderr'),
      ...matcher.matchLines(
        messages.flatMap(({ error }) => error?.message ?? []),
        'rpc-error',
      ),
      ...matcher.matchLines(bodies, 'http-body'),
    ],
  };
}

function run(rules: readonly AnyRule[], evidence: Evidence): readonly Verdict[] {
  const { hits, defects } = judge(rules, evidence);
  if (defects.length > 0) throw new Error(`${defects[0]?.rule}: ${defects[0]?.message}`);
  return hits.map(({ rule, hit }) => {
    if (hit.title.length > 70 || hit.evidence.length === 0 || (hit.confidence !== 'confirmed' && hit.decisive === undefined))
      throw new Error(`${rule.id}: a hit breaks the form: ${hit.title}`);
    return { rule: rule.id, cause: rule.cause, confidence: hit.confidence, title: hit.title, why: hit.why, evidence: hit.evidence, fixes: hit.fixes };
  });
}

/** All edits of a verdict's fixes. */
export function editsOf(verdict: Pick<Verdict, 'fixes'> | undefined): readonly EditIntent[] {
  return (verdict?.fixes ?? []).flatMap(({ steps }) => steps.flatMap((step) => (step.do === 'edit' ? step.edits : [])));
}
