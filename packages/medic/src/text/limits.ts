/** Foreign files are refused above these sizes, so that a hostile one costs neither memory nor time. */
export const MAX_CONFIG_CHARS: number = 5 * 1024 * 1024;
/** The composer of yaml 2.9.1 reads 0.5 to 2 MB per second (measured 2026-11-21), hence the smaller limit. */
export const MAX_YAML_CHARS: number = 256 * 1024;
/** smol-toml 1.9.1 and our scanner read 2 to 3 MB per second (measured 2026-11-21). */
export const MAX_TOML_CHARS: number = 1024 * 1024;
export const MAX_DEPTH: number = 64;
export const MAX_NODES: number = 250_000;
/** Nodes that aliases may add to a YAML document. */
export const MAX_ALIAS_NODES: number = 10_000;
export const MAX_ISSUES: number = 500;
