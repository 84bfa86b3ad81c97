import { discover } from '../../discover/discover.ts';
import type { ClientDefinition, Roots } from '../../model/index.ts';

/** What still stands between a written entry and the client, in words: approval, a switch, a file that counts for nothing. */
export async function listObstacles(definition: ClientDefinition, path: string, name: string, roots: Roots): Promise<readonly string[]> {
  const { entries, files } = await discover(roots, [definition], { assumeDetected: [definition.id] });
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
