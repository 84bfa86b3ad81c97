import type { Gate, GateContext } from '../../model/index.ts';

export type State = NonNullable<ReturnType<GateContext['state']>>;

/** Walks a parsed foreign value by own keys only; undefined when a step is missing. */
export function readAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.getOwnPropertyDescriptor(current, key)?.value;
  }
  return current;
}

/** True when the value at a path is a list that holds the name. */
export function lists(value: unknown, path: readonly string[], name: string): boolean {
  const list = readAt(value, ...path);
  return Array.isArray(list) && list.includes(name);
}

/**
 * Where a key stands in a state file, as `path:line`. State files hold secrets, so a quote is made from names we already
 * know and never copied from the file.
 */
export function locate(state: State, key: string, after?: string): string {
  const from = after === undefined ? 0 : Math.max(0, state.text.indexOf(JSON.stringify(after)));
  const at = state.text.indexOf(key, from);
  if (at < 0) return state.path;
  let line = 1;
  for (let i = state.text.indexOf('\n'); i >= 0 && i < at; i = state.text.indexOf('\n', i + 1)) line += 1;
  return `${state.path}:${line}`;
}

/** True when `path` is `folder` or lies below it. Both may be written with either slash. */
export function isWithin(path: string, folder: string): boolean {
  const inner = path.replaceAll('\\', '/');
  const outer = folder.replaceAll('\\', '/').replace(/\/$/, '');
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** The names under which a client may have stored the project: its folder and the root of its repository. */
export function projectKeys(context: GateContext): readonly string[] {
  const keys = [context.project, ...(context.gitRoot === undefined ? [] : [context.gitRoot])];
  // Stores written on Windows hold backslashes, ours may not.
  return [...new Set(keys.flatMap((key) => (context.platform === 'win32' ? [key, key.replaceAll('/', '\\'), key.replaceAll('\\', '/')] : [key])))];
}

/** The lists of allowed and excluded server names that Gemini CLI and Qwen Code keep beside the servers. */
export function gateByNameLists(name: string, states: readonly (State | undefined)[]): Gate | undefined {
  for (const state of states) {
    if (state === undefined) continue;
    if (lists(state.value, ['mcp', 'excluded'], name)) {
      return {
        cause: 'server-disabled',
        because: `${state.path} lists "${name}" in mcp.excluded.`,
        where: locate(state, '"excluded"'),
        quote: `"mcp": { "excluded": ["${name}"] }`,
        todo: `Take "${name}" out of mcp.excluded in ${state.path}.`,
      };
    }
    const allowed = readAt(state.value, 'mcp', 'allowed');
    if (Array.isArray(allowed) && allowed.length > 0 && !allowed.includes(name)) {
      return {
        cause: 'server-disabled',
        because: `${state.path} has a list mcp.allowed and "${name}" is not in it.`,
        where: locate(state, '"allowed"'),
        quote: `"mcp": { "allowed": … } without "${name}"`,
        todo: `Add "${name}" to mcp.allowed in ${state.path}.`,
      };
    }
  }
  return undefined;
}
