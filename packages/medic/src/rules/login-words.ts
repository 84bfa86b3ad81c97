import type { ClientFacts, ClientId, EntryFacts, FixDraft, FixDraftStep } from '../model/index.ts';
import { sayReload, tell } from './words.ts';

interface LoginWays {
  /** What the user does to log in; `NAME` stands for the server. */
  readonly login?: string;
  readonly run?: (name: string) => readonly string[];
  /** What the user does to forget a stored login. */
  readonly forget: string;
  readonly runForget?: (name: string) => readonly string[];
  /** Where a client id that was registered by hand is written. */
  readonly clientId?: string;
}

const WAYS: Partial<Readonly<Record<ClientId, LoginWays>>> = {
  'claude-code': {
    login: 'run /mcp in Claude Code, choose NAME, then Authenticate',
    forget: 'run /mcp in Claude Code, choose NAME, then Clear authentication',
    clientId: '"oauth": { "clientId": "…", "callbackPort": 8080 } in the entry (claude mcp add --client-id … --client-secret --callback-port 8080)',
  },
  codex: {
    run: (name) => ['codex', 'mcp', 'login', name],
    forget: 'run codex mcp logout NAME',
    runForget: (name) => ['codex', 'mcp', 'logout', name],
    clientId: 'oauth = { client_id = "…" } in the table of the server',
  },
  'gemini-cli': {
    login: 'run /mcp auth NAME in Gemini CLI',
    forget: 'delete the part of NAME from ~/.gemini/mcp-oauth-tokens.json',
    clientId: '"oauth": { "enabled": true, "clientId": "…" } in the entry',
  },
  'qwen-code': {
    login: 'run /mcp auth NAME in Qwen Code',
    forget: 'delete the part of NAME from ~/.qwen/mcp-oauth-tokens.json',
    clientId: '"oauth": { "enabled": true, "clientId": "…" } in the entry',
  },
  opencode: {
    run: (name) => ['opencode', 'mcp', 'auth', name],
    forget: 'run opencode mcp logout NAME',
    runForget: (name) => ['opencode', 'mcp', 'logout', name],
    clientId: '"oauth": { "clientId": "…", "clientSecret": "…" } in the entry',
  },
  vscode: {
    login: 'run "MCP: List Servers", choose NAME and Start, and allow the login',
    forget: 'run "Authentication: Remove Dynamic Authentication Providers" in VS Code',
    clientId: '"oauth": { "clientId": "…" } in the entry; VS Code also asks for one when the server has no registration',
  },
  cursor: {
    login: 'open Settings > MCP in Cursor and choose the login button beside NAME',
    forget: 'log NAME out in Settings > MCP in Cursor',
    clientId: '"auth": { "CLIENT_ID": "…", "CLIENT_SECRET": "…" } in the entry',
  },
  mcporter: {
    run: (name) => ['npx', 'mcporter', 'auth', name],
    forget: 'run npx mcporter auth NAME --reset',
    runForget: (name) => ['npx', 'mcporter', 'auth', name, '--reset'],
  },
  'copilot-cli': { login: 'run /mcp in Copilot CLI, choose NAME and log in', forget: 'remove NAME in /mcp and add it anew' },
  zed: { login: 'open the agent settings of Zed and choose the login button beside NAME', forget: 'remove NAME in the agent settings of Zed and add it anew' },
  windsurf: { login: "open Cascade's MCP panel and log in at NAME", forget: "log NAME out in Cascade's MCP panel" },
  cline: { login: 'open MCP Servers in Cline and choose Authenticate at NAME', forget: 'remove NAME in Cline and add it anew' },
};

/** How the user logs in to this server in this client. */
export function draftLogin(entry: EntryFacts | undefined, client: ClientFacts | undefined): FixDraft {
  const name = entry?.name ?? 'the server';
  const ways = client === undefined ? undefined : WAYS[client.id];
  const steps: readonly FixDraftStep[] =
    ways?.run !== undefined && entry !== undefined ? [{ do: 'run', command: ways.run(entry.name) }] : [{ do: 'tell', text: sayLogin(name, client, ways) }];
  return { id: 'log-in', title: `Log in to ${entry === undefined ? 'the server' : `"${name}"`}`, safety: 'manual', steps };
}

