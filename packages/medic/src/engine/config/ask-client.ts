import { findOnPath } from '../../collect/program/find-program.ts';
import { readVariable, splitPathList } from '../../collect/path-list.ts';
import { runTool } from '../../io/run-tool.ts';
import type { ClientDefinition, ClientSays, Roots } from '../../model/index.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { findEnvironmentSecrets } from '../../redact/find-secrets.ts';

const LIMIT_MS = 60_000;

/**
 * Asks the installed client for its own list of servers. Clients that connect while they list start every server of theirs; the
 * caller has the user's word for that.
 */
export async function askClient(definition: ClientDefinition, server: string, roots: Roots): Promise<ClientSays> {
  const list = definition.writing?.list;
  if (list === undefined) return { command: '', listed: 'not-asked', said: `${definition.name} has no command that lists its servers.` };
  const command = list.command.join(' ');
  const [program = '', ...args] = list.command;
  const folders = splitPathList(readVariable(roots.env, 'PATH', roots.platform), roots.platform);
  const { resolved } = await findOnPath(program, {
    folders,
    platform: roots.platform,
    cwd: roots.project,
    pathExt: readVariable(roots.env, 'PATHEXT', roots.platform),
  });
  if (resolved === undefined) return { command, listed: 'not-asked', said: `"${program}" was not found on this computer's PATH.` };
  const run = await runTool(resolved, args, {
    timeoutMs: LIMIT_MS,
    cwd: roots.project,
    env: { ...roots.env, ...(roots.isolated ? { HOME: roots.home, USERPROFILE: roots.home } : {}), NO_COLOR: '1' },
  });
  if (run.state === 'missing') return { command, listed: 'not-asked', said: `${command} could not be started (${run.errno}).` };
  if (run.state === 'timeout') return { command, listed: 'not-asked', said: `${command} did not end within ${LIMIT_MS / 1000} s.` };
  const text = createRedactor(findEnvironmentSecrets(roots.env)).text(`${run.stdout}\n${run.stderr}`);
  const line = text.split('\n').find((one) => namesServer(one, server));
  return line === undefined ? { command, listed: 'no', said: lastLine(text) } : { command, listed: 'yes', said: line.trim().slice(0, 300) };
}

/** The name as a word of its own: `git` is not in `github: …`. */
function namesServer(line: string, name: string): boolean {
  const at = line.indexOf(name);
  return at !== -1 && !/[\w-]/.test(line.charAt(at - 1)) && !/[\w-]/.test(line.charAt(at + name.length));
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim().slice(0, 300) ?? '';
}
