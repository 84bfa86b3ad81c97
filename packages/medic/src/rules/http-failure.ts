import type { EvidenceItem, FailureStage, HttpExchange, HttpSession, SignHit, StdioSession } from '../model/index.ts';
import { decisiveExchange } from './conversation.ts';
import { cut } from './words.ts';

/** How a remote session ended, when it did not connect. */
export interface HttpFailure {
  readonly session: HttpSession;
  /** Absent when the server asked for a login. */
  readonly stage?: FailureStage;
  readonly exchange?: HttpExchange;
  readonly status?: number;
}

/** Undefined for local servers and for remote ones that connected and whose tools were not refused. */
export function readHttpFailure(session: StdioSession | HttpSession | undefined): HttpFailure | undefined {
  if (session === undefined || session.transport === 'stdio') return undefined;
  if (session.outcome.kind === 'connected') return readRefusedTools(session);
  const exchange = decisiveExchange(session);
  return {
    session,
    ...(session.outcome.kind === 'failed' ? { stage: session.outcome.stage } : {}),
    ...(exchange === undefined ? {} : { exchange }),
    ...(exchange?.status === undefined ? {} : { status: exchange.status }),
  };
}

/** Some servers let everybody in and ask for a login, or fail, at the first real request only. */
function readRefusedTools(session: HttpSession): HttpFailure | undefined {
  if (session.outcome.kind !== 'connected' || session.outcome.degraded === undefined) return undefined;
  const exchange = session.exchanges.findLast(({ purpose }) => purpose === 'tools/list');
  return exchange?.status === undefined || exchange.status < 400 ? undefined : { session, stage: 'http-status', exchange, status: exchange.status };
}

/** Remote servers are judged by what was seen on the wire; text counts for everything else. */
export function isRemote(session: StdioSession | HttpSession | undefined): session is HttpSession {
  return session !== undefined && session.transport !== 'stdio';
}

/** `POST https://host/mcp` with `HTTP 404, "Cannot POST /mcp"` or `ECONNREFUSED connect …`. */
export function quoteExchange(exchange: HttpExchange): EvidenceItem {
  return { what: 'the request and its answer', where: `${exchange.method} ${cut(exchange.url, 200)}`, quote: sayAnswer(exchange) };
}

/** The answer in one line: status, content type, beginning of the body; or the error. */
export function sayAnswer({ status, headers, body, error }: HttpExchange): string {
  if (status === undefined) return error === undefined ? 'no answer' : cut(`${error.code} ${error.message}`.trim(), 300);
  const type = findHeader(headers, 'content-type')?.split(';', 1)[0];
  const words = body?.title ?? body?.head.replaceAll(/\s+/gu, ' ').trim() ?? '';
  return cut([`HTTP ${status}`, ...(type === undefined ? [] : [type]), ...(words === '' ? [] : [`"${cut(words, 160)}"`])].join(', '), 300);
}

export function findHeader(headers: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Text in which network faults of a program stand. A body that speaks of ECONNREFUSED is about somebody else's connection. */
export const PROGRAM_TEXT: readonly SignHit['source'][] = ['stderr', 'stdout', 'client-log', 'pasted'];
/** The same and what a server answers. */
export const ANSWER_TEXT: readonly SignHit['source'][] = [...PROGRAM_TEXT, 'rpc-error', 'http-body'];

/** Host and port of an address as people say it; the whole text when it is no address. */
export function sayHost(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]{0,200}@)?(?<host>[^/?#]{1,255})/iu.exec(url)?.groups?.['host'] ?? url;
}
