import type { CheckResult, CheckSummary, PreflightResult, TranscriptEntry, VerifyResult } from '../../src/model/index.ts';

const ESC = '\u001b';
/** What a terminal, a page, a Markdown or XML reader, or a CI log would obey. */
export const POLYGLOTS: readonly string[] = [
  `${ESC}[2J${ESC}]52;c;ZXZpbA==\u0007\r\u202ereversed`,
  '</script><script>alert(1)</script><img src=x onerror=alert(1)>',
  "\"><svg onload=alert(1)>' onmouseover='alert(1)",
  '</style><style>*{background:url(//evil.example/x)}',
  ']]></failure></testcase><testcase name="forged"/><!-- --!> -->',
  '```\n````\n# forged heading\n![x](http://evil.example/x.png) @everyone <b>',
  '| a | b |\n::error::forged\n##[error]forged',
  '&lt;b&gt; &#x3c;script&#x3e; javascript:alert(1) [x](javascript:alert(1))',
  '\u0000\u0008\ufffe\ud800\u{e0041}\u2028end',
];

const CHECKS: readonly CheckResult[] = [
  {
    id: 'launch.starts',
    group: 'launch',
    title: 'The command starts and stays up',
    level: 'practice',
    status: 'pass',
    evidence: [],
    ms: 212,
  },
  {
    id: 'launch.stops',
    group: 'launch',
    title: 'The server ends when its stdin closes',
    level: 'SHOULD',
    status: 'pass',
    spec: '2025-11-25 basic/lifecycle#shutdown',
    evidence: [],
    ms: 40,
  },
  {
    id: 'rpc.unknown-method',
    group: 'rpc',
    title: 'An unknown method was answered with success',
    level: 'MUST',
    status: 'fail',
    spec: '2025-11-25 basic/index#responses',
    evidence: [
      { what: 'sent', where: 'POST /mcp', quote: '{"jsonrpc":"2.0","id":41,"method":"mcp-medic/no-such-method","params":{}}' },
      { what: 'received', where: 'POST /mcp, HTTP 200', quote: '{"jsonrpc":"2.0","id":41,"result":{}}' },
    ],
    fix: 'Answer methods the server does not know with error code -32601.',
    ms: 12,
  },
  {
    id: 'tool.input-schema',
    group: 'content',
    title: 'The input schema of "search_everything" does not compile',
    level: 'MUST',
    status: 'fail',
    spec: 'RFC 8927 section 3.2',
    evidence: [
      {
        what: 'tools/list, tool 3 of 112',
        quote: `{"type":"object","properties":{${Array.from({ length: 60 }, (_, index) => `"field_${index}":{"type":"strnig"}`).join(',')}}}`,
      },
    ],
    fix: 'Write "string" where "strnig" stands.',
    ms: 3,
  },
  {
    id: 'list.latency',
    group: 'lists',
    title: 'tools/list took longer than two seconds',
    level: 'practice',
    status: 'warn',
    evidence: [{ what: 'tools/list', quote: '2,812 ms' }],
    fix: 'Build the list once, at start-up.',
    ms: 2812,
  },
  {
    id: 'sse.endpoint',
    group: 'transport',
    title: 'The event stream names its endpoint first',
    level: 'MUST',
    status: 'not-applicable',
    reason: 'the server is not an SSE server',
    evidence: [],
    ms: 0,
  },
  ...['auth.401', 'auth.bad-token', 'auth.query-token'].map((id): CheckResult => ({
    id,
    group: 'auth',
    title: `Authorization: ${id}`,
    level: 'MUST',
    status: 'not-tested',
    reason: 'the server asks for no token',
    evidence: [],
    ms: 0,
  })),
  {
    id: 'tool.output-conforms',
    group: 'content',
    title: 'Results match their output schema',
    level: 'MUST',
    status: 'not-tested',
    reason: 'no tool is called without --allow-calls',
    evidence: [],
    ms: 0,
  },
];

const TRANSCRIPT: readonly TranscriptEntry[] = [
  { probe: 'era-modern', peer: 1, dir: 'sent', atMs: 3, text: '{"jsonrpc":"2.0","id":1,"method":"server/discover"}' },
  { probe: 'era-modern', peer: 1, dir: 'received', atMs: 9, text: '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found"}}' },
  { probe: 'era-modern', peer: 1, dir: 'event', atMs: 14, text: 'exit code 0' },
];

