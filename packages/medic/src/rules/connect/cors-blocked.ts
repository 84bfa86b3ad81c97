import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote } from '../http-failure.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const TEXT = ['stderr', 'stdout', 'client-log', 'pasted'] as const;

/** A browser forbids the page to read the answer. Only clients that run in a web page meet this; command-line clients cannot. */
export const rule: AnyRule = defineRule({
  id: 'cors-blocked',
  layer: 'http',
  severity: 'blocks',
  cause: 'cors-blocked',
  needs: [],
  uses: ['session'],
  signs: [
    {
      id: 'browser',
      literals: ['CORS', 'Cross-Origin', 'cross-origin', 'Access-Control-', 'access control check', 'reflight response'],
      pattern:
        /blocked by CORS policy|Cross-Origin Request Blocked|No 'Access-Control-Allow-Origin' header|CORS (?:header|preflight|request|error|policy|issue|did not succeed)|Request header field (?<header>[\w-]{1,80}) is not allowed by Access-Control-Allow-Headers|not allowed by Access-Control-Allow-(?:Origin|Headers|Methods)|access control checks?\b|Preflight response is not successful|Disallowed CORS (?:origin|headers?|method)/iu,
      sources: TEXT,
    },
    {
      id: 'preflight',
      literals: ['"OPTIONS /', 'OPTIONS '],
      pattern: anyOf(/"OPTIONS \/\S{0,200} HTTP\/[\d.]{1,3}" 4\d\d/u, near(/\bOPTIONS (?:https?:\/\/)?\/?\S{1,200} /u, 20, /\b40[0-5]\b/u)),
      sources: TEXT,
    },
    {
      id: 'hidden-session',
      literals: ['mcp-session-id', 'Mcp-Session-Id'],
      pattern:
        /headers\.get\(['"]mcp-session-id['"]\).{0,40}\bnull\b|Access-Control-Expose-Headers.{0,80}mcp-session-id|expose_?headers.{0,80}mcp-session-id|Refused to get unsafe header "mcp-session-id"/iu,
      sources: TEXT,
    },
  ],

  judge({ session, signs }) {
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const header = groupOf(told, 'header');
    const isHidden = signsNamed(told, 'hidden-session').length > 0;
    const isSaid = signsNamed(told, 'browser').length > 0;
    return draftHit(told, {
      confidence: capBeside(session, told, isSaid ? 'confirmed' : 'likely'),
      title: isHidden && !isSaid ? 'The browser hides the session id from the page' : 'The browser blocks the answer of the server (CORS)',
      why:
        isHidden && !isSaid
          ? 'The server does not name Mcp-Session-Id in Access-Control-Expose-Headers, so a client in a web page cannot read and send it.'
          : `The server does not allow the page's origin${header === undefined ? ', or not the headers MCP needs' : ` to send "${cut(header, 60)}"`}, so the browser throws the answer away.`,
      fixes: [
        tell(
          'allow-origin',
          'Let the server allow the page',
          'Answer OPTIONS with 2xx and send Access-Control-Allow-Origin (the origin of the page), Access-Control-Allow-Methods: GET, POST, DELETE, Access-Control-Allow-Headers: Content-Type, Authorization, Mcp-Session-Id, Mcp-Protocol-Version, Last-Event-ID, and Access-Control-Expose-Headers: Mcp-Session-Id. Name origins you know rather than "*".',
        ),
        tell('proxy-mode', 'Do not connect from the page itself', 'In the MCP Inspector, choose the connection type "Via Proxy": its proxy is no browser.'),
      ],
      decisive: 'the answer to OPTIONS in the network tab of the browser',
    });
  },
});
