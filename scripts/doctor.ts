// The main job on a fresh machine: the doctor on this machine's real configs; when there are none, on a built-in set of
// broken and healthy examples, saying so. Arguments are passed on. Exit code 1 (something fails) becomes 0 here: the report is
// what was asked for, and npm would print an error of its own below it.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DoctorResult } from '../packages/medic/src/model/index.ts';
import { buildBed } from '../packages/testbed/src/bed.ts';
import { EXAMPLES } from '../packages/testbed/src/examples.ts';

const bin = join(dirname(fileURLToPath(import.meta.url)), '..', 'packages', 'medic', 'dist', 'bin.js');
const words = process.argv.slice(2);

if (words.length > 0 || countServers() > 0) {
  process.exitCode = calm(runDoctor(words));
} else {
  console.log('This machine has no MCP server configured in any client that mcp-medic knows.');
  console.log('So here is the doctor on a built-in set of broken and healthy examples, built in a temporary folder:\n');
  const bed = await buildBed(EXAMPLES);
  try {
    process.exitCode = calm(await runBeside(['--home', bed.home, '--cwd', bed.project, '--wait', '3']));
  } finally {
    await bed.close();
  }
}

/** How many servers the real configs of this machine hold; nothing is started for that. */
function countServers(): number {
  const { stdout } = spawnSync(process.execPath, [bin, '--static', '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(stdout) as DoctorResult).servers.length;
}

function calm(code: number): number {
  return code === 1 ? 0 : code;
}

function runDoctor(args: readonly string[]): number {
  return spawnSync(process.execPath, [bin, ...args], { stdio: 'inherit' }).status ?? 70;
}

/** Runs the doctor while this process goes on serving the examples' HTTP servers. */
async function runBeside(args: readonly string[]): Promise<number> {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [bin, ...args], { stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 70)));
}
