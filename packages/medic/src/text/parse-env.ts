import type { ConfigMember, ConfigNode, ParsedConfig } from '../model/index.ts';
import { createIssueList, showKey } from './issue-list.ts';
import { endOfLine, startOfNextLine } from './locate.ts';
import { toPlain } from './plain-value.ts';

/**
 * `NAME=value`, one a line, as dotenv, VS Code and Node read it: `export` may stand before the name, `'…'`, `"…"` and `` `…` `` may
 * hold several lines, only in `"…"` do `\n` and `\r` mean line ends, and ` #` ends a value without quotes.
 */
const LINE = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*/d;

/** Reads a file of environment variables. Every value is a text; lines that are neither variable nor comment are issues. */
export function parseEnv(text: string): ParsedConfig {
  const list = createIssueList(text);
  const members: ConfigMember[] = [];
  for (let at = 0; at < text.length;) {
    const end = endOfLine(text, at);
    const match = LINE.exec(text.slice(at, end));
    if (match === null) {
      const line = text.slice(at, end).trim();
      if (line !== '' && !line.startsWith('#')) list.add('syntax', 'this line is neither NAME=value nor a comment, and is passed over', at, end);
      at = startOfNextLine(text, end);
      continue;
    }
    const key = match[1] ?? '';
    const keyStart = at + (match.indices?.[1]?.[0] ?? 0);
    const node = readValue(text, at + match[0].length, end);
    if (members.some((member) => member.key === key))
      list.add('duplicate-key', `${showKey(key)} is set a second time; the last one counts`, keyStart, keyStart + key.length);
    members.push({ key, keySpan: { start: keyStart, end: keyStart + key.length }, node });
    at = startOfNextLine(text, endOfLine(text, node.span.end));
  }
  const root: ConfigNode = { kind: 'object', span: { start: 0, end: text.length }, members };
  return { format: 'env', text, root, value: toPlain(root), issues: list.issues };
}

function readValue(text: string, start: number, lineEnd: number): ConfigNode {
  const quote = text[start];
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = text.indexOf(quote, start + 1);
    const rest = close === -1 ? undefined : text.slice(close + 1, endOfLine(text, close));
    if (close !== -1 && rest !== undefined && /^[ \t]*(?:#.*)?$/.test(rest)) {
      const inner = text.slice(start + 1, close);
      return { kind: 'value', span: { start, end: close + 1 }, value: quote === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner };
    }
  }
  const line = text.slice(start, lineEnd);
  const comment = /(?:^|[ \t])#/.exec(line)?.index;
  const value = line.slice(0, comment).trimEnd();
  return { kind: 'value', span: { start, end: start + value.length }, value };
}
