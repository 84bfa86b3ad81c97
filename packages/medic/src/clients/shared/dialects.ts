import type { EntryDialect, Transport } from '../../model/index.ts';

/** The field names nearly every client has taken over from Claude Desktop's file. */
export const COMMON_FIELDS: {
  readonly command: string;
  readonly args: string;
  readonly env: string;
  readonly url: readonly string[];
  readonly headers: string;
} = {
  command: 'command',
  args: 'args',
  env: 'env',
  url: ['url'],
  headers: 'headers',
};

/** Every spelling of a transport that some client accepts, for clients whose own list nobody has read. */
const ANY_TYPE_WORD: Readonly<Record<string, Transport>> = {
  stdio: 'stdio',
  http: 'http',
  sse: 'sse',
  'streamable-http': 'http',
  streamableHttp: 'http',
  streamable_http: 'http',
  local: 'stdio',
  remote: 'http',
};

/** An `mcpServers` entry of a client of which only the field names are documented: nothing is held against it. */
export const LENIENT_DIALECT: EntryDialect = {
  command: 'string',
  fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd' },
  types: ANY_TYPE_WORD,
  urlWithoutType: 'http-then-sse',
  wrongValueType: 'accepted',
  unknownField: 'ignored',
  known: 'recalled',
};
