/** What a log says of a connection that works: `up` a server that serves, `answered` one request that went well. */
export type StateMark = 'up' | 'answered';

interface MarkForm {
  readonly literals: readonly string[];
  readonly pattern: RegExp;
  readonly mark: StateMark;
}

/**
 * Lines that clients and SDKs write once a server has answered. "Server started and connected successfully" of Claude Desktop
 * and "Connection state: Running" of VS Code are none: both come before the first answer (seen 2026-11-20).
 */
const FORMS: readonly MarkForm[] = [
  { literals: ['"protocolVersion"', 'protocolVersion'], pattern: /"result" ?: ?\{ ?"(?:protocolVersion|capabilities|serverInfo)"/u, mark: 'up' },
  { literals: ['"result":{"tools"', '"result": {"tools"'], pattern: /"result" ?: ?\{ ?"tools" ?: ?\[/u, mark: 'up' },
  { literals: ['uccessfully connected', 'uccessfully Connected'], pattern: /(?<!started and )[Ss]uccessfully connected (?:to|in|via)\b/u, mark: 'up' },
  {
    literals: ['Found ', 'Discovered ', 'Loaded ', 'Registered '],
    pattern: /\b(?:Found|Discovered|Loaded|Registered) [1-9]\d{0,4} (?:MCP )?tools?\b/u,
    mark: 'up',
  },
  { literals: ['Connected'], pattern: /[✓✔🟢] ?Connected\b|\bConnected \(\d{1,4} tools?\)/u, mark: 'up' },
  { literals: ['Connected to MCP server'], pattern: /\bConnected to MCP server \S{1,80}!/u, mark: 'up' },
  { literals: ['Service initialized as '], pattern: /Service initialized as (?:client|server)/u, mark: 'up' },
  {
    literals: ['Proxy established successfully', 'Connected to remote server using'],
    pattern: /Proxy established successfully|Connected to remote server using \w/u,
    mark: 'up',
  },
  {
    literals: ['session initialized', 'Session initialized', 'initialized successfully'],
    pattern: /\b(?:MCP )?[Ss]ession initialized\b|\b(?:MCP )?(?:[Ss]erver|[Cc]lient)\b.{0,80} initialized successfully/u,
    mark: 'up',
  },
  {
    literals: ['Connection successful', 'connection established', 'Connection established'],
    pattern: /\b(?:MCP|mcp)\b.{0,100}[Cc]onnection (?:successful|established)/u,
    mark: 'up',
  },
  { literals: ['"result":{"content"', '"result": {"content"'], pattern: /"result" ?: ?\{ ?"content" ?: ?\[(?!.{0,4000}"isError" ?: ?true)/u, mark: 'up' },
  { literals: [' tools'], pattern: /\b[Cc]onnected,? \(?[1-9]\d{0,4} tools?\b/u, mark: 'up' },
  { literals: ['Processing request of type'], pattern: /Processing request of type (?:ListTools|CallTool)Request/u, mark: 'up' },
  { literals: ['/mcp'], pattern: /\bPOST \S{0,300}\/mcp\S{0,80} "?HTTP\/[\d.]{1,3}"? 20[02]\b/u, mark: 'answered' },
];

/** Literals of the marks, for the search that finds candidate lines. */
export const STATE_LITERALS: readonly string[] = FORMS.flatMap(({ literals }) => literals);

export function readStateMark(text: string): StateMark | undefined {
  return FORMS.find(({ literals, pattern }) => literals.some((literal) => text.includes(literal)) && pattern.test(text))?.mark;
}
