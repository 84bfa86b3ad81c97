// Makes packages/medic ready to be packed: the bundle, the type declarations of the library, README and licence.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const medic = join(root, 'packages', 'medic');
const emitted = mkdtempSync(join(tmpdir(), 'medic-types-'));
process.on('exit', () => rmSync(emitted, { recursive: true, force: true }));

run(process.execPath, ['scripts/build.mjs', '--quiet']);
run(join('node_modules', '.bin', 'tsc'), ['-p', '.', '--noEmit', 'false', '--emitDeclarationOnly', '--outDir', emitted]);
const source = join(emitted, 'packages', 'medic', 'src');
for (const file of reachableFrom(join(source, 'index.d.ts'))) {
  const target = join(medic, 'dist', 'types', relative(source, file));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
}
for (const file of ['README.md', 'LICENSE']) copyFileSync(join(root, file), join(medic, file));

/** A declaration file and all it imports: the rest of the sources is nobody's business. */
function reachableFrom(start) {
  const found = new Set([start]);
  for (const file of found) {
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport\()['"](\.[^'"]+)\.ts['"]/gu))
      found.add(resolve(dirname(file), `${path}.d.ts`));
  }
  return found;
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