/** How the user throws a stored login or registration away, and logs in anew. `isBridge`: mcp-remote keeps them itself. */
export function draftForget(entry: EntryFacts | undefined, client: ClientFacts | undefined, isBridge: boolean): FixDraft {
  const id = 'forget-login';
  const title = 'Throw the stored login away and log in anew';
  if (isBridge)
    return tell(
      id,
      title,
      `End all mcp-remote processes, delete the folder .mcp-auth in your home folder (Windows: %USERPROFILE%\\.mcp-auth), and start the client again; a browser opens for the login.${sayReload(client)}`,
    );
  const ways = client === undefined ? undefined : WAYS[client.id];
  if (ways?.runForget !== undefined && ways.run !== undefined && entry !== undefined) {
    return {
      id,
      title,
      safety: 'manual',
      steps: [
        { do: 'run', command: ways.runForget(entry.name) },
        { do: 'run', command: ways.run(entry.name) },
      ],
    };
  }
  const name = entry?.name ?? 'the server';
  if (ways === undefined)
    return tell(
      id,
      title,
      'Log out of the server in the MCP settings of the client, or remove and add it, and log in again. With mcp-remote, delete the folder .mcp-auth in your home folder first. Codex: codex mcp logout NAME, then login. Claude Code: /mcp, Clear authentication.',
    );
  return tell(id, title, `First ${ways.forget.replace('NAME', name)}. Then ${sayLogin(name, client, ways)}`);
}

/** How a token is given to this client, in words: evidence never holds the token itself. */
export function draftHeader(entry: EntryFacts | undefined, client: ClientFacts | undefined, title: string = 'Give the client a token'): FixDraft {
  const id = 'send-token';
  if (client?.id === 'codex')
    return tell(
      id,
      title,
      `Get a token from the server's provider, put it into an environment variable, and name that variable in bearer_token_env_var of [mcp_servers.${entry?.name ?? 'NAME'}].${sayReload(client)}`,
    );
  const field = client?.fields.headers;
  if (client !== undefined && field === undefined)
    return tell(
      id,
      title,
      `${client.name} has no field for headers; use npx mcp-remote URL --header "Authorization:\${AUTH_HEADER}" as a local server.${sayReload(client)}`,
    );
  const line = `"${field ?? 'headers'}": { "Authorization": "Bearer <token>" }`;
  return tell(
    id,
    title,
    `Get a token from the server's provider and add ${line} to the entry${entry === undefined ? '' : ` "${entry.name}" in ${entry.file}`}; some servers want another header, such as X-API-Key.${sayReload(client)}`,
  );
}

/** Where a hand-made client id goes. */
export function sayClientIdPlace(client: ClientFacts | undefined): string {
  return (
    (client === undefined ? undefined : WAYS[client.id]?.clientId) ??
    'the OAuth settings of the entry, if the client has any ("oauth": { "clientId": "…" } in most)'
  );
}

/** mcp-remote and its like keep logins of their own. */
export function usesBridge(entry: EntryFacts | undefined, text: string = ''): boolean {
  const words = [entry?.effective.command ?? '', ...(entry?.effective.args ?? [])];
  return words.some((word) => /\bmcp-remote\b/u.test(word)) || /mcp-remote|\.mcp-auth|automatically selected callback port/iu.test(text);
}

function sayLogin(name: string, client: ClientFacts | undefined, ways: LoginWays | undefined): string {
  if (ways?.run !== undefined) return `run ${ways.run(name).join(' ')}.`;
  if (ways?.login !== undefined) return `${ways.login.replace('NAME', `"${name}"`).replace(/^\w/u, (letter) => letter.toUpperCase())}; a browser opens.`;
  return `Log in to "${name}" from the MCP settings of ${client?.name ?? 'the client'}; a browser opens. Codex: codex mcp login NAME. Claude Code: /mcp, Authenticate. Gemini CLI: /mcp auth NAME.`;
}
