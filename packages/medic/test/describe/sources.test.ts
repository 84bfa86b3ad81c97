import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { showText } from '../../src/describe/described-text.ts';
import { readPackageWord } from '../../src/describe/sources/package.ts';
import { readLink, readPasted } from '../../src/describe/sources/read-pasted.ts';
import { isZip, readZipEntry } from '../../src/describe/sources/read-zip.ts';
import { nameServer } from '../../src/describe/sources/server-name.ts';
import type { SourceOptions, SourceReading } from '../../src/describe/sources/source.ts';
import type { ServerDescription } from '../../src/model/index.ts';
import { ROOTS } from './samples.ts';

/** A description in one line: `notes stdio npx -y x {TOKEN=${TOKEN}}`. */
function brief({ name, transport, command, args, url, env, headers }: ServerDescription): string {
  const target = url === undefined ? [command ?? [], ...args].map(showText).join(' ') : showText(url);
  const values = Object.entries({ ...env, ...headers }).map(([key, text]) => `${key}=${text === null ? 'null' : showText(text)}`);
  return `${name} ${transport} ${target}${values.length === 0 ? '' : ` {${values.join(', ')}}`}`;
}

function told(reading: SourceReading): string {
  return reading.ok ? reading.source.servers.map(brief).join(' | ') : `refused: ${reading.reason}`;
}

async function paste(text: string, options: Partial<SourceOptions> = {}): Promise<string> {
  return told(await readPasted({ text, folder: '/srv/bundle' }, ROOTS, { values: {}, ...options }));
}

const NPX = 'notes stdio npx -y @acme/notes-mcp';

describe('pasted config', () => {
  it.each([
    ['a whole file', '{ "mcpServers": { "notes": { "command": "npx", "args": ["-y", "@acme/notes-mcp"] } } }', NPX],
    ['with comments and a trailing comma', '{ // mine\n "mcpServers": { "notes": { "command": "npx", "args": ["-y", "@acme/notes-mcp"], }, } }', NPX],
    ['without the outer braces', '"notes": { "command": "npx", "args": ["-y", "@acme/notes-mcp"] },', NPX],
    ['the map alone', '{ "notes": { "command": "npx", "args": ["-y", "@acme/notes-mcp"] } }', NPX],
    ['one entry alone, named after its package', '{ "command": "npx", "args": ["-y", "@acme/notes-mcp"] }', NPX],
    ['inside a fence of a README', 'Add this:\n```json\n{ "mcpServers": { "notes": { "command": "npx", "args": ["-y", "@acme/notes-mcp"] } } }\n```\n', NPX],
    [
      'VS Code',
      '{ "servers": { "notes": { "type": "stdio", "command": "npx", "args": ["-y", "@acme/notes-mcp"], "env": { "K": "${input:k}" } } } }',
      `${NPX} {K=\${k}}`,
    ],
    ['old settings of VS Code', '{ "mcp": { "servers": { "notes": { "command": "npx", "args": ["-y", "@acme/notes-mcp"] } } } }', NPX],
    ['Codex', '[mcp_servers.notes]\ncommand = "npx"\nargs = ["-y", "@acme/notes-mcp"]\nenv_vars = ["TOKEN"]\n', `${NPX} {TOKEN=\${TOKEN}}`],
    [
      'opencode',
      '{ "mcp": { "notes": { "type": "local", "command": ["npx", "-y", "@acme/notes-mcp"], "environment": { "K": "{env:T}" } } } }',
      `${NPX} {K=\${T}}`,
    ],
    ['Zed', '{ "context_servers": { "notes": { "command": "npx", "args": ["-y", "@acme/notes-mcp"] } } }', NPX],
    ['Goose', 'extensions:\n  notes:\n    type: stdio\n    cmd: npx\n    args: [-y, "@acme/notes-mcp"]\n    envs: { LEVEL: info }\n', `${NPX} {LEVEL=info}`],
    ['Continue', 'mcpServers:\n  - name: notes\n    command: npx\n    args: [-y, "@acme/notes-mcp"]\n', NPX],
    [
      'Cline with streamableHttp',
      '{ "mcpServers": { "notes": { "type": "streamableHttp", "url": "https://h.example/mcp" } } }',
      'notes http https://h.example/mcp',
    ],
    ['Windsurf', '{ "mcpServers": { "notes": { "serverUrl": "https://h.example/mcp" } } }', 'notes http-then-sse https://h.example/mcp'],
    ['Qwen Code', '{ "mcpServers": { "notes": { "httpUrl": "https://h.example/mcp" } } }', 'notes http https://h.example/mcp'],
    [
      'a header with a variable',
      '{ "mcpServers": { "n": { "url": "https://h.example/mcp", "headers": { "Authorization": "Bearer $TOKEN" } } } }',
      'n http-then-sse https://h.example/mcp {Authorization=Bearer ${TOKEN}}',
    ],
    [
      'several servers',
      '{ "mcpServers": { "a": { "command": "a" }, "b": { "url": "https://b.example/sse", "type": "sse" } } }',
      'a stdio a | b sse https://b.example/sse',
    ],
  ])('%s', async (_name, text, expected) => {
    expect(await paste(text)).toBe(expected);
  });

  it.each([
    ['nothing', '  ', 'refused: it is empty'],
    ['a fault, with its place', '{ "mcpServers": { "notes": { "command" "npx" } } }', /^refused: line 1, column \d+/],
    ['no server', '{ "theme": "dark" }', 'refused: no server was found in it'],
    ['prose', 'please add the notes server', /^refused: /],
  ])('%s is refused', async (_name, text, expected) => {
    const said = await paste(text);
    if (typeof expected === 'string') expect(said).toBe(expected);
    else expect(said).toMatch(expected);
  });
});

