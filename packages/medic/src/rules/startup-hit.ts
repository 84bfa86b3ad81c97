import type { Confidence, EvidenceItem, FixDraft, Hit, HttpSession, SignHit, StdioSession } from '../model/index.ts';
import { isLive, quoteSigns } from './weigh-signs.ts';
import { fitTitle } from './words.ts';

type Session = StdioSession | HttpSession;

/** With a session at hand only what this run wrote counts: logs may be of another day, and the failure itself is here to see. */
export function signsToJudge(signs: readonly SignHit[], session: Session | undefined): readonly SignHit[] {
  return session === undefined ? signs : signs.filter(isLive);
}

/** A program that ended, or was answered with an error, over the very words it wrote is explained by them. */
export function weighStartup(signs: readonly SignHit[], session: Session | undefined, told: Confidence = 'likely'): Confidence {
  if (session === undefined) return told;
  const { outcome } = session;
  if (outcome.kind !== 'failed' || !signs.some(isLive)) return 'likely';
  if (session.transport === 'stdio')
    return outcome.stage === 'exit' || outcome.stage === 'spawn' || (outcome.stage === 'rpc-error' && signs.some(({ source }) => source === 'rpc-error'))
      ? 'confirmed'
      : 'likely';
  return signs.some(({ source }) => source === 'rpc-error' || source === 'http-body') ? 'confirmed' : 'likely';
}

/** What programs that watch files write when the server below them ended and they live on. */
const WATCHER_WORDS = /app crashed|waiting for (?:file )?changes|Failed running /u;

/** The server process ended before it answered: the one that was started, or the one below a watcher. */
export function hasExited(session: Session | undefined): boolean {
  if (session?.transport !== 'stdio' || session.outcome.kind !== 'failed') return false;
  if (session.outcome.stage === 'exit') return true;
  return session.outcome.stage === 'silence' && (session.attempts.at(-1)?.stderr.lines.some((line) => WATCHER_WORDS.test(line)) ?? false);
}

/** It ended, or it lived on without an answer. */
export function hasNoAnswer(session: Session | undefined): boolean {
  return session?.transport === 'stdio' && session.outcome.kind === 'failed' && (session.outcome.stage === 'exit' || session.outcome.stage === 'silence');
}

export interface SignWords {
  readonly title: string;
  readonly why: string;
  readonly fixes: readonly FixDraft[];
  readonly decisive: string;
  /** Besides the quoted lines. */
  readonly evidence?: readonly EvidenceItem[];
  readonly confidence: Confidence;
}

/** A hit whose evidence is the lines that were recognised. */
export function draftHit(signs: readonly SignHit[], { title, why, fixes, decisive, evidence = [], confidence }: SignWords): readonly Hit[] {
  return [
    { confidence, title: fitTitle(title), why, evidence: [...quoteSigns(signs), ...evidence], fixes, ...(confidence === 'confirmed' ? {} : { decisive }) },
  ];
}

/** The first non-empty capture of that name. */
export function groupOf(signs: readonly SignHit[], name: string): string | undefined {
  return signs.map(({ groups }) => groups[name]).find((value) => value !== undefined && value !== '');
}
