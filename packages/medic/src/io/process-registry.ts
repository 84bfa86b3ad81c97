import { spawnSync } from 'node:child_process';
import { findFamily, type FamilyRoot } from './process-family.ts';
import type { ProcessRow } from './process-list.ts';

const live = new Set<FamilyRoot>();
let watchesExit = false;

/** Remembers a started process until the returned function is called, so that it cannot outlive us. */
export function registerProcess(root: FamilyRoot): () => void {
  live.add(root);
  if (!watchesExit) {
    watchesExit = true;
    process.on('exit', killAllProcesses);
  }
  return () => void live.delete(root);
}

/**
 * Kills every process we started that still runs, with all its descendants, at once and synchronously. For handlers of
 * SIGINT and SIGTERM; runs by itself when our process exits.
 */
export function killAllProcesses(): void {
  for (const root of live) {
    for (let pass = 0; pass < 3; pass += 1) {
      const family = findFamily(root);
      signalTree(root, 'SIGKILL');
      for (const row of family) signalProcess(row, 'SIGKILL');
      if (family.length === 0) break;
    }
    live.delete(root);
  }
}

/** Signals the whole process group of a root, or on Windows ends its tree. */
export function signalTree(root: FamilyRoot, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(root.pid), '/T', '/F'], { timeout: 2_000, windowsHide: true });
    return;
  }
  trySignal(-root.pid, signal);
}

export function signalProcess(row: ProcessRow, signal: 'SIGTERM' | 'SIGKILL'): void {
  trySignal(row.pid, signal);
}

function trySignal(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, or changed its user: nothing more can be done.
  }
}
