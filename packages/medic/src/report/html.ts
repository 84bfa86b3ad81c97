import { createHash } from 'node:crypto';
import { HTML_STYLE } from './html-style.ts';
import { escapeMarkup } from './xml.ts';

/** Markup made by `markup`; only this goes into a page as it is. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[];

/**
 * A template whose values are escaped unless they are markup made by it. Not called `html`: formatters lay that out anew, and
 * the policy's digest is over the exact characters of the style.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: strings.map((text, index) => text + (index < values.length ? toMarkup(values[index] ?? '') : '')).join('') };
}

/** Nothing, where markup is wanted. */
export const NOTHING: Markup = { markup: '' };

/**
 * A whole page in one file: no scripts, no addresses it would load from, and a policy that forbids both should markup ever
 * slip through.
 */
export function renderPage(title: string, body: Markup): string {
  const style = `'sha256-${createHash('sha256').update(HTML_STYLE).digest('base64')}'`;
  const policy = `default-src 'none'; style-src ${style}; base-uri 'none'; form-action 'none'`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: HTML_STYLE }}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return page.markup;
}

/** A link to one of our own fixed addresses; anything but https stays text. */
export function link(url: string | undefined, text: string): Markup {
  return url !== undefined && /^https:\/\/[\w.-]+\//.test(url) ? markup`<a href="${url}" rel="noreferrer">${text}</a>` : markup`${text}`;
}

/** Markup for every item. */
export function each<T>(items: readonly T[], render: (item: T) => Markup): readonly Markup[] {
  return items.map(render);
}

function toMarkup(value: Value): string {
  if (typeof value === 'string') return escapeMarkup(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('\n');
}
