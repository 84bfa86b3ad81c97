/** Colour and weight, the only sequences our own output may hold. */
// oxlint-disable-next-line no-control-regex -- the very thing that is looked for
const OWN_STYLE = /\u001b\[[\d;]{0,20}m/gu;

/** Whatever a terminal, an editor or a log viewer may obey, or that hides text from a reader. */
// oxlint-disable-next-line no-control-regex -- the very thing that is looked for
const FOREIGN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\u{d800}-\u{dfff}]/u;

/** The first dangerous character of an output with the text around it, made visible; undefined when there is none. */
export function findForeignCharacter(output: string): string | undefined {
  const text = output.replaceAll(OWN_STYLE, '');
  const at = text.search(FOREIGN);
  return at === -1 ? undefined : `U+${(text.codePointAt(at) ?? 0).toString(16)} in ${JSON.stringify(text.slice(Math.max(0, at - 80), at + 40))}`;
}
