import { readHostSystem } from '../io/host.ts';
import { listPids, readProcess } from '../io/host-processes.ts';
import { runTool } from '../io/run-tool.ts';
import type { ClientDefinition, ClientProcessFacts, Roots } from '../model/index.ts';
import { nameOfProcess, parsePs, parseWindowsProcesses } from './process-tables.ts';
import type { RunningProcess } from './process-tables.ts';

const CAP = 20;
const LIMIT_MS = 5000;
/** Clocks of file systems and of the process table differ by less than this. */
const SLACK_MS = 1000;

/** Running processes of this client that started before its config file was last changed. Empty when a home is replayed. */
export async function collectClientProcesses(
  definition: Pick<ClientDefinition, 'processes' | 'kind'>,
  configModifiedAt: string | undefined,
  roots: Roots,
): Promise<ClientProcessFacts> {
  const changed = configModifiedAt === undefined ? Number.NaN : Date.parse(configModifiedAt);
  const dated = configModifiedAt === undefined ? {} : { configModifiedAt };
  const names = new Set((definition.processes ?? []).map((name) => name.toLowerCase()));
  if (roots.isolated || names.size === 0 || Number.isNaN(changed) || readHostSystem().platform !== roots.platform) return { older: [], ...dated };
  const running = await listRunning(names, definition.kind, roots);
  const older = running
    .filter((one) => one.startedMs < changed - SLACK_MS)
    .toSorted((a, b) => a.startedMs - b.startedMs)
    .slice(0, CAP)
    .map(({ pid, name, startedMs }) => ({ pid, name, startedAt: new Date(startedMs).toISOString() }));
  return { older, ...dated };
}

async function listRunning(names: ReadonlySet<string>, kind: ClientDefinition['kind'], roots: Roots): Promise<readonly RunningProcess[]> {
  if (roots.platform === 'linux') return listLinux(names);
  if (roots.platform === 'darwin') {
    const run = await runTool('/bin/ps', ['-xww', '-o', 'pid=,lstart=,command='], { timeoutMs: LIMIT_MS, env: { ...roots.env, LC_ALL: 'C' } });
    return run.state === 'ended' ? parsePs(run.stdout, names, kind) : [];
  }
  const query = 'Get-Process | ForEach-Object { if ($_.StartTime) { "$($_.Id)`t$($_.StartTime.ToUniversalTime().ToString(\'o\'))`t$($_.ProcessName)" } }';
  const run = await runTool('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', query], { timeoutMs: LIMIT_MS });
  return run.state === 'missing' ? [] : parseWindowsProcesses(run.stdout, names);
}

async function listLinux(names: ReadonlySet<string>): Promise<readonly RunningProcess[]> {
  const { pid: self, uid } = readHostSystem();
  const found: RunningProcess[] = [];
  for (const pid of await listPids(uid)) {
    const running = pid === self ? undefined : await readProcess(pid);
    if (running?.startedMs === undefined) continue;
    const name = nameOfProcess(running.name, running.argv, names);
    if (name !== undefined) found.push({ pid, name, startedMs: running.startedMs });
  }
  return found;
}
