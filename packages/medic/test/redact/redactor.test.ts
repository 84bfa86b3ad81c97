import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/redact/redactor.ts';
import { planted } from './planted.ts';

const none = createRedactor([]);

describe('known secrets', () => {
  const secrets = planted.map((each) => each.secret);
  const redactor = createRedactor(secrets);

  it.each(planted)('$kind is hidden in every encoding', ({ secret }) => {
    const b64 = (text: string): string => Buffer.from(text).toString('base64');
    const forms: Record<string, string> = {
      raw: `before ${secret} after`,
      glued: `xx${secret}yy`,
      json: JSON.stringify({ message: `value ${secret}` }),
      'json in json': JSON.stringify({ body: JSON.stringify({ m: secret }) }),
      url: `https://host.test/?q=${encodeURIComponent(secret)}`,
      'url lower': `q=${encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (c) => c.toLowerCase())}`,
      base64: b64(secret),
      'base64 after 1': b64(`a${secret}`),
      'base64 after user': b64(`someone:${secret}`),
      base64url: Buffer.from(secret).toString('base64url'),
      hex: Buffer.from(secret).toString('hex'),
      HEX: Buffer.from(secret).toString('hex').toUpperCase(),
    };
    for (const [form, text] of Object.entries(forms)) {
      const shown = redactor.text(text);
      expect(shown, form).toMatch(/\[redacted, \d+ chars\]/);
      expect(leaks(shown, secret), `${form}: ${shown}`).toBe(false);
      expect(redactor.text(shown), `${form} twice`).toBe(shown);
    }
  });

  it('finds a long secret that was cut or wrapped', () => {
    const secret = 'Zm9vYmFyQmF6UXV4Q29ycmVjdEhvcnNl0123';
    const one = createRedactor([secret]);
    expect(one.text(`token ${secret.slice(0, 22)}…`)).toBe('token [redacted, 22 chars]…');
    expect(one.text(`…${secret.slice(10)}`)).toBe('…[redacted, 26 chars]');
    expect(one.text(`${secret.slice(0, 9)}\n    ${secret.slice(9)} end`)).toMatch(/^\[redacted, \d+ chars\] end$/);
    expect(one.text(`${secret.slice(0, 18)}\r\n${secret.slice(18)}`)).not.toContain(secret.slice(20));
  });

  it('does not search what is too short or too common', () => {
    const one = createRedactor(['abc', 'postgres', '     ', '']);
    expect(one.text('abc @modelcontextprotocol/server-postgres')).toBe('abc @modelcontextprotocol/server-postgres');
  });

  it('does not cut a plain word out of a longer one', () => {
    const one = createRedactor(['falcon']);
    expect(one.text('falconry, falcon!')).toBe('falconry, [redacted, 6 chars]!');
  });

  it('learns', () => {
    const one = createRedactor([]);
    expect(one.text('session q8w7e6r5')).toBe('session q8w7e6r5');
    one.learn('q8w7e6r5');
    expect(one.text('session q8w7e6r5')).toBe('session [redacted, 8 chars]');
  });

  function leaks(shown: string, secret: string): boolean {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')]) {
      for (let i = 0; i + 8 <= form.length; i += 1) if (shown.toLowerCase().includes(form.slice(i, i + 8).toLowerCase())) return true;
    }
    return false;
  }
});

