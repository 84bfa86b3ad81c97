import type { ClientFacts, ConfigPath, EntryFacts, FixDraft, FixDraftStep, Json, Transport } from '../model/index.ts';
import { locateField } from './launch-edits.ts';
import { tell } from './words.ts';

const MARKER = '[redacted, ';
/** Names clients give to the address, in the order in which they win where two stand in one entry. */
const URL_NAMES = ['httpUrl', 'serverUrl', 'url', 'uri'];

/** The address as it stands in the entry, and where. */
interface WrittenUrl {
  readonly at: ConfigPath;
  readonly field: string;
  readonly value: string;
}

function findWrittenUrl(entry: EntryFacts, client: ClientFacts | undefined): WrittenUrl | undefined {
  const names = [...new Set([...URL_NAMES, ...(client?.fields.url === undefined ? [] : [client.fields.url])])];
  for (const field of names) {
    const at = locateField(entry, field);
    const value = valueAt(entry.written, at.slice(entry.at.length));
    if (typeof value === 'string') return { at, field, value };
  }
  return undefined;
}

/** Where the address stands in the entry's file. */
export function locateUrl(entry: EntryFacts, client: ClientFacts | undefined): ConfigPath | undefined {
  return findWrittenUrl(entry, client)?.at;
}

/**
 * The text that makes the entry lead to `wanted`. What the user wrote with variables or secrets keeps them; undefined when
 * that cannot be done exactly.
 */
function rewriteUrl(written: string, effective: string | undefined, wanted: string): string | undefined {
  if (written === effective && !written.includes(MARKER)) return wanted.includes(MARKER) ? undefined : wanted;
  if (effective === undefined || !URL.canParse(effective) || !URL.canParse(wanted)) return undefined;
  const [before, after] = [new URL(effective), new URL(wanted)];
  if (before.origin !== after.origin) return undefined;
  const [tail, query] = splitQuery(effective.slice(effective.indexOf(before.host) + before.host.length));
  const at = written.lastIndexOf(tail === '' ? query : `${tail}${query}`);
  if (at === -1 || written.includes(MARKER) || (tail === '' && query === '')) return undefined;
  return `${written.slice(0, at)}${after.pathname}${query}`;
}

/** A fix that sets the address: an edit where it is exact, words otherwise. */
export function draftUrlFix(
  id: string,
  title: string,
  wanted: string,
  safety: FixDraft['safety'],
  entry: EntryFacts | undefined,
  client: ClientFacts | undefined,
  type?: Transport,
): FixDraft {
  const written = entry === undefined ? undefined : findWrittenUrl(entry, client);
  const value = entry === undefined || written === undefined ? undefined : rewriteUrl(written.value, entry.effective.url, wanted);
  const typeEdit = type === undefined || entry === undefined ? [] : editType(entry, client, type);
  if (written === undefined || value === undefined || typeEdit === undefined) {
    return tell(
      id,
      title,
      `Set "${written?.field ?? client?.fields.url ?? 'url'}" to ${wanted}.${type === undefined ? '' : ` ${sayType(type)}`}${reloadWords(client)}`,
    );
  }
  return { id, title, safety, steps: [{ do: 'edit', edits: [{ op: 'set', at: written.at, value }, ...typeEdit] }, ...reloadStep(client)] };
}

/** A fix that sets the transport; undefined when the client has no word for it. */
export function draftTypeFix(id: string, title: string, type: Transport, entry: EntryFacts | undefined, client: ClientFacts | undefined): FixDraft | undefined {
  if (entry === undefined) return tell(id, title, `${sayType(type)}${reloadWords(client)}`);
  const edits = editType(entry, client, type);
  if (edits === undefined || edits.length === 0) return undefined;
  return { id, title, safety: 'safe', steps: [{ do: 'edit', edits }, ...reloadStep(client)] };
}

type TransportEdit =
  | { readonly op: 'set'; readonly at: ConfigPath; readonly value: string }
  | { readonly op: 'rename-key'; readonly at: ConfigPath; readonly to: string };

/** Edits that set the transport. Undefined when there is nothing to write; empty when it stands there already. */
function editType(entry: EntryFacts, client: ClientFacts | undefined, type: Transport): readonly TransportEdit[] | undefined {
  if (client === undefined || (type === 'sse' && !client.sse)) return undefined;
  const url = findWrittenUrl(entry, client);
  const named = client.urlFields?.find(({ name }) => name === url?.field)?.transport;
  if (url === undefined || named === undefined) return editTypeWord(entry, client, type, url);
  if (named === type) return [];
  // The name of the field decides, so it takes another name: one that means this transport, else one that leaves it to the type.
  const others = client.urlFields?.filter(({ name }) => name !== url.field) ?? [];
  const other = others.find(({ transport }) => transport === type) ?? others.find(({ transport }) => transport === undefined);
  const word = other === undefined || other.transport === type ? [] : editTypeWord(entry, client, type, url);
  return other === undefined || word === undefined ? undefined : [{ op: 'rename-key', at: url.at, to: other.name }, ...word];
}

function editTypeWord(entry: EntryFacts, client: ClientFacts, type: Transport, url: WrittenUrl | undefined): readonly TransportEdit[] | undefined {
  const field = client.fields.type;
  const word = Object.entries(client.typeWords).find(([, transport]) => transport === type)?.[0];
  if (field === undefined || word === undefined) return undefined;
  const at = url === undefined ? locateField(entry, field) : [...url.at.slice(0, -1), field];
  const now = valueAt(entry.written, at.slice(entry.at.length));
  return typeof now === 'string' && client.typeWords[now] === type ? [] : [{ op: 'set', at, value: word }];
}

/** The configured address with another path on the same host, without query. */
export function withOrigin(
  url: string,
  change: { readonly host?: string; readonly port?: number; readonly scheme?: 'http' | 'https'; readonly path?: string },
): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const next = new URL(url);
  const { port } = next;
  if (change.scheme !== undefined) next.protocol = `${change.scheme}:`;
  if (change.scheme !== undefined) next.port = port;
  if (change.host !== undefined) next.hostname = change.host;
  if (change.port !== undefined) next.port = String(change.port);
  if (change.path !== undefined) next.pathname = change.path;
  return next.href;
}

export function reloadStep(client: ClientFacts | undefined): readonly FixDraftStep[] {
  return client === undefined ? [] : [{ do: 'tell', text: `Then: ${client.reload}.` }];
}

function reloadWords(client: ClientFacts | undefined): string {
  return client === undefined ? '' : ` Then: ${client.reload}.`;
}

function sayType(type: Transport): string {
  if (type === 'sse')
    return 'Choose the old SSE transport: "type": "sse" in most clients, --transport sse on command lines, --transport sse-only for mcp-remote.';
  return 'Choose Streamable HTTP: "type": "http" in Claude Code, VS Code and Copilot, "streamableHttp" in Cline, "streamable-http" in Roo Code and Continue, "httpUrl" instead of "url" in Qwen Code and older Gemini CLI.';
}

function splitQuery(tail: string): readonly [string, string] {
  const at = tail.search(/[?#]/u);
  return at === -1 ? [tail, ''] : [tail.slice(0, at), tail.slice(at)];
}

function valueAt(value: Json, path: ConfigPath): Json | undefined {
  let current: Json | undefined = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || Array.isArray(current)) return undefined;
    current = Object.hasOwn(current, key) ? (current as Readonly<Record<string, Json>>)[String(key)] : undefined;
  }
  return current;
}
