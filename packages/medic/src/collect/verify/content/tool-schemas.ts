import type { Json } from '../../../model/index.ts';
import type { ToolSchemaFacts } from '../../../model/verify/index.ts';
import { own, ownString } from '../../protocol/record.ts';
import { createBudget, findSchemaFaults } from '../../schema-faults.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

/** Schema parts looked at over all tools; about half a second of work. */
const NODES_CAP = 200_000;

export const probe: AnyProbe = defineProbe({
  id: 'tool-schemas',
  where: 'aside',
  async observe({ observe }) {
    const tools = (await observe('lists'))['tools/list']?.items ?? [];
    const budget = createBudget(NODES_CAP);
    return tools.map((tool): ToolSchemaFacts => {
      const output = own(tool, 'outputSchema');
      return {
        name: ownString(tool, 'name') ?? '',
        input: Object.hasOwn(tool, 'inputSchema')
          ? findSchemaFaults(own(tool, 'inputSchema'), budget)
          : [{ pointer: '/inputSchema', kind: 'missing', quote: 'no inputSchema' }],
        ...(output === undefined ? {} : { output: faultsOfOutput(output as Json, budget) }),
      };
    });
  },
});

function faultsOfOutput(schema: Json, budget: ReturnType<typeof createBudget>): ToolSchemaFacts['input'] {
  return findSchemaFaults(schema, budget).map((fault) => ({ ...fault, pointer: fault.pointer.replace(/^\/inputSchema/, '/outputSchema') }));
}
