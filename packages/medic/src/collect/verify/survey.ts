import type { ConnectPlan, HttpPlan, JsonObject } from '../../model/index.ts';
import type { Era, SurveyFacts, Turn } from '../../model/verify/index.ts';
import { isObject, own } from '../protocol/record.ts';
import { revisionEra } from '../protocol/revisions.ts';
import { harmlessMethod } from './harmless.ts';
import { buildInitializeParams, NEWEST_LEGACY } from './messages.ts';
import { openPeer, type Subject } from './open-peer.ts';
import type { Peer } from './peer.ts';
import { StreamFailure } from './sse-peer.ts';
import { StartFailure } from './stdio-peer.ts';

export interface Survey {
  readonly facts: SurveyFacts;
  /** Transport and endpoint settled. */
  readonly subject: Subject;
  /** The eras the server speaks. */
  readonly eras: readonly Era[];
  /** Connections that still stand; of processes only that of the first era, so that none runs beside those of another. */
  readonly peers: { readonly legacy?: Peer; readonly modern?: Peer };
  /** Answered 401 or 403 where a first message was due. */
  readonly needsLogin: boolean;
  /** Why nothing was answered at all: the program could not be started, the stream did not open. */
  readonly failure?: string;
}

export interface SurveyWish {
  /** Only this revision, and so only its era. */
  readonly revision?: string;
  readonly startLimitMs?: number;
  /** Leaves the processes of both eras running; for somebody who looks at them from outside. */
  readonly keepsProcesses?: boolean;
}

/** Asked for where the newest was asked for before. */
const NEXT_REVISION = '2025-06-18';
/** Silence for so long after `server/discover` means a legacy server; a good one answers in milliseconds once it runs. */
const DISCOVER_LIMIT_MS = 5_000;
/** For a first start, which may download. */
const START_LIMIT_MS = 30_000;
/** For the start of a server whose first process stayed silent until its limit: what had to be fetched was fetched then. */
const SECOND_START_LIMIT_MS = 10_000;
/** For a process that runs and has only to answer. */
const PRESENT_LIMIT_MS = 1_500;
/** For one that answered before, while the machine is busy. */
const STILL_LIMIT_MS = 3_000;
/** What a result of `server/discover` holds and an answer to anything at all does not. */
const DISCOVERED = ['supportedVersions', 'capabilities', 'resultType'];
const NEVER_STREAMABLE: readonly number[] = [400, 404, 405];

/** Finds the transport and the eras a server speaks: each era in a fresh process or session, because one may spoil the other. */
export async function surveyServer(given: Omit<Subject, 'transport' | 'endpoint'>, wish: SurveyWish): Promise<Survey> {
  const wanted: Era | undefined = wish.revision === undefined ? undefined : revisionEra(wish.revision) === 'modern' ? 'modern' : 'legacy';
  const subject: Subject = { ...given, transport: firstTransport(given.plan) };
  const run: Running = {
    facts: {},
    subject,
    eras: [],
    peers: {},
    needsLogin: false,
    startLimitMs: wish.startLimitMs ?? START_LIMIT_MS,
    keepsProcesses: wish.keepsProcesses === true,
  };
  if (wanted !== 'modern') await tryLegacy(run, wish.revision ?? NEWEST_LEGACY);
  if (wanted !== 'legacy' && run.subject.transport !== 'sse' && run.failure === undefined) await tryModern(run);
  const { startLimitMs: _, keepsProcesses: __, ...survey } = run;
  return { ...survey, facts: { ...run.facts, ...(run.failure === undefined ? {} : { failure: run.failure }) } };
}

type Running = { -readonly [K in keyof Survey]: Survey[K] } & { readonly startLimitMs: number; readonly keepsProcesses: boolean };

