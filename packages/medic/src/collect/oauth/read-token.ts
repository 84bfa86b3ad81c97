import { isObject } from '../protocol/record.ts';
import type { HttpPlan, OAuthFacts } from '../../model/index.ts';

type Sent = Pick<OAuthFacts, 'sentAuthorization' | 'sentScheme' | 'token'>;

const MAX_TOKEN = 64 * 1024;
const MAX_TEXT = 300;
/** Only these are repeated: in a header without a scheme the first word is the secret itself. */
const SCHEMES = ['Bearer', 'Basic', 'Token', 'ApiKey', 'Api-Key', 'Digest', 'DPoP', 'Negotiate', 'AWS4-HMAC-SHA256'];
const TOKEN_NAME = /(?:^|[-_])(?:api[-_]?key|key|token|access[-_]?token|auth|secret)$/i;

/** Which credentials the configured request carries, and the public claims of a JWT among them. Never the token itself. */
export function readSentToken(plan: HttpPlan): Sent {
  const headers = Object.entries(plan.headers);
  const authorization = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1].trim();
  if (authorization !== undefined && authorization !== '') {
    const [word = '', ...rest] = authorization.slice(0, MAX_TOKEN).split(/\s+/);
    const scheme = rest.length === 0 ? undefined : SCHEMES.find((one) => one.toLowerCase() === word.toLowerCase());
    const token = decodeClaims(rest.at(-1) ?? word);
    return { sentAuthorization: true, ...(scheme === undefined ? {} : { sentScheme: scheme }), ...(token === undefined ? {} : { token }) };
  }
  const other = headers.find(([name, value]) => TOKEN_NAME.test(name) && value.trim() !== '');
  if (other !== undefined) return { sentAuthorization: true, sentScheme: `header ${other[0].slice(0, 60)}` };
  const inUrl = findTokenInUrl(plan.url);
  return inUrl === undefined ? { sentAuthorization: false } : { sentAuthorization: true, sentScheme: inUrl };
}

function findTokenInUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'Basic';
  const name = [...url.searchParams.keys()].find((key) => TOKEN_NAME.test(key));
  return name === undefined ? undefined : `query parameter ${name.slice(0, 60)}`;
}

/** Decodes the middle part of a JWT. The signature is nobody's business here: the server judges it. */
function decodeClaims(token: string): NonNullable<OAuthFacts['token']> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const claims = parseObject(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
  if (claims === undefined) return undefined;
  const expiresAt = formatSeconds(claims['exp']);
  const notBefore = formatSeconds(claims['nbf']);
  const audience = readTexts(claims['aud']);
  const issuer = typeof claims['iss'] === 'string' ? claims['iss'].slice(0, MAX_TEXT) : undefined;
  const scopes = readTexts(claims['scope'] ?? claims['scp']);
  return {
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(audience.length === 0 ? {} : { audience }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ').slice(0, MAX_TEXT) }),
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readTexts(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all
    .filter((one): one is string => typeof one === 'string')
    .slice(0, 20)
    .map((one) => one.slice(0, MAX_TEXT));
}

function formatSeconds(value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const at = new Date(value * 1000);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
