// A small stdio server for the production checklist: good, unless its arguments say what to do wrong.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const faults = new Set(process.argv.slice(2));
const token = process.env.FIXTURE_API_TOKEN ?? '';
const GOOD = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'], additionalProperties: false };
const SCHEMAS = {
  'free-tool': { type: 'object', additionalProperties: true },
  'free-parameter': { type: 'object', properties: { text: { description: 'anything' } } },
};

if (faults.has('noise')) console.log('fixture server ready');
if (faults.has('leak-stderr')) console.error(`using token ${token}`);
if (faults.has('leak-encoded')) console.error(`auth ${Buffer.from(`user:${token}`).toString('base64')}`);
if (faults.has('leak-environment')) console.error(JSON.stringify(process.env));
if (faults.has('listen')) createServer().listen(0, '0.0.0.0');
if (faults.has('listen-loopback')) createServer().listen(0, '127.0.0.1');
if (faults.has('alone')) {
  const lock = createServer().listen(Number(process.env.FIXTURE_LOCK_PORT), '127.0.0.1');
  lock.on('error', () => process.exit(1));
  await new Promise((done) => lock.on('listening', done));
}

const schema = SCHEMAS[[...faults].find((fault) => fault in SCHEMAS)] ?? GOOD;
const METHODS = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'preflight-fixture', version: '1.0.0' } }),
  ping: () => ({}),
  'tools/list': () => ({ tools: [{ name: 'echo', description: 'Gives the text back.', inputSchema: schema }] }),
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    let message;
    try {
      message = JSON.parse(line);
    } catch {
      return answer({ id: null, error: { code: -32700, message: 'Parse error' } });
    }
    if (message.id === undefined || message.method === undefined) return undefined;
    const method = METHODS[message.method];
    if (method !== undefined) return answer({ id: message.id, result: method(message.params ?? {}) });
    const more = faults.has('leak-answer') ? ` (token ${token})` : '';
    return answer({ id: message.id, error: { code: -32601, message: `Method not found${more}` } });
  })
  .on('close', () => process.exit(0));

function answer(body) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...body })}\n`);
}
