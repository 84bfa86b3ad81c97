import type { ValueTransform } from '../model/index.ts';

// Characters that nobody sees: zero width, byte order mark, direction marks, no-break space.
export const INVISIBLE: RegExp = /[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/u;
/** What may stand before the scheme word: the header's name, in arguments of mcp-remote. */
const LEAD = /^(\s*(?:--header=)?(?:authorization:\s{0,8})?)(Bearer\s+)?/i;

/** What each transformation makes of a text; the text itself when there is nothing to do. */
export function transformText(value: string, how: ValueTransform): string {
  if (how === 'trim') return value.trim();
  if (how === 'one-line') return joinLines(value);
  if (how === 'strip-hidden') return stripHidden(value.trim());
  if (how === 'unquote') return unquote(value.trim());
  // When a variable brings its own "Bearer", the written one goes; otherwise one of the two written ones does.
  return how === 'drop-bearer' ? value.replace(LEAD, '$1') : value.trim().replace(LEAD, '$1Bearer ');
}

/** Line breaks with the blanks around them go: a value that was wrapped when it was copied. */
export function joinLines(value: string): string {
  return value.replace(/\s{0,20}[\r\n]+\s{0,20}/g, '');
}

export function stripHidden(value: string): string {
  let out = '';
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0xa0) out += ' ';
    else if (!INVISIBLE.test(character) && (code >= 32 || code === 9 || code === 10 || code === 13) && code !== 127) out += character;
  }
  return out;
}

/** Straight or typographic quotes around the whole text go. */
function unquote(value: string): string {
  const first = value.charAt(0);
  if ((first === '"' || first === "'") && value.length > 2 && value.endsWith(first)) return value.slice(1, -1);
  return stripSmartQuotes(value);
}

export function stripSmartQuotes(value: string): string {
  return value.replace(/^[“”„«‘’‚]|[“”»‘’]$/g, '').replace(/[“”„]/g, '"');
}

/** An address without its login, and the login as the value of an `Authorization` header. Undefined without a login. */
export function splitLogin(address: string): { readonly url: string; readonly authorization: string } | undefined {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#@]{1,1000})@/iu.exec(address);
  if (match === null) return undefined;
  const [whole, scheme = '', login = ''] = match;
  const [user = '', ...password] = login.split(':');
  try {
    const plain = `${decodeURIComponent(user)}:${decodeURIComponent(password.join(':'))}`;
    return { url: scheme + address.slice(whole.length), authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(plain)))}` };
  } catch {
    return undefined;
  }
}
