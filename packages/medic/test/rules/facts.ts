import { createSignMatcher } from '../../src/collect/signs.ts';
import type {
  AnyRule,
  ClientFacts,
  EntryFacts,
  Evidence,
  Hit,
  HttpExchange,
  HttpSession,
  Outcome,
  SignHit,
  StdioAttempt,
  StdioSession,
  ToolFacts,
} from '../../src/model/index.ts';
import { judge } from '../../src/rules/judge.ts';

/** Small evidence for tests of rules: healthy until told otherwise. */
export const CLIENT: ClientFacts = {
  id: 'claude-code',
  name: 'Claude Code',
  kind: 'cli',
  connectMs: 30_000,
  reload: 'restart Claude Code',
  expansionSyntax: ['${VAR}'],
  typeWords: { stdio: 'stdio', http: 'http', sse: 'sse' },
  fields: { type: 'type', command: 'command', args: 'args', env: 'env', url: 'url', headers: 'headers' },
  commandShape: 'string',
  env: 'all',
  honoursCwdField: false,
  windowsShims: 'resolves',
  first: 'initialize',
  offers: '2025-11-25',
  sse: true,
  oauth: true,
  remote: 'supported',
};

export const ENTRY: EntryFacts = {
  client: 'claude-code',
  scope: 'user',
  name: 'notes',
  file: '/home/u/.claude.json',
  line: 7,
  at: ['mcpServers', 'notes'],
  fromProject: false,
  written: { command: 'node', args: ['notes.js'] },
  effective: { transport: 'stdio', command: 'node', args: ['notes.js'], connectMs: 30_000 },
  problems: [],
  notes: [],
  loads: { state: 'loads' },
};

export const CONNECTED: Extract<Outcome, { kind: 'connected' }> = {
  kind: 'connected',
  era: 'legacy',
  protocolVersion: '2025-11-25',
  capabilities: ['tools'],
  tools: 2,
  atMs: 400,
};

export function failed(stage: Extract<Outcome, { kind: 'failed' }>['stage'], atMs: number = 30_000): Outcome {
  return { kind: 'failed', stage, atMs };
}

function attempt(parts: Partial<StdioAttempt> = {}): StdioAttempt {
  return {
    first: 'initialize',
    stdout: { bytes: 0, truncated: false, lines: [] },
    stderr: { bytes: 0, truncated: false, lines: [] },
    messages: [],
    noise: [],
    phasesMs: {},
    ...parts,
  };
}

export function stdio(outcome: Outcome, parts: Partial<StdioAttempt> = {}, more: Partial<StdioSession> = {}): StdioSession {
  return { transport: 'stdio', argv: ['node', 'notes.js'], cwd: '/home/u', envNames: [], limitMs: 30_000, outcome, attempts: [attempt(parts)], ...more };
}

export function http(outcome: Outcome, more: Partial<HttpSession> = {}): HttpSession {
  return { transport: 'http', url: 'http://127.0.0.1:8000/mcp', limitMs: 30_000, outcome, exchanges: [], messages: [], sessionId: false, ...more };
}

export function exchange(parts: Partial<HttpExchange> = {}): HttpExchange {
  return { purpose: 'initialize', method: 'POST', url: 'http://127.0.0.1:8000/mcp', requestHeaders: {}, redirects: [], phasesMs: {}, ...parts };
}

/** One line on stdout that is no message. */
export function noise(text: string, line: number = 1, jsonButNotRpc: boolean = false): StdioAttempt['noise'][number] {
  return { line, text, beforeFirstAnswer: true, jsonButNotRpc };
}

export function toolsOf(...tools: ToolFacts['tools']): ToolFacts {
  return { count: tools.length, tools };
}

export interface Parts {
  readonly session?: StdioSession | HttpSession;
  readonly otherEra?: StdioSession | HttpSession;
  readonly tools?: ToolFacts;
  readonly client?: Partial<ClientFacts>;
  readonly entry?: Partial<EntryFacts>;
  readonly program?: Extract<NonNullable<Evidence['program']>, { state: 'ok' }>['value'];
  readonly signs?: readonly SignHit[];
}

export function evidenceOf({ session, otherEra, tools, client = {}, entry = {}, program, signs }: Parts): Evidence {
  return {
    client: { state: 'ok', value: { ...CLIENT, ...client } },
    entry: { state: 'ok', value: { ...ENTRY, ...entry } },
    ...(session === undefined ? {} : { session: { state: 'ok', value: session } }),
    ...(otherEra === undefined ? {} : { otherEra: { state: 'ok', value: otherEra } }),
    ...(tools === undefined ? {} : { tools: { state: 'ok', value: tools } }),
    ...(program === undefined ? {} : { program: { state: 'ok', value: program } }),
    ...(signs === undefined ? {} : { signs }),
  };
}

/** What one rule says of collected facts; stderr is searched for its signs as the engine does. */
export function judgeFacts(rule: AnyRule, parts: Parts): readonly Hit[] {
  const lines = parts.session?.transport === 'stdio' ? (parts.session.attempts.at(-1)?.stderr.lines ?? []) : [];
  const signs = [...createSignMatcher([rule]).matchLines(lines, 'stderr'), ...(parts.signs ?? [])];
  return run(rule, evidenceOf({ ...parts, signs }));
}

/** What one rule says of pasted text alone. */
export function judgeText(rule: AnyRule, text: string): readonly Hit[] {
  return run(rule, { signs: createSignMatcher([rule]).matchLines(text.split('\n'), 'pasted') });
}

function run(rule: AnyRule, evidence: Evidence): readonly Hit[] {
  const { hits, defects } = judge([rule], evidence);
  if (defects.length > 0) throw new Error(defects[0]?.message);
  return hits.map(({ hit }) => hit);
}
