import type { Turn } from '../../model/verify/index.ts';
import type { Peer } from '../verify/peer.ts';

const LIMIT_MS = 3_000;

/** What makes servers talk: a good request, one about something that does not exist, a broken one. Nothing is called or changed. */
export async function provoke(peer: Peer): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  if (peer.era === 'legacy') turns.push(await peer.notify('notifications/initialized'));
  turns.push(await peer.request('tools/list', undefined, { limitMs: LIMIT_MS }));
  turns.push(await peer.request('mcp-medic/unknown-method', undefined, { limitMs: LIMIT_MS }));
  turns.push(await peer.raw('{"jsonrpc":"2.0","id":99,"method":', 'broken JSON', { limitMs: 500 }));
  return turns;
}
