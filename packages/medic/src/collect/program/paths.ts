import path from 'node:path';
import { lookAt } from '../../io/look-up.ts';
import type { EntryFacts, PathFacts, Platform, Roots, StdioPlan } from '../../model/index.ts';
import { isMissingDependencies } from './dependencies.ts';
import { isAbsolute, isNetworkShare, isWindowsPath } from './kind-of-command.ts';
import { findNear } from './near.ts';
import { flagValue, judgePathLike } from './path-like.ts';
import type { PathLikelihood } from './path-like.ts';
import type { ScriptArgument } from './script-argument.ts';

interface Candidate {
  readonly from: PathFacts['from'];
  readonly key: string;
  readonly written: string;
  readonly base: string;
  readonly isScript: boolean;
  readonly likelihood: Exclude<PathLikelihood, 'no'>;
}

export interface PathQuestion {
  readonly plan: StdioPlan;
  readonly facts: EntryFacts;
  readonly roots: Roots;
  readonly script: ScriptArgument | undefined;
  /** Word of the arguments that names a package. */
  readonly packageIndex: number | undefined;
  /** Set for containers: only these words of the arguments are paths of this machine. */
  readonly hostPaths: readonly { readonly index: number; readonly path: string }[] | undefined;
  readonly isCommandPath: boolean;
  /** Arguments before this one belong to a wrapper such as `cmd /c`. */
  readonly firstIndex: number;
}

const CAP = 40;

/** Looks at everything in an entry that means a file or folder: cwd, command, arguments, values of its own variables. */
export async function collectPaths(question: PathQuestion): Promise<readonly PathFacts[]> {
  const candidates = [...ofCwd(question), ...ofCommand(question), ...ofArgs(question), ...ofEnv(question)].slice(0, CAP);
  const found = await Promise.all(candidates.map((candidate) => describePath(candidate, question)));
  return found.filter((fact) => fact !== undefined);
}

function ofCwd({ facts, plan }: PathQuestion): readonly Candidate[] {
  const written = facts.effective.cwd;
  if (written === undefined || written === '') return [];
  return [{ from: 'cwd', key: 'cwd', written, base: path.isAbsolute(written) ? plan.cwd : parentOf(plan.cwd, written), isScript: false, likelihood: 'sure' }];
}

// The plan's cwd is already resolved; counting a relative one from it again would double it.
function parentOf(cwd: string, written: string): string {
  const relative = path.normalize(written).replace(/[\\/]$/, '');
  if (relative === '.') return cwd;
  return cwd.endsWith(path.sep + relative) ? cwd.slice(0, -relative.length - 1) || path.sep : cwd;
}

function ofCommand({ plan, isCommandPath }: PathQuestion): readonly Candidate[] {
  return isCommandPath ? [{ from: 'command', key: 'command', written: plan.command, base: plan.cwd, isScript: false, likelihood: 'sure' }] : [];
}

function ofArgs({ plan, roots, script, packageIndex, hostPaths, firstIndex }: PathQuestion): readonly Candidate[] {
  if (hostPaths !== undefined) {
    return hostPaths.map((host) => ({ from: 'arg', key: String(host.index), written: host.path, base: plan.cwd, isScript: false, likelihood: 'sure' }));
  }
  const base = script?.base === undefined ? plan.cwd : path.resolve(plan.cwd, script.base);
  return plan.args.flatMap((word, index): readonly Candidate[] => {
    if (index < firstIndex) return [];
    const key = String(index);
    if (index === packageIndex)
      return judgePathLike(word, undefined, roots.platform) === 'sure'
        ? [{ from: 'arg', key, written: word, base: plan.cwd, isScript: true, likelihood: 'sure' }]
        : [];
    if (index === script?.index)
      return isScriptPath(word) ? [{ from: 'arg', key, written: word.replace(/(\.pyw?):\w+$/, '$1'), base, isScript: true, likelihood: 'sure' }] : [];
    const assigned = flagValue(word);
    const likelihood =
      assigned === undefined ? judgePathLike(word, plan.args[index - 1], roots.platform) : judgePathLike(assigned.value, assigned.flag, roots.platform);
    return likelihood === 'no' ? [] : [{ from: 'arg', key, written: assigned?.value ?? word, base: plan.cwd, isScript: false, likelihood }];
  });
}

