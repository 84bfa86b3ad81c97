import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../exchange.ts';
import { CODES, RpcError, type Params, type Result } from '../rpc.ts';
import type { Feature as ServerFeature, Settings } from '../settings.ts';
import { callTool } from './call-tool.ts';
import { complete } from './completion.ts';
import { pageOf } from './pagination.ts';
import { getPrompt, listedPrompts } from './prompts.ts';
import { listedResources, listedTemplates, readResource } from './resources.ts';
import { toolsFor } from './tools.ts';

export type Feature = (params: Params, exchange: Exchange) => Result | Promise<Result>;

const METHODS: Readonly<Record<ServerFeature, readonly string[]>> = {
  prompts: ['prompts/list', 'prompts/get'],
  completions: ['completion/complete'],
  logging: ['logging/setLevel'],
};

/** Whether the server was told to do without this method. */
export function isLeftOut(method: string, { without }: Settings): boolean {
  return without.some((feature) => METHODS[feature].includes(method));
}

/** The methods that both eras share. */
export const FEATURES: Readonly<Record<string, Feature>> = {
  'tools/list': async (params, exchange) => {
    if (exchange.settings.broken('list.latency-size--slow')) await sleep(exchange.settings.slowMs);
    const page = pageOf('tools', toolsFor(exchange), params, exchange);
    exchange.changes.toolListings += 1;
    return page;
  },
  'tools/call': callTool,
  'resources/list': (params, exchange) => {
    if (exchange.settings.broken('cap.declared-works--internal')) throw new RpcError(CODES.internal, 'Not implemented');
    return pageOf('resources', listedResources(exchange), params, exchange);
  },
  'resources/templates/list': (params, exchange) => pageOf('resourceTemplates', listedTemplates(exchange), params, exchange),
  'resources/read': readResource,
  'prompts/list': (params, exchange) => {
    if (exchange.settings.broken('cap.declared-works')) throw new RpcError(CODES.unknownMethod, 'Method not found: prompts/list');
    if (exchange.settings.broken('cap.undeclared-32601--silent')) return new Promise<never>(() => {});
    return pageOf('prompts', listedPrompts(exchange), params, exchange);
  },
  'prompts/get': getPrompt,
  'completion/complete': complete,
};
