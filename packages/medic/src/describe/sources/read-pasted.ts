import type { ConfigFormat, Json, ParsedConfig, Roots, ServerDescription } from '../../model/index.ts';
import { isObject } from '../../discover/entry-shape.ts';
import { parseConfig } from '../../text/parse-config.ts';
import { isBundleManifest, readBundle } from './bundle.ts';
import { isCommandLine, readCommandLineText, readCommandWords } from './command-words.ts';
import { readDeepLink } from './deeplink.ts';
import { nameServer } from './server-name.ts';
import { isServerJson, readServerJson } from './server-json.ts';
import { describeRemote, type SourceOptions, type SourceReading, transportOfUrl } from './source.ts';
import { readSnippet } from './snippet.ts';

export interface PastedText {
  readonly text: string;
  /** Folder the text came from; a bundle's files lie there. */
  readonly folder: string;
  /** By the file's name, when it has one that says it. */
  readonly format?: ConfigFormat;
}

/** Reads whatever people copy: a link, a command line, a registry entry, a manifest, a piece of some client's config. */
export async function readPasted(pasted: PastedText, roots: Roots, options: SourceOptions): Promise<SourceReading> {
  const text = takeFence(pasted.text).trim();
  if (text === '') return { ok: false, reason: 'it is empty' };
  if (/^[a-z][a-z0-9+.-]*:\S+$/i.test(text)) return readLink(text, roots, options);
  if (isCommandLine(text)) {
    const read = readCommandLineText(text, roots);
    if (read === undefined) return { ok: false, reason: 'the command line names no server' };
    if ('server' in read) return taken('a command line', [read.server], read.notes);
    return renamed(await readPasted({ ...pasted, text: read.json }, roots, options), read.name);
  }
  const parsed = await parsePasted(text, pasted.format);
  const fault = parsed.issues.find(({ kind }) => kind !== 'comment' && kind !== 'trailing-comma' && kind !== 'duplicate-key');
  if (fault !== undefined || parsed.value === undefined)
    return {
      ok: false,
      reason: fault === undefined ? 'it holds nothing that could be read' : `line ${fault.at.line}, column ${fault.at.column}: ${fault.message}`,
    };
  if (isServerJson(parsed.value)) return readServerJson(parsed.value, options);
  if (isBundleManifest(parsed.value)) return readBundle(parsed.value, pasted.folder, roots, options);
  return (
    readSnippet(parsed, roots) ?? {
      ok: false,
      reason: 'no server was found in it',
      next: "It may be a URL, a command line, a registry entry, a bundle manifest, or a piece of any client's config.",
    }
  );
}

/** A URL of a server, or an install link. */
export async function readLink(link: string, roots: Roots, options: SourceOptions): Promise<SourceReading> {
  const deep = readDeepLink(link);
  if (deep?.json !== undefined) {
    const json = deep.inputs === undefined ? deep.json : withInputs(deep.json, deep.inputs, deep.name);
    return renamed(await readPasted({ text: json, folder: roots.project, format: 'jsonc' }, roots, options), deep.name);
  }
  if (deep?.command !== undefined) {
    const read = readCommandWords(deep.command.words, deep.command.env, roots);
    if (read !== undefined && 'server' in read) return renamed(taken('an install link', [read.server]), deep.name);
  }
  const url = deep?.url ?? link;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    return { ok: false, reason: `"${link.slice(0, 60)}" is neither the URL of a server nor an install link mcp-medic knows` };
  return renamed(taken('a URL', [describeRemote(nameServer(url), url, options.transport === 'sse' ? 'sse' : transportOfUrl(url))]), deep?.name);
}

function taken(kind: string, servers: readonly ServerDescription[], notes: readonly string[] = []): SourceReading {
  return { ok: true, source: { kind, servers, notes } };
}

/** Links and `add-json` say the name beside the entry. */
function renamed(reading: SourceReading, name: string | undefined): SourceReading {
  if (!reading.ok || name === undefined || name === '' || reading.source.servers.length !== 1) return reading;
  return { ok: true, source: { ...reading.source, servers: reading.source.servers.map((server) => ({ ...server, name })) } };
}

function withInputs(json: string, inputs: string, name: string | undefined): string {
  try {
    const entry = JSON.parse(json) as Json;
    return isObject(entry) ? JSON.stringify({ servers: { [name ?? 'server']: entry }, inputs: JSON.parse(inputs) as Json }) : json;
  } catch {
    return json;
  }
}

/** What stands between the first two fences of a README. */
function takeFence(text: string): string {
  return /^\s*(?:```|~~~)[^\n]*\n([^]*?)\n\s*(?:```|~~~)/m.exec(text)?.[1] ?? text;
}

async function parsePasted(text: string, format: ConfigFormat | undefined): Promise<ParsedConfig> {
  if (format !== undefined && format !== 'json') return parseConfig(text, format);
  // "name": { … } without the braces around it, as READMEs show it.
  if (/^"[^"\n]+"\s*:/.test(text)) return parseConfig(`{${text.replace(/,\s*$/, '')}}`, 'jsonc');
  if (/^(?:\{|\[(?!\w)|\/[/*])/.test(text)) return parseConfig(text, 'jsonc');
  return parseConfig(text, /^\s*\[{1,2}[\w." -]+\]{1,2}\s*$/m.test(text) ? 'toml' : 'yaml');
}
