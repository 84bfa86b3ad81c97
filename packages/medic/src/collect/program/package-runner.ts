import { dropWords } from './unwrap.ts';
import type { Invocation } from './unwrap.ts';

/** A package that is fetched on start. `inner`: what runs inside it, seen as a command of its own. */
export interface PackageCall {
  readonly runner: string;
  readonly ecosystem: 'npm' | 'pypi';
  readonly name: string;
  readonly version?: string;
  readonly assumesYes: boolean;
  /** Index of the package word in the original arguments. */
  readonly index: number;
  readonly inner: Invocation;
}

interface Runner {
  readonly label: string;
  readonly ecosystem: 'npm' | 'pypi';
  /** Words between the program and the package: `pnpm dlx`, `uv tool run`. One of them must match. */
  readonly verbs: readonly (readonly string[])[];
  /** Flags that take the next word. */
  readonly valueFlags: ReadonlySet<string>;
  /** Flags whose value is the package, so that the first free word is the program in it. */
  readonly packageFlags: ReadonlySet<string>;
  /** `yesFlags` absent: the runner never asks. */
  readonly yesFlags?: ReadonlySet<string>;
}

const NPM_VALUES = new Set([
  '-c',
  '--call',
  '--registry',
  '--prefix',
  '--cache',
  '--userconfig',
  '--globalconfig',
  '-w',
  '--workspace',
  '--node-options',
  '--loglevel',
  '--script-shell',
  '--node-arg',
  '-n',
]);
const NPX: Runner = {
  label: 'npx',
  ecosystem: 'npm',
  verbs: [[]],
  valueFlags: NPM_VALUES,
  packageFlags: new Set(['-p', '--package']),
  yesFlags: new Set(['-y', '--yes']),
};
const UV_VALUES = new Set([
  '--with',
  '-w',
  '--with-editable',
  '--with-requirements',
  '--python',
  '-p',
  '--index',
  '--index-url',
  '-i',
  '--default-index',
  '--extra-index-url',
  '--find-links',
  '-f',
  '--directory',
  '--project',
  '--cache-dir',
  '--config-file',
  '--env-file',
  '--constraints',
  '-c',
  '--refresh-package',
  '--prerelease',
  '--exclude-newer',
  '--resolution',
  '--link-mode',
  '--color',
]);
const UVX: Runner = { label: 'uvx', ecosystem: 'pypi', verbs: [[]], valueFlags: UV_VALUES, packageFlags: new Set(['--from']) };

const RUNNERS: Readonly<Record<string, readonly Runner[]>> = {
  npx: [NPX],
  npm: [{ ...NPX, label: 'npm exec', verbs: [['exec'], ['x']] }],
  bunx: [{ label: 'bunx', ecosystem: 'npm', verbs: [[]], valueFlags: new Set(), packageFlags: new Set(['-p', '--package']) }],
  bun: [{ label: 'bunx', ecosystem: 'npm', verbs: [['x']], valueFlags: new Set(), packageFlags: new Set(['-p', '--package']) }],
  pnpm: [
    {
      label: 'pnpm dlx',
      ecosystem: 'npm',
      verbs: [['dlx']],
      valueFlags: new Set(['--registry', '-C', '--dir', '--reporter']),
      packageFlags: new Set(['--package']),
    },
  ],
  pnpx: [{ label: 'pnpm dlx', ecosystem: 'npm', verbs: [[]], valueFlags: new Set(['--registry']), packageFlags: new Set(['--package', '-p']) }],
  yarn: [{ label: 'yarn dlx', ecosystem: 'npm', verbs: [['dlx']], valueFlags: new Set(), packageFlags: new Set(['-p', '--package']) }],
  uvx: [UVX],
  uv: [{ ...UVX, label: 'uv tool run', verbs: [['tool', 'run']] }],
  pipx: [
    {
      label: 'pipx run',
      ecosystem: 'pypi',
      verbs: [['run']],
      valueFlags: new Set(['--python', '--pip-args', '--index-url', '-i', '--with']),
      packageFlags: new Set(['--spec']),
    },
  ],
};

/** Reads the package out of `npx -y name@1 …`, `uvx --from git+… tool`, `pnpm dlx …` and the like. */
export function readPackageCall(invocation: Invocation, env: Readonly<Record<string, string>>): PackageCall | undefined {
  for (const runner of RUNNERS[Object.hasOwn(RUNNERS, invocation.name) ? invocation.name : ''] ?? []) {
    const start = skipVerbs(invocation.args, runner);
    if (start === undefined) continue;
    const found = readWords(invocation, runner, start, env);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Index of the first word after the verbs; flags may stand before them (`uv --quiet tool run`). */
function skipVerbs(args: readonly string[], runner: Runner): number | undefined {
  for (const verbs of runner.verbs) {
    let index = 0;
    let matched = 0;
    while (matched < verbs.length && index < args.length) {
      const word = args[index] ?? '';
      if (word.startsWith('-')) index += runner.valueFlags.has(word) ? 2 : 1;
      else if (word === verbs[matched]) [matched, index] = [matched + 1, index + 1];
      else break;
    }
    if (matched === verbs.length) return index;
  }
  return undefined;
}

function readWords(invocation: Invocation, runner: Runner, start: number, env: Readonly<Record<string, string>>): PackageCall | undefined {
  const { args, offset } = invocation;
  let spec: { readonly text: string; readonly index: number } | undefined;
  let assumesYes = runner.yesFlags === undefined || ['npm_config_yes', 'NPM_CONFIG_YES'].some((name) => /^(?:true|1|)$/.test(env[name] ?? 'unset'));
  let index = start;
  for (; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--') continue;
    if (!word.startsWith('-')) break;
    const [flag, inline] = word.startsWith('--') ? splitOnce(word, '=') : [word];
    if (runner.yesFlags?.has(flag)) assumesYes = inline !== 'false';
    else if (runner.packageFlags.has(flag)) {
      if (inline === undefined) index += 1;
      spec ??= { text: inline ?? args[index] ?? '', index };
    } else if (runner.valueFlags.has(flag) && inline === undefined) index += 1;
  }
  const program = args[index];
  spec ??= program === undefined ? undefined : { text: program, index };
  if (spec === undefined || spec.text === '') return undefined;
  const named = runner.ecosystem === 'npm' ? splitNpmSpec(spec.text) : splitPypiSpec(spec.text);
  return { runner: runner.label, ecosystem: runner.ecosystem, ...named, assumesYes, index: offset + spec.index, inner: dropWords(invocation, index) };
}

/** `@scope/name@1.2.3` → name and version. What names no registry package (git, tarball, folder) is kept whole. */
function splitNpmSpec(spec: string): { readonly name: string; readonly version?: string } {
  const match = /^(@[^/@\s]+\/[^/@\s]+|[^/@:\s]+)(?:@(.+))?$/.exec(spec);
  if (match === null) return { name: spec };
  const [, name = spec, version] = match;
  return { name, ...(version === undefined ? {} : { version }) };
}

/** `name[extra]==1.2`, `name@1.2` → name and version; `git+https://…` is kept whole. */
function splitPypiSpec(spec: string): { readonly name: string; readonly version?: string } {
  const match = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?(?:\s*(?:==|@|>=|~=|<=|<|>|!=)\s*([^\s/:]+))?$/.exec(spec);
  if (match === null) return { name: spec };
  const [, name = spec, version] = match;
  return { name, ...(version === undefined ? {} : { version }) };
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
