import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { PROGRAM_TEXT } from '../http-failure.ts';
import { loginWords, weighLogin } from '../oauth-text.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The browser comes back from the login to a port that belongs to somebody else, most often to an older copy of the same client. */
export const rule: AnyRule = defineRule({
  id: 'oauth-callback-port-in-use',
  layer: 'auth',
  severity: 'blocks',
  cause: 'oauth-callback-port-in-use',
  needs: [],
  uses: ['session', 'port', 'host', 'entry'],
  signs: [
    {
      id: 'said',
      literals: ['allback', 'OAuth'],
      pattern: anyOf(
        near(
          /\b[Cc]allback (?:server |listener )?(?:port|server|address)\b:? ?(?<port>\d{4,5})?/u,
          50,
          /in use|unavailable|not available|taken|EADDRINUSE|could not (?:bind|start|listen)/u,
        ),
        near(/EADDRINUSE|[Aa]ddress already in use/u, 120, /\b(?:callback|OAuth)\b/u),
        near(/callback|OAuth/u, 120, /EADDRINUSE|[Aa]ddress already in use/u),
        near(/[Pp]ort (?<port2>\d{4,5}) /u, 20, near(/in use/u, 60, /OAuth|login|authentication|callback/u)),
      ),
      sources: PROGRAM_TEXT,
    },
    {
      id: 'moved',
      literals: ['referred port', 'allback port'],
      pattern: /(?:[Pp]referred|[Cc]allback) port (?<port>\d{4,5}) (?:is )?(?:unavailable|not available|in use|busy|taken)/u,
    },
    {
      id: 'state',
      literals: ['state parameter', 'CSRF', 'state mismatch', 'OAuth state'],
      pattern: /Invalid or expired state parameter|state parameter.{0,40}(?:mismatch|does not match|invalid)|(?:OAuth )?state mismatch|potential CSRF attack/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'address',
      literals: ['EADDRINUSE', 'ddress already in use', 'already in use'],
      pattern: /(?:EADDRINUSE|[Aa]ddress already in use).{0,60}?:(?<port>\d{4,5})\b/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'bridge',
      literals: [
        'existing client port',
        'Authentication required. Initializing auth',
        'mcp-remote',
        'callback port',
        'oauth/callback',
        'Authentication required',
        'NodeOAuthClientProvider',
      ],
      pattern: /mcp-remote|NodeOAuthClientProvider|existing client port|Initializing auth|callback port|oauth\/callback|Please authorize this client/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'cannot-listen',
      literals: ['allback', 'OAuth', 'edirect server'],
      pattern: anyOf(
        near(
          /\b(?:OAuth|[Cc]allback|[Rr]edirect server)\b/u,
          100,
          /[Pp]ort (?<port>\d{3,5}) (?:is )?(?:already )?in use|Only one usage of each socket address|os error (?:48|98|10048)|Errno (?:48|98|10048)/u,
        ),
        near(/\b[Nn]o (?:available|free) ports?\b/u, 40, /callback|OAuth/u),
        near(/prefix https?:/u, 80, near(/callback/u, 20, /conflicts with an existing/u)),
      ),
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, port, host, entry, signs }) {
    const told = loginWords(signs, session);
    // mcp-remote listens for the browser and for nothing else.
    const isOwnBridge = entry?.effective.args?.some((arg) => arg.includes('mcp-remote')) === true;
    const isBridge = isOwnBridge || signsNamed(told, 'bridge').length > 0;
    const address = isBridge ? signsNamed(told, 'address') : [];
    const said = signsNamed(told, 'said', 'cannot-listen', 'moved');
    const state = signsNamed(told, 'state');
    const shown = [...said, ...address, ...state];
    if (shown.length === 0) return [];
    const number = groupOf(shown, 'port') ?? groupOf(shown, 'port2') ?? (port === undefined ? undefined : String(port.port));
    const look = host?.platform === 'win32' ? `netstat -ano | findstr :${number ?? 'PORT'}` : `lsof -nP -iTCP:${number ?? 'PORT'} -sTCP:LISTEN`;
    const holder = port?.holder;
    return draftHit(shown, {
      confidence: weighLogin(
        told,
        session,
        address.length > 0 &&
          (isOwnBridge ||
            signsNamed(told, 'bridge').some(({ quote }) => /callback|authorize|client port|Initializing auth|NodeOAuthClientProvider/iu.test(quote)))
          ? 'confirmed'
          : 'likely',
      ),
      title: number === undefined ? 'The port for the way back from the login is taken' : `Port ${number}, the way back from the login, is taken`,
      why:
        said.length + address.length > 0
          ? `The client waits for the browser on ${number === undefined ? 'a port' : `port ${number}`} of this machine, and ${holder === undefined ? 'another program' : `${holder.name} (pid ${holder.pid})`} has it.`
          : 'The browser came back with an answer that the program on the callback port had not asked for: another program or an older copy listens there.',
      fixes: [
        tell(
          'free-port',
          'End the program that holds the port',
          `Close other copies of the client and of mcp-remote; ${look} shows who holds it. Then log in again.`,
        ),
        tell(
          'other-callback-port',
          'Use another callback port',
          'Claude Code: --callback-port; opencode: "oauth": { "callbackPort": … }; mcp-remote: write the port after the URL. A port that was registered at the provider must be changed there too.',
        ),
      ],
      evidence: holder === undefined ? [] : [{ what: 'who holds the port', where: `port ${port?.port ?? ''}`, quote: `${holder.name}, pid ${holder.pid}` }],
      decisive: 'which program listens on the callback port while the login runs',
    });
  },
});
