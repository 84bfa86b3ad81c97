import type { Diagnosis, Evidence, EvidenceKind, Finding, Layer, ServerResult, StepResult } from '../model/index.ts';
import { valueOf } from './collected.ts';

/**
 * The ten steps that people are told to walk by hand when a server does not connect, each with what was found. A problem is
 * shown at the step whose layer holds the root cause; steps that were not needed say so.
 */
export function walkSteps(evidence: Evidence, verdict: ServerResult['verdict'], diagnosis: Diagnosis | undefined, logWord?: Finding): readonly StepResult[] {
  const walk: Walk = { evidence, verdict, diagnosis, logWord };
  return STEPS.map(({ title, layers, look }, index) => {
    const isCulprit = diagnosis !== undefined && layers.includes(diagnosis.layer);
    const seen = look(walk);
    return { step: index + 1, title, outcome: isCulprit ? 'problem' : seen.outcome, detail: isCulprit ? diagnosis.title : seen.detail };
  });
}

interface Walk {
  readonly evidence: Evidence;
  readonly verdict: ServerResult['verdict'];
  readonly diagnosis: Diagnosis | undefined;
  /** What the client's log tells otherwise. */
  readonly logWord: Finding | undefined;
}

interface Step {
  readonly title: string;
  readonly layers: readonly Layer[];
  readonly look: (walk: Walk) => Pick<StepResult, 'outcome' | 'detail'>;
}

const STEPS: readonly Step[] = [
  {
    title: 'config file syntax and shape',
    layers: ['config'],
    look: ({ evidence }) => {
      const file = valueOf(evidence, 'file');
      if (file === undefined) return notNeeded('the target was given on the command line');
      return okay(`${file.path} is readable ${file.format.toUpperCase()} with ${file.serverNames.length} servers`);
    },
  },
  {
    title: 'transport type',
    layers: [],
    look: ({ evidence }) => okay(`the client uses ${valueOf(evidence, 'entry')?.effective.transport ?? 'an unknown transport'}`),
  },
  { title: 'program by hand, or reachability', layers: ['command', 'startup', 'network', 'tls', 'http'], look: lookAtReach },
  {
    title: 'authentication',
    layers: ['auth'],
    look: ({ evidence, verdict }) => {
      const session = valueOf(evidence, 'session');
      if (session === undefined) return notPossible(skipReason(evidence, 'session'));
      if (session.transport === 'stdio') return notNeeded('a local server takes its credentials from the environment');
      return verdict === 'healthy' ? okay('the server accepted the request') : okay('the server did not ask for authentication');
    },
  },
  {
    title: 'logs',
    layers: ['client'],
    look: ({ evidence, verdict, logWord }) => {
      const logs = valueOf(evidence, 'logs');
      if (logWord !== undefined) return okay(logWord.message);
      if (logs === undefined) return verdict === 'healthy' ? notNeeded('the server connected') : notPossible(skipReason(evidence, 'logs'));
      return okay(
        logs.files.length === 0 ? 'the client keeps no log of this server here' : `read ${logs.files.length} log files, newest ${logs.files[0]?.path ?? ''}`,
      );
    },
  },
  {
    title: 'environment',
    layers: ['permissions'],
    look: ({ evidence }) => {
      const notes = valueOf(evidence, 'entry')?.notes.length ?? 0;
      return okay(notes === 0 ? 'no unset variable, placeholder or stray character in the entry' : `${notes} remarks about values, none of them decisive`);
    },
  },
  { title: 'protocol', layers: ['framing', 'protocol', 'timeout', 'tools'], look: lookAtProtocol },
  {
    title: 'the server alone',
    layers: ['docker'],
    look: ({ evidence }) =>
      valueOf(evidence, 'session') === undefined ? notPossible(skipReason(evidence, 'session')) : okay('connected by itself, apart from every other server'),
  },
  {
    title: 'port conflicts',
    layers: [],
    look: ({ evidence }) => {
      const port = valueOf(evidence, 'port');
      if (port === undefined) return notNeeded('no port is in question');
      return okay(port.holder === undefined ? `nothing holds port ${port.port}` : `port ${port.port} is held by ${port.holder.name} (pid ${port.holder.pid})`);
    },
  },
  {
    title: 'restart after the last edit',
    layers: [],
    look: ({ evidence }) => {
      const processes = valueOf(evidence, 'processes');
      if (processes === undefined) return notNeeded('nothing points at a client older than its config');
      return okay(
        processes.older.length === 0
          ? 'no running client is older than its config'
          : `pid ${processes.older[0]?.pid ?? 0} started before the last edit: restart it`,
      );
    },
  },
];

function lookAtReach({ evidence }: Walk): Pick<StepResult, 'outcome' | 'detail'> {
  const session = valueOf(evidence, 'session');
  if (session === undefined) return notPossible(skipReason(evidence, 'session'));
  if (session.transport === 'stdio') {
    const resolved = valueOf(evidence, 'program')?.resolved;
    return okay(resolved === undefined ? 'the program was not found' : `${resolved} started`);
  }
  const remote = session.exchanges.find((exchange) => exchange.remote !== undefined)?.remote;
  return okay(remote === undefined ? `${session.url} was not reached` : `${session.url} answered from ${remote.address}:${remote.port}`);
}

function lookAtProtocol({ evidence }: Walk): Pick<StepResult, 'outcome' | 'detail'> {
  const session = valueOf(evidence, 'session');
  if (session === undefined) return notPossible(skipReason(evidence, 'session'));
  const { outcome } = session;
  if (outcome.kind !== 'connected') return notPossible('the conversation did not get that far');
  return okay(`revision ${outcome.protocolVersion}, ${outcome.tools ?? 0} tools, after ${outcome.atMs} ms`);
}

function skipReason(evidence: Evidence, kind: EvidenceKind): string {
  const collected = evidence[kind];
  return collected === undefined || collected.state === 'ok' ? 'not looked at' : collected.reason;
}

const okay = (detail: string): Pick<StepResult, 'outcome' | 'detail'> => ({ outcome: 'ok', detail });
const notNeeded = (detail: string): Pick<StepResult, 'outcome' | 'detail'> => ({ outcome: 'not-needed', detail });
const notPossible = (detail: string): Pick<StepResult, 'outcome' | 'detail'> => ({ outcome: 'not-possible', detail });
