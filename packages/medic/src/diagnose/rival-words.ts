import type { CauseId } from '../model/index.ts';

export interface RivalWords {
  readonly title: string;
  /** Why the same text fits this cause too, and what tells the two apart. */
  readonly why: string;
}

/** What is said of a rival that no line names. */
export const RIVAL_WORDS: Readonly<Partial<Record<CauseId, RivalWords>>> = {
  'server-not-running': {
    title: 'No server listens at the address',
    why: 'A program that is not started fails alike; on its own machine nothing has the port open.',
  },
  'bind-address-mismatch': {
    title: 'The server listens on another address',
    why: 'A server that listens on 127.0.0.1 only, or on IPv4 where the client asks ::1, fails alike although it runs.',
  },
  'container-localhost': {
    title: 'localhost means a container',
    why: 'When client or server runs in a container, localhost is that container and the same refusal comes.',
  },
  'dns-not-found': { title: 'The host name has no address', why: 'A misspelt or internal name fails alike; then the look-up by hand fails too.' },
  'connection-timeout': { title: 'Nobody answers at the address', why: 'A firewall or a missing VPN swallows the packets alike, with or without a proxy.' },
  'connection-reset': { title: 'The connection is cut', why: 'The server or something in between ends the connection, whatever is sent over it.' },
  'proxy-not-honoured': {
    title: 'The program passes the proxy by',
    why: 'In a network that lets only its proxy out, direct connections fail alike; Node and some clients do not read HTTPS_PROXY by themselves.',
  },
  'proxy-unreachable': { title: 'The proxy does not pass the request on', why: 'A proxy that is down, or is called by the wrong scheme, answers alike.' },
  'proxy-auth-required': { title: 'The proxy asks for a login', why: 'Some proxies end the connection instead of answering 407.' },
  'tls-private-ca': {
    title: 'The certificate comes from a private authority',
    why: "A certificate that is self-signed or from one's own authority is refused alike; then its issuer is your own.",
  },
  'corporate-tls-inspection': {
    title: 'A gateway or virus scanner opens TLS',
    why: 'A company gateway signs certificates anew with a root this program does not know; then the issuer shown is the gateway.',
  },
  'tls-incomplete-chain': {
    title: 'The server sends too few certificates',
    why: 'A forgotten intermediate certificate is refused alike; browsers often fetch it and show no error.',
  },
  'auth-required': { title: 'The server wants a login', why: 'A request without credentials is refused alike; then no Authorization header was sent.' },
  'auth-token-rejected': { title: 'The server refuses the token or key', why: 'A mistyped, revoked or foreign token is refused alike; a fresh one decides.' },
  'auth-header-malformed': { title: 'The Authorization header has another form', why: 'A header without the word Bearer, or with it twice, is refused alike.' },
  'header-not-sent': {
    title: 'The configured header does not reach the server',
    why: 'A client that reads another field, or drops headers, is refused alike; the log of the server shows no Authorization header.',
  },
  'oauth-token-expired': { title: 'The stored login has expired', why: 'A login that ended and could not be renewed is refused alike; a new login helps.' },
  'oauth-stale-client-registration': {
    title: 'The login server no longer knows this client',
    why: 'A client id whose registration the server forgot is refused alike; throwing the stored login away helps.',
  },
  'oauth-registration-rejected': {
    title: 'The login server refused to register the client',
    why: 'A registration that was turned down stops the login at the same step.',
  },
  'oauth-redirect-uri-mismatch': {
    title: 'The redirect address is not the registered one',
    why: 'A port, host or path that differs from the registered address stops the login at the same step.',
  },
  'oauth-no-dcr': {
    title: 'The login server does not register unknown clients',
    why: 'Without dynamic registration a client needs an id made by hand, and stops at the same step.',
  },
  'oauth-discovery-missing': {
    title: 'The server does not describe its login',
    why: 'Missing or contradictory documents below /.well-known/ stop the login at the same step.',
  },
  'oauth-resource-mismatch': {
    title: 'The token is for another resource',
    why: 'A token for another audience is refused alike; its "aud" does not name this server.',
  },
  'oauth-insufficient-scope': { title: 'The token lacks a scope', why: 'A known token without the needed scope is refused alike; its "scope" shows it.' },
  'url-wrong-endpoint': {
    title: 'The URL is not the endpoint',
    why: 'A wrong host or path answers alike; POST to /mcp on the same host shows whether the endpoint is there.',
  },
  'wrong-transport-type': { title: 'Client and server use different transports', why: 'Streamable HTTP and the old SSE transport refuse each other alike.' },
  'sse-subpath-endpoint': {
    title: 'The server announces a wrong address for messages',
    why: 'Behind a prefix the announced address answers 404 alike; the "endpoint" event of the stream shows it.',
  },
  'html-response': { title: 'A web page came where JSON belongs', why: 'A login page or an error page of the hoster looks alike to the client.' },
  'http-server-error': { title: 'The server or its gateway fails', why: 'A server that fails or restarts behind its gateway looks alike; its log says so.' },
  'proxy-breaks-sse': {
    title: 'A proxy cuts or holds back the stream',
    why: 'A gateway that buffers, or ends idle streams, fails alike; asking the server past it decides.',
  },
  'cloudflare-blocked': {
    title: 'A firewall before the server blocks the client',
    why: 'A bot protection answers with a page of its own; the page names the product.',
  },
  'host-header-rejected': {
    title: 'The server refuses the host name or origin',
    why: "The server's guard against DNS rebinding refuses pages and proxies alike.",
  },
  'cors-blocked': { title: 'The browser blocks the answer (CORS)', why: 'A client in a web page fails alike when the server does not allow its origin.' },
  'session-lost-or-unknown': {
    title: 'The server no longer knows the session',
    why: 'After a restart the server answers 404 or 400 to the old session id; a reconnect helps.',
  },
  'request-before-initialized': {
    title: 'A request came before the handshake was over',
    why: 'A request on a session that was never initialised is refused alike.',
  },
  'protocol-version-mismatch': { title: 'The two sides share no protocol version', why: 'A revision that one side does not speak is refused alike.' },
  'stateless-era-mismatch': {
    title: 'One side speaks the stateless revision only',
    why: 'The revision 2026-07-28 has no initialize; a peer of the other era refuses its first message alike.',
  },
  'optional-method-unsupported': {
    title: 'The server lacks an optional method',
    why: 'A server may refuse a method it did not declare; the connection stands all the same.',
  },
  'tool-schema-invalid': {
    title: "A tool's schema is not valid",
    why: 'A schema that is wrong for every model is refused alike; another provider then refuses it too.',
  },
  'tool-schema-openai-strict': {
    title: "The model provider refuses a tool's schema",
    why: 'A schema that is valid, and outside what this provider takes, is refused alike; another provider takes it.',
  },
  'tool-name-invalid': {
    title: 'A tool has a name the provider refuses',
    why: 'Names longer than 64 characters, or with other signs than letters, digits, _ and -, are refused alike.',
  },
  'server-name-invalid': { title: 'The name of the entry makes tool names invalid', why: 'Clients put the name of the server before the names of its tools.' },
  'server-version-bug': { title: 'This version of the server has a fault', why: 'A fault in the server fails alike; another version of it decides.' },
  'port-in-use': { title: 'Another program has the port', why: 'A second instance that cannot take its port fails alike.' },
  'config-syntax': {
    title: 'The config file does not parse',
    why: 'A comma or bracket in the wrong place is reported alike; "mcp-medic config validate" names line and column.',
  },
  'config-bom': {
    title: 'The config file begins with a byte order mark',
    why: 'Windows editors put an invisible mark before the first bracket; saved as UTF-8 without BOM the file is read.',
  },
  'config-unreadable': {
    title: 'The client may not read its config file',
    why: 'A file of another user is reported alike; "ls -l" shows its owner and mode.',
  },
  'config-entry-shape': {
    title: 'A key of the entry has the wrong name or type',
    why: 'A misspelt key or a value of another type is refused alike; "mcp-medic config validate" names it.',
  },
  'config-transport-type': {
    title: 'The entry names the wrong transport, or none',
    why: 'Clients spell the type of a server differently, and some take a URL without type for a command.',
  },
  'config-wrong-file': {
    title: 'The entry stands in a file this client does not read',
    why: 'Another file, key or scope leaves no error, only no server; "mcp-medic config paths" lists what is read.',
  },
  'args-malformed': {
    title: 'The arguments are split wrongly',
    why: 'Several words in one element of "args" reach the program as one.',
  },
  'cli-add-syntax': {
    title: 'The add command took an option for its own',
    why: 'What stands before "--" belongs to the client, what follows it to the server.',
  },
  'variable-not-expanded': {
    title: 'A variable reaches the server as it is written',
    why: 'Many clients do not expand ${NAME} or %NAME%; the value written out once decides.',
  },
  'placeholder-value': {
    title: 'A placeholder still stands in the entry',
    why: 'YOUR_…, <…> or /path/to from a README is refused alike.',
  },
  'env-var-missing': {
    title: 'The server lacks an environment variable',
    why: 'Without its key or address a server ends at once; the "env" of the entry shows whether it is set.',
  },
  'cwd-missing-or-relative': {
    title: 'The folder the server starts in does not exist',
    why: 'The system reports a missing working folder in the same words as a missing program.',
  },
  'script-or-path-missing': {
    title: 'A file the entry names does not exist',
    why: 'A script that was not built, or moved, ends the start alike; "ls" on each path of the entry decides.',
  },
  'server-disabled': {
    title: 'The server is switched off',
    why: 'A server that is switched off appears nowhere; the list of the client shows its switch.',
  },
  'client-not-restarted': {
    title: 'The client still runs with the old settings',
    why: 'Most clients read their file once; quit it completely and start it again.',
  },
  'command-not-installed': {
    title: 'The program is not installed',
    why: 'A program that is nowhere is reported alike; "which NAME" (Windows: where NAME) finds nothing then.',
  },
  'command-not-on-client-path': {
    title: 'The client does not look where the program is',
    why: 'Desktop programs do not read the shell profile; when "which NAME" finds a path, write it as "command".',
  },
  'windows-launcher-suffix': {
    title: 'Windows cannot start a batch file directly',
    why: 'npx and uvx scripts are no programs there; "cmd" with "/c" before them decides.',
  },
  'space-in-path-or-arg': {
    title: 'A space cuts a path in two',
    why: 'A path with a space that is not quoted ends at the space.',
  },
  'arch-mismatch': {
    title: 'A binary is built for another processor',
    why: '"file BINARY" and "uname -m" differ then.',
  },
  'file-permissions': {
    title: 'A file belongs to another user or is not allowed',
    why: 'Files that sudo left behind are refused alike; "ls -l" as the user who runs the client decides.',
  },
  'package-not-found': {
    title: 'There is no package of that name or version',
    why: 'A misspelt or withdrawn package ends the start alike; "npm view NAME version" or "uvx NAME --help" decides.',
  },
  'corrupt-package-cache': {
    title: 'The downloaded copy is broken',
    why: 'An aborted download leaves half a package behind; it starts once the cached copy is deleted.',
  },
  'dependency-version-conflict': {
    title: 'A library has another version than the server expects',
    why: 'A newer library fails alike; the versions of the day of the release decide.',
  },
  'node-too-old': {
    title: 'The Node.js that runs the server is too old',
    why: 'Code for a newer Node fails alike; "node --version" as the client sees it decides.',
  },
  'version-manager-wrong-node': {
    title: 'The client takes an older Node.js of a version manager',
    why: 'nvm, fnm, volta and asdf give desktop programs another Node than the terminal.',
  },
  'python-version-unsuitable': {
    title: 'The Python that runs the server does not suit it',
    why: 'Libraries without a build for this Python fail alike; "uvx --python 3.12 NAME" decides.',
  },
  'node-module-missing': {
    title: 'A module of the server is not installed',
    why: 'Without "npm install" or "npm run build" in its folder a server fails alike.',
  },
  'server-crash': {
    title: 'The server ends over an error of its own',
    why: 'Its last words stand on stderr; "mcp-medic doctor NAME" shows them.',
  },
  'stdout-pollution': {
    title: 'The server prints other text between its messages',
    why: 'Banners and log lines on stdout confuse a client alike; "mcp-medic doctor NAME" shows them.',
  },
  'stdio-encoding': {
    title: 'The server writes in another encoding than UTF-8',
    why: 'On Windows Python writes in the code page of the system; PYTHONUTF8=1 in "env" decides.',
  },
  'invalid-jsonrpc': {
    title: 'The server answers with malformed messages',
    why: '"mcp-medic verify NAME" checks each message against the specification.',
  },
  'server-unresponsive': {
    title: 'The server runs and never answers',
    why: '"mcp-medic doctor NAME" waits longer than the client and tells slow from silent.',
  },
  'startup-timeout-download': {
    title: 'The first start still downloads the package',
    why: 'npx, uvx and docker fetch before they start; once the command was run in a terminal, it is fast.',
  },
  'startup-timeout-slow': {
    title: 'The server starts too slowly for the client',
    why: '"mcp-medic doctor NAME" measures the start against the limit of the client.',
  },
  'approval-or-trust-pending': {
    title: 'The client waits for your approval',
    why: 'Entries of a project and new servers wait for a yes, and some clients do not ask aloud.',
  },
  'macos-quarantine': {
    title: 'macOS holds the program in quarantine',
    why: 'A download without a signature is ended at its start; "xattr -l FILE" shows com.apple.quarantine.',
  },
  'macos-folder-privacy': {
    title: 'macOS keeps the client out of the folder',
    why: 'Desktop, Documents and Downloads are closed to programs until they are allowed under Privacy & Security.',
  },
  'sandboxed-client': {
    title: 'A sandbox hides programs and files from the client',
    why: 'Flatpak, Snap and Store packages see another disk than the terminal.',
  },
  'client-version-bug': {
    title: 'This version of the client has a fault',
    why: 'The same server in another client, or in the version before, decides.',
  },
  'rate-limited': {
    title: 'The server turns away too many requests',
    why: 'A limit that is used up is answered with 429; after a pause the same request succeeds.',
  },
  'url-refused-by-client': {
    title: 'The client does not dial this address',
    why: 'Some clients refuse local, private or unencrypted addresses before they ask the server.',
  },
  'oauth-callback-port-in-use': {
    title: 'The port for the answer of the login is taken',
    why: 'A second login, or one that was left open, holds the port to which the browser returns.',
  },
  'too-many-tools': {
    title: 'There are more tools than the client or model takes',
    why: 'Over a limit all tools are refused or some are left out; with fewer servers it works.',
  },
  'python-module-missing': {
    title: 'A Python module is missing',
    why: 'The interpreter that runs the server is often another one than the one the module was installed for.',
  },
  'oom-killed': { title: 'The server ran out of memory', why: 'The system or the runtime ends a program that needs more memory than there is.' },
  'docker-daemon-down': { title: 'Docker is not running', why: 'Without its engine every docker command fails, whatever the image.' },
  'docker-stdio-flags': { title: 'docker run lacks -i', why: 'Without -i a container gets no input and ends, or never answers.' },
  'request-timeout-long-tool': {
    title: 'A tool took longer than the client waits',
    why: 'The connection stands; the call itself ran into the limit of the client.',
  },
  'value-whitespace': {
    title: 'A value has a blank or line end too many',
    why: 'A token or address that was pasted with a blank or a line end is refused alike.',
  },
  'macos-local-network-privacy': {
    title: 'macOS keeps the program from the local network',
    why: 'For an address of the local network macOS lets every connection fail until the program has leave; other programs reach it.',
  },
  'inspector-proxy': {
    title: "The Inspector's own proxy is in the way",
    why: 'The page of the Inspector reaches every server through its proxy; another address, port or token of that proxy stops it before any server is asked.',
  },
};
