// Writes docs/checks/<id>.md from the checks of `verify` and `preflight`, so that the pages say what the code judges.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnyPreflightCheck } from '../packages/medic/src/model/index.ts';
import type { AnyCheck } from '../packages/medic/src/model/verify/index.ts';
import { specUrl } from '../packages/medic/src/report/check-words.ts';
import { PREFLIGHT_CHECKS } from '../packages/medic/src/rules/preflight/index.ts';
import { CHECKS } from '../packages/medic/src/rules/protocol/index.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'checks');
const LEVELS: Readonly<Record<AnyCheck['level'], string>> = {
  MUST: 'MUST: a server that breaks it fails',
  SHOULD: 'SHOULD: a server that breaks it gets a warning',
  practice: 'practice: no sentence of the specification, but what clients and operators need',
};

mkdirSync(folder, { recursive: true });
const written = new Set(['README.md']);
for (const check of CHECKS) {
  written.add(`${check.id}.md`);
  writeFileSync(join(folder, `${check.id}.md`), page(check));
}
for (const check of PREFLIGHT_CHECKS) {
  written.add(`${check.id}.md`);
  writeFileSync(join(folder, `${check.id}.md`), preflightPage(check));
}
writeFileSync(join(folder, 'README.md'), index());
for (const name of readdirSync(folder)) if (!written.has(name)) rmSync(join(folder, name));

function index(): string {
  const groups = [...new Set(CHECKS.map(({ group }) => group))];
  return [
    '# Checks of `mcp-medic verify` and `mcp-medic preflight`',
    '',
    `verify has ${CHECKS.length} checks in ${groups.length} groups. Written from \`packages/medic/src/rules/protocol\` and \`packages/medic/src/rules/preflight\` by \`npm run check-docs\`.`,
    ...groups.flatMap((group) => [
      '',
      `## ${group}`,
      '',
      '| id | a good server | level | revision and page |',
      '| --- | --- | --- | --- |',
      ...CHECKS.filter((check) => check.group === group).map(
        ({ id, title, level, spec }) => `| [${id}](${id}.md) | ${cell(title)} | ${level} | ${spec ?? ''} |`,
      ),
    ]),
    '',
    '## preflight',
    '',
    '[What preflight measures](../preflight.md) in fourteen items.',
    '',
    '| id | a good server | item |',
    '| --- | --- | --- |',
    ...PREFLIGHT_CHECKS.map(({ id, title, item }) => `| [${id}](${id}.md) | ${cell(title)} | ${item} |`),
    '',
  ].join('\n');
}

function preflightPage({ id, title, item, why, fix, transports }: AnyPreflightCheck): string {
  return [
    `# ${id}`,
    '',
    `${title}.`,
    '',
    why,
    '',
    `- Item of [the checklist](../preflight.md): ${item}.`,
    `- Holds ${transports === undefined ? 'everywhere' : `over ${transports.join(' and ')}`}.`,
    '',
    '## What to do',
    '',
    fix,
    '',
  ].join('\n');
}

function page({ id, title, level, spec, why, fix, eras, transports, since, until }: AnyCheck): string {
  const url = spec === undefined ? undefined : specUrl(spec);
  const holds = [
    ...(transports === undefined ? [] : [`over ${transports.join(' and ')}`]),
    ...(eras === undefined ? [] : [eras[0] === 'modern' ? 'in the stateless era (2026-07-28)' : 'in the initialize era (up to 2025-11-25)']),
    ...(since === undefined ? [] : [`from revision ${since} on`]),
    ...(until === undefined ? [] : [`up to revision ${until}`]),
  ];
  return [
    `# ${id}`,
    '',
    `${title}.`,
    '',
    why,
    '',
    `- Level: ${LEVELS[level]}.`,
    ...(spec === undefined ? [] : [`- Rests on: ${url === undefined ? spec : `[${spec}](${url})`}.`]),
    `- Holds ${holds.length === 0 ? 'everywhere' : holds.join(', ')}.`,
    '',
    '## What to do',
    '',
    fix,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
