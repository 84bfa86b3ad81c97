/** A made-up secret and where it is planted. Put together from pieces, so that no scanner takes this file for a leak. */
export interface Planted {
  readonly kind: string;
  readonly secret: string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits that are the same in every run. */
function pick(length: number, seed: number): string {
  let state = seed * 48_271 + 11;
  return Array.from({ length }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return LETTERS.charAt(state % LETTERS.length);
  }).join('');
}

const hex = (length: number, seed: number): string => Buffer.from(pick(length, seed)).toString('hex').slice(0, length);
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Values of variables, by name: kinds of tokens, passwords with all sorts of signs, whole documents. */
export const IN_ENV: Readonly<Record<string, string>> = {
  GITHUB_PERSONAL_ACCESS_TOKEN: ['ghp', pick(36, 101)].join('_'),
  GITHUB_FINE_TOKEN: ['github_pat', pick(22, 102), pick(59, 103)].join('_'),
  GITLAB_TOKEN: ['glpat', pick(20, 104)].join('-'),
  OPENAI_API_KEY: ['sk', 'proj', pick(48, 105)].join('-'),
  ANTHROPIC_API_KEY: ['sk', 'ant', 'api03', pick(80, 106)].join('-'),
  SLACK_BOT_TOKEN: ['xoxb', '123456789012', '1234567890123', pick(24, 107)].join('-'),
  STRIPE_SECRET_KEY: ['sk', 'live', pick(24, 108)].join('_'),
  AWS_ACCESS_KEY_ID: ['AKIA', pick(16, 109).toUpperCase()].join(''),
  AWS_SECRET_ACCESS_KEY: `${pick(20, 110)}/${pick(19, 111)}`,
  GOOGLE_API_KEY: ['AIza', pick(35, 112)].join(''),
  NPM_TOKEN: ['npm', pick(36, 113)].join('_'),
  HF_TOKEN: ['hf', pick(34, 114)].join('_'),
  NOTION_API_KEY: ['ntn', pick(46, 115)].join('_'),
  DB_PASSWORD: 'pa$$ "w0rd"\\&<x>',
  ADMIN_PASSWORD: 'długie-hasło-świąteczne',
  MAIL_PASSWORD: 'four plain small words',
  PIN_SECRET: '40718236559',
  SERVICE_SECRET: hex(32, 116),
  SESSION_TOKEN: `${hex(8, 117)}-${hex(4, 118)}-4${hex(3, 119)}-a${hex(3, 120)}-${hex(12, 121)}`,
  JWT_TOKEN: [base64url({ alg: 'HS256', typ: 'JWT' }), base64url({ sub: '1', exp: 1_900_000_000 }), pick(43, 122)].join('.'),
  APP_KEY: pick(40, 123),
  WEBHOOK_SIGNATURE: hex(64, 124),
};

const DATABASE_PASSWORD = 'Str0ng/Pass+word=';
const SERVICE_ACCOUNT_KEY = pick(64, 125);
/** Variables whose secret is only a part of the value. */
export const PARTS_IN_ENV: Readonly<Record<string, string>> = {
  DATABASE_URL: `postgres://app:${encodeURIComponent(DATABASE_PASSWORD)}@db.example.com:5432/app`,
  SERVICE_ACCOUNT_JSON: JSON.stringify({ type: 'service_account', private_key: SERVICE_ACCOUNT_KEY }),
};

const ARGUMENTS = {
  'argument --api-key': pick(32, 126),
  'argument --token=': pick(32, 127),
  'argument --password': 'hunter2-but-longer',
  'argument --header': pick(40, 128),
  'argument -e': ['lin', 'api', pick(40, 129)].join('_'),
  'bare argument': ['dop', 'v1', hex(64, 130)].join('_'),
  'argument with a URL': pick(24, 131),
} as const;

