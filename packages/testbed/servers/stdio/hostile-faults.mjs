import { spawn } from 'node:child_process';
import { answerLegacy, TOOLS } from './answers.mjs';
import { PROTOCOL_FAULTS } from './protocol-faults.mjs';
import { readMessages, result, writeLine } from './wire.mjs';

const ESC = '\u001b';
/** What a terminal, a page or a log would obey. */
const POLYGLOT = `${ESC}[2J${ESC}]0;owned\u0007${ESC}]52;c;ZXZpbA==\u0007${ESC}[31m\r\u202E<img src=x onerror=alert(1)>\u200B\u{E0041}`;

const flood = (chunk, limitBytes) => () => {
  let sent = 0;
  const more = () => {
    while (sent < limitBytes) {
      sent += chunk.length;
      if (!process.stdout.write(chunk)) {
        process.stdout.once('drain', more);
        return;
      }
    }
  };
  process.stdout.on('error', () => process.exit(0));
  more();
};

const withChild = (options) => () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', ...options });
  child.unref();
  PROTOCOL_FAULTS.ok();
};

const nested = (depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Answers tools/list with text that is not made by JSON.stringify. */
const listAs = (text) => () => {
  readMessages((message) => {
    if (message.method === 'tools/list') process.stdout.write(`{"jsonrpc":"2.0","id":${JSON.stringify(message.id)},"result":{"tools":${text}}}\n`);
    else if (message.id !== undefined) writeLine(answerLegacy(message));
  });
};

export const HOSTILE_FAULTS = {
  'endless-line': flood(Buffer.alloc(65_536, 'a'), Number.POSITIVE_INFINITY),
  gigabyte: flood(Buffer.alloc(1_048_576, 'b'), 1_073_741_824),
  'endless-lines': flood(Buffer.from('noise noise noise\n'.repeat(4000)), Number.POSITIVE_INFINITY),
  'stderr-flood': () => {
    const chunk = 'e'.repeat(65_536);
    const more = () => process.stderr.write(chunk, more);
    more();
    PROTOCOL_FAULTS.ok();
  },
  'ignores-sigterm': () => {
    process.on('SIGTERM', () => {});
    process.on('SIGINT', () => {});
    readMessages((message) => message.id !== undefined && writeLine(answerLegacy(message)), { exitOnEnd: false });
    setInterval(() => {}, 1000);
  },
  fork: withChild({}),
  'double-fork': withChild({ detached: true }),
  'closes-stdout': () => {
    process.stdout.end();
    setInterval(() => {}, 1000);
  },
  'never-reads': () => setInterval(() => {}, 1000),
  polyglot: () => {
    process.stderr.write(`${POLYGLOT}\n`);
    process.stdout.write(`${POLYGLOT}\n`);
    readMessages(({ id }) => id !== undefined && writeLine({ jsonrpc: '2.0', id, error: { code: -32603, message: POLYGLOT, data: { [POLYGLOT]: POLYGLOT } } }));
  },
  'polyglot-healthy': () =>
    readMessages(({ id, method, params }) => {
      if (id === undefined) return;
      if (method === 'initialize')
        writeLine(result(id, { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: POLYGLOT, version: POLYGLOT } }));
      else writeLine(result(id, { tools: [{ ...TOOLS[0], name: POLYGLOT, description: POLYGLOT }] }));
    }),
  'ten-thousand-tools': () => PROTOCOL_FAULTS['many-tools'](10_000),
  'cursor-loop': () =>
    readMessages(
      (message) =>
        message.id !== undefined &&
        writeLine(message.method === 'tools/list' ? result(message.id, { tools: TOOLS, nextCursor: 'again' }) : answerLegacy(message)),
    ),
  'deep-json': listAs(nested(20_000)),
  proto: listAs(
    '[{"name":"__proto__","inputSchema":{"type":"object","__proto__":{"polluted":true},"properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}}]',
  ),
  nul: listAs(String.raw`[{"name":"nul\u0000tool","inputSchema":{"type":"object"}}]`),
  surrogate: listAs(String.raw`[{"name":"lone\ud800","inputSchema":{"type":"object"}}]`),
  /** The same on its way out, in several wordings. */
  'exit-saying-all': () => {
    const pairs = Object.entries(process.env).map(([name, value]) => `${name}: ${value}`);
    process.stderr.write(
      `Error: cannot start with ${process.argv.slice(2).join(' ')}\n${pairs.join('\n')}\n${Buffer.from(JSON.stringify(process.env)).toString('base64')}\n`,
    );
    process.exitCode = 1;
  },
  /** Repeats every environment value and argument it was given, as careless servers do. */
  'echo-secrets': () => {
    const all = JSON.stringify([process.argv, process.env]);
    process.stderr.write(`config: ${all}\n`);
    readMessages(
      ({ id }) => id !== undefined && writeLine({ jsonrpc: '2.0', id, error: { code: -32603, message: `bad credentials ${all}`, data: process.env } }),
    );
  },
};
