import type { EvidenceItem, FixDraft, Hit, Sign, SignHit } from '../model/index.ts';
import { quoteSigns, signsNamed } from './weigh-signs.ts';
import { fitTitle } from './words.ts';
import { anyOf, near } from './near.ts';

const SOURCES: readonly SignHit['source'][] = ['pasted'];

/**
 * Lines by which clients say that a local server is gone, and which name no reason. Text of nothing else leaves several causes
 * open; rules whose id ends in `-suspect` name the usual ones, and count only when nothing better is known.
 */
export const DEAD_SERVER_SIGN: Sign = {
  id: 'wrapper',
  literals: [
    'onnection closed',
    'erver disconnected',
    'closed unexpectedly',
    'ailed to connect',
    'initialize response',
    'ould not attach',
    'xited before',
    'xited with',
    'erver exited',
    'ailed to start',
    'ailed to initialize',
    'SIGSEGV',
    'during the server/discover',
    'Client closed',
    '-32000',
    'ChannelClosed',
    'ConnectionClosed',
    'quit before initialization',
    'rror activating ',
    'error(code=-32',
    '✗ failed',
    '✘ failed',
    'erver unavailable',
    'heck your configuration',
    'Not connected',
    'ailed to reconnect',
    'BackOff',
    'ransport closed',
  ],
  pattern: anyOf(
    /[Cc]onnection closed|[Ss]erver disconnected|closed unexpectedly|[Ff]ailed to connect(?<!https?:(?:(?!ailed to connect).){0,300}ailed to connect)|initialize response|[Cc]ould not attach|[Ee]xited (?:before|with)|[Ss]erver exited|[Ff]ailed to (?:start|initialize)|SIGSEGV|during the server\/discover|Client closed|ChannelClosed|ConnectionClosed\b|quit before initialization|: Not connected\b|[Ff]ailed to reconnect|\b(?:Container|CrashLoop)BackOff\b|(?:request failed|no tools returned)\. Check your configuration|[✗✘] failed\b|\bfailed: [Tt]ransport closed\b/u,
    near(/[Ss]erver unavailable\b/u, 80, /status[:=] ?"?failed/u),
    /[Ee]rror activating (?:server|extension)|Message from server: id=0 error\(code=-32\d{3}\)|-32000\b(?!: (?!Connection closed)[A-Z])/u,
  ),
  sources: SOURCES,
};

/** The same for servers behind a URL. */
export const DEAD_REMOTE_SIGN: Sign = {
  id: 'wrapper',
  literals: [
    'ailed to connect',
    "ouldn't reach",
    'ould not reach',
    'ould not connect',
    'annot connect',
    'fetch failed',
    'nable to connect',
    'rror connecting',
    'onnection error',
    'ould not attach',
    'onnection failed',
    'SSE error: undefined',
    'error sending request for url',
  ],
  pattern: anyOf(
    near(/https?:/u, 300, /[Ff]ailed to connect/u),
    near(/[Ff]ailed to connect /u, 40, /via HTTP|SSE|URL/u),
    /[Cc]ould(?:n't| not) (?:reach|connect)|[Cc]annot connect|fetch failed|[Uu]nable to connect|[Ee]rror connecting|[Cc]onnection (?:error|failed)|[Cc]ould not attach|SSE error: undefined|error sending request for url/u,
  ),
  sources: SOURCES,
};

/** Something beside a wrapper line that makes one cause more usual than the others. */
export function contextSign(id: string, literals: Sign['literals'], pattern: RegExp): Sign {
  return { id, literals, pattern, sources: SOURCES };
}

export interface SuspectWords {
  readonly title: string;
  readonly why: string;
  readonly fixes: readonly FixDraft[];
  readonly decisive: string;
  readonly confidence?: Hit['confidence'];
}

/** A suspicion: the wrapper line and every context that was asked for must be there. */
export function draftSuspect(
  signs: readonly SignHit[],
  contexts: readonly string[],
  { title, why, fixes, decisive, confidence = 'possible' }: SuspectWords,
): readonly Hit[] {
  const wrappers = signsNamed(signs, 'wrapper');
  if (wrappers.length === 0 || contexts.some((context) => signsNamed(signs, context).length === 0)) return [];
  const evidence: readonly EvidenceItem[] = quoteSigns([...wrappers.slice(0, 1), ...contexts.flatMap((context) => signsNamed(signs, context).slice(0, 1))]);
  return [{ confidence, title: fitTitle(title), why, evidence, fixes, decisive }];
}

/** True for rules that only suspect. */
export function isSuspect({ id }: { readonly id: string }): boolean {
  return id.endsWith('-suspect');
}
