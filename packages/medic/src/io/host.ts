import { existsSync, readFileSync } from 'node:fs';
import type { Platform } from '../model/index.ts';

/** Facts of the machine and the Node we run on. */
export interface HostSystem {
  readonly platform: Platform;
  readonly arch: string;
  readonly node: string;
  readonly now: string;
  readonly isWsl: boolean;
  readonly isContainer: boolean;
  readonly uid: number | undefined;
  readonly pid: number;
}

/** Reads what does not change while we run; `now` is the instant of the call. Never throws. */
export function readHostSystem(): HostSystem {
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  return {
    platform,
    arch: process.arch,
    node: process.versions.node,
    now: new Date().toISOString(),
    isWsl: platform === 'linux' && /microsoft/i.test(readSmall('/proc/sys/kernel/osrelease')),
    isContainer: platform === 'linux' && isInContainer(),
    uid: process.getuid?.(),
    pid: process.pid,
  };
}

// Docker leaves /.dockerenv, Podman /run/.containerenv; Kubernetes and LXC show in the control group of the first process.
function isInContainer(): boolean {
  if (existsSync('/.dockerenv') || existsSync('/run/.containerenv')) return true;
  return /\b(?:docker|kubepods|containerd|lxc|libpod)\b/.test(readSmall('/proc/1/cgroup'));
}

function readSmall(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
