import type { Survey } from '../../collect/verify/survey.ts';
import { isObject, own, ownString } from '../../collect/protocol/record.ts';
import { MODERN_REVISION } from '../../collect/protocol/revisions.ts';
import { negotiatedRevision } from '../../collect/verify/open-peer.ts';
import { NEWEST_LEGACY } from '../../collect/verify/messages.ts';
import { listCredentialHeaders } from '../../collect/verify/auth/credential-headers.ts';
import { isLoopbackName } from '../../io/proxy.ts';
import { CLIENTS } from '../../clients/index.ts';
import type { JsonObject } from '../../model/index.ts';
import type { ClientLimits, Era, RunFacts, Turn } from '../../model/verify/index.ts';
import type { VerifyRequest } from './request.ts';

/** The facts of a run for one era; also for an era that nobody speaks, when nothing was spoken at all. */
export function readRunFacts(survey: Survey, era: Era, request: VerifyRequest): RunFacts {
  const { facts, subject, eras } = survey;
  const { plan } = subject;
  const turn = era === 'legacy' ? facts.initialize : facts.discover;
  const server = turn === undefined ? undefined : readServer(turn, era);
  return {
    transport: subject.transport,
    era,
    revision: revisionOf(survey, era, request),
    capabilities: capabilitiesOf(turn),
    ...(server === undefined ? {} : { server }),
    eras,
    ...(plan.transport === 'stdio'
      ? { isLoopback: true }
      : { url: plan.url, isLoopback: URL.canParse(plan.url) && isLoopbackName(new URL(plan.url).hostname) }),
    hasCredentials: listCredentialHeaders(plan).length > 0,
    needsLogin: survey.needsLogin,
    allowsCalls: request.allowsCalls,
    ...(request.idleMs === undefined ? {} : { idleMs: request.idleMs }),
    slowStartMs: request.slowStartMs ?? SLOW_START_MS,
    clientLimits: CLIENT_LIMITS,
  };
}

/** Clients' limits begin at 5 s (Gemini's list command, Amazon Q), most are 30 or 60 s (clients.json, 2026-11-20). */
const SLOW_START_MS = 5_000;

const CLIENT_LIMITS: readonly ClientLimits[] = CLIENTS.flatMap(({ name, limits }) => {
  if (limits === undefined || limits.known === 'recalled') return [];
  const { tools, toolNameLength, combinedNameLength } = limits;
  return [
    {
      name,
      ...(tools === undefined ? {} : { tools }),
      ...(toolNameLength === undefined ? {} : { toolNameLength }),
      ...(combinedNameLength === undefined ? {} : { combinedNameLength }),
    },
  ];
});

function revisionOf({ facts }: Survey, era: Era, request: VerifyRequest): string {
  if (era === 'modern') return MODERN_REVISION;
  return (facts.initialize === undefined ? undefined : negotiatedRevision(facts.initialize)) ?? request.revision ?? NEWEST_LEGACY;
}

function capabilitiesOf(turn: Turn | undefined): JsonObject {
  const capabilities = turn?.answer?.result === undefined ? undefined : own(turn.answer.result, 'capabilities');
  return isObject(capabilities) ? (capabilities as JsonObject) : {};
}

function readServer({ answer }: Turn, era: Era): RunFacts['server'] {
  const result = answer?.result;
  if (result === undefined) return undefined;
  const holder = era === 'legacy' ? result : own(result, '_meta');
  const info = isObject(holder) ? own(holder, era === 'legacy' ? 'serverInfo' : 'io.modelcontextprotocol/serverInfo') : undefined;
  if (!isObject(info)) return undefined;
  const name = ownString(info, 'name');
  return name === undefined ? undefined : { name: name.slice(0, 200), version: (ownString(info, 'version') ?? '').slice(0, 200) };
}
