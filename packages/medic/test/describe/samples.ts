import type { ClientDefinition, ClientFile, Roots, ServerDescription } from '../../src/model/index.ts';

export const ROOTS: Roots = { home: '/home/ada', project: '/home/ada/work', platform: 'linux', env: {}, isolated: true };

const STDIO: ServerDescription = {
  name: 'notes',
  transport: 'stdio',
  command: ['npx'],
  args: [['-y'], ['@acme/notes-mcp']],
  env: {},
  headers: {},
  enabled: true,
  tools: {},
  inputs: {},
  extras: {},
};
const { command: _, ...REST } = STDIO;
const HTTP: ServerDescription = { ...REST, transport: 'http', args: [], url: ['https://mcp.example.com/mcp'] };

/** One server in every notation that matters. */
export const SAMPLES: Readonly<Record<string, ServerDescription>> = {
  stdio: STDIO,
  'stdio with values': { ...STDIO, env: { LOG_LEVEL: ['debug'], REGION: ['eu-1'] } },
  'stdio with a variable of the same name': { ...STDIO, env: { NOTES_TOKEN: [{ ref: 'env', name: 'NOTES_TOKEN' }] } },
  'stdio with another variable and a fallback': {
    ...STDIO,
    args: [...STDIO.args, ['--root=', { ref: 'env', name: 'NOTES_ROOT', fallback: '/srv' }]],
    env: { TOKEN: [{ ref: 'env', name: 'NOTES_TOKEN' }] },
  },
  'stdio that asks': { ...STDIO, env: { API_KEY: [{ ref: 'input', name: 'api-key' }] }, inputs: { 'api-key': { isSecret: true, title: 'Key of Notes' } } },
  'stdio with a folder, limits and lists': {
    ...STDIO,
    cwd: ['/srv/notes'],
    timeoutMs: 90_000,
    callTimeoutMs: 120_000,
    tools: { only: ['read', 'list'], without: ['delete'], approved: ['read'] },
  },
  'switched off': { ...STDIO, enabled: false },
  'folders of the client': { ...STDIO, args: [...STDIO.args, [{ ref: 'folder', which: 'project' }, '/notes'], [{ ref: 'folder', which: 'home' }]] },
  http: HTTP,
  'http with a token of a variable': { ...HTTP, headers: { Authorization: ['Bearer ', { ref: 'env', name: 'NOTES_TOKEN' }] } },
  'http with headers': { ...HTTP, headers: { 'X-Team': ['blue'], 'X-Key': [{ ref: 'env', name: 'NOTES_KEY' }] }, timeoutMs: 45_000 },
  'http or sse': { ...HTTP, transport: 'http-then-sse' },
  sse: { ...HTTP, transport: 'sse', url: ['https://mcp.example.com/sse'] },
};

/** The file of a client that its user would write into first. */
export function firstFile({ files }: ClientDefinition): ClientFile {
  const file = files.find(({ scope }) => scope === 'user') ?? files.find(({ scope }) => !/managed|system/.test(scope));
  if (file === undefined) throw new Error('a client without files');
  return file;
}
