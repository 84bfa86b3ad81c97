import type { ClientDefinition, HttpPlan } from '../../model/index.ts';

type Headers = Readonly<Record<string, string>>;

/** Headers that every request of this client carries: the user's own, and its name where the user gives none. */
export function baseHeaders(plan: HttpPlan, definition: ClientDefinition): Headers {
  return mergeHeaders({ 'User-Agent': definition.http.userAgent }, plan.headers);
}

/** Later headers replace earlier ones of the same name in any case. */
export function mergeHeaders(...parts: readonly Headers[]): Headers {
  const merged = new Map<string, readonly [string, string]>();
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) merged.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries(merged.values());
}

/** For a POST of one JSON-RPC message. `Accept` and `Content-Type` are the client's own, whatever the user configured. */
export function postHeaders(base: Headers, extra: Headers = {}): Headers {
  return mergeHeaders(base, { Accept: 'application/json, text/event-stream', 'Content-Type': 'application/json' }, extra);
}

export function streamHeaders(base: Headers, extra: Headers = {}): Headers {
  return mergeHeaders(base, { Accept: 'text/event-stream' }, extra);
}

/** What may go to another origin: nothing the user configured, because any of it may be a key. */
export function strangerHeaders(headers: Headers, plan: HttpPlan): Headers {
  const own = new Set(['accept', 'content-type', 'user-agent']);
  const configured = new Set(Object.keys(plan.headers).map((name) => name.toLowerCase()));
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => {
      const lower = name.toLowerCase();
      if (own.has(lower)) return lower !== 'user-agent' || !configured.has(lower);
      return lower.startsWith('mcp-') && lower !== 'mcp-session-id' && !configured.has(lower);
    }),
  );
}