describe('command lines', () => {
  it.each([
    ['claude mcp add notes -- npx -y @acme/notes-mcp', NPX],
    ['claude mcp add -s user -e TOKEN=abc -e LEVEL=debug notes -- npx -y @acme/notes-mcp', `${NPX} {TOKEN=abc, LEVEL=debug}`],
    [
      'claude mcp add --transport http notes https://h.example/mcp --header "Authorization: Bearer ${TOKEN}"',
      'notes http https://h.example/mcp {Authorization=Bearer ${TOKEN}}',
    ],
    ['claude mcp add -t http notes https://h.example/mcp -H "X-Key: $NOTES_KEY"', 'notes http https://h.example/mcp {X-Key=${NOTES_KEY}}'],
    ['claude mcp add --transport http --header "X-Key: v" notes https://h.example/mcp', 'notes http https://h.example/mcp {X-Key=v}'],
    ['claude mcp add --transport sse notes https://h.example/sse', 'notes sse https://h.example/sse'],
    [`claude mcp add-json notes '{"command":"npx","args":["-y","@acme/notes-mcp"]}'`, NPX],
    ['codex mcp add notes --env TOKEN=abc -- npx -y @acme/notes-mcp', `${NPX} {TOKEN=abc}`],
    ['codex mcp add notes --url https://h.example/mcp --bearer-token-env-var TOKEN', 'notes http https://h.example/mcp {Authorization=Bearer ${TOKEN}}'],
    ['gemini mcp add -e TOKEN notes npx -y @acme/notes-mcp', `${NPX} {TOKEN=\${TOKEN}}`],
    ['gemini mcp add notes npx -y @acme/notes-mcp', NPX],
    ['gemini mcp add --transport http notes https://h.example/mcp', 'notes http https://h.example/mcp'],
    [`code --add-mcp '{"name":"notes","command":"npx","args":["-y","@acme/notes-mcp"]}'`, NPX],
    [`code --add-mcp "{\\"name\\":\\"notes\\",\\"command\\":\\"npx\\",\\"args\\":[\\"-y\\",\\"@acme/notes-mcp\\"]}"`, NPX],
    ['$ npx -y @acme/notes-mcp', NPX],
    ['TOKEN=abc npx -y @acme/notes-mcp --verbose', 'notes stdio npx -y @acme/notes-mcp --verbose {TOKEN=abc}'],
    ['docker run -i --rm -e TOKEN ghcr.io/acme/notes:1.2', 'notes stdio docker run -i --rm -e TOKEN ghcr.io/acme/notes:1.2'],
    ['npx -y @acme/notes-mcp \\\n  --root /srv', 'notes stdio npx -y @acme/notes-mcp --root /srv'],
  ])('%s', async (line, expected) => {
    expect(await paste(line)).toBe(expected);
  });
});

