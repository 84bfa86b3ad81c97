import path from 'node:path';
import { findOnPath } from '../../collect/program/find-program.ts';
import { readShebang } from '../../collect/program/shebang.ts';
import { readVariable, splitPathList } from '../../collect/path-list.ts';
import { findSessionPath } from '../../collect/host.ts';
import { isLauncher } from '../../discover/command-line.ts';
import { plainText } from '../../describe/described-text.ts';
import { lookAt, readHead } from '../../io/look-up.ts';
import type { ClientDefinition, ClientFile, DescribedText, Roots, ServerDescription } from '../../model/index.ts';

export interface SettledLaunch {
  readonly server: ServerDescription;
  readonly notes: readonly string[];
}

/**
 * The description as this client can start it: paths of files that are there become absolute, and a program that the client's own
 * PATH does not lead to is named by its whole path, as the client would look it up.
 */
export async function settleLaunch(given: ServerDescription, definition: ClientDefinition, file: ClientFile, roots: Roots): Promise<SettledLaunch> {
  if (given.transport !== 'stdio') return { server: given, notes: [] };
  // A file that goes with the project stays right on other computers, where the client starts servers in the project folder.
  const keepsRelative = file.fromProject === true && definition.launch.cwd === 'project';
  const server = keepsRelative ? given : await withAbsolutePaths(given, roots);
  return withFullCommand(server, definition, roots);
}

async function withAbsolutePaths(server: ServerDescription, { project }: Roots): Promise<ServerDescription> {
  const settle = async (text: DescribedText, isCommand: boolean): Promise<DescribedText> => {
    const word = plainText(text);
    if (word === undefined || word.length > 1000 || path.isAbsolute(word) || /^[A-Za-z]:|^-|:\/\/|^@/.test(word)) return text;
    const looksLikePath = /[/\\]/.test(word) || (!isCommand && /\.(?:[cm]?[jt]s|py|jar|sh|dll)$/.test(word));
    const full = path.resolve(project, word);
    return looksLikePath && (await lookAt(full)).exists ? [full] : text;
  };
  return {
    ...server,
    ...(server.command === undefined ? {} : { command: await settle(server.command, true) }),
    args: await Promise.all(server.args.map((arg) => settle(arg, false))),
    ...(server.cwd === undefined ? {} : { cwd: await settle(server.cwd, false) }),
  };
}

async function withFullCommand(server: ServerDescription, definition: ClientDefinition, roots: Roots): Promise<SettledLaunch> {
  const command = plainText(server.command ?? []);
  const { platform, env } = roots;
  if (command === undefined || command === '') return { server, notes: [] };
  if (/[/\\]/.test(command)) {
    const isGone = path.isAbsolute(command) && (await lookAt(command)).errno === 'ENOENT';
    return { server, notes: isGone ? [`There is no ${command} on this computer.`] : [] };
  }
  const own = { platform, cwd: roots.project, pathExt: readVariable(env, 'PATHEXT', platform) };
  const terminal = splitPathList(readVariable(env, 'PATH', platform), platform);
  const { resolved } = await findOnPath(command, { ...own, folders: terminal });
  if (resolved === undefined) return { server, notes: isLauncher(command) || roots.isolated ? [] : [`"${command}" was not found on this computer's PATH.`] };
  if (definition.launch.path !== 'session' || platform === 'win32') return { server, notes: [] };
  const session = await findSessionPath(roots, definition.processes);
  if (session === undefined || (await findOnPath(command, { ...own, folders: session.folders })).resolved !== undefined) return { server, notes: [] };
  const full: ServerDescription = { ...server, command: [resolved] };
  const note = `${definition.name} is started from the desktop, whose PATH does not lead to "${command}": its whole path is written.`;
  const interpreter = readShebang(await readHead(resolved, 512))?.viaEnv;
  const found = interpreter === undefined ? undefined : (await findOnPath(interpreter, { ...own, folders: terminal })).resolved;
  const isMissing = interpreter !== undefined && (await findOnPath(interpreter, { ...own, folders: session.folders })).resolved === undefined;
  if (!isMissing || found === undefined || Object.hasOwn(server.env, 'PATH')) return { server: full, notes: [note] };
  // npx and its like are scripts that look their own runtime up.
  const folders = [path.dirname(found), ...session.folders].join(':');
  return {
    server: { ...full, env: { ...server.env, PATH: [folders] } },
    notes: [note, `"PATH" is set, because "${command}" looks "${interpreter}" up there.`],
  };
}
