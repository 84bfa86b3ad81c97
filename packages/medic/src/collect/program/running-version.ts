import path from 'node:path';
import { runTool } from '../../io/run-tool.ts';
import type { ProgramFacts, Roots } from '../../model/index.ts';

const LIMIT_MS = 3000;
const CAP_BYTES = 4096;
/** Programs whose `--version` prints a version and does nothing else. */
const RUNTIMES: ReadonlySet<string> = new Set(['node', 'python3', 'python', 'bun', 'deno']);

/** The same facts with the version that the runtime found on the PATH prints, where its path did not tell it. */
export async function readRunningVersion(name: string, program: ProgramFacts, roots: Roots): Promise<ProgramFacts> {
  const { resolved, runtimes = [] } = program;
  const via = "the client's PATH";
  const isKnown = runtimes.some((one) => one.name === name && one.via === via);
  if (isKnown || resolved === undefined || !RUNTIMES.has(name) || !isInstalled(resolved, roots)) return program;
  const run = await runTool(resolved, ['--version'], { timeoutMs: LIMIT_MS, capBytes: CAP_BYTES });
  const version =
    run.state === 'ended' ? /(?:^|\s)v?(?<version>\d{1,4}\.\d{1,4}\.\d{1,4})/u.exec(`${run.stdout} ${run.stderr}`)?.groups?.['version'] : undefined;
  return version === undefined ? program : { ...program, runtimes: [{ name, version, path: resolved, via }, ...runtimes] };
}

/** Not a file that a project folder brings along under a runtime's name. */
function isInstalled(file: string, { project, home }: Roots): boolean {
  const isOfProject = project !== home && file.startsWith(`${project}${path.sep}`);
  return path.isAbsolute(file) && !isOfProject && !/[\\/]node_modules[\\/]/u.test(file);
}