it('says which flags of a command line were not taken over', async () => {
  const reading = await readPasted({ text: 'claude mcp add -t http --client-id abc notes https://h.example/mcp', folder: '' }, ROOTS, { values: {} });
  expect(reading).toMatchObject({ ok: true, source: { notes: ['Not taken over from the command line: --client-id.'] } });
});

describe('install links', () => {
  const base64 = (value: unknown): string => encodeURIComponent(Buffer.from(JSON.stringify(value)).toString('base64'));
  const entry = { command: 'npx', args: ['-y', '@acme/notes-mcp'] };
  it.each([
    [`cursor://anysphere.cursor-deeplink/mcp/install?name=notes&config=${base64(entry)}`, NPX],
    [`https://cursor.com/install-mcp?name=notes&config=${base64(entry)}`, NPX],
    [`vscode:mcp/install?${encodeURIComponent(JSON.stringify({ name: 'notes', ...entry }))}`, NPX],
    [`https://insiders.vscode.dev/redirect/mcp/install?name=notes&config=${encodeURIComponent(JSON.stringify(entry))}`, NPX],
    [`https://vscode.dev/redirect?url=${encodeURIComponent(`vscode:mcp/install?${encodeURIComponent(JSON.stringify({ name: 'notes', ...entry }))}`)}`, NPX],
    [`lmstudio://add_mcp?name=notes&config=${base64(entry)}`, NPX],
    ['goose://extension?cmd=npx&arg=-y&arg=%40acme%2Fnotes-mcp&name=notes&env=TOKEN%3Dyour%20token', `${NPX} {TOKEN=\${TOKEN}}`],
    ['https://mcp.example.com/mcp', 'example http https://mcp.example.com/mcp'],
    ['https://example.com/notes/sse', 'example sse https://example.com/notes/sse'],
    ['ftp://example.com/x', 'refused: "ftp://example.com/x" is neither the URL of a server nor an install link mcp-medic knows'],
  ])('%s', async (link, expected) => {
    expect(told(await readLink(link, ROOTS, { values: {} }))).toBe(expected);
  });

  it('takes over what VS Code is to ask for', async () => {
    const inputs = [{ type: 'promptString', id: 'key', description: 'Key of Notes', password: true }];
    const config = { type: 'http', url: 'https://h.example/mcp', headers: { 'X-Key': '${input:key}' } };
    const link = `https://insiders.vscode.dev/redirect/mcp/install?name=notes&inputs=${encodeURIComponent(JSON.stringify(inputs))}&config=${encodeURIComponent(JSON.stringify(config))}`;
    const reading = await readLink(link, ROOTS, { values: {} });
    expect(reading).toMatchObject({ ok: true, source: { servers: [{ name: 'notes', inputs: { key: { isSecret: true, title: 'Key of Notes' } } }] } });
  });
});

describe('packages by name', () => {
  it.each([
    ['npm:@acme/notes-mcp@1.2.3', 'notes stdio npx -y @acme/notes-mcp@1.2.3'],
    ['@acme/notes-mcp', NPX],
    ['mcp-server-notes', 'notes stdio npx -y mcp-server-notes'],
    ['pypi:mcp-server-notes==2.0', 'notes stdio uvx mcp-server-notes==2.0'],
    ['oci:ghcr.io/acme/notes:1.0', 'notes stdio docker run -i --rm ghcr.io/acme/notes:1.0'],
  ])('%s', (word, expected) => {
    const server = readPackageWord(word);
    expect(server === undefined ? undefined : brief(server)).toBe(expected);
  });

  it.each(['npm:--registry=http://evil', './server.js', 'two words', 'npm:', 'C:\\server.exe'])('%s is no package', (word) => {
    expect(readPackageWord(word)).toBeUndefined();
  });

  it.each([
    ['@modelcontextprotocol/server-filesystem', 'filesystem'],
    ['io.github.acme/notes-mcp-server', 'notes'],
    ['@acme/mcp', 'acme'],
    ['com.acme/mcp', 'acme'],
    ['https://mcp.linear.example/sse', 'linear'],
    ['http://127.0.0.1:3000/mcp', 'local'],
    ['docker.io/acme/notes:1.2', 'notes'],
  ])('%s is called %s', (from, expected) => {
    expect(nameServer(from)).toBe(expected);
  });
});

