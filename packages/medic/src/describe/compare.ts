import type { ClientDefinition, DescribedText, Roots, ServerDescription } from '../model/index.ts';
import { equalJson } from '../text/plain-value.ts';
import { equalText, joinParts } from './described-text.ts';

/** Paths at which two descriptions mean something else: `cwd`, `env.TOKEN`, `args.2`. The order is that of a description. */
export function listDifferences(wanted: ServerDescription, got: ServerDescription, roots: Pick<Roots, 'home'>): readonly string[] {
  const same = (a: DescribedText | null | undefined, b: DescribedText | null | undefined): boolean => equalText(settleHome(a, roots), settleHome(b, roots));
  const found: string[] = [];
  if (wanted.transport !== got.transport) found.push('transport');
  if (!same(wanted.command, got.command)) found.push('command');
  for (let i = 0; i < Math.max(wanted.args.length, got.args.length); i += 1) if (!same(wanted.args[i], got.args[i])) found.push(`args.${i}`);
  for (const name of union(wanted.env, got.env)) if (!same(wanted.env[name], got.env[name])) found.push(`env.${name}`);
  if (!same(wanted.cwd, got.cwd)) found.push('cwd');
  if (!same(wanted.url, got.url)) found.push('url');
  for (const name of union(wanted.headers, got.headers)) if (!same(wanted.headers[name], got.headers[name])) found.push(`headers.${name}`);
  if (!isNear(wanted.timeoutMs, got.timeoutMs)) found.push('timeoutMs');
  if (!isNear(wanted.callTimeoutMs, got.callTimeoutMs)) found.push('callTimeoutMs');
  if (wanted.enabled !== got.enabled) found.push('enabled');
  for (const key of ['only', 'without', 'approved'] as const) if (!equalJson(wanted.tools[key] ?? null, got.tools[key] ?? null)) found.push(`tools.${key}`);
  for (const key of union(wanted.extras, got.extras)) if (!equalJson(wanted.extras[key] ?? null, got.extras[key] ?? null)) found.push(`extras.${key}`);
  return found;
}

/** A client that tries SSE after Streamable HTTP anyway means the same by both. */
export function settleTransport(description: ServerDescription, { http }: ClientDefinition): ServerDescription {
  return description.transport === 'http' && http.fallback === 'sse' && http.sse ? { ...description, transport: 'http-then-sse' } : description;
}

/** The home folder is the same folder, written out or not. */
function settleHome(text: DescribedText | null | undefined, { home }: Pick<Roots, 'home'>): DescribedText | null | undefined {
  return text?.some((part) => typeof part === 'object' && part.ref === 'folder' && part.which === 'home') === true
    ? joinParts(text.map((part) => (typeof part === 'object' && part.ref === 'folder' && part.which === 'home' ? home : part)))
    : text;
}

/** Whole seconds are as good as milliseconds get in some clients. */
function isNear(a: number | undefined, b: number | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && Math.abs(a - b) < 1000);
}

function union(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
