import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { capBeside, quoteSigns, signsNamed } from '../weigh-signs.ts';
import { fitTitle, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** The Inspector's web page talks to a proxy of its own on port 6277; when that is missing, no server was asked at all. */
export const rule: AnyRule = defineRule({
  id: 'inspector-proxy',
  layer: 'client',
  severity: 'blocks',
  cause: 'inspector-proxy',
  needs: [],
  uses: ['session'],
  signs: [
    {
      id: 'no-proxy',
      literals: ['MCP Proxy Server', 'Inspector Proxy', 'default environment', ':6277'],
      pattern:
        /MCP Proxy Server is not healthy|Failed to fetch https?:\/\/\S{1,60}:6277\b|[Cc]onnection [Ee]rror\b.{0,80}:6277\b|Couldn't connect to MCP Proxy Server|Error Connecting to MCP Inspector Proxy|Error fetching default environment/iu,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'refused',
      literals: [':6277'],
      pattern: /:6277\/.{0,80}?(?:ERR_CONNECTION_REFUSED|ERR_FAILED|ECONNREFUSED)|ECONNREFUSED \S{1,40}:6277\b/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'port',
      literals: ['PORT IS IN USE', 'port is in use', 'EADDRINUSE'],
      pattern: /EADDRINUSE.{0,40}:627[47]\b|(?:Proxy Server|MCP Inspector) PORT IS IN USE/iu,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'token',
      literals: [
        'proxy session token',
        'proxy token',
        'roxy Session Token',
        'session token to connect',
        'session token shown in the console',
        ':6277/',
        'x-mcp-remote-auth',
        'MCP_PROXY_AUTH_TOKEN',
        'MCP_PROXY_TOKEN',
      ],
      pattern: anyOf(
        near(/:6277\//iu, 200, /\b40[13]\b/iu),
        /Did you add the proxy session token|Proxy Session Token\b.{0,20}\b(?:missing|wrong|invalid|incorrect)|proxy token is correct|(?:invalid|missing|wrong).{0,40}MCP_PROXY_AUTH_TOKEN|session token to connect to the proxy|Use the session token shown in the console|Use the x-mcp-remote-auth header/iu,
      ),
      sources: ['client-log', 'pasted'],
    },
    // The proxy takes requests from the pages it opened itself; opened under another address, the page is a stranger.
    {
      id: 'origin',
      literals: ['nvalid origin', 'Configure allowed origins'],
      pattern: /[Ii]nvalid origin: https?:\/\/\S{1,100}:6274\b|Configure allowed origins via environment variable/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, signs }) {
    if (signs.length === 0) return [];
    const origin = signsNamed(signs, 'origin');
    if (origin.length > 0) {
      return [
        {
          confidence: capBeside(session, origin, 'confirmed'),
          title: "The Inspector's proxy refuses its own page",
          why: 'The page was opened under another address than the proxy expects, so the proxy took it for a page of somebody else.',
          evidence: quoteSigns(origin),
          fixes: [
            tell(
              'allow-page',
              'Name the address of the page to the proxy',
              'Start the Inspector with ALLOWED_ORIGINS set to the address in the message, scheme and port included, or open it as http://localhost:6274.',
            ),
          ],
        },
      ];
    }
    const port = signsNamed(signs, 'port').length > 0;
    const token = signsNamed(signs, 'token').length > 0 && signs.length === signsNamed(signs, 'token').length;
    const fixes = [
      ...(token
        ? [
            tell(
              'open-printed-url',
              'Open the address the Inspector printed',
              'Use the whole URL with MCP_PROXY_AUTH_TOKEN from the terminal, or put the token into Configuration > Proxy Session Token.',
            ),
          ]
        : []),
      tell(
        'restart-inspector',
        'End old Inspectors and start it anew',
        'macOS and Linux: lsof -i :6277 -i :6274 shows what holds the ports; Windows: netstat -ano | findstr :6277. End that process, then run npx @modelcontextprotocol/inspector again and read its terminal.',
      ),
      tell('other-ports', 'Give it other ports', 'Start it with CLIENT_PORT=8080 SERVER_PORT=9000 in its environment, on a Node version it supports.'),
    ];
    return [
      {
        confidence: capBeside(session, signs, token ? 'likely' : 'confirmed'),
        title: fitTitle(
          token
            ? "The Inspector's page does not reach the server through its proxy"
            : port
              ? "The Inspector's port is taken"
              : "The Inspector's page cannot reach its own proxy",
        ),
        why: token
          ? 'The page reached no server: its proxy refused the session token, or the server behind the proxy did not answer.'
          : 'The web page is there and its proxy on port 6277 is not, so the MCP server was never asked.',
        evidence: quoteSigns(signs),
        fixes,
        ...(token ? { decisive: 'the terminal of the Inspector: it says whether the token was refused or the server behind it' } : {}),
      },
    ];
  },
});
