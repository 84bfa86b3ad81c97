import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Exchange } from '../exchange.ts';
import { CODES, isRecord, RpcError, type Params, type Result } from '../rpc.ts';
import { textBlock } from './content.ts';

const KEY = randomBytes(32);
const STATE = 'ask_name';

/** Needs the user: modern clients are asked with an `input_required` result, legacy ones are told that it cannot be done. */
export function askName({ inputResponses, requestState }: Params, { era, clientCapabilities, settings: { broken } }: Exchange): Result {
  if (era === 'legacy') return { content: [textBlock('This tool needs a client of the modern era')], isError: true };
  if (clientCapabilities['elicitation'] === undefined && !broken('mrtr.shape--undeclared')) {
    if (broken('meta.capability-missing')) return { content: [textBlock('The client cannot elicit')], isError: true };
    throw new RpcError(CODES.missingCapability, 'This tool needs the client capability "elicitation"', {
      data: broken('meta.capability-missing--no-data') ? undefined : { requiredCapabilities: { elicitation: { form: {} } } },
      httpStatus: broken('meta.capability-missing--http-200') ? 200 : 400,
    });
  }
  if (requestState !== undefined && !isOurs(requestState) && !broken('mrtr.shape--state'))
    throw new RpcError(CODES.invalidParams, 'The request state was not issued by this server');
  const name = nameIn(inputResponses);
  if (name !== undefined) return { content: [textBlock(`Hello, ${name}`)] };
  if (broken('mrtr.shape')) return { resultType: 'input_required' };
  const asked = broken('mrtr.shape--method') ? { ...question(), method: 'user/ask' } : question();
  return { resultType: 'input_required', inputRequests: { name: asked }, requestState: sign(STATE) };
}

function question(): object {
  return {
    method: 'elicitation/create',
    params: {
      mode: 'form',
      message: 'What is your name?',
      requestedSchema: { type: 'object', properties: { name: { type: 'string', title: 'Name' } }, required: ['name'] },
    },
  };
}

function nameIn(responses: unknown): string | undefined {
  if (responses === undefined) return undefined;
  if (!isRecord(responses)) throw new RpcError(CODES.invalidParams, 'inputResponses must be an object');
  const answer = responses['name'];
  if (answer === undefined) return undefined;
  if (!isRecord(answer) || typeof answer['action'] !== 'string') throw new RpcError(CODES.invalidParams, 'The response "name" is no elicitation result');
  if (answer['action'] !== 'accept') return 'stranger';
  const { name } = isRecord(answer['content']) ? answer['content'] : {};
  if (typeof name !== 'string') throw new RpcError(CODES.invalidParams, 'The response "name" holds no name');
  return name;
}

function sign(text: string): string {
  return `${text}.${createHmac('sha256', KEY).update(text).digest('base64url')}`;
}

function isOurs(state: unknown): boolean {
  const expected = Buffer.from(sign(STATE));
  const given = Buffer.from(String(state));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