/** Counts as the engine makes them. */
function summarize(checks: readonly CheckResult[]): CheckSummary {
  const count = (status: CheckResult['status']): number => checks.filter((check) => check.status === status).length;
  return { pass: count('pass'), fail: count('fail'), warn: count('warn'), notApplicable: count('not-applicable'), notTested: count('not-tested') };
}

/** A result with these checks, or with checks of every outcome. */
export function verifyResult(checks: readonly CheckResult[] = CHECKS, changes: Partial<VerifyResult> = {}): VerifyResult {
  return {
    schema: 'mcp-medic/verify@1',
    version: '0.1.0',
    startedAt: '2026-11-27T08:00:00.000Z',
    durationMs: 3214,
    target: 'http://127.0.0.1:3000/mcp',
    transport: 'http',
    era: 'dual',
    server: { name: 'everything', version: '2026.8.31' },
    revisions: ['2026-07-28', '2025-11-25', '2025-06-18'],
    checks,
    summary: summarize(checks),
    clients: [
      { id: 'claude-code', name: 'Claude Code', kind: 'client', outlook: 'connects', reasons: [] },
      { id: 'codex', name: 'Codex', kind: 'client', outlook: 'connects', reasons: [] },
      {
        id: 'windsurf',
        name: 'Windsurf',
        kind: 'client',
        outlook: 'loses-tools',
        reasons: ['It offers 100 tools at most; the server has 112.'],
        lostTools: Array.from({ length: 12 }, (_, index) => `extra_${index}`),
      },
      { id: 'claude-desktop', name: 'Claude Desktop', kind: 'client', outlook: 'fails', reasons: ['It waits 60 s for initialize; the server took 71 s.'] },
      { id: 'cursor', name: 'Cursor', kind: 'client', outlook: 'fails', reasons: ['It waits 60 s for initialize; the server took 71 s.'] },
      { id: 'zed', name: 'Zed', kind: 'client', outlook: 'unknown', reasons: ['Its time limit is not known.'] },
      {
        id: 'openai',
        name: 'OpenAI models',
        kind: 'model-provider',
        outlook: 'loses-tools',
        reasons: ['They refuse "oneOf" at the top of a schema.'],
        lostTools: ['search_everything'],
      },
    ],
    transcript: TRANSCRIPT,
    ...changes,
  };
}

export function preflightResult(): PreflightResult {
  const checks: readonly CheckResult[] = [
    {
      id: 'preflight.health',
      group: 'preflight',
      title: '/health answers 200 within 500 ms',
      level: 'practice',
      status: 'pass',
      evidence: [{ what: 'GET /health', quote: 'HTTP 200 in 4 ms' }],
      ms: 4,
    },
    {
      id: 'preflight.certificate',
      group: 'preflight',
      title: 'The certificate is valid, trusted and renews in time',
      level: 'practice',
      status: 'not-applicable',
      reason: 'the address is not https',
      evidence: [],
      ms: 0,
    },
  ];
  return {
    schema: 'mcp-medic/preflight@1',
    version: '0.1.0',
    startedAt: '2026-11-27T08:00:00.000Z',
    durationMs: 900,
    target: 'node server.mjs',
    transport: 'stdio',
    era: 'legacy',
    checks,
    summary: summarize(checks),
  };
}

/** Every foreign string is hostile, in every outcome. */
export function hostileVerify(text: string): VerifyResult {
  const base: CheckResult = {
    id: text,
    group: text,
    title: text,
    level: 'MUST',
    status: 'fail',
    spec: text,
    reason: text,
    fix: text,
    evidence: [{ what: text, where: text, quote: text }],
    ms: 1,
  };
  const checks = (['fail', 'warn', 'pass', 'not-applicable', 'not-tested'] as const).map((status, index) => ({ ...base, id: `${text}${index}`, status }));
  return verifyResult(checks, {
    target: text,
    server: { name: text, version: text },
    revisions: [text],
    clients: (['connects', 'loses-tools', 'needs-login', 'fails', 'unknown'] as const).map((outlook) => ({
      id: text,
      name: text,
      kind: 'client',
      outlook,
      reasons: [text],
      lostTools: [text],
    })),
    transcript: [{ probe: text, peer: 1, dir: 'received', atMs: 1, text }],
    baseline: {
      file: text,
      known: [{ check: `${text}1`, reason: text }],
      fresh: [`${text}0`],
      passing: [{ check: `${text}2`, reason: text }],
      undecided: [{ check: text }],
    },
  });
}