async function tryLegacy(run: Running, revision: string): Promise<void> {
  const peer = await openOrNote(run, { era: 'legacy', revision });
  if (peer?.opening === undefined) return;
  const { initialize, initialized } = peer.opening;
  run.facts = { ...run.facts, initialize, ...(initialized === undefined ? {} : { initialized }) };
  noteStreams(run, 'legacy', peer);
  // Some servers tell everybody who they are and ask for a login only then.
  if (initialized?.http?.status === 401) run.needsLogin = true;
  if (initialize.answer?.result !== undefined) {
    await keep(run, 'legacy', peer);
    return;
  }
  if (peer.transport === 'stdio' && initialize.end === 'silent') {
    const repeated = await peer.request('initialize', buildInitializeParams(revision), { id: 2, limitMs: PRESENT_LIMIT_MS });
    run.facts = { ...run.facts, repeated };
  }
  await peer.close();
  if (run.subject.transport !== 'http') return;
  const next = run.subject.endpoint === undefined ? sameOriginRedirect(initialize, run.subject.plan as HttpPlan) : undefined;
  if (next !== undefined) {
    run.subject = { ...run.subject, endpoint: next };
    return tryLegacy(run, revision);
  }
  const { status = 0 } = initialize.http ?? {};
  if (status === 401 || status === 403) run.needsLogin = true;
  if (NEVER_STREAMABLE.includes(status) && initialize.answer === undefined && run.subject.plan.transport === 'http-then-sse') await tryOldStream(run, revision);
}

/** Clients that know both go on with the old event stream when a POST is refused so. */
async function tryOldStream(run: Running, revision: string): Promise<void> {
  const before = run.subject;
  run.subject = { ...before, transport: 'sse' };
  const peer = await openOrNote(run, { era: 'legacy', revision });
  if (peer?.opening === undefined) {
    // A stream that opened and names no address is a fault of that transport, not a sign of another one.
    if (run.facts.initialize?.http?.events !== undefined && run.facts.initialize.http.status === 200) return;
    delete run.failure;
    run.subject = before;
    return;
  }
  const { initialize, initialized } = peer.opening;
  run.facts = { initialize, ...(initialized === undefined ? {} : { initialized }) };
  if (initialize.answer?.result === undefined) await peer.close();
  else await keep(run, 'legacy', peer);
}

async function tryModern(run: Running): Promise<void> {
  let asked = await askDiscover(run);
  const first = run.keepsProcesses ? undefined : run.peers.legacy;
  if (asked !== undefined && first?.transport === 'stdio') {
    const turn = await initializeAfter(asked, run.eras.length > 0);
    // A process that serves this has read, and ignored, what came before it.
    const isServed = asked.discover.answer !== undefined || turn?.answer?.result !== undefined;
    if (turn !== undefined) run.facts = { ...run.facts, afterDiscover: { revision: NEXT_REVISION, turn } };
    if (isServed && (await answersStill(first))) {
      run.facts = { ...run.facts, allowsSeveral: true };
    } else {
      await first.close();
      run.peers = {};
    }
    if (!isServed) {
      // Perhaps only because the first process was in its way.
      await asked.peer.close();
      asked = await askDiscover(run);
    }
  }
  if (asked === undefined) return;
  const { peer, discover } = asked;
  run.facts = { ...run.facts, discover };
  const { status } = discover.http ?? {};
  if ((status === 401 || status === 403) && !run.eras.includes('legacy')) run.needsLogin = true;
  if (isModern(discover, run.eras.length > 0)) await keep(run, 'modern', peer);
  else await peer.close();
}

interface Asked {
  readonly peer: Peer;
  readonly discover: Turn;
}

async function askDiscover(run: Running): Promise<Asked | undefined> {
  const peer = await openOrNote(run, { era: 'modern', handshake: 'none' });
  if (peer === undefined) return undefined;
  const discover = await peer.request('server/discover', undefined, { id: 'discover-1', limitMs: discoverLimitMs(run) });
  noteStreams(run, 'modern', peer);
  return { peer, discover };
}

