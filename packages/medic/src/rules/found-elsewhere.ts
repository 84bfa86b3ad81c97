import type { NeighbourFacts, NeighbourTry } from '../model/index.ts';

/**
 * Other ways to ask that were answered with MCP. A site that answers 401 everywhere makes every try look like a login, so a
 * login counts only when other tries got something else.
 */
export function findMcp(neighbours: NeighbourFacts | undefined, wanted: (one: NeighbourTry) => boolean): readonly NeighbourTry[] {
  const tries = neighbours?.tries ?? [];
  const isTelling = tries.some(({ result }) => result === 'not-mcp');
  const found = tries.filter((one) => wanted(one) && (one.result === 'mcp' || (one.result === 'mcp-needs-auth' && isTelling)));
  return found.toSorted((a, b) => rank(a) - rank(b));
}

export function isPathTry({ change }: NeighbourTry): boolean {
  return change.startsWith('path ');
}

/** How a try is quoted: `POST http://host/mcp` with `HTTP 200: server 1.0 answered initialize …`. */
export function quoteTry({ transport, url, status, detail }: NeighbourTry): { readonly what: string; readonly where: string; readonly quote: string } {
  return {
    what: 'another way to ask',
    where: `${transport === 'sse' ? 'GET' : 'POST'} ${url}`,
    quote: status === undefined ? detail : `HTTP ${status}: ${detail}`,
  };
}

/** Certain before login, Streamable HTTP before the old transport. */
function rank({ result, transport }: NeighbourTry): number {
  return (result === 'mcp' ? 0 : 2) + (transport === 'http' ? 0 : 1);
}
