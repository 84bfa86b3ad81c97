const LABEL = /^[a-z](?:[a-z\d-]*[a-z\d])?$/i;
const NAME = /^(?:[a-z\d](?:[\w.-]*[a-z\d])?)?$/i;
/** Prefixes the specification itself writes with. */
const OWN = new Set(['io.modelcontextprotocol', 'modelcontextprotocol.io']);
/** 2025-11-25 and later: reserved by the second label. Before, by what comes after any labels; a second label is reserved in both. */
const RESERVED = new Set(['modelcontextprotocol', 'mcp']);

export interface MetaKeyFault {
  readonly what: string;
  /** Only the name is odd. Hosts themselves ask for such keys (`openai/toolInvocation/invoking`, seen 2026-11-28), and nobody can take them for another's. */
  readonly isHarmless: boolean;
}

/** What is wrong with a key as the specification writes keys of `_meta` and names of extensions: `com.example/name`. */
export function findKeyFault(key: string): MetaKeyFault | undefined {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  if (slash >= 0) {
    const prefix = key.slice(0, slash);
    const labels = prefix.split('.');
    const bad = labels.find((label) => !LABEL.test(label));
    if (bad !== undefined) return { what: `has "${bad.slice(0, 60)}" in its prefix, which is no label`, isHarmless: false };
    if (RESERVED.has(labels[1]?.toLowerCase() ?? '') && !OWN.has(prefix)) return { what: 'has a prefix that is reserved for the protocol', isHarmless: false };
  }
  return NAME.test(name)
    ? undefined
    : { what: 'has a name of other characters than letters, digits, "-", "_" and "." or with one of these at an end', isHarmless: true };
}
