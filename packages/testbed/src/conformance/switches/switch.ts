export interface Switch {
  /** Row of the check catalogue whose rule is broken. */
  readonly check: string;
  /** Which era's traffic shows it. */
  readonly eras: 'legacy' | 'modern' | 'both';
  readonly transports: readonly ('stdio' | 'http' | 'sse')[];
  /** What the server does instead, in words. */
  readonly does: string;
  /**
   * What a run needs before the rule can be seen broken: `bearer` (--auth bearer), `weak-token` or `reader-token`
   * (the client has that token beside the full one), `calls` (tools are called), `dual` (--era dual), a `revision` at or below
   * the named one, `registration` (a client is registered).
   */
  readonly needs?: readonly string[];
}
