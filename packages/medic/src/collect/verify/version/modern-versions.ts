import type { Json } from '../../../model/index.ts';
import { isObject, own } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import { ODD_CAPABILITIES } from '../messages.ts';

const NOBODY_KNOWS = '1999-01-01';
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
const VERSION = 'io.modelcontextprotocol/protocolVersion';

export const probe: AnyProbe = defineProbe({
  id: 'modern-versions',
  where: 'spare',
  eras: ['modern'],
  async observe({ spare, capabilities }) {
    const peer = await spare();
    const method = harmlessMethod('modern', capabilities);
    const extras = await peer.request(method, undefined, { meta: { [CAPABILITIES]: ODD_CAPABILITIES } });
    const unknown = await peer.request(method, undefined, { meta: { [VERSION]: NOBODY_KNOWS }, headers: { 'MCP-Protocol-Version': NOBODY_KNOWS } });
    const listed = firstListed(unknown.answer?.error?.data);
    if (listed === undefined) return { unknown, extras };
    return { unknown, extras, retry: await peer.request(method, undefined, { meta: { [VERSION]: listed }, headers: { 'MCP-Protocol-Version': listed } }) };
  },
});

function firstListed(data: Json | undefined): string | undefined {
  const supported = isObject(data) ? own(data, 'supported') : undefined;
  return Array.isArray(supported) ? supported.find((one): one is string => typeof one === 'string' && one >= '2026') : undefined;
}
