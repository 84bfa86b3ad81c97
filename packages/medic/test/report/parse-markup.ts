export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const VOID = new Set(['meta']);
const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/y;

/** A strict reader of XML and of our HTML: throws at a stray `<`, `>` or `&`, an unknown entity, or tags that do not match. */
export function parseMarkup(text: string): { readonly elements: readonly Element[] } {
  const elements: Element[] = [];
  const open: string[] = [];
  let at = text.replace(/^(?:<\?xml[^>]*\?>|<!doctype html>)/, (head) => ' '.repeat(head.length)).search(/</);
  while (at !== -1 && at < text.length) {
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) throw new Error(`no tag at ${JSON.stringify(text.slice(at, at + 80))}`);
    const [whole, closes, name = '', attributes = '', isEmpty] = tag;
    if (closes === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes something else`);
    } else {
      elements.push({ name, attributes: readAttributes(attributes) });
      if (isEmpty !== '/' && !VOID.has(name)) open.push(name);
    }
    at += whole.length;
    const end = name === 'style' && closes === '' ? text.indexOf('</style>', at) : text.indexOf('<', at);
    if (name !== 'style' || closes !== '') checkText(text.slice(at, end === -1 ? text.length : end));
    at = end;
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(' ')}`);
  return { elements };
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => {
    checkText(value);
    return [
      name,
      value
        .replaceAll('&#10;', '\n')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    ] as const;
  });
  if (new Set(found.map(([name]) => name)).size !== found.length) throw new Error(`an attribute stands twice: ${text}`);
  return Object.fromEntries(found);
}

function checkText(text: string): void {
  const stray = /[<>]|&(?!(?:amp|lt|gt|quot|#39|#10|#9);)/.exec(text);
  if (stray !== null) throw new Error(`stray ${stray[0]} in ${JSON.stringify(text.slice(stray.index, stray.index + 60))}`);
}
