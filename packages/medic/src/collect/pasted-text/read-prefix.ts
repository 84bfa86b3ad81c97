/** What a log put before a message. */
export interface ReadLine {
  /** The message without everything before it. */
  readonly message: string;
  /** The server the line is about, where the format says so. */
  readonly server?: string;
  readonly format?: string;
  /** The line starts a record of its own: it is no continuation of the one before. */
  readonly isHead: boolean;
}

interface PrefixForm {
  readonly pattern: RegExp;
  readonly format?: string;
  readonly isHead?: boolean;
}

const LEVEL =
  '(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|PANIC|trace|debug|info|notice|warn|warning|error|fatal|critical|Trace|Debug|Info|Warning|Error|Critical)';
const NAME = String.raw`[\w@./ :+-]{1,100}?`;

/**
 * Parts of log prefixes, tried one after the other from the left as often as they fit. Formats measured 2026-11-20 with the
 * clients themselves where they run here; the others as their public logs show them.
 */
const FORMS: readonly PrefixForm[] = [
  { pattern: /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\]?[ \t:-]{0,4}/u, isHead: true },
  { pattern: /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: (?=[A-Z]{3}\]))?\]?[ \t:-]{0,4}/u, isHead: true },
  { pattern: /^\[\d\d?\/\d\d?\/\d\d(?:\d\d)? \d\d?:\d\d:\d\d(?: [AP]M)?\][ \t]{0,4}/u, isHead: true },
  // As clocks of a country write it: `12/31/2025, 3:04:05 PM`, `31.12.2025 15:04:05,123`, `Dec 31, 2025 3:04:05 PM`, `3:04:05 PM`.
  {
    pattern:
      /^\[?(?:\d\d?[./-]\d\d?[./-]\d{4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} \d\d?, \d{4}),? (?:at )?\d\d?:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?[AaPp]\.?[Mm]\.?)?\]?[ \t:-]{0,4}/u,
    isHead: true,
  },
  { pattern: /^\[?\d\d?:\d\d(?::\d\d)?(?:[.,]\d{1,9})? ?[AaPp][Mm]\]?[ \t:-]{0,4}/u, isHead: true },
  {
    pattern: /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} [\w./@-]{1,60}(?:\[\d{1,8}\])?: /u,
    format: 'syslog',
    isHead: true,
  },
  { pattern: new RegExp(String.raw`^\[(?<server>${NAME})\] (?=\[(?:info|error|warn|warning|debug)\])`, 'u'), format: 'Claude Desktop', isHead: true },
  { pattern: /^\[(?:DEBUG|INFO|WARN|ERROR)\] (?=MCP server ")/u, format: 'Claude Code', isHead: true },
  { pattern: /^MCP server "(?<server>[^"]{1,100})":? (?:Server stderr: )?(?:Connection failed(?: after \d{1,9}ms)?: )?/u, format: 'Claude Code', isHead: true },
  { pattern: /^\[MCP STDERR \((?<server>[^)]{1,100})\)\]: ?/u, format: 'Gemini CLI', isHead: true },
  { pattern: /^\[MCP\] (?:MCP ERROR \((?<server>[^)]{1,100})\): ?)?/u, format: 'Gemini CLI', isHead: true },
  { pattern: /^\[Plugin\((?:mcp\/)?(?<server>[^)]{1,100})\)\] (?:std(?:err|out): )?/u, format: 'LM Studio', isHead: true },
  { pattern: /^\[server stderr\] ?/u, format: 'VS Code', isHead: true },
  { pattern: /^\[(?:editor -> server|server -> editor)\] ?/u, format: 'VS Code', isHead: true },
  { pattern: /^MCP client for [`'"](?<server>[^`'"]{1,100})[`'"] (?:failed to start: |timed out)/u, format: 'Codex', isHead: true },
  { pattern: new RegExp(String.raw`^\[${LEVEL}[ \t]{0,3}(?:[\w:.]{1,60})?\][ \t:-]{0,4}`, 'u'), isHead: true },
  // `Error: text` is JavaScript's way to show an error, not a level.
  { pattern: new RegExp(String.raw`^(?!Error:)${LEVEL}(?=:|[ \t]{1,8}[\w.:]{1,80}(?:::|: )|[ \t]+\|)(?::[\w.]{1,60}:)?[ \t:|]{1,9}`, 'u'), isHead: true },
  {
    pattern: /^(?:codex|rmcp|goose|zed|opencode|mcp)[\w]{0,40}(?:::[\w]{1,60}){1,8}(?:\{[^}]{0,300}\})?:(?: [\w]{1,40}(?:::[\w]{1,60}){1,8}:)? ?/u,
    isHead: true,
  },
  { pattern: /^\[\d{1,7}\] ?/u, format: 'mcp-remote', isHead: true },
  { pattern: /^(?<server>[\w.-]{1,80})-\d{1,2}[ \t]{1,20}\| /u, format: 'Docker Compose', isHead: true },
  { pattern: /^npm (?:ERR!|error|warn|WARN|notice|info|verb|http) ?/u, format: 'npm', isHead: true },
  {
    pattern:
      /^(?:\[(?:Wrapper|mcp|MCP|server|proxy|bridge|stderr|stdout|main|inspector|proxy-server)\]|(?:stderr|stdout):|(?:mcp-remote|mcp-proxy|supergateway|mcporter):) ?/u,
    isHead: true,
  },
  { pattern: /^[\w.]{1,80} - (?:DEBUG|INFO|WARNING|ERROR|CRITICAL) - /u, format: 'Python logging', isHead: true },
  { pattern: /^- (?=[\w.]{1,80} - (?:DEBUG|INFO|WARNING|ERROR|CRITICAL))/u },
];

