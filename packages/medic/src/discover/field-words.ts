import type { EntryDialect, Transport } from '../model/index.ts';
import { nearest } from '../text/near.ts';

/** What people call the fields, from other clients' dialects and from habit. */
const FIELD_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  command: ['cmd', 'executable', 'exec', 'program', 'binary', 'run', 'commands', 'comand', 'commmand'],
  args: ['arg', 'arguments', 'argv', 'params', 'parameters', 'argument', 'options'],
  env: ['environment', 'envs', 'enviroment', 'environement', 'enviornment', 'environ', 'envvars', 'env_vars', 'variables', 'environmentvariables'],
  cwd: ['workingdirectory', 'working_directory', 'workdir', 'working_dir', 'workingdir', 'dir', 'directory'],
  url: ['uri', 'endpoint', 'serverurl', 'server_url', 'baseurl', 'httpurl', 'address', 'link', 'urls', 'sseurl', 'href'],
  headers: ['header', 'httpheaders', 'http_headers', 'requestheaders', 'request_headers'],
  type: ['transport', 'transporttype', 'transport_type', 'kind', 'protocol', 'servertype', 'connectiontype'],
  enabled: ['enable', 'active'],
  disabled: ['disable', 'inactive'],
};

const TYPE_WORDS: Readonly<Record<Transport, readonly string[]>> = {
  http: 'http https streamable-http streamable_http streamablehttp streamable http-stream http-streamable httpstream http_stream streaming-http stream remote mcp-http url'.split(
    ' ',
  ),
  sse: ['sse', 'server-sent-events', 'event-stream', 'http-sse', 'http+sse', 'sse-http'],
  stdio: [
    'stdio',
    'local',
    'command',
    'process',
    'std',
    'stdin',
    'stdin/stdout',
    'stdio-server',
    'cmd',
    'node',
    'python',
    'npx',
    'uvx',
    'docker',
    'shell',
    'cli',
    'npm',
    'exec',
  ],
};

/** The word this client writes for what somebody meant by a type word; undefined when nobody can tell. */
export function suggestTypeWord(word: string, dialect: EntryDialect): string | undefined {
  const accepted = Object.keys(dialect.types);
  const folded = word.trim().toLowerCase();
  const same = accepted.find((each) => each.toLowerCase() === folded);
  if (same !== undefined) return same;
  for (const transport of ['http', 'sse', 'stdio'] as const) if (TYPE_WORDS[transport].includes(folded)) return writeTransport(transport, dialect);
  return nearest(word, accepted, 2);
}

/** The first word of this client for a transport: the one to write. */
export function writeTransport(transport: Transport, dialect: EntryDialect): string | undefined {
  return Object.entries(dialect.types).find(([, each]) => each === transport)?.[0];
}

/** Names of all fields this client has, by what they are for. */
export function listFields(dialect: EntryDialect): readonly (readonly [role: string, name: string])[] {
  const { fields } = dialect;
  const pairs: [string, string | undefined][] = [
    ['type', fields.type],
    ['command', fields.command],
    ['args', fields.args],
    ['env', fields.env],
    ['cwd', fields.cwd],
    ...fields.url.map((name): [string, string] => ['url', name]),
    ['headers', fields.headers],
    ['timeout', fields.timeout?.name],
    ['enabled', fields.enabled],
    ['disabled', fields.disabled],
    ['bearerTokenEnvVar', fields.bearerTokenEnvVar],
    ['envHeaders', fields.envHeaders],
    ['envVars', fields.envVars],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

/** The field somebody meant by a name this client does not know; undefined when none is near. */
export function suggestField(name: string, dialect: EntryDialect): string | undefined {
  const folded = name.toLowerCase();
  const fields = listFields(dialect);
  for (const [role, field] of fields) {
    if (field.toLowerCase() === folded) return field;
    if (FIELD_SYNONYMS[role]?.includes(folded)) return field;
  }
  // "env" where the field is called "environment", "command" where it is "cmd".
  const role = fields.find(([each]) => each === folded);
  if (role !== undefined) return role[1];
  return name.length < 3
    ? undefined
    : nearest(
        name,
        fields.map(([, field]) => field),
        name.length < 5 ? 1 : 2,
      );
}
