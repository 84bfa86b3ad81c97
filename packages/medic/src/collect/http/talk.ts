import type { ClientDefinition, HttpExchange, HttpPlan, HttpSession, Redactor, WireMessage } from '../../model/index.ts';
import type { IdRule } from '../protocol/messages.ts';

/** Everything one attempt to connect shares: what is known, how much time is left, and what has been recorded. */
export interface Talk {
  readonly plan: HttpPlan;
  readonly definition: ClientDefinition;
  readonly redactor: Redactor;
  readonly url: URL;
  readonly ca: readonly string[];
  readonly signal?: AbortSignal;
  /** How this client compares ids. */
  readonly idRule: IdRule;
  readonly exchanges: { readonly startedMs: number; readonly exchange: HttpExchange }[];
  readonly messages: WireMessage[];
  readonly elapsedMs: () => number;
  /** Until the client's limit and our patience are both used up. */
  readonly remainingMs: () => number;
}

/** How the attempt over one transport ended, before limits are applied. */
export type Verdict =
  | {
      readonly kind: 'connected';
      readonly era: 'legacy' | 'modern';
      readonly protocolVersion: string;
      readonly serverInfo?: { readonly name: string; readonly version: string };
      readonly capabilities: readonly string[];
      readonly atMs: number;
      readonly sessionId: boolean;
      readonly tools?: readonly unknown[];
      readonly degraded?: string;
      readonly decidedBy?: HttpExchange;
    }
  | { readonly kind: 'failed'; readonly stage: FailureStage; readonly atMs: number; readonly decidedBy?: HttpExchange }
  | { readonly kind: 'needs-authentication'; readonly atMs: number; readonly decidedBy?: HttpExchange };

export type FailureStage = Extract<HttpSession['outcome'], { kind: 'failed' }>['stage'];

export type FailedVerdict = Exclude<Verdict, { kind: 'connected' }>;

export interface TalkOptions {
  /** How much longer than the client we wait for an answer. */
  readonly patienceMs: number;
  readonly ca?: readonly string[];
  readonly signal?: AbortSignal;
}

export function startTalk(plan: HttpPlan, definition: ClientDefinition, redactor: Redactor, url: URL, options: TalkOptions): Talk {
  const startedAt = performance.now();
  const elapsedMs = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  return {
    plan,
    definition,
    redactor,
    url,
    ca: options.ca ?? [],
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    // rmcp compares ids with their type and takes any protocol version; the JavaScript SDKs do neither.
    idRule: definition.handshake.accepts === 'any' ? 'strict' : 'numeric',
    exchanges: [],
    messages: [],
    elapsedMs,
    remainingMs: () => Math.max(0, plan.limitMs + Math.max(0, options.patienceMs) - elapsedMs()),
  };
}

/** Exchanges in the order in which they began. */
export function listExchanges(talk: Talk): readonly HttpExchange[] {
  return talk.exchanges.toSorted((a, b) => a.startedMs - b.startedMs).map(({ exchange }) => exchange);
}