// Node also resolves `build` and `.`; a URL or inline data is no file.
function isScriptPath(word: string): boolean {
  return word !== '-' && !/^[a-z][a-z0-9+.-]+:\/*/i.test(word.replace(/^[A-Za-z]:[\\/]/, '')) && !word.includes('\0') && !word.includes('\n');
}

function ofEnv({ facts, plan, roots }: PathQuestion): readonly Candidate[] {
  return Object.keys(facts.effective.env ?? {}).flatMap((name): readonly Candidate[] => {
    const value = plan.env[name] ?? '';
    const list = roots.platform === 'win32' ? ';' : ':';
    if (/path$/i.test(name) && value.includes(list)) return [];
    if (!isAbsolute(value, roots.platform) && !value.startsWith('~/') && !isWindowsPath(value)) return [];
    const likelihood = judgePathLike(value, `-${name}`, roots.platform);
    return likelihood === 'no' || value.includes(list === ':' ? ':' : ';')
      ? []
      : [{ from: 'env', key: name, written: value, base: plan.cwd, isScript: false, likelihood }];
  });
}

async function describePath(candidate: Candidate, { plan, facts, roots }: PathQuestion): Promise<PathFacts | undefined> {
  const { from, key, written, base, isScript } = candidate;
  const { platform } = roots;
  // A drive letter means nothing to the system that replays the config: say nothing rather than "missing".
  if (path.sep === '/' && platform === 'win32' && isWindowsPath(written)) return undefined;
  const relative = !isAbsolute(written, platform);
  const resolved = path.resolve(base, toNative(written, platform));
  if (isNetworkShare(resolved)) return undefined;
  const look = await lookAt(resolved);
  if (!look.exists && candidate.likelihood === 'maybe') return undefined;
  const errno = look.errno;
  const place = { from, key, written, resolved, relative, isScript };
  const shared = { ...place, exists: look.exists, ...(errno === undefined ? {} : { errno }), ...(look.type === undefined ? {} : { type: look.type }) };
  if (look.exists) {
    const missing = isScript && look.type === 'file' ? await isMissingDependencies(resolved) : undefined;
    return missing === undefined ? shared : { ...shared, missingDependencies: missing };
  }
  if (errno !== 'ENOENT' && errno !== 'ENOTDIR') return shared;
  if (isScript && (await isResolvedByNode(resolved, plan))) return { ...place, exists: true, type: 'file' };
  const elsewhere = await findFromOtherFolder(written, resolved, { plan, facts, roots });
  const near = elsewhere === undefined ? await findNear(resolved) : undefined;
  return { ...shared, ...(elsewhere === undefined ? {} : { existsFrom: elsewhere }), ...(near === undefined ? {} : { near }) };
}

// `node build/index` starts build/index.js.
async function isResolvedByNode(resolved: string, plan: StdioPlan): Promise<boolean> {
  return /(?:^|[\\/])(?:node|tsx|bun|npx|nodemon)(?:\.\w+)?$/i.test(plan.command) && (await lookAt(`${resolved}.js`)).type === 'file';
}

async function findFromOtherFolder(
  written: string,
  resolved: string,
  { facts, roots }: Pick<PathQuestion, 'plan' | 'facts' | 'roots'>,
): Promise<string | undefined> {
  const native = toNative(written, roots.platform);
  if (/^~[\\/]/.test(native)) {
    const expanded = path.join(roots.home, native.slice(2));
    return (await lookAt(expanded)).exists ? expanded : undefined;
  }
  if (path.isAbsolute(native)) return undefined;
  for (const folder of [...writtenCwd(facts), roots.project, path.dirname(facts.file), path.dirname(path.dirname(facts.file)), roots.home]) {
    const other = path.resolve(folder, native);
    if (other !== resolved && (await lookAt(other)).exists) return other;
  }
  return undefined;
}

/** The folder an entry names in "cwd", also when its client ignores that field. */
function writtenCwd({ written }: EntryFacts): readonly string[] {
  const cwd =
    typeof written === 'object' && written !== null && !Array.isArray(written) && Object.hasOwn(written, 'cwd')
      ? (written as { readonly cwd?: unknown }).cwd
      : undefined;
  return typeof cwd === 'string' && path.isAbsolute(cwd) ? [cwd] : [];
}

function toNative(written: string, platform: Platform): string {
  return platform === 'win32' && path.sep === '/' ? written.replaceAll('\\', '/') : written;
}
