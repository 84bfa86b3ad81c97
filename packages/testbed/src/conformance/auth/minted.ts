import { createHmac, randomBytes } from 'node:crypto';
import { SCOPE } from './documents.ts';

const KEY = randomBytes(32);

/** A JWT that this process signs and accepts: of its own issuer, for its own address, for an hour. */
export function mintToken(origin: string): string {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const claims = { iss: origin, aud: `${origin}/mcp`, scope: SCOPE, nbf: nowSeconds, exp: nowSeconds + 3_600 };
  const text = ['{"alg":"HS256","typ":"JWT"}', JSON.stringify(claims)].map((part) => Buffer.from(part).toString('base64url')).join('.');
  return `${text}.${sign(text)}`;
}

/** Signed here, for this origin. No process lives as long as its tokens. */
export function isMinted(token: string, origin: string): boolean {
  const [header = '', claims = '', signature] = token.split('.');
  if (signature !== sign(`${header}.${claims}`)) return false;
  return (JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { readonly iss?: unknown }).iss === origin;
}

function sign(text: string): string {
  return createHmac('sha256', KEY).update(text).digest('base64url');
}
