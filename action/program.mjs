// Finds and runs mcp-medic: the published package, or this action's own checkout.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from './inputs.mjs';

/** Command and first words of mcp-medic. Never a shell. */
export function findProgram(version, root) {
  const bin = join(root, 'packages', 'medic', 'dist', 'bin.js');
  if (version !== 'checkout') {
    const wanted = version === '' ? JSON.parse(readFileSync(join(root, 'packages', 'medic', 'package.json'), 'utf8')).version : version;
    return [...npx(), '--yes', `mcp-medic@${wanted}`];
  }
  if (!existsSync(bin)) {
    const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'setup.mjs')], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) throw new InputError('The checkout of mcp-medic could not be built; its output stands above.');
  }
  return [process.execPath, bin];
}

/** Runs it with its output in the log; answers with the exit code. */
export async function runProgram([command, ...words], env) {
  const child = spawn(command, words, { stdio: ['ignore', 'inherit', 'inherit'], env });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 70));
  });
}

/** On Windows npx is a script for cmd.exe, which reads its words as code; npm's own file is run instead. */
function npx() {
  if (process.platform !== 'win32') return ['npx'];
  return [process.execPath, join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npx-cli.js')];
}
