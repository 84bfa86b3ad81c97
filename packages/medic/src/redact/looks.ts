/** Beginnings of tokens of well-known services. Each is followed by at least 12 more token characters. */
const STARTS =
  'ghp_|gho_|ghu_|ghs_|ghr_|github_pat_|glpat-|gldt-|glrt-|sk-|sk_|rk_live_|rk_test_|pk_live_|xox[abceoprs]-|xapp-|npm_|pypi-|hf_|gsk_|xai-|r8_|pplx-|tvly-|fc-|lin_api_|ntn_|secret_|shpat_|shpss_|shpca_|dop_v1_|doo_v1_|figd_|figma_pat_|sbp_|whsec_|SG\\.|ya29\\.|1//0|PMAK-|ATATT|ATCTT|dapi|pat-na1-|ctx7sk-|AIza|AKIA|ASIA|EAAC|EAAG|AGE-SECRET-KEY-|hvs\\.|nvapi-|apify_api_|sntrys_|sntryu_|phc_|phx_|rnd_';

/** Global: reset `lastIndex`, or use `matchAll`. The character before must not be part of a word. */
export const TOKEN_SHAPE: RegExp = new RegExp(`(?:${STARTS})[A-Za-z0-9_.-]{12,1024}`, 'g');

/** Sticky-free start of a JSON Web Token; the caller checks that no token character stands before it. */
export const JWT_SHAPE: RegExp = /(?<![\w.-])eyJ[\w-]{8,8192}\.[\w-]{2,8192}(?:\.[\w-]{0,8192})?/g;

/** True for a whole value with the shape of a well-known token. */
export function looksLikeToken(value: string): boolean {
  if (value.length < 12 || value.length > 8192) return false;
  const match = value.matchAll(TOKEN_SHAPE).next().value;
  if (match !== undefined && match.index === 0 && isRandomTail(match[0])) return true;
  return /^eyJ[\w-]{8,}\.[\w-]{2,}(?:\.[\w-]*)?$/.test(value);
}

/** Tells `sk-proj-8Kd02…` from `sk-learn-extension-pack`: random text holds digits or both cases in one long run. */
export function isRandomTail(token: string): boolean {
  if (/^(?:AKIA|ASIA)/.test(token)) return /^[A-Z0-9]{16,24}$/.test(token);
  if (!/\d/.test(token) && !(/[a-z]/.test(token) && /[A-Z]/.test(token))) return false;
  return /[A-Za-z0-9]{12}/.test(token) || isMixed(token);
}

/** True for text that changes between lower case, upper case and digits as often as random characters do. */
export function isMixed(text: string): boolean {
  let changes = 0;
  let digits = 0;
  let letters = 0;
  let longestRun = 0;
  let run = 0;
  let previous = 0;
  for (let i = 0; i < text.length; i += 1) {
    const kind = kindOf(text.charCodeAt(i));
    run = kind === 0 ? 0 : run + 1;
    if (run > longestRun) longestRun = run;
    if (kind === 0) continue;
    if (kind === 3) digits += 1;
    else letters += 1;
    if (previous !== 0 && previous !== kind) changes += 1;
    previous = kind;
  }
  if (letters < 3) return digits >= 20;
  // Some tokens hold no digit, but then both cases in disorder.
  return changes >= 5 && changes * 6 >= text.length && (digits >= 2 || longestRun >= 16);
}

/** A path segment or value of at least 20 characters that is no name: random, hexadecimal, or a UUID. */
export function looksRandom(text: string): boolean {
  if (text.length < 20 || text.length > 8192 || !/^[\w.~=%+-]+$/.test(text) || /\.[a-z]{2,4}$/.test(text)) return false;
  return isMixed(text) || /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}

function kindOf(code: number): 0 | 1 | 2 | 3 {
  if (code >= 97 && code <= 122) return 1;
  if (code >= 65 && code <= 90) return 2;
  return code >= 48 && code <= 57 ? 3 : 0;
}
