import type { Exchange } from '../exchange.ts';
import { CODES, RpcError } from '../rpc.ts';

export const LEVELS: readonly string[] = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

/** Sends a log message when the peer wants messages of this level. */
export function log(level: string, data: string, { era, logLevel, notify, settings: { broken, without } }: Exchange): void {
  if (without.includes('logging')) return;
  const wanted = logLevel ?? (era === 'modern' && broken('cap.log-gated') ? 'debug' : undefined);
  if (wanted === undefined || LEVELS.indexOf(level) < LEVELS.indexOf(wanted)) return;
  notify('notifications/message', { level: broken('cap.log-message') ? 'warn' : level, logger: 'conformance', data });
}

export function levelOf(word: unknown): string {
  if (typeof word === 'string' && LEVELS.includes(word)) return word;
  throw new RpcError(CODES.invalidParams, `Unknown log level; known: ${LEVELS.join(', ')}`);
}
