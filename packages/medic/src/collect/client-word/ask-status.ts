import { isAbsolute, relative, sep } from 'node:path';
import { startProcess } from '../../io/process.ts';
import { endProcess } from '../../io/process-end.ts';
import type { ClientWord, Redactor, Roots, StatusCommand } from '../../model/index.ts';
import { readVariable, splitPathList } from '../path-list.ts';
import { readStatus } from './read-status.ts';

/** What a list of servers may take; the rest is dropped. */
const OUTPUT_CAP_BYTES = 1 << 18;
const ENDING = { eofMs: 0, termMs: 1_000 } as const;

/**
 * Runs an installed client's own status command in the project folder and reads its word on one server. The client and every
 * server it starts are ended when it has answered, or at its limit. Never throws.
 */
export async function askStatus(status: StatusCommand, server: string, roots: Roots, redactor: Redactor, signal?: AbortSignal): Promise<ClientWord> {
  const command = status.argv.join(' ');
  const [program, ...args] = status.argv;
  const { env, searchPath } = environmentFor(status, roots);
  const stdout = createSink();
  const stderr = createSink();
  let ended = (): void => undefined;
  const outputEnded = new Promise<void>((resolve) => (ended = resolve));
  const start = await startProcess(
    { command: program, args, cwd: roots.project, env, searchPath, windowsShims: 'resolves' },
    { onStdout: stdout.take, onStderr: stderr.take, onStdoutEnd: ended, onExit: () => undefined },
  );
  if (!start.started) return { state: 'not-asked', said: `${program} was not found on PATH` };
  const { process } = start;
  process.endInput();
  const hasEnded = await endsWithin(Promise.all([process.exited, outputEnded]), status.limitMs, signal);
  await endProcess(process, ENDING);
  // Gemini CLI prints its list on standard error.
  const output = status.answer.kind === 'json' ? stdout.text() : `${stdout.text()}\n${stderr.text()}`;
  const { state, said } = readStatus(output, server, status);
  const word = { command, said: redactor.text(said) };
  if (state === 'not-listed' && !hasEnded) return { ...word, state: 'no-answer', said: `it did not end within ${Math.round(status.limitMs / 1000)} s` };
  return { ...word, state };
}

function createSink(): { readonly take: (chunk: Buffer) => void; readonly text: () => string } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    take: (chunk) => {
      if (size < OUTPUT_CAP_BYTES) chunks.push(chunk);
      size += chunk.length;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

/** The user's own environment, but no program of the project folder may pass for the client: npx puts its `.bin` on PATH. */
function environmentFor({ env: own = {} }: StatusCommand, { env, project, home, platform }: Roots): { env: Record<string, string>; searchPath: string[] } {
  const searchPath = splitPathList(readVariable(env, 'PATH', platform), platform).filter(
    (folder) => isAbsolute(folder) && (isInside(home, project) || !isInside(folder, project)),
  );
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...env, ...own, NO_COLOR: '1' })) if (value !== undefined) all[name] = value;
  const pathName = Object.keys(all).find((name) => name === 'PATH' || (platform === 'win32' && name.toUpperCase() === 'PATH')) ?? 'PATH';
  all[pathName] = searchPath.join(platform === 'win32' ? ';' : ':');
  return { env: all, searchPath };
}

/** Is `path` that folder or below it? */
function isInside(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest));
}

async function endsWithin(end: Promise<unknown>, limitMs: number, signal: AbortSignal | undefined): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const given = new Promise<false>((resolve) => {
    onAbort = () => resolve(false);
    timer = setTimeout(onAbort, limitMs);
    signal?.addEventListener('abort', onAbort);
  });
  const hasEnded = await Promise.race([end.then(() => true), given]);
  clearTimeout(timer);
  signal?.removeEventListener('abort', onAbort);
  return hasEnded;
}
