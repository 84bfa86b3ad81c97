import { client } from '../../../src/clients/mcp-json-generic.ts';
import type { ClientDefinition, HandshakeFacts, Redactor, StdioPlan, StdioSession } from '../../../src/model/index.ts';
import { openStdioSession, type StdioOptions } from '../../../src/collect/stdio/open-session.ts';

export const SECRET = 'sk-test-abcdef123456';

/** Hides one known secret, which is what these tests need to see that everything passes through it. */
export const redactor: Redactor = {
  text: (value) => value.replaceAll(SECRET, '[redacted]'),
  json: <T>(value: T): T => {
    const copy: T = JSON.parse(JSON.stringify(value).replaceAll(SECRET, '[redacted]'));
    return copy;
  },
  url: (value) => value,
  headers: (value) => value,
  learn: () => undefined,
};

/** A definition with a handshake of the test's choice. */
export function makeDefinition(handshake: Partial<HandshakeFacts> = {}): ClientDefinition {
  const facts: HandshakeFacts = {
    first: 'initialize',
    offers: '2025-11-25',
    accepts: 'known',
    clientInfo: { name: 'test-client', version: '1' },
    listsTools: true,
    known: 'tested',
    ...handshake,
  };
  return { ...client, handshake: facts };
}

export const PROBING: Partial<HandshakeFacts> = { first: 'server/discover', discoverFallbackMs: { stdio: 1_500, http: 1_500 } };

export function makePlan(code: string, more: Partial<StdioPlan> = {}): StdioPlan {
  return {
    transport: 'stdio',
    command: process.execPath,
    args: ['-e', code],
    env: { PATH: process.env['PATH'] ?? '' },
    cwd: process.cwd(),
    searchPath: (process.env['PATH'] ?? '').split(':'),
    searchedFrom: 'test',
    limitMs: 15_000,
    ...more,
  };
}

export const QUICK: StdioOptions = { patienceMs: 0, pace: { settleMs: 100, eofMs: 500, eofAfterFailureMs: 200, termMs: 200 } };

/** Runs one session of a server given as JavaScript. */
export async function connect(
  code: string,
  more: { handshake?: Partial<HandshakeFacts>; plan?: Partial<StdioPlan>; options?: Partial<StdioOptions> } = {},
): Promise<{ session: StdioSession; tools: readonly unknown[] | undefined }> {
  return openStdioSession(makePlan(code, more.plan), makeDefinition(more.handshake), redactor, { ...QUICK, ...more.options });
}

/**
 * JavaScript of a server. `handlers` is the inside of an object: method → function of the message that returns a result, or
 * undefined for silence. `say` writes one message, `raw` writes text.
 */
export function server(handlers: string = '', before: string = ''): string {
  return `
    const raw = (text) => process.stdout.write(text);
    const say = (message) => raw(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
    const hello = { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'demo', version: '1.0.0' } };
    ${before}
    const handlers = {
      initialize: () => hello,
      'tools/list': () => ({ tools: [{ name: 'echo', inputSchema: { type: 'object' } }] }),
      ${handlers}
    };
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const message = JSON.parse(line);
      const handler = handlers[message.method];
      if (handler === undefined) {
        if (message.id !== undefined && message.method !== undefined) say({ id: message.id, error: { code: -32601, message: 'Method not found' } });
        return;
      }
      const result = handler(message);
      if (result !== undefined && message.id !== undefined) say({ id: message.id, result });
    });`;
}

/** Keeps a process alive that would otherwise end, also after its stdin was closed. */
export const STAY = 'setInterval(() => {}, 1000);';
