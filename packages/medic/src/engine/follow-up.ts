import { CLIENTS } from '../clients/index.ts';
import type { ExplainResult, FollowUp, HostFacts, Platform, Roots } from '../model/index.ts';
import { lookAtHost } from './doctor.ts';
import { concludeText, type ReadText } from './explain.ts';
import { lookUp, type LookUp } from './follow-up-look-ups.ts';
import { rankWithFiles, rankWithServers } from './follow-up-rank.ts';
import { askServers, type ServerAnswers } from './follow-up-servers.ts';
import type { Target } from './request.ts';

export interface FollowUpRequest {
  readonly roots: Roots;
  readonly version: string;
  /** What the user named; without it the configured servers that the text is about. */
  readonly targets: readonly Target[];
  readonly signal?: AbortSignal;
}

const SYSTEM_WORDS: Readonly<Record<Platform, string>> = { darwin: 'macOS', win32: 'Windows', linux: 'Linux' };

/**
 * Runs the checks that decide between the causes of a text, as far as they are safe: looks files, programs, ports and versions up,
 * and connects to the configured servers that the text is about, as the doctor does. Nothing is started or dialled that stands
 * in the text alone. Same collectors, same rules: what was seen joins the evidence of the text.
 */
export async function followUp(read: ReadText, request: FollowUpRequest): Promise<ExplainResult> {
  const told = await concludeText(read);
  const foreign = foreignSystem(read.platform, request);
  if (foreign !== undefined) return { ...told, followUp: { decided: 'undecided', checks: [foreign] } };
  const host = await lookAtHost(request.roots, CLIENTS);
  const [looked, asked] = await Promise.all([lookUp(told, read, request.roots, host), askServers(told, read, request)]);
  return conclude(told, read, host, looked, asked);
}

async function conclude(told: ExplainResult, read: ReadText, host: HostFacts, looked: LookUp, asked: ServerAnswers): Promise<ExplainResult> {
  const hasSeen = Object.keys(looked.evidence).length > 0;
  const judged = hasSeen ? await concludeText(read, { host: { state: 'ok', value: host }, ...looked.evidence }) : told;
  const withFiles = rankWithFiles(judged.causes, asked.files);
  const causes = rankWithServers(withFiles, asked.servers);
  const { decisive: _, ...rest } = judged;
  const [first] = causes;
  const decided = decide(told, causes, looked, asked);
  const decisive = decided === 'undecided' && first?.confidence !== 'confirmed' ? first?.decisive : undefined;
  return {
    ...rest,
    causes,
    understood: { ...rest.understood, kind: causes.length > 0 ? 'error' : rest.understood.kind },
    ...(decisive === undefined ? {} : { decisive }),
    followUp: { decided, checks: [...looked.checks, ...asked.checks, ...(decided === 'undecided' && asked.none !== undefined ? [asked.none] : [])] },
  };
}

/** A live connection says most, then a look at files, then what single look-ups bear out or contradict. */
function decide(told: ExplainResult, causes: ExplainResult['causes'], looked: LookUp, asked: ServerAnswers): FollowUp['decided'] {
  const [before, now] = [told.causes[0], causes[0]];
  const live = asked.servers.filter(({ verdict }) => verdict !== 'not-checked');
  if (live.length > 0 && live.every(({ diagnosis }) => diagnosis === undefined)) return 'not-now';
  const isDecidedLive = live.length > 0;
  if (isDecidedLive && now !== undefined) return before?.cause === now.cause ? 'confirmed' : 'changed';
  if (asked.filesSay === 'fault') return before?.cause === now?.cause ? 'confirmed' : 'changed';
  if (asked.filesSay === 'no-fault' || looked.bearing === 'contradicts') return 'not-now';
  if (before?.cause !== now?.cause) return 'changed';
  if (looked.bearing === 'supports' || (before?.confidence !== 'confirmed' && now?.confidence === 'confirmed')) return 'confirmed';
  return 'undecided';
}

/** A text of another system was made on another machine: nothing here can tell about it, unless the user says what to look at. */
function foreignSystem(platform: Platform | undefined, { roots, targets }: FollowUpRequest): FollowUp['checks'][number] | undefined {
  if (platform === undefined || platform === roots.platform || targets.length > 0) return undefined;
  return {
    kind: 'machine',
    state: 'not-run',
    what: 'this machine',
    result: `the text was written on ${SYSTEM_WORDS[platform]} and this machine runs ${SYSTEM_WORDS[roots.platform]}: nothing here tells about it`,
    command: 'mcp-medic explain FILE --follow-up',
  };
}
