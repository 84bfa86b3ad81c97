import { TOKENS } from '../conformance/auth/tokens.ts';
import type { ConformanceRun } from '../verify-conformance.ts';

interface HealthyRun extends ConformanceRun {
  readonly name: string;
  /** What is rightly said of a server that breaks no rule. */
  readonly expected?: readonly string[];
}

const bearer = (token: string): Pick<ConformanceRun, 'headers'> => ({ headers: { Authorization: `Bearer ${token}` } });

/** Every check of servers that keep every rule, in all their kinds. What is idle is watched for a moment, with comments more often than that. */
export const HEALTHY_RUNS: readonly HealthyRun[] = [
  { name: 'both eras over HTTP, tools called', transport: 'http', options: { era: 'dual', keepAliveMs: 200 }, allowsCalls: true, idleMs: 500 },
  { name: 'initialize over HTTP', transport: 'http', options: { era: 'legacy' } },
  { name: 'initialize over HTTP, as in 2025-06-18', transport: 'http', options: { era: 'legacy', revision: '2025-06-18' } },
  { name: 'initialize over HTTP, as in 2025-03-26', transport: 'http', options: { era: 'legacy', revision: '2025-03-26' } },
  { name: 'initialize over HTTP without sessions and GET streams', transport: 'http', options: { era: 'legacy', sessions: false, getStream: false } },
  { name: 'server/discover over HTTP', transport: 'http', options: { era: 'modern' }, expected: ['ver.client-match'] },
  { name: 'both eras over HTTP, every answer a stream', transport: 'http', options: { era: 'dual', answers: 'sse' }, ...bearer('nobody asked for it') },
  { name: 'a tool that is a task', transport: 'http', options: { era: 'legacy', tasks: true } },
  {
    name: 'no prompts, logging and completions, tools called',
    transport: 'http',
    options: { era: 'dual', without: ['prompts', 'logging', 'completions'] },
    allowsCalls: true,
  },
  { name: 'HTTP+SSE', transport: 'sse', options: { era: 'legacy', keepAliveMs: 200 }, allowsCalls: true, idleMs: 500 },
  { name: 'a token that is missing', transport: 'http', options: { era: 'dual', auth: 'bearer' } },
  { name: 'a token that is missing, HTTP+SSE', transport: 'sse', options: { era: 'legacy', auth: 'bearer' } },
  { name: 'a token', transport: 'http', options: { era: 'dual', auth: 'bearer' }, ...bearer(TOKENS.full) },
  { name: 'a token that can be read', transport: 'http', options: { era: 'dual', auth: 'bearer' }, presentsOwnToken: true },
  { name: 'a token without the scope', transport: 'http', options: { auth: 'bearer' }, ...bearer(TOKENS.weak), expected: ['auth.token-accepted'] },
  { name: 'both eras over stdio', transport: 'stdio', options: { era: 'dual' } },
];
