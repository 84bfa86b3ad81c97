import type { Exchange } from '../exchange.ts';
import { CODES, invalidType, isRecord, RpcError, type Params, type Result } from '../rpc.ts';
import { textBlock } from './content.ts';

interface Prompt {
  readonly name: string;
  readonly description: string;
  readonly arguments?: readonly { readonly name: string; readonly description: string; readonly required: boolean }[];
}

const PROMPTS: readonly Prompt[] = [
  {
    name: 'greet',
    description: 'Greets somebody',
    arguments: [
      { name: 'name', description: 'Who is greeted', required: true },
      { name: 'style', description: 'How', required: false },
    ],
  },
  { name: 'summarize', description: 'Asks for a summary' },
  { name: 'review', description: 'Asks for a review' },
  { name: 'plan', description: 'Asks for a plan' },
];

export function listedPrompts({ settings: { broken } }: Exchange): readonly object[] {
  if (broken('cap.empty')) return [];
  if (broken('prompt.name-unique')) return [...PROMPTS, { name: 'plan', description: 'Asks for another plan' }];
  return broken('prompt.get--unknown') ? [...PROMPTS, { name: 'ghost', description: 'Is listed only' }] : PROMPTS;
}

export function promptNamed(name: unknown): Prompt | undefined {
  return PROMPTS.find((prompt) => prompt.name === name);
}

export function getPrompt({ name, arguments: args = {} }: Params, exchange: Exchange): Result {
  const { broken } = exchange.settings;
  if (typeof name !== 'string') throw invalidType('name must be a string', broken('rpc.invalid-params'));
  if (!isRecord(args)) throw invalidType('arguments must be an object', broken('rpc.invalid-params'));
  const prompt = promptNamed(name);
  if (prompt === undefined && broken('prompt.unknown')) return { messages: [{ role: 'user', content: textBlock('Nothing') }] };
  if (prompt === undefined) throw new RpcError(unknownCode(exchange), `Unknown prompt: ${name}`);
  const missing = prompt.arguments?.find((argument) => argument.required && args[argument.name] === undefined);
  if (missing !== undefined && !broken('prompt.get--missing-argument'))
    throw new RpcError(CODES.invalidParams, `The prompt "${name}" needs the argument "${missing.name}"`);
  const text = name === 'greet' ? `Greet ${String(args['name'])} ${typeof args['style'] === 'string' ? args['style'] : 'warmly'}.` : `Please ${name} this.`;
  return {
    description: prompt.description,
    messages: [{ role: broken('prompt.get--role') ? 'system' : 'user', content: broken('prompt.get--content') ? text : textBlock(text) }],
  };
}

function unknownCode({ era, settings: { broken } }: Exchange): number {
  if (broken('prompt.unknown--internal')) return CODES.internal;
  if (era === 'modern' && broken('meta.code-hygiene')) return -32_077;
  if (era === 'modern' && broken('meta.code-hygiene--legacy-range')) return -32_005;
  if (era === 'modern' && broken('meta.code-hygiene--retired')) return -32_042;
  return CODES.invalidParams;
}
