import type { ToolFacts, ToolSummary } from '../../model/index.ts';
import type { OutlookClient, OutlookFacts } from '../../model/verify/index.ts';
import { findNameFault } from '../tool-names.ts';
import { ANTHROPIC_CLIENTS, BROKEN, isNoObject, SDK_CLIENTS, STRICT_CLIENTS, WORDS, type SchemaFault } from '../tool-schemas.ts';
import { cut } from '../words.ts';
import type { Remark } from './remark.ts';

/** Which of the server's tools the client will not offer, by the same facts as the doctor's rules about tools. */
export function judgeTools(client: OutlookClient, { tools, name }: OutlookFacts): readonly Remark[] {
  if (tools === undefined) return [];
  return [...judgeCount(client, tools), ...judgeNames(client, tools, name), ...judgeSchemas(client, tools)];
}

function judgeCount({ limits, name }: OutlookClient, { count }: ToolFacts): readonly Remark[] {
  const limit = limits?.tools;
  if (limit === undefined || count <= limit) return [];
  return [{ effect: 'loses-tools', reason: `The server has ${count} tools, and ${name} takes ${limit} over all servers together` }];
}

function judgeNames(client: OutlookClient, { tools }: ToolFacts, server: string): readonly Remark[] {
  const faults = tools.flatMap((tool) => findNameFault(tool.name, server, client)).filter(({ severity }) => severity === 'risk');
  const [first] = faults;
  if (first === undefined) return [];
  const more = faults.length === 1 ? '' : `, and ${faults.length - 1} more`;
  return [{ effect: 'loses-tools', reason: `The tool name "${cut(first.tool, 80)}" ${first.because}${more}`, lostTools: faults.map(({ tool }) => tool) }];
}

function judgeSchemas(client: OutlookClient, { tools }: ToolFacts): readonly Remark[] {
  const noObject = SDK_CLIENTS.has(client.id) ? findFirst(tools, isNoObject) : undefined;
  if (noObject !== undefined)
    return [
      { effect: 'loses-tools', reason: `${sayFault(noObject)}, and ${client.name} drops the whole list for it`, lostTools: tools.map(({ name }) => name) },
    ];
  return [
    ...(ANTHROPIC_CLIENTS.has(client.id) ? loseEach(tools, ({ kind }) => BROKEN.has(kind), `which its model's provider refuses`) : []),
    ...(STRICT_CLIENTS.has(client.id) ? loseEach(tools, ({ kind }) => kind === 'type-array-without-items', `which ${client.name} or its model refuses`) : []),
  ];
}

interface Faulty {
  readonly tool: ToolSummary;
  readonly fault: SchemaFault;
}

/** Every tool with such a fault as lost, the first of them quoted. */
export function loseEach(tools: readonly ToolSummary[], isFault: (fault: SchemaFault) => boolean, consequence: string): readonly Remark[] {
  const lost = tools.filter(({ schemaFaults }) => schemaFaults.some(isFault));
  const first = findFirst(lost, isFault);
  if (first === undefined) return [];
  const more = lost.length === 1 ? '' : `; so do ${lost.length - 1} more`;
  return [{ effect: 'loses-tools', reason: `${sayFault(first)}, ${consequence}${more}`, lostTools: lost.map(({ name }) => name) }];
}

function findFirst(tools: readonly ToolSummary[], isFault: (fault: SchemaFault) => boolean): Faulty | undefined {
  for (const tool of tools) {
    const fault = tool.schemaFaults.find(isFault);
    if (fault !== undefined) return { tool, fault };
  }
  return undefined;
}

function sayFault({ tool, fault }: Faulty): string {
  return `The schema of "${cut(tool.name, 60)}" ${WORDS[fault.kind]} (${fault.pointer === '' ? 'inputSchema' : fault.pointer}: ${cut(fault.quote, 80)})`;
}
