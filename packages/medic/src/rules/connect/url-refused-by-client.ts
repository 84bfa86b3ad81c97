import type { AnyRule, ClientFacts, EntryFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { draftHeader } from '../login-words.ts';
import { locateUrl, reloadStep } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const TEXT = ['stderr', 'stdout', 'client-log', 'pasted', 'rpc-error'] as const;

/** The client itself does not dial this kind of address; the server is never asked. */
export const rule: AnyRule = defineRule({
  id: 'url-refused-by-client',
  layer: 'network',
  severity: 'blocks',
  cause: 'url-refused-by-client',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'cloud',
      literals: [
        'Localhost URLs',
        'publicly accessible',
        'publicly reachable',
        'cannot reach your local machine',
        'private IP',
        'private address',
        'internal address',
        'Private network',
        'DOMAIN_NOT_ALLOWED',
        'non-public',
        'loopback addresses',
        'Domain "',
        'Domain \\"',
      ],
      pattern:
        /Localhost URLs? (?:cannot|can't|are not)|our servers cannot reach your local|Provide a publicly accessible MCP server URL|(?:URL|host|address|domain|endpoint)\b.{0,60}(?:resolves to|points to|is|uses) (?:a |an )?(?:private|internal|loopback|non-public|reserved) (?:IP|address|network|host)|(?:private|internal|loopback) (?:IP(?: address)?(?:es)?|address(?:es)?|URLs?|networks?|hosts?) (?:is|are) (?:not allowed|blocked|forbidden)|\b(?:reject|refus|block)(?:s|ed|ing) (?:non-public|private|loopback|local|internal) (?:IP )?(?:addresses|URLs|hosts)|\bMCP_DOMAIN_NOT_ALLOWED\b|\bDomain \\?"[^"]{1,200}" is not allowed/iu,
      sources: TEXT,
    },
    {
      id: 'ssrf',
      literals: ['SSRF'],
      pattern: anyOf(
        /blocked by SSRF|\bSSRF (?:protection|guard|check|filter|block|polic)/u,
        near(/\bSSRF\b/u, 80, /resolves? to|private|loopback|localhost|internal/u),
      ),
      sources: TEXT,
    },
    {
      id: 'https-only',
      literals: ['https', 'HTTPS'],
      pattern:
        /\b(?:URL|endpoint|address|server|scheme|protocol|connector)\b.{0,40} (?:must|has to|should|needs to) (?:use|be|start with|begin with) (?:an? )?["']?https\b|only https\b|Non-HTTPS URLs are only allowed|HTTPS is required|requires? https\b(?! proxy)|(?:insecure|plain) http:? ?(?:\/\/)?(?:URLs? )?(?:is|are) not (?:allowed|supported)|InsecureTokenEndpointError/iu,
      sources: TEXT,
    },
    {
      id: 'scheme',
      literals: [
        "must start with 'http",
        'protocol not allowed',
        'Unsupported protocol',
        'unsupported protocol scheme',
        'UnsupportedProtocol',
        'unknown scheme',
        'URL scheme',
        'protocol scheme',
        'Invalid URL protocol',
      ],
      pattern:
        /URL must start with ['"]https?:\/\/|url protocol not allowed|[Uu]nsupported (?:URL )?(?:protocol|scheme) ?["':]|unsupported protocol scheme|UnsupportedProtocol|URL scheme "?[\w+.-]{1,20}"? (?:is )?not (?:supported|allowed)|Invalid URL protocol/u,
      sources: TEXT,
    },
    { id: 'bad-port', literals: ['bad port', 'ERR_UNSAFE_PORT'], pattern: /\bcause\b.{0,20}bad port|Error: bad port\b|\bERR_UNSAFE_PORT\b/u, sources: TEXT },
    { id: 'credentials', literals: ['includes credentials'], pattern: /cannot be constructed from a URL that includes credentials/u, sources: TEXT },
    {
      id: 'not-allowed',
      literals: ['not in the allowlist', 'not in allowlist', 'not in the allow list', 'allowedDomains', 'required hostname'],
      pattern: /(?:URL|domain|host)\b.{0,80} (?:is )?not in (?:the )?allow ?list|does not match (?:the )?required host(?:name)?|\ballowedDomains\b/iu,
      sources: TEXT,
    },
    {
      id: 'by-library',
      literals: [
        'localhost ',
        'publicly',
        'your organi',
        'relative URL without a base',
        'plain http',
        'private network',
        'cheme',
        'CLEARTEXT',
        'Cleartext',
        'App Transport Security',
        'ecure connection',
      ],
      pattern:
        /localhost (?:URLs? )?(?:is|are) not (?:supported|allowed|reachable)|must be publicly (?:accessible|reachable)|\b(?:[Cc]onnector|URL)\b.{0,60}(?:blocked|not allowed|disallowed) by (?:your )?organi[sz]ation(?:'s)?(?: policy)?|builder error(?: for url \([^)]{1,200}\))?: (?:relative URL without a base|URL scheme is not allowed)|relative URL without a base|following schemes are supported|plain http is only allowed|private network addresses are not (?:permitted|allowed)|\bThe '[\w.:+-]{1,60}' scheme is not supported|ERR_CLEARTEXT_NOT_PERMITTED|CLEARTEXT communication to \S{1,100} not permitted|App Transport Security policy requires/u,
      sources: TEXT,
    },
  ],

  judge({ session, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange } = failure;
      const code = exchange?.error?.code;
      if (
        failure.stage !== 'url' ||
        exchange?.error === undefined ||
        (code !== 'ERR_BAD_PORT' && code !== 'ERR_URL_CREDENTIALS' && code !== 'ERR_UNSUPPORTED_SCHEME')
      )
        return [];
      // What is no address at all is a fault of the entry and told there.
      if (entry?.problems.some(({ kind }) => kind === 'bad-url') === true) return [];
      const who = nameClient(client);
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${who} does not dial the URL of ${nameServer(entry)}`),
          why: `${who} refuses "${cut(failure.session.url, 120)}" before dialling: ${exchange.error.message}.`,
          evidence: [quoteExchange(exchange), ...(entry === undefined ? [] : [{ what: `the entry "${entry.name}"`, where: `${entry.file}:${entry.line}` }])],
          fixes:
            code === 'ERR_URL_CREDENTIALS'
              ? [...moveLogin(entry, client), draftHeader(entry, client, 'Send the login in a header instead (Basic, base64 of user:password)')]
              : [code === 'ERR_BAD_PORT' ? otherPort(sayReload(client)) : bridge(sayReload(client))],
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const has = (id: string): boolean => signsNamed(told, id).length > 0;
    const isGuarded = has('cloud') || has('ssrf');
    const [what, fixes]: readonly [string, readonly FixDraft[]] = isGuarded
      ? [
          "it is called from the vendor's cloud or guards against private addresses, and this address is local",
          [bridge(sayReload(client)), tell('publish', 'Publish the server', 'Give it a public https address (a tunnel or a host), with a login in front.')],
        ]
      : has('https-only')
        ? [
            'it takes https only',
            [
              tell(
                'use-https',
                'Put TLS in front of the server',
                'Serve it under https with a certificate the client trusts; for mcp-remote in a network you trust, --allow-http permits plain http.',
              ),
              bridge(sayReload(client)),
            ],
          ]
        : has('bad-port')
          ? ['fetch refuses to dial this port', [otherPort(sayReload(client))]]
          : has('credentials')
            ? ['fetch refuses addresses with a user name or password in them', [draftHeader(entry, client, 'Send the login in a header instead')]]
            : has('not-allowed')
              ? [
                  'a list of allowed addresses does not contain it',
                  [
                    tell(
                      'allow-url',
                      'Have the address allowed',
                      `Ask whoever keeps the list (the administrator of the organisation, or allowedDomains in the settings) to add it.${sayReload(client)}`,
                    ),
                  ],
                ]
              : [
                  'it takes addresses that begin with http:// or https:// only',
                  [tell('correct-scheme', 'Write the whole address', `Begin the URL with https:// (or http:// for this machine).${sayReload(client)}`)],
                ];
    return draftHit(told, {
      confidence: capBeside(session, told, isGuarded || has('bad-port') || has('credentials') ? 'confirmed' : 'likely'),
      title: `${client?.name ?? 'The client'} refuses this kind of URL`,
      why: `The client does not dial the address: ${what}. The server was not asked.`,
      fixes,
      decisive: 'whether the server saw any request at that moment: it must not have',
    });
  },
});

/** The editor does it where the address stands: evidence holds no password. */
function moveLogin(entry: EntryFacts | undefined, client: ClientFacts | undefined): readonly FixDraft[] {
  const field = client?.fields.headers;
  const url = entry === undefined ? undefined : locateUrl(entry, client);
  if (entry === undefined || entry.file === '' || field === undefined || url === undefined) return [];
  const edit = { op: 'move-login', url, headers: [...url.slice(0, -1), field] } as const;
  return [{ id: 'send-login', title: 'Send the login in a header instead', safety: 'safe', steps: [{ do: 'edit', edits: [edit] }, ...reloadStep(client)] }];
}

function bridge(reload: string): FixDraft {
  return tell(
    'use-bridge',
    'Run a bridge as a local server',
    `Replace the URL by a command: npx with the arguments -y mcp-remote URL. The client starts it on this machine, from where the address can be reached.${reload}`,
  );
}

function otherPort(reload: string): FixDraft {
  return tell(
    'other-port',
    'Let the server listen on another port',
    `Ports reserved for other protocols (such as 6000, 6665-6669 or 10080) are refused by fetch and browsers; start the server on another one, such as 8080, and correct the URL.${reload}`,
  );
}
