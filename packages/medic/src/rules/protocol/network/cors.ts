import type { AnyCheck, OriginFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle } from '../http-obstacle.ts';
import { notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteHeaders } from '../quote-headers.ts';

const COMMON = { group: 'network', level: 'practice', transports: ['http', 'sse'], withoutLogin: true, needs: ['origins'] } as const;
const CORS = [
  'origin',
  'access-control-request-headers',
  'access-control-allow-origin',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-credentials',
  'access-control-expose-headers',
];
const NEEDED = ['content-type', 'mcp-protocol-version', 'mcp-session-id'];
const NO_PAGES = 'the server allows no pages of other origins, see http.cors-preflight';

const preflight: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.cors-preflight',
  title: 'Answers the preflight of browser-based clients',
  why: 'Clients that run in a page, such as web inspectors, cannot send a single message without it. Other clients do not care.',
  fix: 'Answer OPTIONS with Access-Control-Allow-Origin, -Methods and -Headers for the pages that may use the server.',

  judge({ origins }) {
    const { preflight: sent, page } = origins;
    const { status, headers = {} } = sent.http ?? {};
    if (status === undefined) return notTested('no response came');
    const obstacle = findObstacle(sent);
    if (obstacle !== undefined) return notTested(obstacle);
    const allowed = headers['access-control-allow-origin'];
    if (page.http?.status === 403 && allowed === undefined) return notApplicable('pages of other origins are refused on purpose: HTTP 403');
    if (page.http !== undefined && !allowsPages(origins))
      return notApplicable('it allows no pages of other origins at all; only clients that run in a page need that');
    if (status >= 300 || allowed === undefined) return warn(quoteHeaders(sent, 'the preflight was not answered with permission', CORS));
    const names = (headers['access-control-allow-headers'] ?? '').toLowerCase();
    const missing = names.includes('*') ? [] : NEEDED.filter((name) => !names.split(/[\s,]+/).includes(name));
    return missing.length === 0 ? PASS : warn(quoteHeaders(sent, `pages may not send ${missing.join(', ')}`, CORS));
  },
});

const expose: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.cors-expose',
  title: 'Lets pages read Mcp-Session-Id and WWW-Authenticate',
  why: 'A page that cannot read the session id is refused with its second message; without WWW-Authenticate it cannot log in.',
  fix: 'Send Access-Control-Expose-Headers: Mcp-Session-Id, WWW-Authenticate.',
  transports: ['http'],

  judge({ origins }) {
    const { page } = origins;
    const { headers = {}, status } = page.http ?? {};
    if (!allowsPages(origins)) return notApplicable(NO_PAGES);
    if (status === undefined) return notTested('no response came');
    const names = (headers['access-control-expose-headers'] ?? '').toLowerCase();
    const needed = ['mcp-session-id', 'www-authenticate'].filter((name) => headers[name] !== undefined);
    if (needed.length === 0) return notApplicable('its answer has neither Mcp-Session-Id nor WWW-Authenticate');
    const hidden = names.includes('*') ? [] : needed.filter((name) => !names.split(/[\s,]+/).includes(name));
    return hidden.length === 0 ? PASS : warn(quoteHeaders(page, `pages cannot read ${hidden.join(' and ')}`, CORS));
  },
});

const credentials: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.cors-credentials',
  title: 'Does not let every page use the logins of the browser',
  why: 'With both headers any page can act with the cookies of a logged-in user.',
  fix: 'Do not send Access-Control-Allow-Credentials together with the origin of whoever asks.',

  judge({ origins: { foreignPreflight: sent } }) {
    const { headers, status } = sent.http ?? {};
    if (status === undefined) return notTested('no response came');
    const isOpen = headers?.['access-control-allow-origin'] === 'http://evil.example' && headers['access-control-allow-credentials']?.trim() === 'true';
    return isOpen ? warn(quoteHeaders(sent, 'http://evil.example may send requests with credentials', CORS)) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [preflight, expose, credentials];

function allowsPages({ preflight: sent, page }: OriginFacts): boolean {
  return [sent, page].some(({ http }) => http?.headers['access-control-allow-origin'] !== undefined);
}
