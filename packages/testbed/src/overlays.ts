import type { HttpSession, StdioAttempt, StdioSession } from '../../medic/src/model/index.ts';

const STDOUT_EMPTY: StdioAttempt['stdout'] = { bytes: 0, truncated: false, lines: [] };
const LIMIT_MS = 60_000;

interface How {
  readonly argv: readonly string[];
  readonly limitMs?: number;
}

/** A server that connected, for the healthy side of cases that another system shows. */
export const CONNECTED: StdioSession = {
  transport: 'stdio',
  argv: ['notes'],
  cwd: '/',
  envNames: ['HOME', 'PATH'],
  limitMs: LIMIT_MS,
  outcome: {
    kind: 'connected',
    era: 'legacy',
    protocolVersion: '2025-06-18',
    serverInfo: { name: 'notes', version: '1.0.0' },
    capabilities: ['tools'],
    tools: 2,
    atMs: 40,
  },
  attempts: [{ first: 'initialize', stdout: STDOUT_EMPTY, stderr: STDOUT_EMPTY, messages: [], noise: [], phasesMs: {} }],
};

/** A start that the system refused. */
export function spawnFailed(error: NonNullable<StdioAttempt['spawnError']>, how: How): StdioSession {
  return failed('spawn', how, { spawnError: error });
}

/** A process that ended, by itself with a code or by a signal, before it answered; with what it wrote to stderr. */
export function exited(end: number | string, stderr: readonly string[], how: How): StdioSession {
  const by = typeof end === 'number' ? { code: end, signal: null } : { code: null, signal: end };
  return failed('exit', how, { stderr: { bytes: stderr.join('\n').length, truncated: false, lines: stderr }, exit: { ...by, atMs: 500, beforeAnswer: true } });
}

/** A remote server that no packet reached. */
export function unreachable(url: string, { code, address }: { readonly code: string; readonly address: string }): HttpSession {
  const message = `connect ${code} ${address}:${new URL(url).port}`;
  return {
    transport: 'http',
    url,
    limitMs: LIMIT_MS,
    outcome: { kind: 'failed', stage: 'tcp', atMs: 40 },
    exchanges: [
      {
        purpose: 'initialize',
        method: 'POST',
        url,
        requestHeaders: { accept: 'application/json, text/event-stream' },
        redirects: [],
        phasesMs: { tcp: 40 },
        error: { phase: 'tcp', code, message, address },
      },
    ],
    messages: [],
    sessionId: false,
    decidedBy: 0,
  };
}

function failed(stage: 'spawn' | 'exit', { argv, limitMs = LIMIT_MS }: How, attempt: Partial<StdioAttempt>): StdioSession {
  return {
    transport: 'stdio',
    argv,
    cwd: '/',
    envNames: ['HOME', 'PATH'],
    limitMs,
    outcome: { kind: 'failed', stage, atMs: 500 },
    attempts: [{ first: 'initialize', stdout: STDOUT_EMPTY, stderr: STDOUT_EMPTY, messages: [], noise: [], phasesMs: {}, ...attempt }],
  };
}
