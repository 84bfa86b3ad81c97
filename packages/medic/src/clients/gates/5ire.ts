import type { ConfigFileFacts, EntryFacts, Gate } from '../../model/index.ts';
import { readAt } from '../shared/gates.ts';

/** 5ire starts only entries with `isActive: true`, and takes the mark away itself when a start fails (src/main/mcp.ts). */
export function gate5ire(entry: EntryFacts, file: ConfigFileFacts): Gate | undefined {
  if (readAt(entry.written, 'isActive') === true) return undefined;
  return {
    cause: 'server-disabled',
    because: `${file.path} does not say "isActive": true for "${entry.name}", so 5ire leaves it off.`,
    where: `${entry.file}:${entry.line}`,
    quote: `"isActive": ${JSON.stringify(readAt(entry.written, 'isActive') ?? null)}`,
    todo: `Switch "${entry.name}" on in 5ire under Tools.`,
  };
}
