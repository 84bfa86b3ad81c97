import { setTimeout as sleep } from 'node:timers/promises';
import { announce, type Exchange } from '../exchange.ts';
import { TASK_TOOL } from '../legacy/tasks.ts';
import { isSince } from '../revisions.ts';
import { CODES, invalidType, isRecord, RpcError, type Params, type Result } from '../rpc.ts';
import { findBadArgument } from './arguments.ts';
import { askName } from './ask-name.ts';
import { everyBlock, textBlock } from './content.ts';
import { count, wait } from './long-tools.ts';
import { toolsFor } from './tools.ts';

export async function callTool(params: Params, exchange: Exchange): Promise<Result> {
  const { settings, revision } = exchange;
  const { broken } = settings;
  const { name, arguments: args = {} } = params;
  if (typeof name !== 'string') throw invalidType('name must be a string', broken('rpc.invalid-params'));
  if (!isRecord(args)) throw invalidType('arguments must be an object', broken('rpc.invalid-params'));
  const tool = toolsFor(exchange).find((one) => one.name === name);
  if (tool === undefined) {
    if (broken('meta.code-hygiene--tool')) throw new RpcError(-32_050, `Unknown tool: ${name}`);
    if (broken('tool.unknown')) return toolError(`Unknown tool: ${name}`);
    throw new RpcError(broken('tool.unknown--code') ? CODES.internal : CODES.invalidParams, `Unknown tool: ${name}`);
  }
  const bad = findBadArgument(args, tool.inputSchema ?? {});
  if (bad !== undefined) {
    if (broken('tool.bad-args')) throw new RpcError(CODES.internal, 'Cannot read properties of undefined');
    if (broken('tool.bad-args--silent')) return new Promise(() => {});
    if (broken('tool.bad-args--accepted')) return { content: [textBlock('done')] };
    if (isSince(revision, '2025-11-25')) return toolError(bad);
    throw new RpcError(CODES.invalidParams, bad);
  }
  return run(name, args, params, exchange);
}

async function run(name: string, args: Params, params: Params, exchange: Exchange): Promise<Result> {
  if (exchange.settings.broken('res.timeout')) await sleep(exchange.settings.slowMs);
  switch (name) {
    case 'echo':
      return { content: [textBlock(String(args['text']))] };
    case 'add':
      return addNumbers(Number(args['a']) + Number(args['b']), exchange);
    case 'show_content':
      return { content: everyBlock(exchange), ...(exchange.settings.broken('tool.content-types--is-error') ? { isError: 'false' } : {}) };
    case 'count':
    case TASK_TOOL:
      return count(Number(args['steps']), exchange);
    case 'wait':
      return wait(Number(args['ms']), exchange);
    case 'query_region':
      return { content: [textBlock(`${typeof args['region'] === 'string' ? args['region'] : 'everywhere'}: ${String(args['query'])}`)] };
    case 'ask_name':
      return askName(params, exchange);
    case 'toggle_extra_tool':
      return toggle(exchange);
    default:
      return { content: [textBlock(name)] };
  }
}

function addNumbers(sum: number, { revision, settings: { broken } }: Exchange): Result {
  const text = textBlock(broken('tool.output-text-mirror') ? 'done' : JSON.stringify({ sum }));
  if (!isSince(revision, '2025-06-18') || broken('tool.output-conforms--missing')) return { content: [text] };
  return { content: [text], structuredContent: broken('tool.output-conforms') ? { sum: String(sum) } : { sum } };
}

function toggle({ changes }: Exchange): Result {
  changes.hasExtraTool = !changes.hasExtraTool;
  announce(changes, { kind: 'tools' });
  announce(changes, { kind: 'resource', uri: 'conformance://text/status' });
  return { content: [textBlock(changes.hasExtraTool ? 'added' : 'removed')] };
}

function toolError(text: string): Result {
  return { content: [textBlock(text)], isError: true };
}
