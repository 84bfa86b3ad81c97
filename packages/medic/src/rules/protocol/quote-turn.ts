import type { EvidenceItem } from '../../model/index.ts';
import type { Turn } from '../../model/verify/index.ts';

const MAX_CHARS = 400;

/** What was sent and what came back, as one piece of evidence. `what` says what it shows: `the answer to an unknown version`. */
export function quoteTurn(turn: Turn, what: string): EvidenceItem {
  const sent = turn.sent === '' ? '' : `sent ${cut(turn.sent)}\n`;
  return { what, where: placeOf(turn), quote: `${sent}${sayReply(turn)}` };
}

/** What came back, in words: status and body, error, result, silence, exit. */
export function sayReply(turn: Turn): string {
  const status = turn.http?.status === undefined ? '' : `HTTP ${turn.http.status} `;
  if (turn.answer !== undefined) return `got ${status}${cut(JSON.stringify(turn.answer.json))}`;
  if (turn.end === 'silent') return `got ${status}no answer within ${turn.ms} ms`;
  if (turn.end === 'exited') return 'the process ended without an answer';
  if (turn.end === 'unreachable') return `got no response: ${turn.http?.error?.code ?? 'unknown'} ${turn.http?.error?.message ?? ''}`.trim();
  const body = turn.http?.body.trim() ?? '';
  return `got ${status}${turn.http?.contentType === '' ? '' : `${turn.http?.contentType} `}${body === '' ? 'with an empty body' : cut(body)}`;
}

function placeOf({ http, what, peer }: Turn): string {
  return http === undefined ? `${what}, process ${peer}` : `${http.method} ${http.url}, ${what}`;
}

export function cut(text: string, chars: number = MAX_CHARS): string {
  return text.length > chars ? `${text.slice(0, chars)}…` : text;
}
