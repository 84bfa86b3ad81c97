import type { ServerResponse } from 'node:http';

/** The one thing the model does next: call a tool, or end with a word. */
type Move = { readonly call: string; readonly namespace?: string } | undefined;

export interface Offered {
  readonly name: string;
  /** Codex groups the tools of a server below a name of its own. */
  readonly namespace?: string;
}

/** One model provider's way of offering tools and of answering. */
export interface Dialect {
  readonly path: RegExp;
  readonly offered: (body: Body) => readonly Offered[];
  readonly answer: (response: ServerResponse, move: Move, body: Body) => void;
}

export type Body = Readonly<Record<string, unknown>>;

interface NamedTool {
  readonly name?: string;
  readonly type?: string;
  readonly tools?: readonly NamedTool[];
  readonly function?: { readonly name: string };
  readonly functionDeclarations?: readonly { readonly name: string }[];
}

const toolsOf = (body: Body): readonly NamedTool[] => (Array.isArray(body['tools']) ? (body['tools'] as NamedTool[]) : []);
const named = (tools: readonly NamedTool[]): Offered[] => tools.flatMap(({ name }) => (name === undefined ? [] : [{ name }]));

function sendEvents(response: ServerResponse, events: readonly (readonly [name: string | undefined, data: unknown])[], end = ''): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(events.map(([name, data]) => `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`).join('') + end);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

let calls = 0;
const callId = (): string => `call_${(calls += 1)}`;

const ANTHROPIC: Dialect = {
  path: /\/messages(\?|$)/,
  offered: (body) => named(toolsOf(body)),
  answer: (response, move, body) => {
    const block = move === undefined ? { type: 'text', text: 'ok' } : { type: 'tool_use', id: callId(), name: move.call, input: {} };
    const stop = { stop_reason: move === undefined ? 'end_turn' : 'tool_use', stop_sequence: null };
    const message = { id: 'msg_1', type: 'message', role: 'assistant', model: body['model'], usage: { input_tokens: 1, output_tokens: 1 } };
    if (body['stream'] !== true) return sendJson(response, { ...message, ...stop, content: [block] });
    const event = (type: string, data: object): readonly [string, unknown] => [type, { type, ...data }];
    return sendEvents(response, [
      event('message_start', { message: { ...message, content: [], stop_reason: null, stop_sequence: null } }),
      event('content_block_start', { index: 0, content_block: move === undefined ? { type: 'text', text: '' } : block }),
      event('content_block_delta', {
        index: 0,
        delta: move === undefined ? { type: 'text_delta', text: 'ok' } : { type: 'input_json_delta', partial_json: '{}' },
      }),
      event('content_block_stop', { index: 0 }),
      event('message_delta', { delta: stop, usage: { output_tokens: 1 } }),
      event('message_stop', {}),
    ]);
  },
};

const OPENAI_CHAT: Dialect = {
  path: /\/chat\/completions/,
  offered: (body) => toolsOf(body).flatMap(({ function: fn }) => (fn === undefined ? [] : [{ name: fn.name }])),
  answer: (response, move, body) => {
    const calling = move === undefined ? undefined : [{ index: 0, id: callId(), type: 'function', function: { name: move.call, arguments: '{}' } }];
    const said = { role: 'assistant', content: move === undefined ? 'ok' : null, ...(calling === undefined ? {} : { tool_calls: calling }) };
    const finish = move === undefined ? 'stop' : 'tool_calls';
    const common = { id: 'c1', created: 1, model: body['model'] };
    if (body['stream'] !== true) {
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      return sendJson(response, { ...common, object: 'chat.completion', choices: [{ index: 0, message: said, finish_reason: finish }], usage });
    }
    const chunk = (delta: unknown, reason: string | null): readonly [undefined, unknown] => [
      undefined,
      { ...common, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: reason }] },
    ];
    return sendEvents(response, [chunk(said, null), chunk({}, finish)], 'data: [DONE]\n\n');
  },
};

const OPENAI_RESPONSES: Dialect = {
  path: /\/responses/,
  offered: (body) =>
    toolsOf(body).flatMap((tool): Offered[] =>
      tool.type === 'namespace' ? named(tool.tools ?? []).map((one) => ({ ...one, namespace: tool.name ?? '' })) : named([tool]),
    ),
  answer: (response, move) => {
    const item =
      move === undefined
        ? { type: 'message', role: 'assistant', id: 'm1', content: [{ type: 'output_text', text: 'ok' }] }
        : {
            type: 'function_call',
            id: 'fc1',
            call_id: callId(),
            name: move.call,
            arguments: '{}',
            ...(move.namespace === undefined ? {} : { namespace: move.namespace }),
          };
    const usage = { input_tokens: 1, input_tokens_details: null, output_tokens: 1, output_tokens_details: null, total_tokens: 2 };
    const event = (type: string, data: object): readonly [string, unknown] => [type, { type, ...data }];
    sendEvents(response, [
      event('response.created', { response: { id: 'r1' } }),
      event('response.output_item.done', { output_index: 0, item }),
      event('response.completed', { response: { id: 'r1', usage } }),
    ]);
  },
};

const GEMINI: Dialect = {
  path: /generateContent|streamGenerateContent/i,
  offered: (body) => toolsOf(body).flatMap(({ functionDeclarations = [] }) => functionDeclarations.map(({ name }) => ({ name }))),
  answer: (response, move) => {
    const part = move === undefined ? { text: 'ok' } : { functionCall: { name: move.call, args: {} } };
    const candidates = [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }];
    const body = { candidates, usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 } };
    if (response.req.url?.includes('stream') === true) sendEvents(response, [[undefined, body]]);
    else sendJson(response, body);
  },
};

export const DIALECTS: readonly Dialect[] = [ANTHROPIC, OPENAI_CHAT, OPENAI_RESPONSES, GEMINI];
