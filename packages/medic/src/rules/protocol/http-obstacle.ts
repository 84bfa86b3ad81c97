import type { Turn } from '../../model/verify/index.ts';

const GATEWAY_FAULTS: readonly number[] = [502, 503, 504];

/** What kept the server itself from answering, where another check tells of it; undefined when nothing did. */
export function findObstacle({ http }: Turn): string | undefined {
  if (http === undefined) return undefined;
  const { status, error, contentType } = http;
  if (status === undefined) return error?.code === 'HEADERS_TIMEOUT' ? undefined : `no HTTP response came: ${error?.code ?? 'unknown'}`;
  if (status === 429) return 'the answer was HTTP 429, see http.rate-limit';
  if (GATEWAY_FAULTS.includes(status)) return `the answer was HTTP ${status}, see http.status-5xx`;
  if (status >= 300 && status < 400) return `the answer was a redirect (HTTP ${status}), see http.redirect`;
  if (contentType === 'text/html' && status < 400) return 'the answer was a web page, see http.html-answer';
  return undefined;
}

/** The first obstacle among several turns. */
export function findObstacles(...turns: readonly (Turn | undefined)[]): string | undefined {
  return turns.map((turn) => (turn === undefined ? undefined : findObstacle(turn))).find((one) => one !== undefined);
}

/** Whether the server served the request. */
export function isServed({ answer }: Turn): boolean {
  return answer?.result !== undefined;
}
