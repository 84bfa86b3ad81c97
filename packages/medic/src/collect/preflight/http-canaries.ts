import type { CanaryFacts, CanaryLeak, HttpPlan } from '../../model/index.ts';
import type { Era, Turn } from '../../model/verify/index.ts';
import { openPeer, type Subject } from '../verify/open-peer.ts';
import { StreamFailure } from '../verify/sse-peer.ts';
import { findCanary, makeCanary } from './canary.ts';
import type { LogFile } from './local-process.ts';
import { provoke } from './provoke.ts';
import { sayFirst } from './starts.ts';
import { credentialFor, credentialHeaders } from './tokens.ts';

const LIMIT_MS = 10_000;

/**
 * Speaks to the server with a made-up credential, also wrongly, and searches its answers for it; and its log files, when it
 * runs here and writes some. `readLogs` gives what was written since.
 */
export async function collectHttpCanaries(subject: Subject, era: Era, readLogs: () => Promise<readonly LogFile[]>): Promise<CanaryFacts> {
  const canary = makeCanary();
  const names = [...new Set(['Authorization', ...credentialHeaders(subject.plan as HttpPlan)])];
  const headers = Object.fromEntries(names.map((name) => [name, credentialFor(name, canary)]));
  const turns = await speak(subject, era, headers);
  const { redactor } = subject.recorder;
  const carrier = `header ${names.join(', ')}`;
  const search = (text: string, where: CanaryLeak['where']): readonly CanaryLeak[] => {
    const found = findCanary(text, canary);
    return found === undefined ? [] : [{ carrier, where, form: found.form, quote: redactor.text(found.quote) }];
  };
  const logs = await readLogs();
  return {
    planted: [carrier],
    searched: [`${turns.length} answers`, ...logs.map(({ path }) => `the log ${path}`)],
    readsLog: logs.length > 0,
    leaks: [
      ...turns.flatMap(({ answer, others, http }) => search(JSON.stringify([answer?.json, others, http?.headers]) + (http?.body ?? ''), 'answer')).slice(0, 1),
      ...logs.flatMap(({ lines }) => search(lines.join('\n'), 'log')),
    ],
  };
}

async function speak(subject: Subject, era: Era, headers: Readonly<Record<string, string>>): Promise<readonly Turn[]> {
  try {
    const peer = await openPeer(subject, 'secrets', { era, handshake: 'none', headers });
    try {
      return [await sayFirst(peer, LIMIT_MS), ...(await provoke(peer))];
    } finally {
      await peer.close();
    }
  } catch (error) {
    if (error instanceof StreamFailure) return [error.turn];
    throw error;
  }
}
