import type { ConnectPlan, EntryDialect, Roots } from '../model/index.ts';
import { readCommandLine } from './command-line.ts';
import { composeCwd } from './compose-cwd.ts';
import { composeEnvironment, type SessionPath } from './compose-environment.ts';
import type { EntrySource } from './entry-source.ts';
import { readVariable, splitPath } from './environment.ts';
import type { ExpandedFields } from './expand-entry.ts';
import type { EnvFiles } from './read-env-file.ts';
import type { EntryFields } from './read-fields.ts';
import type { TransportReading } from './read-transport.ts';

const PROXY_NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];

export interface PlanContext {
  readonly roots: Roots;
  readonly sessionPath: SessionPath | undefined;
  readonly isFile: (path: string) => boolean;
  readonly envFiles?: EnvFiles;
}

/** What this client would start or dial; undefined when there is nothing to start or dial. */
export function composePlan(
  entry: EntrySource,
  fields: EntryFields,
  expanded: ExpandedFields,
  transport: TransportReading['transport'],
  context: PlanContext,
): ConnectPlan | undefined {
  if (transport === 'unknown') return undefined;
  const limitMs = readLimit(entry, fields, context.roots);
  if (transport === 'stdio') return composeStdio(entry, fields, expanded, limitMs, context);
  if (expanded.url === undefined) return undefined;
  const { http } = entry.definition;
  return {
    // The extra attempt with SSE is made for plain "http" entries too, by the clients that make one.
    transport: transport === 'http' && http.fallback === 'sse' && http.sse ? 'http-then-sse' : transport,
    url: expanded.url.trim(),
    headers: expanded.headers,
    limitMs,
    // Also for clients that are known to dial past a proxy: whether one stands there tells why they fail.
    proxyEnv: http.proxy === 'unknown' ? {} : pickProxy(context.roots),
  };
}

/** How long this client waits for this entry to connect, in ms. */
export function readLimit({ definition, dialect }: EntrySource, fields: EntryFields, roots: Roots): number {
  if (fields.timeoutMs !== undefined && fields.timeoutMs > 0 && affectsConnect(dialect)) return Math.round(fields.timeoutMs);
  const { variable, connectMs } = definition.timeout;
  const set = variable === undefined ? undefined : readVariable(roots.env, variable, roots.platform);
  return set !== undefined && /^[1-9]\d{0,8}$/.test(set.trim()) ? Number(set) : connectMs;
}

function affectsConnect({ fields }: EntryDialect): boolean {
  return fields.timeout?.affectsConnect === true;
}

function composeStdio(
  entry: EntrySource,
  fields: EntryFields,
  expanded: ExpandedFields,
  limitMs: number,
  { roots, sessionPath, isFile, envFiles }: PlanContext,
): ConnectPlan | undefined {
  const { launch } = entry.definition;
  if (expanded.command === undefined) return undefined;
  const words = launch.splitsCommand === true ? readCommandLine(expanded.command, isFile) : undefined;
  const [command = expanded.command, ...before] = words ?? [expanded.command];
  const { env, pathFrom } = composeEnvironment(launch, { ...envFiles?.own?.variables, ...expanded.env }, fields.envVars, roots, sessionPath);
  return {
    transport: 'stdio',
    command,
    args: [...before, ...expanded.args],
    env,
    cwd: composeCwd(entry, expanded.cwd, roots),
    searchPath: splitPath(readVariable(env, 'PATH', roots.platform), roots.platform),
    searchedFrom: pathFrom,
    limitMs,
  };
}

function pickProxy({ env, platform }: Roots): Readonly<Record<string, string>> {
  const found: Record<string, string> = Object.create(null);
  for (const name of PROXY_NAMES) {
    const value = readVariable(env, name, platform);
    if (value !== undefined && value !== '') found[name] = value;
  }
  return found;
}
