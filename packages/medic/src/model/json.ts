/** A value as it stands in a config file or a message. Objects made by our parsers have no prototype. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Steps from the root of a document to a value: `['mcpServers', 'github', 'args', 0]`. Never a dotted string. */
export type ConfigPath = readonly (string | number)[];