describe('registry entries', () => {
  const entry = (more: object): string =>
    JSON.stringify({
      $schema: 'https://static.modelcontextprotocol.io/schemas/2025-10-17/server.schema.json',
      name: 'io.github.acme/notes',
      version: '1.0.0',
      ...more,
    });
  const npm = { registryType: 'npm', identifier: '@acme/notes-mcp', version: '1.2.0', transport: { type: 'stdio' } };

  it('runs an npm package of the version that is named', async () => {
    expect(await paste(entry({ packages: [npm] }))).toBe('notes stdio npx -y @acme/notes-mcp@1.2.0');
  });

  it('asks for what is required, fills in what is fixed, leaves the optional out', async () => {
    const environmentVariables = [
      { name: 'API_KEY', isRequired: true, isSecret: true, description: 'Key' },
      { name: 'MODE', value: 'fast-{region}', variables: { region: { default: 'eu' } } },
      { name: 'LOG', default: 'info' },
    ];
    const text = entry({ packages: [{ ...npm, environmentVariables }] });
    expect(await paste(text)).toBe('notes stdio npx -y @acme/notes-mcp@1.2.0 {API_KEY=${API_KEY}, MODE=fast-eu}');
    expect(await paste(text, { values: { API_KEY: 'k', LOG: 'debug', region: 'us' } })).toBe(
      'notes stdio npx -y @acme/notes-mcp@1.2.0 {API_KEY=k, MODE=fast-us, LOG=debug}',
    );
  });

  it('puts arguments where they belong', async () => {
    const runtimeArguments = [{ type: 'named', name: '--cwd', value: '/srv' }];
    const packageArguments = [
      { type: 'positional', value: 'serve' },
      { type: 'named', name: '--port', default: '8080', isRequired: true },
      { type: 'named', name: '--verbose' },
      { type: 'positional', valueHint: 'folder', isRequired: true },
    ];
    expect(await paste(entry({ packages: [{ ...npm, runtimeArguments, packageArguments }] }))).toBe(
      'notes stdio npx -y --cwd /srv @acme/notes-mcp@1.2.0 serve --port 8080 ${folder}',
    );
  });

  it('passes variables into a container', async () => {
    const oci = {
      registryType: 'oci',
      identifier: 'ghcr.io/acme/notes:2.0',
      transport: { type: 'stdio' },
      environmentVariables: [{ name: 'TOKEN', isRequired: true }],
    };
    expect(await paste(entry({ packages: [oci] }))).toBe('notes stdio docker run -i --rm -e TOKEN ghcr.io/acme/notes:2.0 {TOKEN=${TOKEN}}');
  });

  it('does not name the package twice when the runtime arguments hold it', async () => {
    const runtimeArguments = [{ type: 'named', name: '-y', value: '@acme/notes-mcp@latest' }];
    expect(await paste(entry({ packages: [{ ...npm, runtimeArguments }] }))).toBe('notes stdio npx -y @acme/notes-mcp@latest');
  });

  it('reads the older names of fields', async () => {
    expect(await paste(entry({ packages: [{ registry_type: 'pypi', identifier: 'notes-mcp', version: '0.3' }] }))).toBe('notes stdio uvx notes-mcp@0.3');
  });

  it('offers several ways, and takes the one asked for', async () => {
    const remotes = [{ type: 'streamable-http', url: 'https://h.example/mcp', headers: [{ name: 'Authorization', value: 'Bearer {key}', isSecret: true }] }];
    const text = entry({ packages: [npm], remotes });
    expect(await paste(text)).toContain('stdio npx');
    expect(await paste(text, { transport: 'http' })).toBe('notes http https://h.example/mcp {Authorization=Bearer ${key}}');
    expect(await paste(text, { pick: 2, values: { key: 'v' } })).toBe('notes http https://h.example/mcp {Authorization=Bearer v}');
    const reading = await readPasted({ text, folder: '' }, ROOTS, { values: {} });
    expect(reading.ok && reading.source.notes.join(' ')).toContain('--pick 2: streamable-http at https://h.example/mcp');
  });

  it('reads the answer of a registry, with the entry inside', async () => {
    expect(await paste(JSON.stringify({ server: { name: 'a/notes', packages: [npm] }, _meta: {} }))).toContain('stdio npx');
  });

  it('says what cannot be run', async () => {
    expect(await paste(entry({ packages: [{ registryType: 'mcpb', identifier: 'https://h.example/notes.mcpb' }] }))).toContain('download and unpack it');
    expect(await paste(entry({ packages: [] }))).toMatch(/^refused: it names no way/);
  });
});

