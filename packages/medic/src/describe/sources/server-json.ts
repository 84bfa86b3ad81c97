import { isObject, readMember } from '../../discover/entry-shape.ts';
import type { Json, JsonObject, ServerDescription } from '../../model/index.ts';
import { createFiller, listOf, textOf } from './fill-values.ts';
import { buildPackage } from './registry-package.ts';
import { nameServer } from './server-name.ts';
import { describeRemote, type SourceOptions, type SourceReading } from './source.ts';

/** True for an entry of the official registry: a server.json, or a registry's answer that holds one. */
export function isServerJson(value: Json | undefined): boolean {
  const server = serverOf(value);
  if (server === undefined || typeof readMember(server, 'name') !== 'string') return false;
  return [readMember(server, 'packages'), readMember(server, 'remotes')].some((list) => Array.isArray(list) && list.every(isObject));
}

function serverOf(value: Json | undefined): JsonObject | undefined {
  const inner = readMember(value, 'server');
  return isObject(inner) ? inner : isObject(value) ? value : undefined;
}

/** One way to run or reach the server. */
interface Way {
  readonly words: string;
  readonly server: ServerDescription;
  readonly notes: readonly string[];
}

/** Reads a registry entry (schemas 2025-07-09 to 2025-12-11). The first way that fits is taken; the others are named. */
export function readServerJson(value: Json, { transport, values, pick }: SourceOptions): SourceReading {
  const server = serverOf(value);
  if (server === undefined) return { ok: false, reason: 'it is no registry entry' };
  const name = nameServer(textOf(server, 'name') ?? 'server');
  const { ways, skipped } = listWays(server, name, values);
  const fitting = transport === undefined ? ways : ways.filter((way) => way.server.transport === transport);
  const chosen = pick === undefined ? (fitting.find((way) => way.server.transport === 'stdio') ?? fitting[0]) : ways[pick - 1];
  if (chosen === undefined) {
    const reason =
      ways.length === 0 ? 'it names no way to run or reach the server that mcp-medic knows' : `it offers ${ways.map(({ words }) => words).join('; ')}`;
    return { ok: false, reason: skipped.length === 0 ? reason : `${reason} (${skipped.join('; ')})` };
  }
  const others = ways.flatMap((way, index) => (way === chosen ? [] : [`--pick ${index + 1}: ${way.words}`]));
  const notes = [...chosen.notes, ...(others.length === 0 ? [] : [`Taken: ${chosen.words}. Also offered: ${others.join('; ')}.`]), ...skipped];
  return { ok: true, source: { kind: 'a registry entry (server.json)', servers: [chosen.server], notes } };
}

function listWays(server: JsonObject, name: string, values: SourceOptions['values']): { readonly ways: readonly Way[]; readonly skipped: readonly string[] } {
  const ways: Way[] = [];
  const skipped: string[] = [];
  for (const entry of listOf(server, 'packages')) {
    const built = buildPackage(entry, name, values);
    if ('skipped' in built) skipped.push(built.skipped);
    else ways.push(built);
  }
  for (const entry of listOf(server, 'remotes')) {
    const type = textOf(entry, 'type') ?? textOf(entry, 'transport_type');
    const url = textOf(entry, 'url');
    if (url === undefined || (type !== 'streamable-http' && type !== 'sse')) continue;
    const filler = createFiller(values);
    const headers = filler.fillMap(listOf(entry, 'headers'));
    const variables = readMember(entry, 'variables');
    const text = filler.fill(url, isObject(variables) ? variables : {}, true, undefined);
    const remote = describeRemote(name, text, type === 'sse' ? 'sse' : 'http', { headers: headers.values, inputs: filler.inputs() });
    ways.push({ words: `${type} at ${url}`, server: remote, notes: headers.notes });
  }
  return { ways, skipped };
}
