import type { Era, ReceivedMessage, WireFacts } from '../../model/verify/index.ts';
import { isObject, own } from '../protocol/record.ts';
import { parseMessage } from './read-message.ts';

/** Keeps what all connections of a run brought that no single probe waits for. Raw; the engine redacts what is handed on. */
export interface Wire {
  /** Text as it was written: whole lines, or pieces of one. Where it is told, and be it nothing yet, every message must be JSON-RPC and answers are counted. */
  readonly sent: (peer: number, text: string) => void;
  readonly received: (era: Era, peer: number, message: ReceivedMessage) => void;
  /** What else stood on the standard output of a process, until we closed it. */
  readonly output: (era: Era, peer: number, noise: readonly string[], faults: readonly string[]) => void;
  readonly facts: (era: Era) => WireFacts;
}

const MAX_OF_A_METHOD = 3;
const MAX_KEPT = 40;
/** A null id is a matter of its own (rpc.null-id): the official SDKs send it. */
const ID_UNKNOWN = /^the id is (?:null|missing)$/;

export function createWire(): Wire {
  const peers = new Map<number, PeerLedger>();
  const all: Record<Era, MutableFacts> = { legacy: emptyFacts(), modern: emptyFacts() };

  function ledgerOf(peer: number): PeerLedger {
    const known = peers.get(peer) ?? { pending: '', due: new Map(), isCounted: false, hasSpoken: false };
    peers.set(peer, known);
    return known;
  }

  return {
    sent: (peer, text) => {
      const ledger = ledgerOf(peer);
      ledger.isCounted = true;
      const lines = `${ledger.pending}${text}`.split('\n');
      ledger.pending = lines.pop() ?? '';
      for (const id of lines.flatMap(idsIn)) ledger.due.set(id, (ledger.due.get(id) ?? 0) + 1);
    },
    received: (era, peer, message) => {
      const ledger = ledgerOf(peer);
      const facts = all[era];
      const { kind, json } = message;
      if (kind !== 'no-rpc') ledger.hasSpoken = true;
      const faults = message.faults.filter((fault) => !ID_UNKNOWN.test(fault));
      if (ledger.isCounted && faults.length > 0 && facts.faulty.length < MAX_KEPT) facts.faulty.push({ peer, json, faults });
      if (kind === 'request' || kind === 'notification') {
        const method = isObject(json) ? own(json, 'method') : undefined;
        const before = facts.unasked.filter((one) => isObject(one.json) && own(one.json, 'method') === method);
        if (before.length < MAX_OF_A_METHOD && facts.unasked.length < MAX_KEPT) facts.unasked.push({ peer, json });
      }
      // An error may name an id it made up, or none: rpc.null-id.
      const id = kind === 'answer' && isObject(json) && own(json, 'result') !== undefined ? idText(own(json, 'id')) : undefined;
      if (id === undefined || !ledger.isCounted) return;
      const due = ledger.due.get(id) ?? 0;
      if (due === 0 && facts.strays.length < MAX_KEPT) facts.strays.push({ peer, json, wasAnswered: ledger.due.has(id) });
      ledger.due.set(id, Math.max(0, due - 1));
    },
    output: (era, peer, noise, faults) => {
      // What a program prints that cannot run here belongs to the check that started it so.
      if (peers.get(peer)?.hasSpoken !== true) return;
      const facts = all[era];
      for (const text of noise) if (facts.noise.length < MAX_KEPT && !facts.noise.some((one) => one.text === text)) facts.noise.push({ peer, text });
      for (const fault of faults) if (!facts.outputFaults.includes(fault)) facts.outputFaults.push(fault);
    },
    facts: (era) => all[era],
  };
}

interface PeerLedger {
  pending: string;
  /** Answers still due, by id; 0 when all have come. */
  readonly due: Map<string, number>;
  isCounted: boolean;
  hasSpoken: boolean;
}

type MutableFacts = { -readonly [K in keyof WireFacts]: WireFacts[K][number][] };

function emptyFacts(): MutableFacts {
  return { noise: [], outputFaults: [], faulty: [], unasked: [], strays: [] };
}

function idsIn(line: string): readonly string[] {
  const parsed = parseMessage(line.trim())?.value;
  return (Array.isArray(parsed) ? (parsed as readonly unknown[]) : [parsed]).flatMap((one) => {
    const id = isObject(one) && own(one, 'method') !== undefined ? idText(own(one, 'id')) : undefined;
    return id === undefined ? [] : [id];
  });
}

/** An id that came back as another type is a matter of its own (rpc.id-…). */
function idText(id: unknown): string | undefined {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
