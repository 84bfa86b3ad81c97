import { discover } from '../../discover/discover.ts';
import type { ClientDefinition, Discovery, Roots } from '../../model/index.ts';

/** What is known of an entry once it is written. */
export interface WrittenState {
  /** What still stands between the entry and the client, in words. */
  readonly obstacles: readonly string[];
  /** The project folder brings servers of its own for this client. */
  readonly hasProjectServers: boolean;
}

/** Reads the client's files again as it does: approval, a switch, a file that counts for nothing. Starts and dials nothing. */
export async function lookAgain(definition: ClientDefinition, path: string, name: string, roots: Roots): Promise<WrittenState> {
  const discovery = await discover(roots, [definition], { assumeDetected: [definition.id] });
  return { obstacles: listObstacles(definition, path, name, discovery), hasProjectServers: discovery.entries.some(({ facts }) => facts.fromProject) };
}

function listObstacles(definition: ClientDefinition, path: string, name: string, { entries, files }: Discovery): readonly string[] {
  const file = files.find((one) => one.path === path && one.state === 'invalid');
  if (file !== undefined) return [`${definition.name} refuses ${path} for a fault that was there before; mcp-medic --client ${definition.id} shows it`];
  const found = entries.find(({ facts }) => facts.file === path && facts.name === name);
  if (found === undefined) return [];
  const { loads } = found.facts;
  if (loads.state === 'gated') return [loads.gate.todo];
  if (loads.state === 'loads') return [];
  return [
    loads.why === 'shadowed'
      ? `Another "${name}" of ${definition.name} comes first${loads.by === undefined ? '' : `: ${loads.by}`}`
      : `${definition.name} does not load the entry (${loads.why})`,
  ];
}
