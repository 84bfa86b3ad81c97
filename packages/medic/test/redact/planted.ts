/** Made-up secrets, put together from pieces so that no scanner takes this file for a leak. `shape`: recognised unknown. */
const pick = (length: number, seed: number): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  let state = seed * 7919 + 13;
  let out = '';
  for (let i = 0; i < length; i += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    out += letters.charAt(Math.floor((state / 2_147_483_648) * letters.length));
  }
  return out;
};
/** A piece on its own, so that the token never stands in the source. */
const sign = (piece: string): string => piece;
const hex = (length: number, seed: number): string => Buffer.from(pick(length, seed)).toString('hex').slice(0, length);
const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${b64({ alg: 'HS256', typ: 'JWT' })}.${b64({ sub: '1', exp: 1_900_000_000 })}.${pick(43, 3)}`;

export const planted: readonly { readonly kind: string; readonly secret: string; readonly shape: boolean }[] = [
  { kind: 'github classic', secret: `ghp${sign('_')}${pick(36, 1)}`, shape: true },
  { kind: 'github oauth', secret: `gho${sign('_')}${pick(36, 2)}`, shape: true },
  { kind: 'github app', secret: `ghs${sign('_')}${pick(36, 4)}`, shape: true },
  { kind: 'github fine-grained', secret: `github${sign('_pat_')}${pick(22, 5)}_${pick(59, 6)}`, shape: true },
  { kind: 'gitlab', secret: `glpat${sign('-')}${pick(20, 7)}`, shape: true },
  { kind: 'openai', secret: `sk${sign('-')}${pick(48, 8)}`, shape: true },
  { kind: 'openai project', secret: `sk${sign('-proj-')}${pick(48, 9)}`, shape: true },
  { kind: 'anthropic', secret: `sk${sign('-ant-api03-')}${pick(80, 10)}`, shape: true },
  { kind: 'stripe', secret: `sk${sign('_live_')}${pick(24, 11)}`, shape: true },
  { kind: 'stripe restricted', secret: `rk${sign('_live_')}${pick(24, 12)}`, shape: true },
  { kind: 'slack bot', secret: `xoxb${sign('-')}123456789012-1234567890123-${pick(24, 13)}`, shape: true },
  { kind: 'slack user', secret: `xoxp${sign('-')}123456789012-${pick(32, 14)}`, shape: true },
  { kind: 'slack app', secret: `xapp${sign('-')}1-A0123-${pick(40, 15)}`, shape: true },
  { kind: 'aws id', secret: `AKIA${sign('IOSFODNN7EXAMPQE')}`, shape: true },
  { kind: 'aws secret', secret: `${pick(20, 16)}/${pick(19, 17)}`, shape: false },
  { kind: 'google', secret: `AIza${pick(35, 18)}`, shape: true },
  { kind: 'google oauth', secret: `ya29${sign('.')}${pick(60, 19)}`, shape: true },
  { kind: 'npm', secret: `npm${sign('_')}${pick(36, 20)}`, shape: true },
  { kind: 'hugging face', secret: `hf${sign('_')}${pick(34, 21)}`, shape: true },
  { kind: 'jwt', secret: jwt, shape: true },
  { kind: 'groq', secret: `gsk${sign('_')}${pick(52, 22)}`, shape: true },
  { kind: 'notion', secret: `ntn${sign('_')}${pick(46, 23)}`, shape: true },
  { kind: 'linear', secret: `lin${sign('_api_')}${pick(40, 24)}`, shape: true },
  { kind: 'sendgrid', secret: `SG${sign('.')}${pick(22, 25)}.${pick(43, 26)}`, shape: true },
  { kind: 'shopify', secret: `shpat${sign('_')}${hex(32, 27)}`, shape: true },
  { kind: 'digitalocean', secret: `dop${sign('_v1_')}${hex(64, 28)}`, shape: true },
  { kind: 'figma', secret: `figd${sign('_')}${pick(40, 29)}`, shape: true },
  { kind: 'supabase', secret: `sbp${sign('_')}${hex(40, 30)}`, shape: true },
  { kind: 'databricks', secret: `dapi${hex(32, 31)}`, shape: true },
  { kind: 'atlassian', secret: `ATATT${pick(60, 32)}`, shape: true },
  { kind: 'firecrawl', secret: `fc${sign('-')}${hex(32, 33)}`, shape: true },
  { kind: 'pypi', secret: `pypi${sign('-')}AgEIcHlwaS5vcmc${pick(60, 34)}`, shape: true },
  { kind: 'tavily', secret: `tvly${sign('-')}${pick(32, 35)}`, shape: true },
  { kind: 'plain hexadecimal', secret: hex(32, 36), shape: false },
  { kind: 'uuid', secret: `${hex(8, 37)}-${hex(4, 38)}-4${hex(3, 39)}-a${hex(3, 40)}-${hex(12, 41)}`, shape: false },
  { kind: 'password with signs', secret: 'p@ss "w0rd"\\&<x>', shape: false },
  { kind: 'password beyond ASCII', secret: 'пароль-świąt', shape: false },
  { kind: 'password with spaces', secret: 'correct horse battery', shape: false },
  { kind: 'short password', secret: 'h7#kQ2', shape: false },
  { kind: 'connection string password', secret: 'Str0ng/Pass+word=', shape: false },
  { kind: 'numeric code', secret: '40718236559', shape: false },
];
