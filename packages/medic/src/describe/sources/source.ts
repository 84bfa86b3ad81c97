import type { DescribedInput, DescribedText, ServerDescription } from '../../model/index.ts';

/** What a source was read as, and the servers in it. */
interface ReadSource {
  /** In words: `a registry entry (server.json)`. */
  readonly kind: string;
  readonly servers: readonly ServerDescription[];
  /** What a person should know about how it was read. */
  readonly notes: readonly string[];
}

export type SourceReading = { readonly ok: true; readonly source: ReadSource } | { readonly ok: false; readonly reason: string; readonly next?: string };

export interface SourceOptions {
  /** Chooses among several ways to run the same server. */
  readonly transport?: 'stdio' | 'http' | 'sse';
  /** Values for what a manifest or a registry entry asks for, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** Which of several ways to take, from 1. */
  readonly pick?: number;
}

/** A local server as it is in most cases. */
export function describeLaunch(
  name: string,
  command: string | DescribedText,
  args: readonly (string | DescribedText)[],
  more: { readonly env?: ServerDescription['env']; readonly inputs?: Readonly<Record<string, DescribedInput>> } = {},
): ServerDescription {
  const asText = (text: string | DescribedText): DescribedText => (typeof text === 'string' ? [text] : text);
  return {
    name,
    transport: 'stdio',
    command: asText(command),
    args: args.map(asText),
    env: more.env ?? {},
    headers: {},
    enabled: true,
    tools: {},
    inputs: more.inputs ?? {},
    extras: {},
  };
}

/** A remote server. */
export function describeRemote(
  name: string,
  url: string | DescribedText,
  transport: 'http' | 'sse' | 'http-then-sse',
  more: { readonly headers?: ServerDescription['headers']; readonly inputs?: Readonly<Record<string, DescribedInput>> } = {},
): ServerDescription {
  return {
    name,
    transport,
    args: [],
    env: {},
    url: typeof url === 'string' ? [url] : url,
    headers: more.headers ?? {},
    enabled: true,
    tools: {},
    inputs: more.inputs ?? {},
    extras: {},
  };
}

/** The transport a URL speaks by its look; Streamable HTTP when nothing says otherwise. */
export function transportOfUrl(url: string): 'http' | 'sse' {
  return /\/sse\/?(?:[?#]|$)/.test(url) ? 'sse' : 'http';
}
