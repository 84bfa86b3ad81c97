import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILD = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..', 'scripts', 'build.mjs');

export interface BuiltCli {
  readonly file: string;
  readonly remove: () => void;
}

/** Bundles the command line as it is published, into a folder of its own, so that tests running side by side do not disturb it. */
export function buildCli(): BuiltCli {
  const folder = mkdtempSync(join(tmpdir(), 'medic-cli-'));
  const dist = join(folder, 'dist');
  execFileSync(process.execPath, [BUILD, '--quiet', '--out', dist], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { file: join(dist, 'bin.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
