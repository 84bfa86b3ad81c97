import { lstat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Roots } from '../model/index.ts';
import { WRITE_STEPS, type WriteSteps } from './write-steps.ts';

/** Where mcp-medic keeps what must outlive a run: consent, the journal of fixes, backups. Never inside a project. */
export function stateFolderOf({ home, isolated, env }: Pick<Roots, 'home' | 'isolated' | 'env'>): string {
  const moved = env['XDG_STATE_HOME'];
  // The XDG base directory specification 0.8 (read 2026-11-21): a relative path is to be ignored.
  const base = !isolated && moved !== undefined && isAbsolute(moved) ? moved : join(home, '.local', 'state');
  return join(base, 'mcp-medic');
}

/** Makes a folder for its owner only. Rejects when what stands there is no folder of ours. */
export async function makePrivateFolder(path: string, steps: WriteSteps = WRITE_STEPS): Promise<void> {
  await steps.makeFolder(path, 0o700);
  const found = await lstat(path);
  const uid = process.getuid?.();
  if (!found.isDirectory() || (uid !== undefined && found.uid !== uid)) throw new Error(`${path} is no folder of this user`);
}