function discoverLimitMs({ facts: { initialize }, startLimitMs }: Running): number {
  if (initialize?.end === 'silent') return Math.min(startLimitMs, SECOND_START_LIMIT_MS);
  // It has said that it speaks the newer era: now it must only be waited for, on a busy machine too.
  if (initialize?.answer?.error !== undefined && isModern(initialize, false)) return startLimitMs;
  return Math.min(initialize?.ms ?? startLimitMs, startLimitMs) + DISCOVER_LIMIT_MS;
}

/** `initialize` in the process that did not know `server/discover`, as clients of both eras go on (seen in the field, 2026-08). */
async function initializeAfter({ peer, discover }: Asked, speaksLegacy: boolean): Promise<Turn | undefined> {
  if (isModern(discover, speaksLegacy) || !peer.isAlive()) return undefined;
  return peer.request('initialize', buildInitializeParams(NEXT_REVISION), { id: 1, meta: null, limitMs: PRESENT_LIMIT_MS });
}

async function answersStill(peer: Peer): Promise<boolean> {
  if (!peer.isAlive()) return false;
  const capabilities = own(peer.opening?.initialize.answer?.result ?? {}, 'capabilities');
  const method = harmlessMethod('legacy', isObject(capabilities) ? (capabilities as JsonObject) : {});
  return (await peer.request(method, undefined, { limitMs: STILL_LIMIT_MS })).answer !== undefined;
}

async function openOrNote(run: Running, options: { readonly era: Era; readonly revision?: string; readonly handshake?: 'none' }): Promise<Peer | undefined> {
  try {
    return await openPeer(run.subject, 'survey', { ...options, limitMs: run.startLimitMs });
  } catch (error) {
    if (!(error instanceof StartFailure) && !(error instanceof StreamFailure)) throw error;
    run.failure = error instanceof StartFailure ? `the program could not be started: ${error.message}` : error.message;
    if (error instanceof StreamFailure) {
      run.facts = { ...run.facts, initialize: error.turn };
      const { status } = error.turn.http ?? {};
      if (status === 401 || status === 403) run.needsLogin = true;
    }
    return undefined;
  }
}

async function keep(run: Running, era: Era, peer: Peer): Promise<void> {
  const isFirst = run.eras.length === 0;
  run.eras = [...run.eras, era];
  if (peer.transport === 'stdio' && !run.keepsProcesses && !isFirst) await peer.close();
  else run.peers = { ...run.peers, [era]: peer };
}

function noteStreams(run: Running, era: Era, peer: Peer): void {
  if (peer.transport === 'stdio') run.facts = { ...run.facts, streams: { ...run.facts.streams, [era]: peer.streams() } };
}

/**
 * A result, even a faulty one, or the error that only a modern server gives. A server that answered `initialize` and has a result
 * without any word of the newer era for every method there is does not speak it.
 */
function isModern({ answer }: Turn, speaksLegacy: boolean): boolean {
  const result = answer?.result;
  if (result !== undefined) return !speaksLegacy || DISCOVERED.some((member) => own(result, member) !== undefined);
  const data = answer?.error?.data;
  if (answer?.error?.code !== -32_022 || !isObject(data)) return false;
  const supported = own(data, 'supported');
  return Array.isArray(supported) && supported.some((one) => typeof one === 'string' && revisionEra(one) === 'modern');
}

function firstTransport({ transport }: ConnectPlan): Subject['transport'] {
  return transport === 'http-then-sse' ? 'http' : transport;
}

/** 307 and 308 within the origin keep method and body; the official SDKs follow them, and nothing else (2026-11-20). */
function sameOriginRedirect({ http }: Turn, { url }: HttpPlan): URL | undefined {
  const location = http?.headers['location'];
  if ((http?.status !== 307 && http?.status !== 308) || location === undefined || !URL.canParse(location, url)) return undefined;
  const next = new URL(location, url);
  return next.origin === new URL(url).origin ? next : undefined;
}
