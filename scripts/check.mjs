// Everything a change must pass: types, lint with the import table, format, dead code, package shape, tests.
import { spawnSync } from 'node:child_process';

const STEPS = [
  ['types', 'tsc', ['-p', '.']],
  ['lint', 'oxlint', ['--deny-warnings']],
  ['format', 'oxfmt', ['--check']],
  ['dead code', 'knip', []],
  ['build', process.execPath, ['scripts/prepack.mjs']],
  ['package', 'publint', ['packages/medic', '--strict', '--pack', 'false']],
  ['docs/explain.md', 'tsx', ['scripts/explain-docs.ts', '--check']],
  ['tests', 'vitest', ['run']],
];

for (const [name, command, args] of STEPS) {
  const started = Date.now();
  const local = command === process.execPath ? command : `node_modules/.bin/${command}`;
  const { status, stdout, stderr } = spawnSync(local, args, { encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (status !== 0) {
    process.stdout.write(stdout ?? '');
    process.stderr.write(stderr ?? '');
    process.exit(1);
  }
}
