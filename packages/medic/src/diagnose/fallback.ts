import type { CauseId, Evidence, EvidenceItem, FixDraft, Severity } from '../model/index.ts';
import type { Candidate } from './draft.ts';
import { layerOf } from './order.ts';
import type { Situation } from './situation.ts';
import { causeOfFailure } from './stage-cause.ts';

/**
 * What is said when no rule spoke: the observation itself under the cause nearest to it, never with much confidence. A
 * server that fails must not be left without a word.
 */
export function describeFallback(situation: Situation, evidence: Evidence): readonly Candidate[] {
  switch (situation.kind) {
    case 'failed':
      return [describeFailure(situation, evidence)];
    case 'gated':
      return [describeGate(situation)];
    case 'dropped':
      return situation.loads.why === 'shadowed' ? [] : [describeDropped(situation)];
    case 'degraded':
      return [
        candidate('server-version-bug', 'degrades', {
          confidence: 'possible',
          title: 'The server connected, but its list of tools is not complete',
          why: `After the connection stood, a request failed: ${situation.because}.`,
          evidence: [{ what: 'after connecting', quote: situation.because }],
          fixes: [
            tell(
              'read-server-log',
              'Read what the server logs about it',
              'Read the log of the server around this request, and try another version of the server.',
            ),
          ],
          decisive: "the server's own log at the moment of tools/list",
        }),
      ];
    default:
      return [];
  }
}

function describeFailure({ session }: Extract<Situation, { kind: 'failed' }>, evidence: Evidence): Candidate {
  const client = evidence.client?.state === 'ok' ? evidence.client.value.name : 'The client';
  const { cause, title, why, seen } = causeOfFailure(session, client);
  const stderr = session.transport === 'stdio' ? (session.attempts.at(-1)?.stderr.lines ?? []).filter((line) => line.trim() !== '') : [];
  const items: readonly EvidenceItem[] = [
    ...seen,
    ...(stderr.length === 0 ? [] : [{ what: 'last lines the server wrote to stderr', quote: stderr.slice(-5).join('\n') }]),
  ];
  const text =
    session.transport === 'stdio'
      ? 'Run the same command in a terminal and read what it prints.'
      : 'Request the same URL with curl from this machine and read the answer.';
  return candidate(cause, 'blocks', {
    confidence: 'possible',
    title,
    why,
    evidence: items.length === 0 ? [{ what: 'the connection failed', quote: session.outcome.kind }] : items,
    fixes: [tell('look-by-hand', 'Look at the server by hand', text)],
    decisive: session.transport === 'stdio' ? 'what the command prints in a terminal' : 'what curl prints for the same URL',
  });
}

function describeGate({ loads }: Extract<Situation, { kind: 'gated' }>): Candidate {
  const { cause, because, where, quote, todo } = loads.gate;
  const title = cause === 'server-disabled' ? 'The entry is switched off' : 'The client waits for an approval';
  return candidate(cause, 'blocks', {
    confidence: 'confirmed',
    title,
    why: because.endsWith('.') ? because : `${because}.`,
    evidence: [{ what: because, ...(where === undefined ? {} : { where }), ...(quote === undefined ? {} : { quote }) }],
    fixes: [tell('open-gate', todo, todo)],
  });
}

function describeDropped({ loads, entry }: Extract<Situation, { kind: 'dropped' }>): Candidate {
  const causes: Readonly<Record<typeof loads.why, CauseId>> = {
    'entry-shape': 'config-entry-shape',
    'file-refused': 'config-syntax',
    'file-not-read': 'config-wrong-file',
    shadowed: 'server-name-collision',
  };
  return candidate(causes[loads.why], 'blocks', {
    confidence: 'likely',
    title: 'The client does not load this entry',
    why: `The entry "${entry.name}" in ${entry.file}:${entry.line} is not loaded (${loads.why})${loads.by === undefined ? '' : `, because of ${loads.by}`}.`,
    evidence: [{ what: 'the entry', where: `${entry.file}:${entry.line}`, quote: entry.name }],
    fixes: [],
    decisive: 'the list command or settings page of the client, which does not show the entry',
  });
}

function candidate(cause: CauseId, severity: Severity, hit: Candidate['hit']): Candidate {
  return { cause, layer: layerOf(cause), severity, hit };
}

function tell(id: string, title: string, text: string): FixDraft {
  return { id, title, safety: 'manual', steps: [{ do: 'tell', text }] };
}