describe('bundles', () => {
  const manifest = {
    manifest_version: '0.3',
    name: 'notes',
    version: '1.0.0',
    server: {
      type: 'node',
      entry_point: 'server/index.js',
      mcp_config: {
        command: 'node',
        args: ['${__dirname}/server/index.js', '${user_config.folders}', '--key=${user_config.key}'],
        env: { HOME_DIR: '${HOME}', LEVEL: '${user_config.level}' },
        platform_overrides: { win32: { command: 'node.exe' } },
      },
    },
    user_config: {
      folders: { type: 'directory', multiple: true, default: ['${HOME}/Desktop', '/srv'], title: 'Folders' },
      key: { type: 'string', sensitive: true, required: true, title: 'Key' },
      level: { type: 'string' },
    },
  };

  it('fills in folders and settings, and asks for what is required', async () => {
    expect(await paste(JSON.stringify(manifest))).toBe('notes stdio node /srv/bundle/server/index.js /home/ada/Desktop /srv --key=${key} {HOME_DIR=/home/ada}');
    expect(await paste(JSON.stringify(manifest), { values: { key: 'v', folders: '/a,/b', level: 'debug' } })).toBe(
      'notes stdio node /srv/bundle/server/index.js /a /b --key=v {HOME_DIR=/home/ada, LEVEL=debug}',
    );
  });

  it('reads the older format, and a manifest that names only its entry point', async () => {
    expect(await paste(JSON.stringify({ dxt_version: '0.1', name: 'notes', server: { type: 'python', entry_point: 'main.py' } }))).toBe(
      'notes stdio python3 /srv/bundle/main.py',
    );
  });

  it('finds the manifest in the archive', () => {
    const zip = makeZip('manifest.json', Buffer.from(JSON.stringify(manifest)));
    expect(isZip(zip)).toBe(true);
    expect(JSON.parse(Buffer.from(readZipEntry(zip, 'manifest.json') ?? []).toString())).toEqual(manifest);
    expect(readZipEntry(zip, 'other.json')).toBeUndefined();
  });

  it('survives archives that lie about themselves', () => {
    const zip = makeZip('manifest.json', Buffer.from('{}'));
    for (let at = 0; at < zip.length; at += 1)
      expect(() => readZipEntry(Buffer.concat([zip.subarray(0, at), Buffer.from([0xff]), zip.subarray(at + 1)]), 'manifest.json')).not.toThrow();
    expect(readZipEntry(makeZip('manifest.json', Buffer.alloc(8 << 20)), 'manifest.json')).toBeUndefined();
  });
});

/** An archive with one file, as small as the format allows. */
function makeZip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(title.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(content.length, 24);
  entry.writeUInt16LE(title.length, 28);
  const body = Buffer.concat([local, title, packed]);
  const directory = Buffer.concat([entry, title]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, end]);
}
