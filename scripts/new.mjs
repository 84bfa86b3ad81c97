// Starts a new rule, client or case: node scripts/new.mjs rule|client|case <id>
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [kind, id] = process.argv.slice(2);

const TEMPLATES = {
  rule: (id) => ({
    [`packages/medic/src/rules/connect/${id}.ts`]: `import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';

/** Why the world is like this, in one sentence. */
export const rule: AnyRule = defineRule({
  id: '${id}',
  layer: 'startup',
  severity: 'blocks',
  cause: '${id}',
  needs: ['client', 'entry', 'session'],

  judge({ client, entry, session }) {
    if (session.outcome.kind === 'connected') return [];
    return [
      {
        confidence: 'likely',
        title: \`\${client.name} cannot start "\${entry.name}"\`,
        why: 'One sentence with the user\\'s own values.',
        evidence: [{ what: 'what was seen', quote: 'its words' }],
        fixes: [],
        decisive: 'the check that settles it',
      },
    ];
  },
});
`,
    [`docs/causes/${id}.md`]: `# ${id}\n\n## What it looks like\n\n## Why\n\n## How to fix\n\n## How it is checked\n`,
    ...TEMPLATES.case(id),
  }),
  case: (id) => ({
    [`packages/testbed/cases/${id}/case.ts`]: `import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: '${id}',
  story: 'Who did what.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'exit1'] } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: '${id.split('--')[0]}' },
};
`,
  }),
  client: (id) => ({
    [`packages/medic/src/clients/${id}.ts`]: `import type { ClientDefinition } from '../model/index.ts';
import { LENIENT_DIALECT } from './shared/dialects.ts';
import { NO_EXPANSION } from './shared/launch.ts';
import { UNWATCHED_CLI_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: '${id}',
  name: '${id}',
  checked: 'page or version, date',
  kind: 'cli',
  files: [{ scope: 'user', path: '~/.${id}/mcp.json', format: 'json', servers: ['mcpServers'], shape: 'map', precedence: 0, known: 'docs' }],
  parser: UNKNOWN_PARSER,
  dialect: LENIENT_DIALECT,
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  launch: UNWATCHED_CLI_LAUNCH,
  handshake: unwatchedHandshake('${id}'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  logs: [],
  reload: 'restart the client',
};
`,
  }),
};

if (!(kind in TEMPLATES) || !/^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/.test(id ?? '')) {
  console.error('Usage: npm run new rule|client|case <kebab-case-id>');
  process.exit(2);
}
for (const [path, text] of Object.entries(TEMPLATES[kind](id))) {
  const full = join(root, path);
  if (existsSync(full)) {
    console.log(`kept    ${path}`);
    continue;
  }
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  console.log(`created ${path}`);
}
const generated = spawnSync(process.execPath, [join(root, 'scripts', 'generate.mjs')], { stdio: 'inherit' });
if (kind === 'client') console.log('Now add the id to CLIENT_IDS in packages/medic/src/model/ids.ts and the import to packages/medic/src/clients/index.ts.');
process.exit(generated.status ?? 1);