/** `name: npx -y pkg - ✗ Failed to connect`, as list commands print it. */
const LIST_LINE =
  /^[✗✓✘✔⏸●○🟢🔴⚪ ]{0,4}(?<server>[\w@.-][\w@./ -]{0,80}?): (?:.{1,2000}? (?:-|–|—|·) (?:[✗✘✓✔⏸!⚠△].{0,3})? ?|[✗✘✓✔⏸] ?)(?:Failed|Connected|Disconnected|Pending|Needs|Connection|connection|Connecting|Disabled|Error)/u;
/** Cursor writes the server's name after the level: `[info] user-docs: Successfully connected`. */
const CURSOR_NAME = /^(?<server>[\w@][\w@./-]{0,80}): (?=\S)/u;
const NO_NAMES =
  /^(?:\w*(?:error|exception|warning)|npm|node|error|fatal|caused|cause|hint|note|https?|file|warn|info|debug|docker|uv|uvx|npx|python|bash|zsh|sh|Connection state|stderr|stdout|code|message|reason|usage|fetch|spawn|env|exec|ERR_\w+|E[A-Z]+)$/iu;
const SENTENCES: readonly { readonly pattern: RegExp; readonly format?: string }[] = [
  { pattern: /\bduring discovery for server '(?<server>[^']{1,100})'/u, format: 'Gemini CLI' },
  { pattern: /\bMCP client for [`'"](?<server>[^`'"]{1,100})[`'"]/u, format: 'Codex' },
  { pattern: /\bMCP server "(?<server>[^"]{1,100})"/u },
  { pattern: /\bMCP server [`'](?<server>[^`']{1,100})[`']/u },
  { pattern: /\b[Cc]ould not start MCP server (?<server>[\w@./ -]{1,80}?):/u, format: 'Claude Desktop' },
  { pattern: /^MCP (?<server>[\w@./-]{1,80}): /u, format: 'Claude Desktop' },
  { pattern: /^(?<server>[\w@./-]{1,80}) context server failed/u, format: 'Zed' },
];
const ROUNDS_CAP = 9;

/** Takes a line apart. Pure and linear: every pattern is anchored and bounded. */
export function readPrefix(line: string): ReadLine {
  const listed = LIST_LINE.exec(line.slice(0, 2200));
  if (listed !== null) return { message: line, isHead: true, ...named(listed.groups?.['server']) };
  let message = line;
  let server: string | undefined;
  let format: string | undefined;
  let isHead = false;
  let hadLevel = false;
  for (let round = 0; round < ROUNDS_CAP; round += 1) {
    const taken = takeForm(message);
    if (taken === undefined) break;
    server ??= taken.server;
    format ??= taken.format;
    isHead ||= taken.isHead;
    hadLevel ||= /\b(?:info|error|warning|warn|debug)\b/u.test(message.slice(0, message.length - taken.rest.length));
    message = taken.rest;
  }
  if (server === undefined && hadLevel) {
    const cursor = CURSOR_NAME.exec(message);
    const name = cursor?.groups?.['server'];
    if (cursor !== null && name !== undefined && !NO_NAMES.test(name)) {
      server = name;
      message = message.slice(cursor[0].length);
    }
  }
  if (server === undefined) {
    for (const sentence of SENTENCES) {
      const name = sentence.pattern.exec(message.slice(0, 600))?.groups?.['server'];
      if (name === undefined) continue;
      server = name;
      format ??= sentence.format;
      break;
    }
  }
  return { message, isHead: isHead || server !== undefined, ...named(server), ...(format === undefined ? {} : { format }) };
}

function takeForm(text: string): { readonly rest: string; readonly server?: string; readonly format?: string; readonly isHead: boolean } | undefined {
  for (const { pattern, format, isHead = false } of FORMS) {
    const match = pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const server = match.groups?.['server'];
    return { rest: text.slice(match[0].length), isHead, ...(server === undefined ? {} : { server }), ...(format === undefined ? {} : { format }) };
  }
  return undefined;
}

function named(server: string | undefined): { readonly server?: string } {
  return server === undefined ? {} : { server: server.trim() };
}
