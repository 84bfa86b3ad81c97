// Writes docs/clients/<id>.md from the client definitions, so that the pages say what the code does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLIENTS } from '../packages/medic/src/clients/index.ts';
import type { ClientDefinition, ClientFile, Known, PermissionFacts, Platform } from '../packages/medic/src/model/index.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'clients');
const SYSTEMS: Readonly<Record<Platform, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
const HOW: Readonly<Record<Known, string>> = {
  tested: 'seen by running the client',
  code: "read in the client's code",
  docs: "the vendor's documentation",
  'third-party': "somebody else's report",
  recalled: 'not checked; treated with care',
};

const UNLISTED: Readonly<Record<PermissionFacts['unlisted'], string>> = {
  ask: 'is asked about',
  allow: 'runs unasked',
  'ask-unless-read-only': 'is asked about unless the server says readOnlyHint: true',
};

mkdirSync(folder, { recursive: true });
for (const client of CLIENTS) writeFileSync(join(folder, `${client.id}.md`), page(client));
writeFileSync(join(folder, 'README.md'), index());

function index(): string {
  const rows = CLIENTS.map(
    ({ id, name, timeout, handshake, dialect }) =>
      `| [${name}](${id}.md) | \`${id}\` | ${dialect.noRemote === undefined ? 'local and remote' : 'local only'} | ${timeout.connectMs / 1000} s | \`${handshake.first}\` |`,
  );
  return [
    '# Clients',
    '',
    'Written from the definitions in `packages/medic/src/clients` by `npm run client-docs`.',
    '',
    '| client | id | servers | waits | first message |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function page(client: ClientDefinition): string {
  const { name, checked, dialect, expansion, launch, handshake, http, timeout, reload, notes = [], unread = [], logs } = client;
  const fields = Object.entries(dialect.fields).map(([what, field]) => `\`${what}\`: ${describeField(field)}`);
  return [
    `# ${name}`,
    '',
    `Checked: ${checked}.`,
    '',
    '## Files',
    '',
    '| scope | where | key | known by |',
    '| --- | --- | --- | --- |',
    ...client.files.map(fileRow),
    ...(unread.length === 0 ? [] : ['', `Not read by ${name}, though people put servers there: ${unread.map(({ path }) => `\`${oneOf(path)}\``).join(', ')}.`]),
    '',
    '## An entry',
    '',
    ...fields.map((line) => `- ${line}`),
    ...(Object.keys(dialect.types).length === 0
      ? []
      : [
          `- type words: ${Object.entries(dialect.types)
            .map(([word, transport]) => `\`${word}\` (${transport})`)
            .join(', ')}`,
        ]),
    `- a URL without a type: ${dialect.urlWithoutType}`,
    ...(dialect.ignored === undefined ? [] : [`- accepted and ignored: ${dialect.ignored.map((field) => `\`${field}\``).join(', ')}`]),
    `- variables: ${expansion.syntax.length === 0 ? 'none are expanded' : `${expansion.syntax.map((one) => `\`${one}\``).join(', ')} in ${expansion.where.join(', ')}; an unset one: ${expansion.unset}`}`,
    '',
    '## How it connects',
    '',
    `- sends \`${handshake.first}\` first, offers revision ${handshake.offers} (${HOW[handshake.known]})`,
    `- waits ${timeout.connectMs / 1000} s${timeout.listCommandMs === undefined ? '' : `; \`${timeout.listCommand ?? 'its list command'}\` ${timeout.listCommandMs / 1000} s`}${timeout.raise === undefined ? '' : `. ${timeout.raise}`} (${HOW[timeout.known]})`,
    `- environment of a local server: ${typeof launch.env === 'string' ? launch.env : launch.env.names.join(' ')}; PATH of the ${launch.path === 'session' ? 'desktop session' : 'terminal'}; folder: ${launch.cwd} (${HOW[launch.known]})`,
    `- remote: ${http.fallback === 'sse' ? 'Streamable HTTP, then SSE' : 'no fallback to SSE'}; proxy: ${http.proxy}; trust: ${http.trust}; OAuth: ${http.oauth ? 'yes' : 'no'} (${HOW[http.known]})`,
    '',
    '## Logs',
    '',
    ...(logs.length === 0 ? ['No log files are known.'] : logs.map(({ path, what }) => `- ${what}: ${perSystem(path)}`)),
    '',
    ...permissionLines(client),
    '## After an edit',
    '',
    `${reload.charAt(0).toUpperCase()}${reload.slice(1)}.`,
    ...(client.status === undefined ? [] : ['', `Its own word: \`${client.status.argv.join(' ')}\` (\`doctor --fix --check\` runs it).`]),
    ...(notes.length === 0 ? [] : ['', '## Notes', '', ...notes.map((note) => `- ${note}`)]),
    '',
  ].join('\n');
}

function permissionLines({ permissions, permissionAdvice, name }: ClientDefinition): readonly string[] {
  if (permissions === undefined) return permissionAdvice === undefined ? [] : ['## Permissions', '', permissionAdvice, ''];
  const { names, unlisted, order, places, flags, notes = [], known } = permissions;
  const written = places.filter(({ writes }) => writes !== false);
  return [
    '## Permissions',
    '',
    `- a rule names a tool \`${names.template}\`${names.keeps === undefined ? '' : `, with everything but \`${names.keeps.replaceAll('\\', '')}\` as \`_\``} (${HOW[known]})`,
    `- a tool without a rule ${UNLISTED[unlisted]}`,
    `- of several rules ${order === 'last' ? 'the last one' : 'the strictest'} counts`,
    ...written.map(
      ({ scope, path }) => `- rules of ${scope === 'entry' ? 'the server stand in the file of its entry' : `${scope} stand in ${perSystem(path)}`}`,
    ),
    ...Object.values(flags ?? {}).map((flag) => `- on the command line of ${name}: \`${flag}\``),
    ...notes.map((note) => `- ${note}`),
    '',
  ];
}

function fileRow({ scope, path, servers, known }: ClientFile): string {
  return `| ${scope} | ${perSystem(path).replaceAll('|', String.raw`\|`)} | \`${servers.join(' → ')}\` | ${HOW[known]} |`;
}

function perSystem(path: string | Partial<Record<Platform, string>>): string {
  if (typeof path === 'string') return `\`${path}\``;
  return Object.entries(path)
    .map(([system, template]) => `${SYSTEMS[system as Platform]}: \`${template}\``)
    .join('<br>');
}

function oneOf(path: string | Partial<Record<Platform, string>>): string {
  return typeof path === 'string' ? path : (path.linux ?? path.darwin ?? path.win32 ?? '');
}

function describeField(field: unknown): string {
  if (typeof field === 'string') return `\`${field}\``;
  if (Array.isArray(field)) return field.map((one) => `\`${String(one)}\``).join(' or ');
  const { name, unitMs } = field as { name: string; unitMs: number };
  return `\`${name}\` in ${unitMs === 1000 ? 'seconds' : 'milliseconds'}`;
}
