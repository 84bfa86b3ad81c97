import { describe, expect, it } from 'vitest';
import type { ClientDefinition } from '../../src/model/index.ts';
import { CLIENTS } from '../../src/clients/index.ts';
import { briefNotes, briefProblems, readOne, small, vary } from './fake-home.ts';

function realDialect(id: string): ClientDefinition {
  const client = CLIENTS.find((each) => each.id === id);
  if (client === undefined) throw new Error(`no client ${id}`);
  return { ...client, files: small.files, unread: [], installed: [], stateFiles: [] };
}

describe('values that look odd and are fine', () => {
  it.each<[string, unknown]>([
    ['a dot and a Windows path with blanks', { command: 'npx', args: ['-y', 'server', '.', 'C:\\Program Files\\My Data'] }],
    ['a command with blanks that is a path', { command: 'C:\\Program Files\\nodejs\\npx.cmd', args: ['-y', 'server'] }],
    ['an application path', { command: '/Applications/My App.app/Contents/MacOS/server', args: [] }],
    ['a shell script in one argument', { command: 'sh', args: ['-c', 'exec "$HOME"/bin/server --port 3000 2>/dev/null'] }],
    ['code in one argument', { command: 'python3', args: ['-c', 'import a\nprint("x")\n'] }],
    ['a variable that is set', { command: 'node', args: ['${SET}'], env: { API_KEY: '${SET}' } }],
    ['a JSON argument', { command: 'node', args: ['s.js', '--config', '{"a": "b c"}'] }],
    ['a sentence', { command: 'node', args: ['s.js', '--title', 'Don’t ask twice'] }],
    ['a header with a scheme', { url: 'https://h.test/mcp', headers: { Authorization: 'Bearer abcdefghijkl', 'X-Key': 'v' } }],
    [
      'the documented mcp-remote form',
      { command: 'npx', args: ['mcp-remote', 'https://h.test/sse', '--header', 'Authorization:${AUTH}'], env: { AUTH: 'Bearer x1y2z3' } },
    ],
    ['a private key of several lines', { command: 'node', args: ['s.js'], env: { KEY: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----' } }],
    ['a docker command', { command: 'docker', args: ['run', '-i', '--rm', '-e', 'TOKEN', '-v', '/a b:/c', 'image:tag'] }],
    ['a password with dollar signs', { command: 'node', args: ['s.js'], env: { PW: 'pa$$w0rd%41' } }],
    ['a URL with a port and a query', { url: 'http://localhost:8931/sse?x=1' }],
    ['unknown fields of no resemblance', { command: 'node', description: 'x', icon: 'y', autoApprove: [], note: '' }],
    ['env that copies names', { command: 'node', env: { MODE: 'test', LOG: 'example', DB: 'password' } }],
  ])('%s', async (_, raw) => {
    const { facts, plan } = await readOne(raw, small, { SET: 'value', AUTH: 'Bearer x' });
    expect(briefNotes(facts)).toEqual([]);
    expect(briefProblems(facts)).toEqual([]);
    expect(facts.loads.state).toBe('loads');
    expect(plan).toBeDefined();
  });
});

describe('notes on values', () => {
  it.each<[string, unknown, string[]]>([
    [
      'blank edges',
      { command: 'node ', args: [' a.js'], env: { K: 'v\n', ' J': 'x' } },
      ['whitespace-edge command', 'whitespace-edge args.0', 'whitespace-edge env.K', 'whitespace-edge env. J'],
    ],
    ['empty values', { command: 'node', env: { API_KEY: '' } }, ['empty env.API_KEY']],
    ['quotes in quotes', { command: '"node"', args: ["'a.js'"] }, ['quoted-twice command', 'quoted-twice args.0']],
    ['typographic quotes and dashes', { command: 'node', args: ['“a.js”', '—yes'] }, ['smart-quotes args.0', 'smart-quotes args.1']],
    ['a command line as command', { command: 'npx -y @acme/server --port 3000' }, ['whole-command-line command']],
    ['a command line of an unknown program', { command: 'my-server --stdio' }, ['whole-command-line command']],
    ['options with values', { command: 'npx', args: ['-y @acme/server', '--port 3000'] }, ['option-and-value-in-one args.0', 'option-and-value-in-one args.1']],
    ['a package with its options', { command: 'npx', args: ['@acme/server --port 3000'] }, ['whole-command-line args.0']],
    ['a script with its options', { command: 'python', args: ['server.py --debug'] }, ['whole-command-line args.0']],
    ['lost backslashes', { command: 'C:\new\tools\run.exe', args: ['--dir=C:\temp'] }, ['backslash-lost command', 'backslash-lost args.0']],
    ['invisible characters', { command: 'node', args: ['a.js\u200b'] }, ['control-character args.0']],
    ['a line break in a URL', { url: 'https://h.test/\nmcp' }, ['newline-inside url']],
    ['home', { command: '~/bin/x', args: ['--db=~/d'], cwd: '~/w' }, ['tilde command', 'tilde args.0', 'tilde cwd']],
    ['unset and foreign variables', { command: 'node', args: ['${NOPE}', '${env:HOME}'] }, ['variable-unset args.0', 'variable-syntax-unsupported args.1']],
    ['no scheme', { url: 'https://h.test', headers: { Authorization: 'abcdefghijkl' } }, ['bearer-missing headers.Authorization']],
    ['scheme twice', { url: 'https://h.test', headers: { authorization: 'Bearer Bearer abcdefghijkl' } }, ['bearer-twice headers.authorization']],
    ['scheme twice through a variable', { url: 'https://h.test', headers: { Authorization: 'Bearer ${AUTH}' } }, ['bearer-twice headers.Authorization']],
  ])('%s', async (_, raw, notes) => {
    const { facts } = await readOne(raw, small, { AUTH: 'Bearer abcdefghijkl' });
    expect(briefNotes(facts)).toEqual(notes);
  });

  it.each([
    'YOUR_API_KEY',
    '<token>',
    '<your-api-key>',
    'xxx',
    'XXXXXXXX',
    'sk-...',
    'sk-xxxxxxxxxxxx',
    'ghp_xxxx',
    'changeme',
    'change-me',
    'your-token-here',
    'your_api_key',
    'API_KEY_HERE',
    'xoxb-your-bot-token',
    '***',
    '…',
    'Bearer YOUR_TOKEN',
    '{{API_KEY}}',
    'INSERT_YOUR_KEY',
    'my-api-key',
  ])('placeholder %s', async (value) => {
    const { facts } = await readOne({ command: 'node', env: { API_KEY: value } });
    expect(briefNotes(facts)).toEqual(['placeholder env.API_KEY']);
    expect(facts.notes[0]?.shown).toBe(value.replace('Bearer ', ''));
  });

  it.each([
    '/path/to/server.js',
    '/absolute/path/to/dir',
    'C:\\path\\to\\x',
    '/Users/username/Desktop',
    'C:\\Users\\<username>\\x',
    '--api-key=YOUR_API_KEY',
    '--token=<token>',
  ])('placeholder in an argument: %s', async (arg) => {
    const { facts } = await readOne({ command: 'node', args: [arg] });
    expect(briefNotes(facts)).toEqual(['placeholder args.0']);
  });

  it.each([
    'development',
    'test',
    'password',
    'secret-santa',
    'key-value-store',
    '/home/ana/pathto/x',
    'yourls',
    'my-server',
    'token',
    'x',
    'xx',
    'https://example.com/mcp',
    'todo',
    'api-key',
    'none',
  ])('no placeholder: %s', async (value) => {
    const { facts } = await readOne({ command: 'node', args: [value], env: { MODE: value } });
    expect(briefNotes(facts)).toEqual([]);
  });

  it('says on which line', async () => {
    const { facts } = await readOne({ command: 'node', args: ['a.js', '-y server'], env: { OK: '1', K: 'YOUR_API_KEY' } });
    // { mcpServers { srv { command, args [ a, b ] env { OK, K
    expect(facts.line).toBe(3);
    expect(facts.notes.map(({ line }) => line)).toEqual([7, 11]);
  });

  it('suggests what was meant, but never with a secret in it', async () => {
    const { facts } = await readOne({ command: 'npx -y server', args: ['--token abcdefgh12345678'], env: { API_KEY: ' hunter22secret ', DIR: ' /tmp ' } });
    expect(facts.notes.map(({ suggestion }) => suggestion)).toEqual([['npx', '-y', 'server'], undefined, undefined, '/tmp']);
    expect(JSON.stringify(facts)).not.toMatch(/hunter22|abcdefgh12345678/);
  });
});

describe('fields', () => {
  it.each<[string, unknown, string[], string]>([
    ['arguments in one string', { command: 'npx', args: '-y server' }, ['wrong-type args (entry-dropped)'], 'dropped'],
    ['a number in env', { command: 'node', env: { PORT: 3000 } }, ['wrong-type env.PORT -> 3000 (entry-dropped)'], 'dropped'],
    ['a list as env', { command: 'node', env: ['A=b'] }, ['wrong-type env (entry-dropped)'], 'dropped'],
    ['a list as command', { command: ['node', 'x'] }, ['wrong-type command (entry-dropped)'], 'dropped'],
    ['arg for args', { command: 'npx', arg: ['x'] }, ['unknown-field arg -> args (ignored)'], 'loads'],
    ['a misspelt env', { command: 'npx', enviroment: {} }, ['unknown-field enviroment -> env (ignored)'], 'loads'],
    ['cmd for command', { cmd: 'npx' }, ['unknown-field cmd -> command (ignored)', 'neither-url-nor-command  (entry-dropped)'], 'dropped'],
    ['serverUrl for url', { serverUrl: 'https://h.test' }, ['unknown-field serverUrl -> url (ignored)', 'neither-url-nor-command  (entry-dropped)'], 'dropped'],
    ['streamableHttp', { type: 'streamableHttp', url: 'https://h.test/mcp' }, ['unknown-type-word type -> http (entry-dropped)'], 'dropped'],
    ['HTTP in capitals', { type: 'HTTP', url: 'https://h.test/mcp' }, ['unknown-type-word type -> http (entry-dropped)'], 'dropped'],
    ['local', { type: 'local', command: 'node' }, ['unknown-type-word type -> stdio (entry-dropped)'], 'dropped'],
    ['type http without a URL', { type: 'http', command: 'node' }, ['type-contradicts type -> stdio (entry-dropped)'], 'dropped'],
    ['type stdio with a URL', { type: 'stdio', url: 'https://h.test/sse' }, ['type-contradicts type -> sse (entry-dropped)'], 'dropped'],
    ['both', { command: 'node', url: 'https://h.test' }, ['both-url-and-command url (treated-otherwise)'], 'loads'],
    ['neither', { env: {} }, ['neither-url-nor-command  (entry-dropped)'], 'dropped'],
    ['no object', 'npx -y server', ['wrong-type  (entry-dropped)'], 'dropped'],
    ['a URL without a scheme', { url: 'localhost:3000/mcp' }, ['bad-url url -> http://localhost:3000/mcp (treated-otherwise)'], 'loads'],
    ['a host without a scheme', { url: 'mcp.acme.test/mcp' }, ['bad-url url -> https://mcp.acme.test/mcp (treated-otherwise)'], 'loads'],
    ['a misspelt scheme', { url: 'htps://h.test/mcp' }, ['bad-url url -> https://h.test/mcp (treated-otherwise)'], 'loads'],
  ])('%s', async (_, raw, problems, state) => {
    const { facts, plan } = await readOne(raw);
    expect(briefProblems(facts)).toEqual(problems);
    expect(facts.loads.state).toBe(state);
    expect(plan === undefined).toBe(state === 'dropped');
  });

  // What each client does stands in its definition with the date it was measured.
  it.each<[string, unknown, string[]]>([
    ['claude-code', { url: 'https://h.test/mcp' }, ['type-missing  -> http (entry-dropped)']],
    ['claude-code', { type: 'ws', url: 'wss://h.test/mcp' }, []],
    ['claude-code', { command: 'node', cwd: '/tmp', disabled: true }, ['unknown-field cwd (ignored)', 'unknown-field disabled (ignored)']],
    ['claude-code', { command: 'node', disabled: false, autoApprove: [] }, []],
    ['claude-desktop', { url: 'https://h.test/mcp' }, ['remote-not-supported url (file-refused)']],
    ['opencode', { type: 'local', command: 'npx -y server', enabled: true }, ['wrong-type command (file-refused)']],
    ['opencode', { type: 'local', command: ['npx'], env: {} }, ['unknown-field env -> environment (ignored)']],
    ['opencode', { command: ['npx'] }, ['type-missing  -> local (file-refused)']],
    ['codex', { command: 'npx', env: { PORT: 3000 } }, ['wrong-type env.PORT -> 3000 (file-refused)']],
    ['codex', { url: 'https://h.test', headers: { A: 'b' } }, ['unknown-field headers -> http_headers (ignored)']],
    ['gemini-cli', { command: 'npx', disabled: true }, []],
    ['gemini-cli', { httpUrl: 'https://h.test/mcp' }, []],
    ['qwen-code', { url: 'https://h.test/mcp' }, []],
    ['mcp-inspector', { command: 'node', env: { PORT: 3000 } }, []],
    ['roo-code', { url: 'https://h.test/mcp' }, ['type-missing  -> streamable-http (entry-dropped)']],
    ['roo-code', { type: 'http', url: 'https://h.test/mcp' }, ['unknown-type-word type -> streamable-http (entry-dropped)']],
    ['cline', { type: 'http', url: 'https://h.test/mcp' }, ['unknown-type-word type -> streamableHttp (entry-dropped)']],
    ['cline', { transport: { type: 'streamableHttp', url: 'https://h.test/mcp' } }, []],
    ['copilot-cli', { url: 'http://127.0.0.1:${PORT}/mcp' }, ['bad-url url (file-refused)']],
    ['amazon-q', { url: 'https://h.test/mcp' }, ['type-missing  -> http (treated-otherwise)']],
    ['zed', { settings: {} }, []],
    ['crush', { command: 'node' }, ['type-missing  -> stdio (file-refused)']],
  ])('%s %j', async (id, raw, problems) => {
    const { facts } = await readOne(raw, realDialect(id), { PORT: '3000' });
    expect(briefProblems(facts)).toEqual(problems);
  });

  it('quotes the line of a problem without its secret', async () => {
    const { facts } = await readOne({ command: 'node', args: '--api-key abcdef1234567' });
    expect(facts.problems[0]).toMatchObject({ line: 5, source: '"args": "--api-key [redacted, 13 chars]"' });
  });

  it('reads the off switch', async () => {
    const { facts, plan } = await readOne({ command: 'node', disabled: true });
    expect(facts.loads).toMatchObject({ state: 'gated', gate: { cause: 'server-disabled', quote: '"disabled": true' } });
    expect(plan).toBeUndefined();
  });

  it('makes no plan for what only the client knows', async () => {
    const { facts, plan } = await readOne({ command: 'node', env: { K: '${input:key}' } }, vary({ expansion: { syntax: ['${input:x}'] } }));
    expect(briefNotes(facts)).toEqual(['known-to-client-only env.K']);
    expect(plan).toBeUndefined();
  });

  it('keeps secrets out of the facts and in the plan', async () => {
    const { facts, plan, file } = await readOne({
      command: 'node',
      args: ['--password', 'qwertzuiop'],
      env: { API_TOKEN: 'averyplainsecret', URL: 'postgres://u:pa55wordx@h/db' },
    });
    expect(JSON.stringify([facts, file, plan])).not.toMatch(/qwertzuiop|averyplainsecret|pa55wordx/);
    expect(plan?.reveal()).toMatchObject({ args: ['--password', 'qwertzuiop'], env: { API_TOKEN: 'averyplainsecret' } });
    expect(facts.effective.env?.['URL']).toBe('postgres://u:[redacted, 9 chars]@h/db');
  });
});
