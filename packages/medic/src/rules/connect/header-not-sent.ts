import type { AnyRule, ClientFacts, ConfigPath, EntryFacts, FixDraft, Json } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, isRemote, PROGRAM_TEXT } from '../http-failure.ts';
import { isForeignRefusal, readLogin } from '../login-state.ts';
import { draftHeader } from '../login-words.ts';
import { reloadStep } from '../url-edits.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';

const HEADER_NAME = /^(?:authorization|x-api-key|api-key|x-auth-token|x-access-token|x-goog-api-key|apikey)$/iu;
const TOKEN_VARIABLE = /(?:^|_)(?:TOKEN|API_?KEY|ACCESS_KEY|SECRET|PAT|AUTHORIZATION|BEARER)(?:$|_)/iu;

/** A header was written, and the request left without it: a field the client does not read, or a client that drops it. */
export const rule: AnyRule = defineRule({
  id: 'header-not-sent',
  layer: 'auth',
  severity: 'blocks',
  cause: 'header-not-sent',
  needs: [],
  uses: ['session', 'oauth', 'entry', 'client'],
  signs: [
    {
      id: 'written',
      literals: ['uthorization', 'headers', '--header', '-H ', 'X-API-Key', 'x-api-key'],
      pattern: /"(?:Authorization|X-API-Key|x-api-key)" ?: ?"|(?:--header|-H)[ =]["']?(?:Authorization|X-API-Key)|^\s{0,40}headers ?[:=]\s{0,40}\{/iu,
      sources: ['pasted'],
    },
    { id: 'refused', literals: ['401', 'nauthorized'], pattern: /\b401\b|\bUnauthorized\b/iu, sources: ANSWER_TEXT },
    {
      id: 'accepted',
      literals: ['200', 'Connected'],
      pattern: /"(?:POST|GET) \/(?:\S{0,100}\/)?(?:mcp|sse)\/?"? (?:HTTP\/[\d.]{1,3}" )?200\b|✓ Connected/u,
      sources: PROGRAM_TEXT,
    },
    // A login is begun only when the server refused the request.
    {
      id: 'login-begun',
      literals: ['ynamic client registration failed', 'ynamic Client Registration failed', 'SDK auth failed'],
      pattern: /[Dd]ynamic [Cc]lient [Rr]egistration failed|SDK auth failed/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'dropped',
      literals: ['header'],
      pattern:
        /(?:custom |configured |[Aa]uthorization )?"?headers?"?(?: property| field| option)? (?:(?:is|are|was|were|not|never) )?(?:not |being )?(?:supported|sent|ignored|dropped|forwarded|passed|stripped|applied|included|attached)|(?:ignor\w{2,3}|drops?|strips?|does(?: not|n't) (?:send|forward|pass|support)) (?:the |custom |any )?(?:[Aa]uthorization )?headers?/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'absent',
      literals: ['uthorization'],
      pattern:
        /(?:[Mm]issing|[Nn]o|[Ww]ithout)(?: or invalid)?(?: an?| the)? [Aa]uthorization header|\b[Aa]uthorization["']?\]? ?(?::|=|is) ?(?:undefined|null|None|\(none\)|nil)\b|\b[Aa]uthorization(?:[ _-](?:header|present|sent)){1,2} ?[=:] ?(?:False|false|no|0)\b|[Aa]uthorization header (?:is )?(?:missing|not (?:found|present|provided))/u,
      sources: ANSWER_TEXT,
    },
  ],

  judge({ session, oauth, entry, client, signs }) {
    const login = readLogin(session, oauth);
    if (login !== undefined) {
      if (login.sent || entry === undefined || client === undefined) return [];
      const sent = new Set(Object.keys(entry.effective.headers ?? {}).map((name) => name.toLowerCase()));
      const lost = findHeaders(entry.written).find(({ name }) => !sent.has(name.toLowerCase()));
      const variable = lost === undefined ? findVariable(entry, client) : undefined;
      if (lost === undefined && variable === undefined) return [];
      const field = client.fields.headers;
      const where = lost === undefined ? `${client.fields.env ?? 'env'}.${variable ?? ''}` : lost.at.join('.');
      return [
        {
          confidence: lost === undefined ? 'likely' : 'confirmed',
          title: fitTitle(`${client.name} does not send what stands in ${cut(where, 32)}`),
          why:
            lost === undefined
              ? `The entry of ${nameServer(entry)} has the variable "${variable ?? ''}", and a remote server never sees variables: the request carried no credentials and was answered ${login.status}.`
              : `${client.name} reads headers from ${field === undefined ? 'no field' : `"${field}"`}, so "${where}" never left this machine and the server answered ${login.status}.`,
          evidence: [
            { what: `the entry "${entry.name}"`, where: `${entry.file}:${entry.line}`, quote: where },
            ...login.evidence,
            { what: 'headers of the request', quote: Object.keys(login.exchange.requestHeaders).join(', ') || 'none of the entry' },
          ],
          fixes: [
            ...moveHeaders(lost?.at, entry, client),
            draftHeader(entry, client, field === undefined ? 'Use a bridge' : `Write the token into "${field}"`),
          ],
          ...(lost === undefined ? { decisive: 'whether the server accepts the same token in a header' } : {}),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session).filter(({ quote }) => !isForeignRefusal(quote));
    const has = (id: string): boolean => signsNamed(told, id).length > 0;
    const isRefused = has('refused') || has('absent');
    const isBegun = has('login-begun') && has('written');
    if (!(isBegun || has('dropped') || (isRefused && has('written')) || (isRefused && has('accepted')) || has('absent'))) return [];
    return draftHit(
      told.filter(({ sign }) => sign !== 'accepted' || !has('written')),
      {
        confidence: capBeside(session, told, has('dropped') || (isRefused && (has('written') || has('accepted'))) ? 'likely' : 'possible'),
        title: 'The configured header does not reach the server',
        why: 'The server got no credentials, although a header is configured: the client reads another field, drops headers on this transport, or leaves them out of some requests.',
        fixes: [
          tell(
            'update-client',
            'Update the client and check the name of the field',
            `Most clients read "headers"; Codex reads http_headers and bearer_token_env_var. ${client === undefined ? 'Some older versions drop headers over SSE.' : `Older versions of ${nameClient(client)} may drop headers over SSE.`}${sayReload(client)}`,
          ),
          tell(
            'use-bridge',
            'Send the header through a bridge',
            'Make it a local server: npx with the arguments -y mcp-remote URL --header "Authorization:${AUTH_HEADER}", and "AUTH_HEADER": "Bearer <token>" in its "env".',
          ),
        ],
        decisive: "the request headers in the server's log: whether Authorization stands there",
      },
    );
  },
});

/** Members anywhere in the entry that are named like a header with a secret. */
function findHeaders(written: Json, at: ConfigPath = []): readonly { readonly name: string; readonly at: ConfigPath }[] {
  if (typeof written !== 'object' || written === null || Array.isArray(written) || at.length > 3) return [];
  return Object.entries(written as Readonly<Record<string, Json>>).flatMap(([name, value]) => {
    if (HEADER_NAME.test(name) && typeof value === 'string' && value !== '') return [{ name, at: [...at, name] }];
    return findHeaders(value, [...at, name]);
  });
}

function findVariable(entry: EntryFacts, client: ClientFacts): string | undefined {
  const field = client.fields.env ?? 'env';
  const env =
    typeof entry.written === 'object' && entry.written !== null && !Array.isArray(entry.written)
      ? (entry.written as Readonly<Record<string, Json>>)[field]
      : undefined;
  if (typeof env !== 'object' || env === null || Array.isArray(env) || entry.effective.command !== undefined) return undefined;
  return Object.keys(env).find((name) => TOKEN_VARIABLE.test(name));
}

/** The whole map under another name moves by renaming its key: the secret in it need not be known. */
function moveHeaders(at: ConfigPath | undefined, entry: EntryFacts, client: ClientFacts): readonly FixDraft[] {
  const field = client.fields.headers;
  const parent = at?.slice(0, -1);
  const isThere = typeof entry.written === 'object' && entry.written !== null && field !== undefined && Object.hasOwn(entry.written, field);
  if (field === undefined || parent === undefined || parent.length !== 1 || parent[0] === client.fields.env || isThere || !/header/iu.test(String(parent[0])))
    return [];
  return [
    {
      id: 'move-headers',
      title: `Rename "${String(parent[0])}" to "${field}"`,
      safety: 'safe',
      steps: [{ do: 'edit', edits: [{ op: 'rename-key', at: [...entry.at, ...parent], to: field }] }, ...reloadStep(client)],
    },
  ];
}
