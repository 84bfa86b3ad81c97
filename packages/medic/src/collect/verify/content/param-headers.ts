import type { JsonObject } from '../../../model/index.ts';
import type { Turn } from '../../../model/verify/index.ts';
import { own } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { buildArguments } from './build-arguments.ts';
import { mirroredArguments, paramHeaders } from './header-arguments.ts';
import { readOnlyTools } from './read-only-tools.ts';

const LIMIT_MS = 5_000;
const NOT_PLAIN = 'Zürich ☂';

export const probe: AnyProbe = defineProbe({
  id: 'param-headers',
  where: 'spare',
  eras: ['modern'],
  transports: ['http'],
  callsTools: true,
  async observe({ spare, observe }) {
    for (const { name, tool } of readOnlyTools(await observe('lists'))) {
      const schema = own(tool, 'inputSchema');
      const [mirrored] = mirroredArguments(schema);
      const args = mirrored === undefined ? undefined : buildArguments(schema, [mirrored.argument]);
      const bare = buildArguments(schema);
      if (mirrored === undefined || args === undefined || bare === undefined) continue;
      const peer = await spare();
      const call = (given: JsonObject, headers: Readonly<Record<string, string | null>>): Promise<Turn> =>
        peer.request('tools/call', { name, arguments: given }, { limitMs: LIMIT_MS, headers: { ...paramHeaders(schema, given), ...headers } });
      const { argument, header, type } = mirrored;
      return {
        tool: name,
        right: await call(args, {}),
        wrong: await call(args, { [header]: type === 'string' ? 'another-value' : type === 'boolean' ? 'true' : '4711' }),
        missing: await call(args, { [header]: null }),
        ...(Object.hasOwn(bare, argument) ? {} : { absent: await call(bare, {}) }),
        ...(type === 'string' && !hasFixedValues(schema, argument) ? { encoded: await call({ ...args, [argument]: NOT_PLAIN }, {}) } : {}),
      };
    }
    return null;
  },
});

function hasFixedValues(schema: unknown, argument: string): boolean {
  const property = JSON.stringify(own(own(schema as JsonObject, 'properties') as JsonObject, argument));
  return /"(?:enum|const|pattern|format)":/.test(property);
}
