import type { HttpExchange, HttpPlan, HttpSession, NeighbourTry } from '../../model/index.ts';
import { isLoopbackHost } from '../../io/classify-address.ts';

/** One other way to ask, before it is tried. */
export interface Variation extends Pick<NeighbourTry, 'change' | 'transport'> {
  readonly url: URL;
  /** Sent instead of what the client would send. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Configured headers left out, lower case. */
  readonly without?: readonly string[];
}

const MAX_TRIES = 10;
const WRONG_SCHEME =
  /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|HPE_INVALID|plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server|http to https/i;

/** At most ten other ways to ask, likeliest first, chosen by what the first answer was. */
export function listVariations(session: HttpSession, plan: HttpPlan): readonly Variation[] {
  const url = new URL(plan.url);
  const answers = session.exchanges.filter((one) => one.status !== undefined || one.error !== undefined);
  const isAnswered = answers.some((one) => one.status !== undefined || ['timeout', 'headers', 'body'].includes(one.error?.phase ?? ''));
  const transport = plan.transport === 'sse' ? 'sse' : 'http';
  const all = [
    ...varyScheme(url, answers, transport, 'because it was said'),
    ...(isAnswered ? [...varyHeaders(url, answers, plan, transport), ...varyTransport(url, session, plan), ...varyPath(url, answers, transport)] : []),
    ...varyHost(url, transport),
    ...varyScheme(url, answers, transport, 'because it is near'),
  ];
  const known = new Set([keyOf({ change: '', transport, url })]);
  const isNew = (one: Variation): boolean => !known.has(keyOf(one)) && known.add(keyOf(one)).size > 0;
  return all.filter(isNew).slice(0, MAX_TRIES);
}

function keyOf({ transport, url, headers, without, change }: Variation): string {
  return `${transport} ${url.href} ${headers === undefined && without === undefined ? '' : change}`;
}

function varyScheme(url: URL, answers: readonly HttpExchange[], transport: 'http' | 'sse', why: 'because it was said' | 'because it is near'): Variation[] {
  const isSaid = answers.some(({ error, body }) => WRONG_SCHEME.test(`${error?.code} ${error?.message} ${body?.head.slice(0, 2000)}`));
  const isWanted = why === 'because it was said' ? isSaid : isLoopbackHost(url.hostname) && !isSaid;
  if (!isWanted) return [];
  const other = new URL(url);
  const port = url.port;
  other.protocol = url.protocol === 'https:' ? 'http:' : 'https:';
  // Without a port in the URL the other scheme means another port as well, which is what the user would write.
  other.port = port;
  return [{ change: other.protocol.slice(0, -1), url: other, transport }];
}

/** Servers that guard against DNS rebinding refuse a Host or Origin they do not know. */
function varyHeaders(url: URL, answers: readonly HttpExchange[], plan: HttpPlan, transport: 'http' | 'sse'): Variation[] {
  const isRefused = answers.some(
    ({ status, body }) => status === 421 || ((status === 403 || status === 400) && /\bhost\b/i.test(body?.head.slice(0, 2000) ?? '')),
  );
  const names = Object.keys(plan.headers).map((name) => name.toLowerCase());
  const port = url.port === '' ? '' : `:${url.port}`;
  const found: Variation[] = [];
  if (isRefused && url.hostname !== 'localhost')
    found.push({ change: 'host header localhost', url, transport, headers: { Host: `localhost${port}` }, without: ['host'] });
  if (names.includes('origin') && answers.some(({ status }) => status === 403 || status === 400))
    found.push({ change: 'no origin', url, transport, without: ['origin'] });
  if (answers.some(({ status }) => status === 406) && names.includes('accept')) found.push({ change: 'accept both', url, transport, without: ['accept'] });
  return found;
}

function varyTransport(url: URL, session: HttpSession, plan: HttpPlan): Variation[] {
  const triedSse = plan.transport === 'sse' || session.exchanges.some(({ purpose }) => purpose === 'sse-open');
  const triedHttp = plan.transport !== 'sse' || session.exchanges.some(({ purpose }) => purpose === 'initialize' || purpose === 'discover');
  return [
    ...(triedSse ? [] : [{ change: 'transport sse', url, transport: 'sse' } as const]),
    ...(triedHttp ? [] : [{ change: 'transport http', url, transport: 'http' } as const]),
  ];
}

function varyPath(url: URL, answers: readonly HttpExchange[], transport: 'http' | 'sse'): Variation[] {
  const path = url.pathname;
  const slashed = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  const folder = path.slice(0, path.replace(/\/$/, '').lastIndexOf('/'));
  const posts = [
    ...redirectedPaths(url, answers),
    ...(slashed === '' ? [] : [slashed]),
    ...(folder === '' ? [] : [`${folder}/mcp`]),
    '/mcp',
    '/mcp/',
    '/api/mcp',
    '/',
    '/message',
  ];
  const streams = [...(folder === '' ? [] : [`${folder}/sse`]), '/sse'];
  const at = (place: string, way: 'http' | 'sse'): Variation => {
    const other = new URL(url);
    other.pathname = place;
    return { change: `path ${place}`, url: other, transport: way };
  };
  const asPosts = posts.map((place) => at(place, 'http'));
  const asStreams = streams.map((place) => at(place, 'sse'));
  // The stream comes early: a server of the old transport answers nowhere else.
  return transport === 'sse'
    ? [...asStreams, at(slashed === '' ? '/' : slashed, 'sse'), ...asPosts]
    : [...asPosts.slice(0, 3), ...asStreams, ...asPosts.slice(3)];
}

/** Where the server sent us, as long as it is itself. */
function redirectedPaths(url: URL, answers: readonly HttpExchange[]): string[] {
  const locations = answers.flatMap(({ redirects }) => redirects.map(({ location }) => location));
  return locations.flatMap((location) =>
    URL.canParse(location, url.href) && new URL(location, url).origin === url.origin ? [new URL(location, url).pathname] : [],
  );
}

function varyHost(url: URL, transport: 'http' | 'sse'): Variation[] {
  if (!isLoopbackHost(url.hostname)) return [];
  return ['127.0.0.1', '[::1]']
    .filter((host) => host !== url.hostname)
    .map((host) => {
      const other = new URL(url);
      other.hostname = host;
      return { change: `${host} for ${url.hostname}`, url: other, transport };
    });
}
