import { answerDual, answerLegacy, answerModern, TOOLS } from './answers.mjs';
import { serveNotes } from './notes.mjs';
import { failure, readMessages, result, writeLine } from './wire.mjs';

const serve = (answer) => {
  readMessages((message) => {
    const reply = answer(message);
    if (reply !== undefined) writeLine(reply);
  });
};
const legacy = (options) => () => serve((message) => answerLegacy(message, options));

/** Answers `initialize` as given and everything else in health. */
const initializeWith = (reply) => () => serve((message) => (message.method === 'initialize' ? reply(message) : answerLegacy(message)));

const afterSeconds = (value, start) => setTimeout(() => start(), Number(value ?? 1) * 1000);

export const PROTOCOL_FAULTS = {
  ok: legacy({}),
  stderr: () => {
    process.stderr.write('testbed server listening on stdio\nDEBUG: ready\n');
    legacy({})();
  },
  nocaps: legacy({ capabilities: {} }),
  oldversion: legacy({ version: '2024-11-05' }),
  badversion: legacy({ version: '1999-01-01' }),
  futureversion: legacy({ version: '2099-12-31' }),
  modern: () => serve(answerModern),
  dual: () => serve(answerDual),
  'exits-on-discover': () =>
    serve((message) => {
      if (message.method === 'server/discover') process.exit(0);
      return answerLegacy(message);
    }),
  initerror: initializeWith(({ id }) => failure(id, -32603, 'backend database unreachable')),
  'strict-version': initializeWith(({ id, params }) =>
    failure(id, -32602, 'Unsupported protocol version', { supported: ['2024-11-05'], requested: params.protocolVersion }),
  ),
  'snake-case': initializeWith(({ id, params }) =>
    result(id, { protocol_version: params.protocolVersion, capabilities: {}, server_info: { name: 'snake', version: '1' } }),
  ),
  'wrong-id': initializeWith(({ id, params }) =>
    result(`x${id}`, { protocolVersion: params.protocolVersion, capabilities: {}, serverInfo: { name: 'x', version: '1' } }),
  ),
  'no-jsonrpc': initializeWith(({ id, params }) => ({
    id,
    result: { protocolVersion: params.protocolVersion, capabilities: {}, serverInfo: { name: 'x', version: '1' } },
  })),
  'not-initialized': initializeWith(({ id }) => failure(id, -32002, 'Server not initialized: received request before initialization was complete')),
  'list-fails': () => serve((message) => (message.method === 'tools/list' ? failure(message.id, -32603, 'tool registry unavailable') : answerLegacy(message))),
  /** Declares tools and does not know the request for them: they are registered after connecting. */
  'no-tools-list': () => serve((message) => (message.method === 'tools/list' ? failure(message.id, -32601, 'Method not found') : answerLegacy(message))),
  silent: () => readMessages(() => {}),
  /** Starts late: nothing is read before VALUE seconds have passed. */
  delay: (value) => afterSeconds(value, legacy({})),
  /** Tools of every class; what is called is written to the file VALUE. */
  notes: (value) => serveNotes(value),
  'bad-schema': legacy({
    tools: [
      ...TOOLS,
      { name: 'broken', inputSchema: { type: 'object', properties: { list: { type: 'array' } }, required: 'list' } },
      { name: 'null-schema', inputSchema: null },
    ],
  }),
  'bad-tool-name': legacy({ tools: [{ ...TOOLS[0], name: 'files.read all/äöü' }] }),
  'array-without-items': legacy({ tools: [{ name: 'tag', inputSchema: { type: 'object', properties: { tags: { type: 'array' } } } }] }),
  'long-tool-name': legacy({ tools: [{ ...TOOLS[0], name: 'search_through_all_notes_of_the_workspace_including_archived_ones' }] }),
  'many-tools': (value) => legacy({ tools: Array.from({ length: Number(value ?? 200) }, (_, index) => ({ ...TOOLS[0], name: `tool_${index}` })) })(),
};
