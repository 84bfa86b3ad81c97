import type { OutlookClient, OutlookFacts } from '../../model/verify/index.ts';
import { sayReply } from '../protocol/quote-turn.ts';
import type { Remark } from './remark.ts';

/** Whether the client gets to the server at all: the kind of address, the old event stream, redirects, and whether anybody answers. */
export function judgeReach(client: OutlookClient, facts: OutlookFacts): readonly Remark[] {
  const { name } = client;
  if (facts.transport !== 'stdio' && client.remote !== 'supported')
    return [{ effect: 'fails', reason: `${name} takes no address in its file; ${lowerFirst(client.remote.instead)}` }];
  if (facts.transport === 'sse' && !client.sse) {
    const reason = `The server speaks HTTP+SSE (2024-11-05) only, which ${name} does not`;
    return [{ effect: client.isKnown.http ? 'fails' : 'unknown', reason }];
  }
  if (facts.eras.length > 0 || facts.needsLogin) return [];
  return judgeRedirect(client, facts) ?? [{ effect: 'fails', reason: `The server answers no first message: ${sayFirst(facts)}` }];
}

/** 301 to 303 turn the POST into a GET; 307 and 308 do not, but not every client leaves the origin. */
function judgeRedirect({ name, follows, isKnown }: OutlookClient, { survey, url = '' }: OutlookFacts): readonly Remark[] | undefined {
  const { status = 0, headers = {} } = survey.initialize?.http ?? survey.discover?.http ?? {};
  const { location } = headers;
  if (status < 300 || status >= 400 || location === undefined || !URL.canParse(location, url)) return undefined;
  const next = new URL(location, url).href;
  if (status !== 307 && status !== 308)
    return [{ effect: 'fails', reason: `The server redirects with HTTP ${status} to ${next}, which turns the POST into a GET` }];
  if (follows === 'same-origin' && isKnown.http)
    return [{ effect: 'fails', reason: `The server redirects to ${next}, another origin, and ${name} does not follow there` }];
  return [{ effect: 'unknown', reason: `The server redirects to ${next}, another origin; what stands there was not looked at` }];
}

function sayFirst({ failure, survey }: OutlookFacts): string {
  const turn = survey.initialize ?? survey.discover;
  return failure ?? (turn === undefined ? 'nothing could be asked' : sayReply(turn));
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
