import { describe, expect, it } from 'vitest';
import { classifyLine } from '../../../src/collect/stdio/classify-line.ts';
import type { StdioAttempt } from '../../../src/model/index.ts';
import { connect, PROBING, server } from './fixtures.ts';

/** The answer to initialize as text, for servers that write it in their own way. */
const TEXT = `JSON.stringify({ jsonrpc: '2.0', id: m.id, result: hello })`;

function writes(expression: string): string {
  return server(`initialize: (m) => { ${expression} },`);
}

interface Case {
  readonly name: string;
  readonly code: string;
  readonly outcome: string;
  readonly framing?: StdioAttempt['framing'];
  readonly fault?: RegExp;
  readonly noise?: readonly Partial<StdioAttempt['noise'][number]>[];
}

const CASES: readonly Case[] = [
  { name: 'carriage returns', code: writes(`raw(${TEXT} + '\\r\\n');`), outcome: 'connected' },
  {
    name: 'noise lines',
    code: server('', `raw('Server started\\n\\n{"level":"info"}\\n');`),
    outcome: 'connected',
    noise: [
      { line: 1, text: 'Server started', beforeFirstAnswer: true, jsonButNotRpc: false },
      { line: 3, text: '{"level":"info"}', beforeFirstAnswer: true, jsonButNotRpc: true },
    ],
  },
  {
    name: 'noise after the answer',
    code: server(`'notifications/initialized': () => { raw('ready\\n'); },`),
    outcome: 'connected',
    noise: [{ text: 'ready', beforeFirstAnswer: false }],
  },
  {
    name: 'glued noise',
    code: writes(`raw('Server ready' + ${TEXT} + '\\n');`),
    outcome: 'framing',
    framing: 'glued-noise',
    fault: /other text stands on the same line/u,
    noise: [{ line: 1 }],
  },
  { name: 'text after the answer', code: writes(`raw(${TEXT} + 'done\\n');`), outcome: 'framing', framing: 'glued-noise' },
  {
    name: 'two messages on a line',
    code: writes(`raw(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message' }) + ${TEXT} + '\\n');`),
    outcome: 'framing',
    framing: 'glued-noise',
  },
  {
    name: 'content-length',
    code: writes(`const t = ${TEXT}; raw('Content-Length: ' + t.length + '\\r\\n\\r\\n' + t);`),
    outcome: 'framing',
    framing: 'content-length',
    fault: /after a Content-Length header/u,
  },
  { name: 'the words content-length in a log', code: server('', `raw('Content-Length: 5\\nfetched\\n');`), outcome: 'connected' },
  {
    name: 'pretty-printed',
    code: writes(`raw(JSON.stringify(JSON.parse(${TEXT}), null, 2) + '\\n');`),
    outcome: 'framing',
    framing: 'pretty-printed',
    fault: /written over several lines/u,
  },
  {
    name: 'a raw line break in a string',
    code: writes(`raw(JSON.stringify({ jsonrpc: '2.0', id: m.id, result: { ...hello, instructions: 'aXb' } }).replace('X', '\\n') + '\\n');`),
    outcome: 'framing',
    framing: 'pretty-printed',
    fault: /a raw line break stands inside it/u,
  },
  { name: 'no line break', code: writes(`raw(${TEXT});`), outcome: 'framing', framing: 'no-newline', fault: /no line break follows/u },
  { name: 'no line break, then exit', code: writes(`process.stdout.write(${TEXT}, () => process.exit(0));`), outcome: 'framing', framing: 'no-newline' },
  { name: 'utf-16', code: writes(`process.stdout.write(Buffer.from(${TEXT} + '\\n', 'utf16le'));`), outcome: 'framing', framing: 'utf-16', fault: /UTF-16/u },
  {
    name: 'utf-16 big endian with mark',
    code: writes(`process.stdout.write(Buffer.from('\\uFEFF' + ${TEXT} + '\\n', 'utf16le').swap16());`),
    outcome: 'framing',
    framing: 'utf-16',
    fault: /UTF-16/u,
  },
  { name: 'a byte order mark', code: writes(`raw('\\uFEFF' + ${TEXT} + '\\n');`), outcome: 'framing', framing: 'bom', fault: /byte order mark/u },
  {
    name: 'server-sent events',
    code: writes(`raw('event: message\\ndata: ' + ${TEXT} + '\\n\\n');`),
    outcome: 'framing',
    framing: 'sse',
    fault: /server-sent event/u,
  },
  { name: 'a batch', code: writes(`raw('[' + ${TEXT} + ']\\n');`), outcome: 'framing', framing: 'array-batch', fault: /array \(a batch\)/u },
  {
    name: 'invalid UTF-8 in a string',
    code: writes(`process.stdout.write(Buffer.from(${TEXT}.replace('demo', 'd\\u00e9mo') + '\\n', 'latin1'));`),
    outcome: 'connected',
    framing: 'invalid-utf-8',
  },
  {
    name: 'an answer in many pieces',
    code: writes(`const t = Buffer.from(${TEXT}.replace('demo', 'd\\u00e9mo') + '\\n'); for (const b of t) process.stdout.write(Buffer.from([b]));`),
    outcome: 'connected',
  },
];

describe('framing of stdout', () => {
  it.concurrent.each(CASES)('$name', async ({ code, outcome, framing, fault, noise }) => {
    const { session } = await connect(code, { plan: { limitMs: 10_000 } });
    const attempt = session.attempts[0];
    expect(session.outcome.kind === 'failed' ? session.outcome.stage : session.outcome.kind).toBe(outcome);
    expect(attempt?.framing).toBe(framing);
    if (noise !== undefined) expect(attempt?.noise).toMatchObject(noise);
    if (fault !== undefined) expect(attempt?.messages.flatMap((message) => message.faults ?? []).join('\n')).toMatch(fault);
  });

  it('loses only the probe to glued noise, as claude and copilot do (measured 2026-11-20)', async () => {
    const { session } = await connect(server('', `raw('starting... ');`), { handshake: PROBING });
    expect(session.outcome).toMatchObject({ kind: 'connected', era: 'legacy' });
    expect(session.attempts[0]?.framing).toBe('glued-noise');
  });

  it('tells an answer that is too long for a line from silence', async () => {
    const { session } = await connect(
      writes(`raw(JSON.stringify({ jsonrpc: '2.0', id: m.id, result: { ...hello, instructions: 'x'.repeat(5e6) } }) + '\\n');`),
    );
    expect(session.outcome).toMatchObject({ kind: 'failed', stage: 'framing' });
    expect(session.attempts[0]?.stdout).toMatchObject({ truncated: true });
  });
});

describe('classifyLine', () => {
  it.each([
    ['', 'blank'],
    ['   ', 'blank'],
    ['hello', 'text'],
    ['42', 'text'],
    ['{"a":1}', 'json-noise'],
    ['[1]', 'json-noise'],
    ['{"jsonrpc":"2.0","method":"x"}', 'message'],
    ['data: {"jsonrpc":"2.0","method":"x"}', 'lost'],
    ['data: 5', 'text'],
    ['[2026] {x} {"jsonrpc":"2.0","method":"x"} tail', 'lost'],
    ['says "jsonrpc" {', 'text'],
    ['Content-Length: 12', 'content-length'],
  ])('%j is %s', (line, kind) => {
    expect(classifyLine(line).kind).toBe(kind);
  });

  it('is linear on hostile lines', () => {
    for (const line of ['{'.repeat(1e6), `${'{"'.repeat(5e5)}"jsonrpc"`, ' '.repeat(1e6), `data:${'['.repeat(1e6)}`]) classifyLine(line);
  });
});
