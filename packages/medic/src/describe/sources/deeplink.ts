/** What an install link carries: the entry as JSON, or a command in its parameters. */
export interface DeepLink {
  readonly name?: string;
  /** JSON text of an entry, or of a named one. */
  readonly json?: string;
  readonly command?: { readonly words: readonly string[]; readonly env: Readonly<Record<string, string>> };
  readonly url?: string;
  /** JSON text of VS Code's list of inputs. */
  readonly inputs?: string;
}

/** Links behind "Add to …" buttons: cursor://, vscode:, lmstudio://, goose://, kiro://, and the web pages that lead to them. */
export function readDeepLink(text: string): DeepLink | undefined {
  const link = text.trim();
  if (link.length > 65_536 || /\s/.test(link)) return undefined;
  if (/^vscode(?:-insiders)?:(?:\/\/)?mcp\/install\?/.test(link)) return { json: decode(link.slice(link.indexOf('?') + 1)) };
  if (!URL.canParse(link)) return undefined;
  const { protocol, hostname, pathname, searchParams } = new URL(link);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const inner = searchParams.get('url');
  if (isWeb && /(?:^|\.)vscode\.dev$/.test(hostname) && inner !== null) return readDeepLink(inner);
  const isVscode = isWeb && /(?:^|\.)vscode\.dev$/.test(hostname) && pathname.includes('mcp/install');
  const isKnown = isVscode || /^(?:cursor|lmstudio|kiro):$/.test(protocol) || (isWeb && /install-mcp|launch\/mcp\/add|mcp\/install/.test(pathname));
  const config = searchParams.get('config');
  const name = searchParams.get('name');
  const named = name === null ? {} : { name };
  if (isKnown && config !== null) {
    const inputs = searchParams.get('inputs');
    return { ...named, json: asJson(config), ...(inputs === null ? {} : { inputs }) };
  }
  if (protocol === 'goose:') return readGoose(searchParams);
  return undefined;
}

function readGoose(parameters: URLSearchParams): DeepLink | undefined {
  const name = parameters.get('name') ?? parameters.get('id');
  const named = name === null ? {} : { name };
  const url = parameters.get('url');
  const cmd = parameters.get('cmd');
  if (url !== null) return { ...named, url };
  if (cmd === null) return undefined;
  // Variables come as NAME=what it is for; the value is the user's.
  const env = Object.fromEntries(parameters.getAll('env').map((pair) => [pair.split('=')[0] ?? '', `\${${pair.split('=')[0] ?? ''}}`]));
  return { ...named, command: { words: [cmd, ...parameters.getAll('arg')], env } };
}

/** Base64 of JSON, or JSON itself. */
function asJson(config: string): string {
  if (config.trimStart().startsWith('{')) return config;
  return Buffer.from(config.replaceAll(' ', '+'), 'base64').toString('utf8');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