export const IN_ARGS: readonly string[] = [
  ['--api-key', ARGUMENTS['argument --api-key']],
  [`--token=${ARGUMENTS['argument --token=']}`],
  ['--password', ARGUMENTS['argument --password']],
  ['--header', `Authorization: Bearer ${ARGUMENTS['argument --header']}`],
  ['-e', `LINEAR_API_KEY=${ARGUMENTS['argument -e']}`],
  [ARGUMENTS['bare argument']],
  [`redis://default:${ARGUMENTS['argument with a URL']}@cache.example.com:6379`],
].flat();

const HEADERS = {
  'bearer header': pick(48, 132),
  'header X-API-Key': pick(32, 133),
  'header X-Auth-Token': hex(40, 134),
  cookie: pick(40, 135),
  'basic password': pick(20, 136),
} as const;

export const IN_HEADERS: Readonly<Record<string, string>> = {
  Authorization: `Bearer ${HEADERS['bearer header']}`,
  'X-API-Key': HEADERS['header X-API-Key'],
  'X-Auth-Token': HEADERS['header X-Auth-Token'],
  Cookie: `session=${HEADERS.cookie}`,
  'Proxy-Authorization': `Basic ${Buffer.from(`ana:${HEADERS['basic password']}`).toString('base64')}`,
};

const URL_PARTS = { 'query api_key': pick(36, 137), 'query token': pick(28, 138), 'query sig': hex(40, 139), 'path of the URL': pick(44, 140) } as const;

/** Path and query of an address with four secrets in it. */
export const IN_URL: string = `/s/${URL_PARTS['path of the URL']}/mcp?api_key=${URL_PARTS['query api_key']}&token=${URL_PARTS['query token']}&sig=${URL_PARTS['query sig']}`;

/** What a server says of itself: nobody knew it before. */
export const IN_REPLIES: readonly string[] = [
  ['gho', pick(36, 141)].join('_'),
  ['sk', 'ant', 'api03', pick(80, 142)].join('-'),
  ['xoxp', '123456789012', pick(32, 143)].join('-'),
  ['AIza', pick(35, 144)].join(''),
];

const named = (secrets: Readonly<Record<string, string>>): readonly Planted[] => Object.entries(secrets).map(([kind, secret]) => ({ kind, secret }));

/** Every planted secret, without the words around it. */
export const PLANTED: readonly Planted[] = [
  ...named(IN_ENV),
  ...named({ 'password in DATABASE_URL': DATABASE_PASSWORD, 'key in a service account': SERVICE_ACCOUNT_KEY }),
  ...named(ARGUMENTS),
  ...named(HEADERS),
  { kind: 'basic pair', secret: (IN_HEADERS['Proxy-Authorization'] ?? '').slice('Basic '.length) },
  ...named(URL_PARTS),
  ...IN_REPLIES.map((secret, at) => ({ kind: `reply ${at}`, secret })),
];

/** Halves shorter than this are ordinary words. */
const SHORTEST_HALF = 12;

/** The encodings in which a secret could slip through. */
function formsOf(secret: string): readonly (readonly [form: string, text: string])[] {
  const bytes = Buffer.from(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const half = Math.ceil(secret.length / 2);
  const halves =
    half < SHORTEST_HALF
      ? []
      : ([
          ['its first half', secret.slice(0, half)],
          ['its second half', secret.slice(-half)],
        ] as const);
  return [
    ['as it is', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['in JSON', inJson],
    ['in JSON twice', JSON.stringify(inJson).slice(1, -1)],
    ['base64', bytes.toString('base64').replace(/=+$/u, '')],
    ['base64url', bytes.toString('base64url')],
    ['hexadecimal', bytes.toString('hex')],
    ...halves,
  ];
}

/** Where planted secrets show in an output, in words; empty when none does. */
export function findLeaks(output: string): readonly string[] {
  return PLANTED.flatMap(({ kind, secret }) =>
    formsOf(secret).flatMap(([form, text]) => {
      const at = output.indexOf(text);
      return at === -1 ? [] : [`${kind}, ${form}: ${output.slice(Math.max(0, at - 60), at + text.length)}`];
    }),
  );
}
