import type { EvidenceItem, HttpExchange, HttpSession, OAuthFacts, StdioSession } from '../model/index.ts';
import { findHeader, quoteExchange, readHttpFailure } from './http-failure.ts';

/** A remote server that refused access, and what it was shown. */
export interface LoginState {
  readonly session: HttpSession;
  readonly exchange: HttpExchange;
  readonly status: number;
  /** Credentials of any kind went with the request. */
  readonly sent: boolean;
  /** How they went, as people say it: `an Authorization header (Bearer)`. */
  readonly sentAs: string;
  readonly error?: string;
  readonly evidence: readonly EvidenceItem[];
}

const SECRET_HEADER = /^(?:authorization|x-api-key|api-key|x-auth-token|x-access-token|x-goog-api-key|apikey)$/iu;

/** Undefined unless the outcome rests on a 401 or 403. */
export function readLogin(session: StdioSession | HttpSession | undefined, oauth: OAuthFacts | undefined): LoginState | undefined {
  const failure = readHttpFailure(session);
  if (failure?.exchange === undefined) return undefined;
  const { exchange, session: remote, stage } = failure;
  const status = exchange.status ?? (stage === undefined ? 401 : 0);
  if ((status !== 401 && status !== 403) || (stage !== undefined && stage !== 'http-status' && stage !== 'rpc-error' && stage !== 'redirect')) return undefined;
  const name = Object.keys(exchange.requestHeaders).find((one) => SECRET_HEADER.test(one));
  const sent = oauth?.sentAuthorization ?? name !== undefined;
  const scheme = oauth?.sentScheme;
  const sentAs =
    scheme === undefined
      ? `an ${name === undefined || /^authorization$/iu.test(name) ? 'Authorization' : name} header`
      : scheme.includes(' ')
        ? scheme
        : `an Authorization header (${scheme})`;
  const error = oauth?.challenge?.error;
  const raw = oauth?.challenge?.raw ?? findHeader(exchange.headers, 'www-authenticate');
  return {
    session: remote,
    exchange,
    status,
    sent,
    sentAs,
    ...(error === undefined ? {} : { error }),
    evidence: [
      quoteExchange(exchange),
      ...(raw === undefined ? [] : [{ what: 'the server said how to log in', quote: `WWW-Authenticate: ${raw.slice(0, 250)}` }]),
    ],
  };
}

/** Somewhere a server that issues tokens was found and described itself. */
export function findsIssuer(oauth: OAuthFacts | undefined): boolean {
  return oauth?.tries.some(({ kind, ok }) => kind !== 'protected-resource' && ok) === true;
}

/** Metadata documents as they were asked for, one item each. */
export function quoteTries(oauth: OAuthFacts, count: number = 4): readonly EvidenceItem[] {
  return oauth.tries.slice(0, count).map(({ url, status, ok, fault }) => ({
    what: 'a description of the login',
    where: `GET ${url}`,
    quote: `${status === undefined ? '' : `HTTP ${status}`}${fault === undefined ? (ok ? ', usable' : '') : `${status === undefined ? '' : ', '}${fault}`}`,
  }));
}

/** Lines of other programs that look like refusals: a model provider's API, package managers, git. */
export function isForeignRefusal(quote: string): boolean {
  return /API Error:|authentication_error"|\bnpm (?:error|ERR!|warn)|registry\.npmjs|pypi\.org|docker\.io|fatal: Authentication failed for|ANTHROPIC_API_KEY|OPENAI_API_KEY|[Ss]ession not found|[Uu]nknown session|StripeAuth|x-api-key/u.test(
    quote,
  );
}