describe('what looks like a credential', () => {
  it.each(planted.filter((each) => each.shape))('$kind is hidden without being known', ({ secret }) => {
    const shown = none.text(`Incorrect key provided: ${secret}. See the docs`);
    expect(shown).not.toContain(secret);
    expect(shown).toMatch(/^Incorrect key provided: .*See the docs$/s);
  });

  it.each([
    ['Authorization: Bearer abcdefgh', 'Authorization: Bearer [redacted, 8 chars]'],
    ['authorization: Basic dXNlcjpwYXNzd29yZA==', 'authorization: Basic [redacted, 20 chars]'],
    ['{"Authorization":"Bearer s3cretvalue"}', '{"Authorization":"Bearer [redacted, 11 chars]"}'],
    ['Authorization: rawtokenvalue', 'Authorization: [redacted, 13 chars]'],
    ['sent Bearer 0a1b2c3d4e5f to the server', 'sent Bearer [redacted, 12 chars] to the server'],
    ['x-api-key: 12ab34cd', 'x-api-key: [redacted, 8 chars]'],
    ['Cookie: sid=abc; theme=dark', 'Cookie: [redacted, 19 chars]'],
    ['http://me:hunter22@proxy:3128', 'http://me:[redacted, 8 chars]@proxy:3128'],
    ['postgres://app:pa55word@db.internal/app', 'postgres://app:[redacted, 8 chars]@db.internal/app'],
    ['https://h.test/mcp?api_key=abcdef12&x=1', 'https://h.test/mcp?api_key=[redacted, 8 chars]&x=1'],
    ['https://h.test/s/aB3dE5gH7jK9mN1pQ3sT5vX7/mcp', 'https://h.test/s/[redacted, 24 chars]/mcp'],
    ['GITHUB_TOKEN=abc123def', 'GITHUB_TOKEN=[redacted, 9 chars]'],
    ['password=hunter2!', 'password=[redacted, 8 chars]'],
    ["password: 'correct horse'", "password: '[redacted, 13 chars]'"],
    ['"api_key": "abcdefgh"', '"api_key": "[redacted, 8 chars]"'],
    ['{\\"api_key\\": \\"abcdefgh\\"}', '{\\"api_key\\": \\"[redacted, 8 chars]\\"}'],
    ['server --api-key abc12345 --port 3000', 'server --api-key [redacted, 8 chars] --port 3000'],
    ['server --token=abc12345', 'server --token=[redacted, 8 chars]'],
    ['["--api-key", "abc12345"]', '["--api-key", "[redacted, 8 chars]"]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----', '-----BEGIN RSA PRIVATE KEY[redacted, 14 chars]-----END RSA PRIVATE KEY-----'],
  ])('%s', (text, shown) => {
    expect(none.text(text)).toBe(shown);
    expect(none.text(shown)).toBe(shown);
  });

  it.each([
    'Error: spawn npx ENOENT',
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"Connection closed"}}',
    'CERT_HAS_EXPIRED: certificate has expired',
    'DEPTH_ZERO_SELF_SIGNED_CERT: self signed certificate',
    'npm error 404 Not Found - GET https://registry.test/@acme%2fmcp-server - Not found',
    "Cannot find module '/home/ana/.nvm/versions/node/v20.11.1/lib/node_modules/@modelcontextprotocol/server-filesystem/dist/index.js'",
    '    at file:///home/ana/.npm/_npx/5a9d879542beca3a5a9d879542beca3a/node_modules/x/index.js:12:34',
    'C:\\Users\\ana\\AppData\\Roaming\\npm\\node_modules\\server\\index.js',
    '@modelcontextprotocol/server-github@2025.4.8',
    'https://registry.test/typescript/-/typescript-5.9.0-dev.20250101.tgz',
    'YOUR_API_KEY',
    '"GITHUB_TOKEN": "YOUR_API_KEY"',
    'GITHUB_TOKEN=${GITHUB_TOKEN}',
    'Authorization: Bearer ${TOKEN}',
    'Authorization: Bearer <your-token>',
    '"api_key": "${input:key}"',
    'API_KEY=$API_KEY',
    'SyntaxError: Unexpected token: < in JSON',
    'Invalid token: expected string',
    'Missing required environment variable: GITHUB_TOKEN',
    'WWW-Authenticate: Bearer realm="mcp", error="invalid_token", resource_metadata="https://h.test/.well-known/oauth-protected-resource"',
    'Bearer authentication is required',
    'Basic authentication failed',
    "KeyError: 'API_KEY'",
    'http://127.0.0.1:3000/mcp',
    'http://localhost:8931/sse?sessionId=1',
    'GITHUB_TOKEN is not set',
    'token: undefined',
    'progressToken: 1234567',
    'sk-learn-extension-pack',
    'fatal: password authentication failed for user "app"',
    'SHA256: AB:CD:EF:01:23:45:67:89:AB:CD:EF:01',
    'protocolVersion: 2025-11-25',
  ])('leaves alone: %s', (text) => {
    expect(none.text(text)).toBe(text);
  });
});

describe('structures', () => {
  it('hides values of telling keys and keeps the rest', () => {
    const value = {
      env: { API_KEY: 'plainword', PORT: '3000', EMPTY_TOKEN: '', T_TOKEN: '${X}' },
      args: ['-y', 'server', '--token', 'plainword'],
      n: 3,
      b: [true, null],
    };
    expect(none.json(value)).toEqual({
      env: { API_KEY: '[redacted, 9 chars]', PORT: '3000', EMPTY_TOKEN: '', T_TOKEN: '${X}' },
      args: ['-y', 'server', '--token', '[redacted, 9 chars]'],
      n: 3,
      b: [true, null],
    });
  });

  it('keeps what a server says about credentials to pages', () => {
    expect(none.headers({ 'access-control-allow-credentials': 'true' })).toEqual({ 'access-control-allow-credentials': 'true' });
  });

  it('keeps the scheme of headers', () => {
    expect(none.headers({ Authorization: 'Bearer abcdef', accept: 'application/json', 'X-Api-Key': 'k' })).toEqual({
      Authorization: 'Bearer [redacted, 6 chars]',
      accept: 'application/json',
      'X-Api-Key': '[redacted, 1 chars]',
    });
  });

  it('survives hostile keys and depth', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    const copy = none.json(hostile);
    expect(Object.keys(copy ?? {})).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    let deep: unknown = 'end';
    for (let i = 0; i < 5000; i += 1) deep = { deep };
    expect(() => none.json(deep)).not.toThrow();
  });
});

describe('speed', () => {
  const fill = (text: string): string => text.repeat(Math.ceil(4_194_304 / text.length)).slice(0, 4_194_304);
  const redactor = createRedactor(planted.map((each) => each.secret));
  it.each([
    'a',
    '=',
    ':',
    '-',
    'token=',
    'token=/',
    'eyJ',
    'eyJabcdefgh.',
    'Bearer ',
    'Bearer abcdefg ',
    'Basic abcdefgh=',
    '://',
    'http://a:b@',
    'http://h/aA1bB2cC3dD4eE5fF6gG7/',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
    '--token ',
    '--api-key',
    'ghp_',
    '\n',
    ' \n',
    'token="',
    '"token":"\\"',
    '${',
    '{"password":"abc12345","x":[',
    'SECRET: /a/b ',
  ])('4 MB of %j are done within the limit of a test, far less than a quadratic scan takes', (piece) => {
    expect(redactor.text(fill(piece)).length).toBeGreaterThan(0);
  });
});
