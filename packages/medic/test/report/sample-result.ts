import type { DoctorResult, ServerResult } from '../../src/model/index.ts';

const ESC = '\u001b';
/** What a terminal or a page would obey. */
const POLYGLOT: string = `${ESC}[2J${ESC}]52;c;ZXZpbA==\u0007\r\u202e<img src=x onerror=alert(1)>`;

export const FAILING: ServerResult = {
  client: 'cursor',
  scope: 'user',
  name: 'github',
  configPath: '/home/ana/.cursor/mcp.json',
  line: 7,
  transport: 'stdio',
  verdict: 'failing',
  diagnosis: {
    cause: 'command-not-on-client-path',
    layer: 'command',
    confidence: 'confirmed',
    title: 'Cursor cannot find "npx"',
    why: 'Cursor searched 4 folders; "npx" stands in /home/ana/.nvm/versions/node/v24.1.0/bin only.',
    evidence: [
      { what: 'starting it failed with ENOENT', quote: 'spawn npx ENOENT' },
      { what: 'the entry "github"', where: '/home/ana/.cursor/mcp.json:7', quote: 'command: "npx"' },
    ],
    fixes: [
      {
        id: 'use-absolute-command',
        title: 'Write the full path of npx',
        safety: 'safe',
        proof: 'not-tried',
        steps: [
          {
            do: 'edit',
            file: '/home/ana/.cursor/mcp.json',
            before: '"command": "npx",',
            after: '"command": "/home/ana/.nvm/versions/node/v24.1.0/bin/npx",',
            diff: '--- a\n+++ b\n@@ -7,1 +7,1 @@\n-      "command": "npx",\n+      "command": "/home/ana/.nvm/versions/node/v24.1.0/bin/npx",\n',
          },
          { do: 'run', command: ['sh', '-c', 'echo "two words"'] },
        ],
      },
    ],
  },
  findings: [],
};

export const HEALTHY: ServerResult = {
  client: 'codex',
  scope: 'user',
  name: 'notes',
  transport: 'stdio',
  verdict: 'healthy',
  connection: { era: 'legacy', protocolVersion: '2025-06-18', tools: 3, phasesMs: { total: 120 } },
  findings: [{ rule: 'stdout-pollution', severity: 'hint', message: 'The server writes a banner to stdout', evidence: [{ what: 'line 1', quote: 'ready' }] }],
};

/** A result with these servers and nothing remarkable in its files. */
export function resultOf(servers: readonly ServerResult[]): DoctorResult {
  const count = (verdict: ServerResult['verdict']): number => servers.filter((one) => one.verdict === verdict).length;
  return {
    schema: 'mcp-medic/doctor@1',
    version: '0.1.0',
    startedAt: '2026-11-21T08:00:00.000Z',
    durationMs: 1234,
    host: { platform: 'linux', arch: 'x64', node: '20.20.2' },
    configs: [{ client: 'cursor', scope: 'user', path: '/home/ana/.cursor/mcp.json', state: 'ok', findings: [] }],
    servers,
    summary: { healthy: count('healthy'), failing: count('failing'), degraded: count('degraded'), notChecked: count('not-checked') },
  };
}

/** The failing server with every foreign string replaced by terminal escapes and markup. */
export function hostileServer(): ServerResult {
  const text = POLYGLOT;
  return {
    ...FAILING,
    name: text,
    configPath: text,
    diagnosis: {
      ...FAILING.diagnosis!,
      title: text,
      why: text,
      evidence: [{ what: text, where: text, quote: `${text}\n${text}` }],
      fixes: [
        {
          id: 'x',
          title: text,
          safety: 'manual',
          proof: 'not-tried',
          steps: [
            { do: 'tell', text: `${text}!` },
            { do: 'run', command: [text] },
            { do: 'edit', file: text, before: text, after: text, diff: `-${text}\n+${text}` },
          ],
        },
      ],
    },
    findings: [{ rule: 'r', severity: 'blocks', message: text, evidence: [{ what: text, quote: text }] }],
  };
}
