/** Last words of names whose value is a secret: `GITHUB_TOKEN`, `dbPassword`, `X-Auth-Token`. */
const LAST_WORDS = new Set(
  'token secret password passwd passphrase pwd pat apikey authkey accesstoken authtoken secretkey accesskey privatekey credential credentials creds authorization cookie jwt bearer'.split(
    ' ',
  ),
);

/** Words that make a following `key` a secret: `api_key`, `AWS_SECRET_ACCESS_KEY`. */
const BEFORE_KEY = new Set(
  'api access secret private auth signing encryption master service subscription license account session app deploy project'.split(' '),
);

/** Tokens of paging and progress name a place, not a right; the header about credentials says true and nothing else. */
const HARMLESS = new Set([
  'pwd',
  'oldpwd',
  'progress_token',
  'page_token',
  'next_page_token',
  'continuation_token',
  'sync_token',
  'access_control_allow_credentials',
]);

/** The words of a name in lower case: `X-ApiKey2` → `x api key`, trailing numbers dropped. */
function splitWords(name: string): readonly string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  while (words.length > 1 && /^\d+$/.test(words.at(-1) ?? '')) words.pop();
  return words;
}

/** True when a field, header, variable, flag or query parameter of this name carries a secret. */
export function isSecretName(name: string): boolean {
  if (name.length > 100) return false;
  const words = splitWords(name);
  if (HARMLESS.has(words.join('_'))) return false;
  const last = (words.at(-1) ?? '').replace(/\d+$/, '');
  if (LAST_WORDS.has(last) || last.endsWith('apikey')) return true;
  return last === 'key' && BEFORE_KEY.has(words.at(-2) ?? '');
}

/** Names that may carry a secret, so that the look of the value decides: `OPENAI_KEY`, `sig`, `code`. */
export function isDoubtfulName(name: string): boolean {
  const last = splitWords(name.slice(0, 100)).at(-1) ?? '';
  return ['key', 'auth', 'sig', 'signature', 'code', 'private', 'cert', 'pass', 'dsn', 'tokens', 'keys', 'secrets', 'hash', 'session', 'sid'].includes(last);
}
