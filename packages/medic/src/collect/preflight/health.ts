import type { HealthFacts } from '../../model/index.ts';
import { askHttp, type HttpLine } from '../verify/http-line.ts';

const TRIES = 3;
const LIMIT_MS = 5_000;

/** Asks for the health address as a load balancer does: GET, no credentials, redirects not followed. */
export async function collectHealth(line: HttpLine, endpoint: URL, path: string): Promise<HealthFacts> {
  const url = new URL(path, endpoint.origin);
  const peer = line.recorder.nextPeer();
  const tries: { ms: number; http: HealthFacts['tries'][number]['http'] }[] = [];
  for (let count = 0; count < TRIES; count += 1) {
    const http = await askHttp(line, {
      probe: 'health',
      peer,
      method: 'GET',
      url,
      headers: { 'User-Agent': 'mcp-medic', Accept: '*/*' },
      limitMs: LIMIT_MS,
      onMessage: () => 'continue',
    });
    tries.push({ ms: Math.round(Object.values(http.phasesMs).reduce((sum, ms) => sum + ms, 0)), http });
    // One answer that is no 200 decides; only good ones are timed again.
    if (http.status !== 200) break;
  }
  return { url: url.href, tries };
}
