import type { DescribedText, ServerDescription } from '../model/index.ts';
import { plainText } from './described-text.ts';
import { variableName } from './write-value.ts';

const PROGRAM = 'mcp-remote';

/**
 * A remote server as the local one that passes everything on to it. Headers go through variables: some clients on Windows do
 * not keep an argument with a blank in it together (mcp-remote's README, read 2026-11-20).
 */
export function bridge(remote: ServerDescription): ServerDescription {
  const { url = [], headers, transport, env } = remote;
  const args: DescribedText[] = [['-y'], [PROGRAM], url];
  const passed: Record<string, DescribedText | null> = { ...env };
  for (const [name, text] of Object.entries(headers)) {
    const variable = variableName(name);
    passed[variable] = text;
    args.push(['--header'], [`${name}:\${${variable}}`]);
  }
  if (transport !== 'http-then-sse') args.push(['--transport'], [transport === 'sse' ? 'sse-only' : 'http-only']);
  if (/^http:\/\/(?!localhost[:/]|127\.0\.0\.1[:/])/.test(plainText(url) ?? '')) args.push(['--allow-http']);
  const { url: _, ...rest } = remote;
  return { ...rest, transport: 'stdio', command: ['npx'], args, env: passed, headers: {} };
}

/** The remote server behind such a local one; the description itself for anything else. */
export function unbridge(local: ServerDescription): ServerDescription {
  const words = local.args.map(plainText);
  const at = words.findIndex((word) => word !== undefined && /^mcp-remote(?:@[\w.-]+)?$/.test(word));
  const url = local.args[at + 1];
  if (local.transport !== 'stdio' || at === -1 || url === undefined || !words.slice(0, at).every((word) => word?.startsWith('-') === true)) return local;
  const env = { ...local.env };
  const headers: Record<string, DescribedText> = {};
  let transport: ServerDescription['transport'] = 'http-then-sse';
  for (let i = at + 2; i < words.length; i += 1) {
    const word = words[i];
    const next = words[i + 1];
    if (word === '--allow-http') continue;
    if (word === '--transport' && next !== undefined) transport = next === 'sse-only' ? 'sse' : next === 'http-only' ? 'http' : 'http-then-sse';
    else if (word === '--header' && next !== undefined) {
      const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/s.exec(next) ?? [];
      const variable = /^\$\{(\w+)\}$/.exec(value)?.[1];
      const text = variable === undefined ? undefined : env[variable];
      headers[name] = variable === undefined ? [value] : (text ?? [{ ref: 'env', name: variable }]);
      if (variable !== undefined) delete env[variable];
    } else return local;
    i += 1;
  }
  const { command: _, cwd: __, ...rest } = local;
  return { ...rest, transport, args: [], env, headers, url };
}
