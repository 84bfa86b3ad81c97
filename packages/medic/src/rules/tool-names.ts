import type { ClientFacts, Severity } from '../model/index.ts';

/** Revision 2025-11-25, tool names; before that only uniqueness was asked for. */
const SPECIFIED = /^[\w.-]{1,128}$/u;
const MAX_PATTERN = 200;

interface NameFault {
  readonly tool: string;
  /** `risk`: the client does not take it. `hint`: the specification advises against it. */
  readonly severity: Severity;
  readonly because: string;
}

/** What is wrong with one tool's name for a client; `server` is the name of its entry, which some put before it. At most one fault. */
export function findNameFault(tool: string, server: string | undefined, client: Pick<ClientFacts, 'name' | 'limits'> | undefined): readonly NameFault[] {
  const limits = client?.limits;
  const pattern = compile(limits?.toolNamePattern);
  const who = client?.name ?? 'the client';
  if (pattern !== undefined && !pattern.test(tool.slice(0, 1_000)))
    return [{ tool, severity: 'risk', because: `does not match the pattern of ${who}, ${limits?.toolNamePattern ?? ''}` }];
  if (limits?.toolNameLength !== undefined && tool.length > limits.toolNameLength)
    return [{ tool, severity: 'risk', because: `has ${tool.length} characters, ${who} takes ${limits.toolNameLength}` }];
  const combined = (server?.length ?? 0) + tool.length;
  if (limits?.combinedNameLength !== undefined && combined > limits.combinedNameLength)
    return [{ tool, severity: 'risk', because: `has ${combined} characters together with the server's name, ${who} takes ${limits.combinedNameLength}` }];
  return SPECIFIED.test(tool)
    ? []
    : [{ tool, severity: 'hint', because: 'is not 1 to 128 characters of A-Z, a-z, 0-9, "_", "-" and ".", as the specification advises' }];
}

/** Patterns come from our own client definitions; one that does not compile is left out. */
function compile(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined || pattern.length > MAX_PATTERN) return undefined;
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}
