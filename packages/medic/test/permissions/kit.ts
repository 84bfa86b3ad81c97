import { findClient } from '../../src/clients/index.ts';
import type { ClientId, Json, ListedTool, PermissionFacts } from '../../src/model/index.ts';
import type { PlanRequest } from '../../src/permissions/plan-rules.ts';
import { readRules } from '../../src/permissions/read-rules.ts';

export const tool = (name: string, readOnly?: boolean, destructive?: boolean): ListedTool => ({
  name,
  description: '',
  parameters: [],
  annotations: { ...(readOnly === undefined ? {} : { readOnly }), ...(destructive === undefined ? {} : { destructive }) },
});

export interface Situation {
  readonly client: ClientId;
  readonly server?: string;
  readonly tools: readonly ListedTool[];
  /** What stands in the client's first file. */
  readonly settings?: Json;
  readonly otherServers?: readonly string[];
  readonly destructive?: 'ask' | 'deny';
}

/** A plan for one client over what stands in its first place; the server's entry is at `servers.<name>`. */
export function requestOf({ client, server = 'notes', tools, settings = {}, otherServers = [], destructive = 'ask' }: Situation): PlanRequest {
  const facts: PermissionFacts | undefined = findClient(client).permissions;
  if (facts === undefined) throw new Error(`${client} has no permission facts`);
  const [place] = facts.places;
  const rules = place === undefined ? [] : readRules(settings, place.slots, 'settings', { entry: ['servers', server], server });
  return { facts, server, tools, otherServers, rules, destructive, place, show: (name) => name };
}
