import type { AnyProbe, ProbeContext } from '../../collect/verify/define-probe.ts';
import { openPeer } from '../../collect/verify/open-peer.ts';
import type { Peer } from '../../collect/verify/peer.ts';
import type { Survey } from '../../collect/verify/survey.ts';
import { pause } from '../../collect/verify/wait.ts';
import type { Era, ProbeId, ProbeMap, RunFacts } from '../../model/verify/index.ts';

/** What a probe brought, or why it brought nothing. `value` is redacted. */
export type Observation =
  | { readonly state: 'ok'; readonly value: unknown; readonly ms: number }
  | { readonly state: 'failed'; readonly reason: string; readonly ms: number };

/** Runs the probes of one era, each at most once. */
export interface Observer {
  readonly run: RunFacts;
  readonly observe: (probe: AnyProbe) => Promise<Observation>;
  /** Closes the connections that probes share; the next probe that wants one opens it anew. */
  readonly close: () => Promise<void>;
}

const PROBE_LIMIT_MS = 30_000;

/** An observer for one era. `probes` are all probes there are, so that one may ask for another's observation. */
export function createObserver(survey: Survey, run: RunFacts, probes: readonly AnyProbe[], signal: AbortSignal | undefined): Observer {
  const raw = new Map<string, Promise<unknown>>();
  const seen = new Map<string, Promise<Observation>>();
  const { era } = run;
  const open = async (name: string): Promise<Peer> => {
    if (!run.eras.includes(era)) throw new Error('the server does not answer the first message');
    return openShaken(survey.subject, name, optionsOf(run));
  };
  const shared = createLasting(survey.peers[era], () => open('shared'));
  const spare = createLasting(undefined, () => open('spare'));

  function start(probe: AnyProbe): Promise<unknown> {
    const known = raw.get(probe.id);
    if (known !== undefined) return known;
    const opened: Peer[] = [];
    const context: ProbeContext = {
      subject: survey.subject,
      era,
      revision: run.revision,
      capabilities: run.capabilities,
      run,
      signal,
      shared: shared.use,
      spare: spare.use,
      open: async (options) => {
        if (run.transport === 'stdio' && run.eras.length === 0 && options?.handshake !== 'none')
          throw new Error('the server does not answer the first message');
        const peer = await openPeer(survey.subject, probe.id, { ...optionsOf(run), ...options });
        opened.push(peer);
        return peer;
      },
      observe: async <K extends ProbeId>(id: K) => {
        if (id === 'survey') return survey.facts as unknown as ProbeMap[K];
        if (id === 'wire') return survey.subject.recorder.wire.facts(era) as unknown as ProbeMap[K];
        const other = probes.find((one) => one.id === id);
        if (other === undefined) throw new Error(`there is no probe ${id}`);
        return (await start(other)) as ProbeMap[K];
      },
    };
    const work = observeWithin(probe, context, opened, signal);
    raw.set(probe.id, work);
    return work;
  }

  async function observe(probe: AnyProbe): Promise<Observation> {
    const fromMs = survey.subject.recorder.clock();
    const ms = (): number => Math.round(survey.subject.recorder.clock() - fromMs);
    try {
      return { state: 'ok', value: survey.subject.recorder.redactor.json(await start(probe)), ms: ms() };
    } catch (error) {
      return { state: 'failed', reason: survey.subject.recorder.redactor.text(error instanceof Error ? error.message : String(error)), ms: ms() };
    }
  }

  return {
    run,
    observe: (probe) => {
      const known = seen.get(probe.id) ?? observe(probe);
      seen.set(probe.id, known);
      return known;
    },
    close: async () => {
      await Promise.all([shared.close(), spare.close()]);
    },
  };
}

interface Lasting {
  /** The peer, opened anew when it is not alive any more; one and the same for all who ask at the same time. */
  readonly use: () => Promise<Peer>;
  readonly close: () => Promise<void>;
}

function createLasting(given: Peer | undefined, open: () => Promise<Peer>): Lasting {
  let turn: Promise<Peer | undefined> = Promise.resolve(given);
  return {
    use: () => {
      const next = turn.then(async (old) => {
        if (old?.isAlive() === true) return old;
        await old?.close();
        return open();
      });
      turn = next.catch(() => undefined);
      return next;
    },
    close: async () => {
      const old = turn;
      turn = Promise.resolve(undefined);
      await (await old)?.close();
    },
  };
}

/** Runs one probe within its limit and closes whatever it opened. */
async function observeWithin(probe: AnyProbe, context: ProbeContext, opened: readonly Peer[], signal: AbortSignal | undefined): Promise<unknown> {
  const limitMs = probe.limitMs ?? PROBE_LIMIT_MS;
  const ended = new AbortController();
  const late = async (): Promise<never> => {
    await pause(limitMs, signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]));
    throw new Error(signal?.aborted === true ? 'the run was stopped' : `the probe took longer than ${limitMs / 1000} s`);
  };
  try {
    return await Promise.race([probe.observe(context), late()]);
  } finally {
    ended.abort();
    await Promise.all(opened.map((peer) => peer.close()));
  }
}

function optionsOf({ era, revision }: RunFacts): { readonly era: Era; readonly revision: string } {
  return { era, revision };
}

/** A connection that probes share is of use only when the server takes it. */
async function openShaken(subject: Survey['subject'], name: string, options: { readonly era: Era; readonly revision: string }): Promise<Peer> {
  const peer = await openPeer(subject, name, options);
  if (options.era === 'modern' || peer.opening?.initialize.answer?.result !== undefined) return peer;
  await peer.close();
  throw new Error('a further connection was refused, see res.concurrent-clients and res.reconnect');
}
