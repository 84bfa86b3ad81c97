import type { Redactor, ToolFacts, ToolSummary } from '../model/index.ts';
import { isRecord } from './is-record.ts';
import { redactStrings } from './redact-strings.ts';
import { createBudget, findSchemaFaults } from './schema-faults.ts';

export interface ToolOptions {
  /** Why the list is not whole: it was cut, or a later page failed. */
  readonly incomplete?: string;
  readonly redactor?: Redactor;
}

const TOOLS_CAP = 10_000;
const NAME_CAP = 300;
/** Schema nodes looked at over all tools of a server; about a second of work. */
const NODES_CAP = 400_000;

/** Names and schema faults of a server's tools as its `tools/list` answers gave them. Never throws, whatever they hold. */
export function collectTools(tools: readonly unknown[], options: ToolOptions = {}): ToolFacts {
  const budget = createBudget(NODES_CAP);
  const summaries = tools.slice(0, TOOLS_CAP).map((tool) => summarise(tool, budget));
  const incomplete =
    options.incomplete ??
    (tools.length > TOOLS_CAP ? `only the first ${TOOLS_CAP} tools were looked at` : undefined) ??
    (budget.spent() ? `only the first ${NODES_CAP} schema parts were looked at` : undefined);
  const facts: ToolFacts = { count: tools.length, tools: summaries, ...(incomplete === undefined ? {} : { incomplete }) };
  return options.redactor === undefined ? facts : redactStrings(facts, options.redactor);
}

function summarise(tool: unknown, budget: ReturnType<typeof createBudget>): ToolSummary {
  if (!isRecord(tool)) return { name: '', schemaFaults: [{ pointer: '', kind: 'not-object', quote: 'the tool is no object' }] };
  const { name, inputSchema } = tool;
  const named = typeof name === 'string' ? name.slice(0, NAME_CAP) : '';
  const nameFault: ToolSummary['schemaFaults'] = typeof name === 'string' ? [] : [{ pointer: '/name', kind: 'missing', quote: `name: ${typeof name}` }];
  if (!Object.hasOwn(tool, 'inputSchema'))
    return { name: named, schemaFaults: [...nameFault, { pointer: '/inputSchema', kind: 'missing', quote: 'no inputSchema' }] };
  return { name: named, schemaFaults: [...nameFault, ...findSchemaFaults(inputSchema, budget)] };
}
