import { exists } from '../io/files.ts';
import type { ClientDefinition, GateContext, Roots } from '../model/index.ts';
import { expandPaths } from './expand-path.ts';
import { guessFormat, type SourceReader } from './read-source.ts';

const MOST_PARENTS = 40;

/** Reads the state files of a client and hands them to its gate. */
export async function readGateContext(definition: ClientDefinition, roots: Roots, gitRoot: string | undefined, read: SourceReader): Promise<GateContext> {
  const states = new Map<string, NonNullable<ReturnType<GateContext['state']>>>();
  for (const template of definition.stateFiles ?? []) {
    for (const path of await expandPaths(template, roots)) {
      const source = await read(path, guessFormat(path));
      if (source.state !== 'read') continue;
      states.set(template, { path, text: source.parsed.text, value: source.parsed.value });
      break;
    }
  }
  const { platform, home, project, env } = roots;
  return { platform, home, project, env, ...(gitRoot === undefined ? {} : { gitRoot }), state: (template) => states.get(template) };
}

/** The folder around the project that holds `.git`; in an isolated run never above the isolated folders. */
export async function findGitRoot(roots: Roots): Promise<string | undefined> {
  let folder = roots.project.replaceAll('\\', '/').replace(/(?<=.)\/$/, '');
  const home = roots.home.replaceAll('\\', '/');
  for (let i = 0; i < MOST_PARENTS; i += 1) {
    if (await exists(`${folder === '/' ? '' : folder}/.git`)) return folder;
    const parent = folder.replace(/\/[^/]*$/, '');
    if (parent === folder || parent === '') return undefined;
    if (roots.isolated && parent !== home && !parent.startsWith(`${home}/`)) return undefined;
    folder = parent;
  }
  return undefined;
}
