import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle } from '../http-obstacle.ts';
import { against, fail, notTested, PASS, warn } from '../judgements.ts';
import { quoteHeaders } from '../quote-headers.ts';
import { quoteTurn } from '../quote-turn.ts';

const COMMON = { group: 'network', level: 'practice', transports: ['http'], withoutLogin: true, needs: ['front'] } as const;
const KEEPS_METHOD: readonly number[] = [307, 308];

const redirect: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.redirect',
  title: 'Answers at the configured address without a redirect',
  why: 'Most redirects turn a POST into a GET or lead to another origin, where clients do not follow or must not send their token.',
  fix: 'Configure the address that the redirect leads to.',

  judge({ front: { first } }) {
    const { status = 0, headers = {}, url = '' } = first.http ?? {};
    if (status < 300 || status >= 400) return first.http?.status === undefined ? notTested('no HTTP response came') : PASS;
    const location = headers['location'] ?? '';
    const item = quoteHeaders(first, `the POST was answered with a redirect to ${location === '' ? 'nowhere' : location}`, ['location']);
    const isSafe = KEEPS_METHOD.includes(status) && URL.canParse(location, url) && new URL(location, url).origin === new URL(url).origin;
    return isSafe ? warn(item) : fail(item);
  },
});

const path: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.path',
  title: 'Answers MCP at the configured path',
  why: 'A wrong path is the most frequent mistake in a URL, and the answer to it says nothing of MCP.',
  fix: 'Correct the path in the URL.',

  judge({ front: { first, variants } }) {
    if (first.http?.status === undefined) return notTested('no HTTP response came');
    if (first.answer !== undefined) return PASS;
    const { status } = first.http;
    if (status !== 404 && status !== 405 && status !== 410) return notTested(findObstacle(first) ?? `the first message was answered with HTTP ${status}`);
    const other = variants.find(({ answer }) => answer?.result !== undefined);
    if (other === undefined) return fail(quoteTurn(first, `the path was answered with HTTP ${status}, and no usual path beside it speaks MCP`));
    const { pathname } = new URL(other.http?.url ?? '');
    return {
      ...fail(quoteTurn(first, 'the configured path is not there'), quoteTurn(other, `the path ${pathname} answers`)),
      fix: `Write ${pathname} as the path of the URL.`,
    };
  },
});

const html: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.html-answer',
  title: 'Answers with a message of the protocol, not with a web page',
  why: 'Login pages, captive portals and bot protection answer a program as if it were a person; clients fail to parse the page.',
  fix: 'Let this path through to the MCP server without a login page or a challenge.',

  judge({ front: { first } }) {
    const { status, contentType, body = '' } = first.http ?? {};
    if (status === undefined) return notTested('no HTTP response came');
    if (first.answer !== undefined) return PASS;
    const isPage = contentType === 'text/html' || /^\s*<(?:!doctype html|html)\b/i.test(body);
    if (!isPage) return PASS;
    // Error pages of 404, 405 and 5xx have checks of their own.
    return status < 400 || status === 401 || status === 403
      ? fail(quoteTurn(first, `HTTP ${status} with a web page`))
      : notTested(`the page came with HTTP ${status}, which is another matter`);
  },
});

const faults: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.status-5xx',
  title: 'Answers the first message without a server error',
  why: 'Statuses from 500 on come from a server that broke, or from a gateway that does not reach it.',
  fix: 'Look into the log of the server; with 502, 503 or 504 first see whether it runs behind its gateway.',

  judge({ front: { first } }) {
    const { status } = first.http ?? {};
    if (status === undefined) return notTested('no HTTP response came');
    if (status < 500) return PASS;
    const retry = first.http?.headers['retry-after'];
    return fail(quoteTurn(first, `HTTP ${status}${retry === undefined ? '' : `, Retry-After: ${retry}`}`));
  },
});

const limit: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.rate-limit',
  title: 'Lets a client shake hands and list everything without 429',
  why: 'A client sends about ten requests while it connects; a limit below that looks like a server that fails at random.',
  fix: 'Allow bursts of some dozens of requests for each client.',

  judge({ front: { first, burst } }) {
    if (first.http?.status === undefined) return notTested('no HTTP response came');
    const limited = [...(first.http.status === 429 ? [first] : []), ...burst.limited];
    return against(
      'warn',
      limited.slice(0, 1).map((turn) => quoteHeaders(turn, `${limited.length} of ${burst.sent + 1} requests in a row were answered with 429`, ['retry-after'])),
    );
  },
});

const compression: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.compression',
  title: 'Sends bodies that unpack, and plain ones where none may be packed',
  why: 'A proxy that compresses without being asked, or cuts the end, leaves clients with bytes they cannot read.',
  fix: 'Compress only what Accept-Encoding allows, and send the end of the compressed data.',

  judge({ front: { first, uncompressed } }) {
    if (first.http?.status === undefined) return notTested('no HTTP response came');
    const broken = [first, uncompressed].filter(({ http }) => /^Z_|^ERR_(?:ZLIB|BROTLI)|^ERR__ERROR_FORMAT/.test(http?.error?.code ?? ''));
    const encoding = uncompressed.http?.headers['content-encoding'] ?? 'identity';
    return against('fail', [
      ...broken.map((turn) => quoteHeaders(turn, `the body does not unpack: ${turn.http?.error?.message ?? ''}`, ['accept-encoding', 'content-encoding'])),
      ...(encoding === 'identity'
        ? []
        : [quoteHeaders(uncompressed, `the body is packed with ${encoding} although none was allowed`, ['accept-encoding', 'content-encoding'])]),
    ]);
  },
});

const valid: AnyCheck = defineCheck({
  ...COMMON,
  id: 'http.valid',
  title: 'Speaks HTTP that can be parsed',
  why: 'Strict parsers, such as that of Node, end the connection at the first malformed line.',
  fix: 'Let an HTTP library write status line, headers and chunks.',

  judge({ front: { first } }) {
    const { status, error } = first.http ?? {};
    if (error !== undefined && error.code.startsWith('HPE_')) return fail(quoteTurn(first, `the response is no valid HTTP: ${error.message}`));
    return status === undefined ? notTested(`no HTTP response came: ${error?.code ?? 'unknown'}`) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [redirect, path, html, faults, limit, compression, valid];
