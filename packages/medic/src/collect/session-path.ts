import { readHostSystem } from '../io/host.ts';
import { listPids, readProcess, readProcessVariable } from '../io/host-processes.ts';
import { readHead } from '../io/look-up.ts';
import { runTool } from '../io/run-tool.ts';
import type { Platform, Roots } from '../model/index.ts';
import { readVariable, splitPathList } from './path-list.ts';

export interface SessionPath {
  readonly folders: readonly string[];
  readonly from: string;
}

const DEFAULTS: Readonly<Record<Platform, { readonly folders: string; readonly of: string }>> = {
  // What pam_env and systemd give when nothing is configured; Debian and Ubuntu write the same line into /etc/environment.
  linux: { folders: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/games:/usr/games:/snap/bin', of: 'a Linux' },
  // launchd's own default; /etc/paths counts in shells only.
  darwin: { folders: '/usr/bin:/bin:/usr/sbin:/sbin', of: 'a macOS' },
  win32: { folders: 'C:\\Windows\\system32;C:\\Windows;C:\\Windows\\System32\\Wbem;C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\', of: 'a Windows' },
};

/** Programs that start what a person clicks on; the kernel cuts their names to 15 characters. */
const SESSION_NAMES = new Set(
  [
    'gnome-shell',
    'gnome-session-binary',
    'plasmashell',
    'ksmserver',
    'xfce4-session',
    'cinnamon-session',
    'mate-session',
    'lxqt-session',
    'lxsession',
    'cosmic-session',
    'sway',
    'Hyprland',
    'i3',
    'budgie-panel',
  ].map((name) => name.slice(0, 15)),
);

const TOOL_LIMIT_MS = 1500;

/**
 * The PATH a client gets that was started from the desktop. `clientNames`: process names of clients; a running one is the best
 * witness. Undefined only when the system gave no answer and has no default.
 */
export async function findSessionPath(roots: Roots, clientNames: readonly string[] = []): Promise<SessionPath | undefined> {
  const { platform } = roots;
  const isReplayed = readHostSystem().platform !== platform;
  if (roots.isolated || isReplayed) return defaultOf(platform);
  if (platform === 'win32') return { folders: splitPathList(readVariable(roots.env, 'PATH', platform), platform), from: 'the PATH of this process' };
  return (platform === 'darwin' ? await askLaunchd() : await askLinux(clientNames)) ?? defaultOf(platform);
}

async function askLaunchd(): Promise<SessionPath | undefined> {
  const run = await runTool('/bin/launchctl', ['getenv', 'PATH'], { timeoutMs: TOOL_LIMIT_MS });
  const value = run.state === 'ended' && run.code === 0 ? run.stdout.trim() : '';
  return value === '' ? undefined : { folders: splitPathList(value, 'darwin'), from: 'launchctl getenv PATH' };
}

async function askLinux(clientNames: readonly string[]): Promise<SessionPath | undefined> {
  const running = await askRunning(new Set(clientNames.map((name) => name.toLowerCase().slice(0, 15))));
  if (running !== undefined) return running;
  const shown = await runTool('systemctl', ['--user', 'show-environment'], { timeoutMs: TOOL_LIMIT_MS });
  const managed = shown.state === 'ended' && shown.code === 0 ? readPathLine(shown.stdout) : undefined;
  if (managed !== undefined) return { folders: splitPathList(managed, 'linux'), from: 'systemctl --user show-environment' };
  const configured = readPathLine((await readHead('/etc/environment', 65_536)).toString('utf8'));
  return configured === undefined ? undefined : { folders: splitPathList(configured, 'linux'), from: '/etc/environment' };
}

async function askRunning(clientNames: ReadonlySet<string>): Promise<SessionPath | undefined> {
  const { pid: self, uid } = readHostSystem();
  const found: { readonly pid: number; readonly name: string; readonly isClient: boolean }[] = [];
  for (const pid of await listPids(uid)) {
    if (pid === self) continue;
    const running = await readProcess(pid);
    if (running === undefined) continue;
    const isClient = clientNames.has(running.name.toLowerCase());
    if (isClient || SESSION_NAMES.has(running.name)) found.push({ pid, name: running.name, isClient });
  }
  for (const { pid, name } of found.toSorted((a, b) => Number(b.isClient) - Number(a.isClient))) {
    const value = await readProcessVariable(pid, 'PATH');
    if (value !== undefined && value !== '') return { folders: splitPathList(value, 'linux'), from: `the running ${name} (process ${pid})` };
  }
  return undefined;
}

/** The value of a `PATH=` line as `systemctl` and /etc/environment write it, with or without quotes. */
export function readPathLine(text: string): string | undefined {
  for (const line of text.split('\n')) {
    const match = /^(?:export )?PATH=(.*)$/.exec(line.trim());
    if (match === null) continue;
    const value = (match[1] ?? '').replace(/^\$?(["'])(.*)\1$/, '$2');
    if (value !== '' && !value.includes('$')) return value;
  }
  return undefined;
}

function defaultOf(platform: Platform): SessionPath {
  const { folders, of } = DEFAULTS[platform];
  return { folders: splitPathList(folders, platform), from: `default of ${of} desktop session` };
}
