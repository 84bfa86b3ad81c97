import type { Exchange } from '../exchange.ts';
import { CODES, invalidType, isRecord, RpcError, type Params, type Result } from '../rpc.ts';
import { promptNamed } from './prompts.ts';

const NAMES = ['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace', 'Leslie'];

export function complete({ ref, argument }: Params, { settings: { broken } }: Exchange): Result {
  if (!isRecord(ref) || !isRecord(argument) || typeof argument['value'] !== 'string')
    throw invalidType('ref and argument must be objects, argument.value a string', broken('rpc.invalid-params'));
  const isKnown =
    ref['type'] === 'ref/prompt' ? promptNamed(ref['name']) !== undefined : ref['type'] === 'ref/resource' && ref['uri'] === 'conformance://items/{id}';
  if (!isKnown && !broken('cap.completion--bad-ref')) throw new RpcError(CODES.invalidParams, 'The reference names no prompt or template of this server');
  const all = ref['type'] === 'ref/prompt' ? NAMES : Array.from({ length: 120 }, (_, index) => String(index + 1));
  const matching = broken('cap.completion')
    ? Array.from({ length: 150 }, (_, index) => `value ${index}`)
    : all.filter((one) => one.startsWith(String(argument['value'])));
  const values = broken('cap.completion') ? matching : matching.slice(0, 100);
  return {
    completion: { values, total: broken('cap.completion--total') ? String(matching.length) : matching.length, hasMore: values.length < matching.length },
  };
}
