import type { AnyRule, HttpExchange } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, findHeader, isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';
import { answeredWith } from '../status-words.ts';

const MARKS =
  /Sorry, you have been blocked|Attention Required! \| Cloudflare|<title>Just a moment\.\.\.|Checking your browser before accessing|Enable JavaScript and cookies to continue|cf-chl-|error code: ?10(?:0[69]|1[02]|20)|Error 10(?:0[69]|1[02]|20)\b/iu;
const OTHER_WALLS =
  /Request unsuccessful\. Incapsula|The request could not be satisfied|Access Denied.{0,400}Reference ?(?:#|&#35;)|errors\.edgesuite\.net|Vercel Security Checkpoint|PerimeterX|px-captcha|captcha-delivery|Request blocked\. We can't connect to the server|AWS WAF|Imunify360|Sucuri WebSite Firewall/iu;

/** A firewall before the server takes the client for a bot; the server never sees the request. */
export const rule: AnyRule = defineRule({
  id: 'cloudflare-blocked',
  layer: 'http',
  severity: 'blocks',
  cause: 'cloudflare-blocked',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'mark',
      literals: [
        'Sorry, you have been blocked',
        'Attention Required!',
        'Just a moment...',
        'Enable JavaScript and cookies',
        'cf-mitigated',
        'cf_chl',
        'cf-chl',
        'Cloudflare',
      ],
      pattern:
        /Sorry, you have been blocked|Attention Required! \| Cloudflare|Just a moment\.\.\.|Enable JavaScript and cookies to continue|cf-mitigated:? ?challenge|cf[-_]chl|Cloudflare.{0,60}(?:blocked|challenge|bot fight|WAF rule|Error 10(?:0[69]|1[02]|20))|blocked by Cloudflare/iu,
      sources: ANSWER_TEXT,
    },
    {
      id: 'ray',
      literals: ['Ray ID', 'cf-ray', 'error code: 10'],
      pattern: /Cloudflare Ray ID|\bRay ID: ?\S|error code: ?10(?:0[69]|1[02]|20)\b/iu,
      sources: ANSWER_TEXT,
    },
    {
      id: 'other',
      literals: [
        'Incapsula',
        'could not be satisfied',
        'edgesuite',
        'Security Checkpoint',
        'captcha',
        'AWS WAF',
        'Imunify360',
        'Sucuri',
        'Web Application Firewall',
        'security service to protect itself',
        'to restrict access',
        'ight Mode',
        'AI bots',
        'Bot Management',
        'bot protection',
        'Checking your browser',
        'AI Crawl Control',
        'ncapsula incident',
        'Reference #',
        'Request blocked',
        'security policy',
        'waf-action',
      ],
      pattern:
        /Request unsuccessful\. Incapsula|The request could not be satisfied|errors\.edgesuite\.net|Vercel Security Checkpoint|px-captcha|captcha-delivery|AWS WAF|Imunify360|Sucuri WebSite Firewall|is using a security service to protect itself|used Cloudflare to restrict access|Bot Fight Mode\b|blocked by bot protection|Checking your browser before accessing|\b(?:Manage|Block) AI (?:training )?bots\b|Cloudflare Bot Management|AI Crawl Control|Incapsula incident|\bReference #\d{1,3}\.[0-9a-f]{2,12}|\b403 ERROR\b.{0,40}Request blocked|[Aa]ccess denied by (?:a )?security policy|x-amzn-waf-action|blocked by (?:a |the )?(?:WAF|web application firewall)/iu,
      sources: ANSWER_TEXT,
    },
    {
      id: '403',
      literals: ['403'],
      pattern: /\bHTTP(?:\/[\d.]{1,3})? 403\b|\b403 Forbidden\b|(?:status(?: code)?|Non-200(?: status code)?)[ :(=]{1,3}403\b/iu,
      sources: PROGRAM_TEXT,
    },
    { id: 'html', literals: ['<!doctype', '<html', "token '<'"], pattern: /<!doctype|<html|Unexpected token '<'/iu, sources: PROGRAM_TEXT },
    {
      id: 'bare-403',
      literals: ['403'],
      pattern: answeredWith('403'),
      sources: ['pasted'],
      loose: true,
    },
  ],

  judge({ session, entry, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, status, session: remote } = failure;
      if (exchange === undefined || status === undefined || ![403, 429, 503, 405, 202].includes(status)) return [];
      const wall = nameWall(exchange);
      if (wall === undefined) return [];
      const ray = findHeader(exchange.headers, 'cf-ray');
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${wall} blocks the request before it reaches ${nameServer(entry)}`),
          why: `"${cut(remote.url, 120)}" was answered with HTTP ${status} and a page of ${wall}: the request looked like a bot to it.`,
          evidence: [quoteExchange(exchange), ...(ray === undefined ? [] : [{ what: 'the answer names the blocked request', quote: `cf-ray: ${ray}` }])],
          fixes: wallFixes(),
        },
      ];
    }
    if (isRemote(session)) return [];
    const told = signsToJudge(signs, session);
    const named = signsNamed(told, 'mark', 'other', 'ray');
    const isPage = signsNamed(told, '403').length > 0 && signsNamed(told, 'html').length > 0;
    const bare = signsNamed(told, 'bare-403');
    if (named.length === 0 && !isPage) {
      if (bare.length === 0) return [];
      return draftHit(bare, {
        confidence: 'possible',
        title: 'A firewall before the server may have answered 403',
        why: 'A 403 without a word of the server may come from a firewall in front of it that took the client for a bot.',
        fixes: wallFixes(),
        decisive: 'the headers and the body of the 403: a firewall names itself there, and the log of the server shows no request',
      });
    }
    const isMarked = signsNamed(told, 'mark').length > 0;
    const shown = named.length > 0 ? [...named, ...signsNamed(told, '403')] : [...signsNamed(told, '403'), ...signsNamed(told, 'html')];
    return draftHit(shown, {
      confidence: capBeside(session, told, isMarked ? 'confirmed' : 'likely'),
      title: named.length > 0 ? 'A firewall before the server blocks the request' : 'A 403 page came instead of an answer, as from a firewall',
      why: 'Something in front of the server (Cloudflare or another firewall) took the client for a bot and answered with a page of its own.',
      fixes: wallFixes(),
      decisive: 'the firewall events of the site at that time, or the page itself: it names the product',
    });
  },
});

function nameWall({ headers, body, status }: HttpExchange): string | undefined {
  const head = body?.head ?? '';
  const isCloudflare = findHeader(headers, 'cf-ray') !== undefined || /cloudflare/iu.test(findHeader(headers, 'server') ?? '');
  if (findHeader(headers, 'cf-mitigated') !== undefined || (isCloudflare && MARKS.test(head) && status !== 429)) return 'Cloudflare';
  return OTHER_WALLS.test(head) ? 'A firewall' : undefined;
}

function wallFixes() {
  return [
    tell(
      'exempt-path',
      'If the site is yours: exempt the endpoint',
      'In Cloudflare, add a WAF custom rule with the action Skip for the path (/mcp) and switch "Block AI bots" and Bot Fight Mode off for it; other firewalls have the same kind of exception.',
    ),
    tell(
      'ask-owner',
      'If it is not: tell the operator',
      'Send the Ray ID and the time. Try without a VPN or from another network, because addresses of hosters are blocked most.',
    ),
  ];
}
