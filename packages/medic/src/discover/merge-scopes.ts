import type { ClientDefinition, EntryFacts, SiblingFacts } from '../model/index.ts';
import type { EntryReading } from './read-entry.ts';

/** An entry with its rank among the files of its client: lower wins. */
export interface RankedEntry {
  readonly reading: EntryReading;
  readonly facts: EntryFacts;
  readonly precedence: number;
  readonly depth: number;
}

export interface MergedEntry {
  readonly ranked: RankedEntry;
  /** With the loss against a winner of the same name written in. */
  readonly facts: EntryFacts;
  readonly siblings: SiblingFacts;
}

/** Decides between entries of one client that share a name, and finds names that become one. */
export function mergeScopes(definition: ClientDefinition, entries: readonly RankedEntry[]): readonly MergedEntry[] {
  const byName = groupBy(entries, ({ facts }) => facts.name);
  const byFolded = groupBy(entries, ({ facts }) => foldName(facts.name));
  return entries.map((ranked) => {
    const { facts } = ranked;
    const same = (byName.get(facts.name) ?? []).filter((other) => isCandidate(other));
    const winner = same.toSorted(compareRank)[0];
    const isShadowed = winner !== undefined && winner !== ranked && isCandidate(ranked);
    return {
      ranked,
      facts: isShadowed ? { ...facts, loads: { state: 'dropped', why: 'shadowed', by: `${winner.facts.file}:${winner.facts.line}` } } : facts,
      siblings: {
        sameName: (byName.get(facts.name) ?? []).filter((other) => other !== ranked && isCandidate(other)).map((other) => describeSame(ranked, other)),
        collides: listCollisions(ranked, byFolded.get(foldName(facts.name)) ?? []),
        ...checkName(definition, facts.name),
      },
    };
  });
}

// Map.groupBy is missing in Node 20.
function groupBy(entries: readonly RankedEntry[], keyOf: (entry: RankedEntry) => string): ReadonlyMap<string, readonly RankedEntry[]> {
  const groups = new Map<string, RankedEntry[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry)) ?? [];
    group.push(entry);
    groups.set(keyOf(entry), group);
  }
  return groups;
}

/** Entries in files that the client refuses or does not read take no part. */
function isCandidate({ facts }: RankedEntry): boolean {
  return facts.loads.state !== 'dropped';
}

// Claude Code 2.1.329: an entry of .mcp.json that is not approved gives way to the user's entry of the same name (2026-11-20).
// The other clients pass over files of folders they do not trust, which comes to the same.
function compareRank(a: RankedEntry, b: RankedEntry): number {
  return Number(isPending(a)) - Number(isPending(b)) || a.precedence - b.precedence || a.depth - b.depth;
}

function isPending({ facts }: RankedEntry): boolean {
  return facts.loads.state === 'gated' && facts.loads.gate.cause === 'approval-or-trust-pending';
}

function describeSame(ranked: RankedEntry, other: RankedEntry): SiblingFacts['sameName'][number] {
  const { file, line, scope } = other.facts;
  const wins = compareRank(ranked, other) <= 0 ? 'this' : 'that';
  return { file, line, scope, wins, differs: endpointOf(ranked.facts) !== endpointOf(other.facts) };
}

function endpointOf({ effective }: EntryFacts): string {
  return JSON.stringify([effective.transport === 'stdio', effective.command, effective.args, effective.url]);
}

function listCollisions({ facts }: RankedEntry, folded: readonly RankedEntry[]): SiblingFacts['collides'] {
  const seen = new Set([facts.name]);
  return folded.flatMap((other) => {
    if (seen.has(other.facts.name) || !isCandidate(other)) return [];
    seen.add(other.facts.name);
    return [{ name: other.facts.name, file: other.facts.file, line: other.facts.line }];
  });
}

/** What remains of a name in the names of tools: clients fold case and replace everything but letters and digits. */
function foldName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
}

function checkName({ names }: ClientDefinition, name: string): Pick<SiblingFacts, 'nameRule'> {
  if (names === undefined) return {};
  const reserved = names.reserved?.includes(name) === true;
  const breaksPattern = names.pattern !== undefined && !new RegExp(names.pattern, 'u').test(name.slice(0, 500));
  if (!reserved && !breaksPattern) return {};
  return {
    nameRule: {
      ...(names.pattern === undefined ? {} : { pattern: names.pattern }),
      ...(reserved ? { reserved } : {}),
      ...(names.advice === undefined ? {} : { advice: names.advice }),
    },
  };
}
