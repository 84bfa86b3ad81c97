import { isRandomTail, JWT_SHAPE, TOKEN_SHAPE } from './looks.ts';
import type { Ranges } from './ranges.ts';

/** Tokens of well-known services, JSON Web Tokens and PEM private keys, wherever they stand. */
export function findTokens(text: string, ranges: Ranges): void {
  findShapes(text, ranges);
  if (text.includes('eyJ')) for (const match of text.matchAll(JWT_SHAPE)) ranges.push([match.index, match.index + match[0].length]);
  findPrivateKeys(text, ranges);
}

function findShapes(text: string, ranges: Ranges): void {
  for (const match of text.matchAll(TOKEN_SHAPE)) {
    const at = match.index;
    if (at > 0 && /[A-Za-z0-9]/.test(text.charAt(at - 1))) continue;
    // A full stop at the end closes the sentence, not the token.
    const token = match[0].replace(/[.-]{1,3}$/, '');
    if (isRandomTail(token)) ranges.push([at, at + token.length]);
  }
}

function findPrivateKeys(text: string, ranges: Ranges): void {
  const opening = '-----BEGIN ';
  for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1)) {
    const label = text.slice(at + opening.length, at + 60);
    const labelEnd = label.indexOf('PRIVATE KEY');
    if (labelEnd < 0 || labelEnd > 30) continue;
    const body = at + opening.length + labelEnd + 'PRIVATE KEY'.length;
    const closing = text.indexOf('-----END ', body);
    // Cut short: everything that follows may be key.
    const end = closing < 0 ? text.length : closing;
    ranges.push([body, end]);
    if (closing < 0) return;
    at = end;
  }
}
