import path from 'node:path';
import { lookAt } from '../../io/look-up.ts';
import type { EntryFacts, ProgramFacts, Redactor, Roots, StdioPlan } from '../../model/index.ts';
import { readVariable } from '../path-list.ts';
import { redactStrings } from '../redact-strings.ts';
import { readContainerCall } from './container.ts';
import { findNearName } from './near-name.ts';
import { findElsewhere } from './elsewhere.ts';
import { readFileKind } from './file-kind.ts';
import { findAtPath, findOnPath } from './find-program.ts';
import type { FoundProgram, Search } from './find-program.ts';
import { classifyCommand, firstWord, isNetworkShare, isWindowsPath } from './kind-of-command.ts';
import { isPackageCached } from './package-cache.ts';
import { readPackageCall } from './package-runner.ts';
import type { PackageCall } from './package-runner.ts';
import { collectPaths } from './paths.ts';
import { listProgramPlaces } from './places.ts';
import { listRuntimes } from './runtimes.ts';
import { findScript } from './script-argument.ts';
import { unwrapCommand } from './unwrap.ts';

/**
 * Everything about the program an entry starts that can be seen without starting it: where the client finds it, where else
 * it is, what kind of file it is, which files its arguments mean. Strings in the result are redacted. Never throws for what
 * it finds on disk.
 */
export async function collectProgram(plan: StdioPlan, facts: EntryFacts, roots: Roots, redactor: Redactor): Promise<ProgramFacts> {
  const { platform } = roots;
  const search: Search = {
    folders: plan.searchPath.filter((folder) => !isNetworkShare(folder)),
    platform,
    cwd: plan.cwd,
    pathExt: readVariable(plan.env, 'PATHEXT', platform),
  };
  const { kind, found } = await findCommand(plan.command, search);
  const written = kind === 'command-line' ? (firstWord(plan.command) ?? plan.command) : plan.command;
  const invocation = unwrapCommand(plan.command, plan.args);
  const packageCall = readPackageCall(invocation, plan.env);
  const container = readContainerCall(invocation, plan.env);
  const script = packageCall === undefined ? findScript(invocation) : findScript(packageCall.inner);

  const places = await listProgramPlaces(roots);
  const file = found.resolved ?? found.unusable ?? (kind === 'absolute' || kind === 'relative' ? path.resolve(plan.cwd, plan.command) : undefined);
  const isForeign = (isWindowsPath(plan.command) && path.sep === '/') || (file !== undefined && isNetworkShare(file));
  const childSearch: Search = { ...search, folders: childFolders(plan, search) };
  const [elsewhere, fileKind, runtimes, paths, packageFacts] = await Promise.all([
    findElsewhere(baseName(written), found.resolved, places, roots),
    file === undefined || isForeign ? undefined : readFileKind(file, childSearch),
    listRuntimes(invocation.name, search, places, roots),
    collectPaths({
      plan,
      facts,
      roots,
      script,
      packageIndex: packageCall?.index,
      hostPaths: container?.hostPaths,
      isCommandPath: kind !== 'bare-name' && kind !== 'command-line',
      firstIndex: invocation.offset,
    }),
    packageCall === undefined ? undefined : describePackage(packageCall, plan, roots),
  ]);
  const venv = /^python[\w.]*$/.test(baseName(written)) ? await findVenvPython(paths, found.resolved, platform) : [];
  const isNowhere = kind === 'bare-name' && found.resolved === undefined && found.unusable === undefined && elsewhere.length === 0;
  const nearName = isNowhere ? await findNearName(plan.command, search.folders) : undefined;
  const expanded = kind === 'tilde' ? await findExpanded(plan.command, roots) : [];
  const collected: ProgramFacts = {
    command: plan.command,
    kind,
    ...(found.resolved === undefined ? {} : { resolved: found.resolved }),
    searched: plan.searchPath,
    searchedFrom: plan.searchedFrom,
    ...(nearName === undefined ? {} : { nearName }),
    elsewhere: [...expanded, ...venv, ...elsewhere],
    ...(fileKind === undefined ? {} : { file: fileKind }),
    ...(runtimes.length === 0 ? {} : { runtimes }),
    paths,
    ...(packageFacts === undefined ? {} : { package: packageFacts }),
    ...(container === undefined ? {} : { container: container.facts }),
  };
  return redactStrings(collected, redactor);
}

/** A command with blanks is one program when such a file exists, else a whole command line in one string. */
async function findCommand(command: string, search: Search): Promise<{ readonly kind: ProgramFacts['kind']; readonly found: FoundProgram }> {
  const kind = classifyCommand(command, search.platform);
  const found = kind === 'bare-name' ? await findOnPath(command, search) : kind === 'tilde' ? {} : await findAtPath(command, search);
  const first = firstWord(command);
  if (found.resolved !== undefined || found.unusable !== undefined || first === undefined) return { kind, found };
  const firstKind = classifyCommand(first, search.platform);
  if (firstKind === 'bare-name') return { kind: 'command-line', found: {} };
  const isProgram = firstKind === 'tilde' || (await findAtPath(first, search)).resolved !== undefined;
  return { kind: isProgram && kind !== 'tilde' ? 'command-line' : kind, found: {} };
}

async function findExpanded(command: string, roots: Roots): Promise<ProgramFacts['elsewhere']> {
  const full = path.join(roots.home, command.replace(/^~[\\/]?/, ''));
  return (await lookAt(full)).type === 'file' ? [{ path: full, via: 'the home folder that ~ stands for' }] : [];
}

async function describePackage(call: PackageCall, plan: StdioPlan, roots: Roots): Promise<NonNullable<ProgramFacts['package']>> {
  const { runner, ecosystem, name, version, assumesYes } = call;
  const cached = await isPackageCached(call, plan, roots);
  return { runner, ecosystem, name, ...(version === undefined ? {} : { version }), assumesYes, ...(cached === undefined ? {} : { cached }) };
}

/** Folders in which the started program itself looks things up: its own PATH, which need not be the client's. */
function childFolders(plan: StdioPlan, search: Search): readonly string[] {
  const value = readVariable(plan.env, 'PATH', search.platform);
  const folders = value === undefined || value === '' ? plan.searchPath : value.split(search.platform === 'win32' ? ';' : ':');
  return folders.filter((folder) => !isNetworkShare(folder));
}

/** The Python of a virtual environment in the script's folder or the one above. */
async function findVenvPython(paths: ProgramFacts['paths'], resolved: string | undefined, platform: Roots['platform']): Promise<ProgramFacts['elsewhere']> {
  const script = paths.find(({ isScript, exists }) => isScript && exists)?.resolved;
  if (script === undefined) return [];
  const inside = platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python3'];
  const candidates = [path.dirname(script), path.dirname(path.dirname(script))].flatMap((folder) =>
    ['.venv', 'venv'].map((name) => path.join(folder, name, ...inside)),
  );
  for (const file of candidates) if (file !== resolved && (await lookAt(file)).exists) return [{ path: file, via: VENV }];
  return [];
}

const VENV = "the virtual environment in the script's folder";

function baseName(command: string): string {
  return command.slice(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
}
