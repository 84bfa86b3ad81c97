import { expect, it } from 'vitest';
import { findSecrets, findSecretsInTree } from '../../src/redact/find-secrets.ts';

it.each<[string, Parameters<typeof findSecrets>[0], string[]]>([
  ['telling names', { env: { API_KEY: 'plain', PORT: '3000', GITHUB_TOKEN: 't0ken', MODE: 'production' } }, ['plain', 't0ken']],
  ['telling values', { env: { X: `ghp_${'abcdefghijklmnop'.repeat(1)}0123456789` } }, [`ghp_${'abcdefghijklmnop'.repeat(1)}0123456789`]],
  ['doubtful names with random values', { env: { OPENAI_KEY: 'a8F3kd92LsQ0', CACHE_KEY: 'users' } }, ['a8F3kd92LsQ0']],
  ['no placeholders and references', { env: { API_KEY: 'YOUR_API_KEY', A_TOKEN: '${TOKEN}', B_TOKEN: '', C_TOKEN: 'true' } }, []],
  ['headers without their scheme', { headers: { Authorization: 'Bearer abc.def', Accept: 'text/html', 'X-Api-Key': 'k1' } }, ['abc.def', 'k1']],
  ['the password in a Basic header', { headers: { Authorization: `Basic ${Buffer.from('me:hunter2').toString('base64')}` } }, ['bWU6aHVudGVyMg==', 'hunter2']],
  [
    'arguments',
    { args: ['--api-key', 'abc', '--port', '3000', '--token=def', 'KEY=1', '-e', 'MY_SECRET=ghi', '--header', 'Authorization: Bearer jkl'] },
    ['abc', 'def', 'ghi', 'jkl'],
  ],
  [
    'parts of URLs',
    { urls: ['https://u:p%40ss@h.test/s/aB3dE5gH7jK9mN1pQ3sT5vX7/mcp?api_key=zzz&page=2'] },
    ['p%40ss', 'p@ss', 'aB3dE5gH7jK9mN1pQ3sT5vX7', 'zzz'],
  ],
  ['nothing in plain URLs', { urls: ['http://localhost:3000/mcp', 'https://mcp.acme.test/v1/sse', 'not a url'] }, []],
  ['connection strings', { env: { DATABASE_URL: 'postgres://app:s3cr3t@db/app' } }, ['s3cr3t']],
  ['JSON in a variable', { env: { CREDS_JSON: '{"type":"x","private_key":"abcdef"}' } }, ['abcdef']],
])('%s', (_, places, secrets) => {
  expect(findSecrets(places)).toEqual(secrets);
});

it('finds secrets anywhere in a tree', () => {
  expect(findSecretsInTree({ a: [{ env: { API_KEY: 'one' } }], b: { deep: { args: ['--token', 'two'] } } })).toEqual(['one', 'two']);
});
