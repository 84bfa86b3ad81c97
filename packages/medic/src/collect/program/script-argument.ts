import { dropWords } from './unwrap.ts';
import type { Invocation } from './unwrap.ts';

/** Where on a command line the code to start stands. `index` counts in the original arguments. */
export interface ScriptArgument {
  readonly index: number;
  /** Folder from `--directory` that relative script names count from. */
  readonly base?: string;
}

interface Language {
  /** Flags that take the next word. */
  readonly values: ReadonlySet<string>;
  /** Flags after which there is no script file: inline code, a module, a version. */
  readonly ends: ReadonlySet<string>;
  /** Words before the script: `run`, `watch`. One of them may, or for `needsVerb` must, stand there. */
  readonly verbs?: readonly string[];
  readonly needsVerb?: boolean;
  /** The script is the value of this flag (`java -jar`). */
  readonly scriptFlags?: ReadonlySet<string>;
}

const NODE: Language = {
  values: new Set([
    '-r',
    '--require',
    '--import',
    '--loader',
    '--experimental-loader',
    '-C',
    '--conditions',
    '--env-file',
    '--env-file-if-exists',
    '--title',
    '--icu-data-dir',
    '--input-type',
    '--openssl-config',
    '--tsconfig',
    '--stack-trace-limit',
  ]),
  ends: new Set(['-e', '--eval', '-p', '--print', '-pe', '-v', '--version', '--run', '-i', '--test']),
  verbs: ['watch', 'inspect'],
};
const PYTHON: Language = { values: new Set(['-W', '-X', '--check-hash-based-pycs']), ends: new Set(['-c', '-m', '-V', '--version']) };
const SHELL: Language = { values: new Set(['-o', '+o', '--rcfile', '--init-file']), ends: new Set(['-c', '-lc', '-ic', '-ilc', '-lic', '-s']) };
const POWERSHELL: Language = {
  values: new Set(['-executionpolicy', '-ep', '-ex', '-version', '-windowstyle', '-w']),
  ends: new Set(['-command', '-c', '-encodedcommand', '-e', '-ec']),
  scriptFlags: new Set(['-file', '-f']),
};

const LANGUAGES: Readonly<Record<string, Language>> = {
  node: NODE,
  nodejs: NODE,
  tsx: NODE,
  'ts-node': { ...NODE, values: new Set([...NODE.values, '-P', '--project', '-O']) },
  'ts-node-esm': NODE,
  electron: NODE,
  nodemon: { ...NODE, values: new Set([...NODE.values, '-w', '--watch', '-x', '--exec', '-i', '--ignore']) },
  python: PYTHON,
  python3: PYTHON,
  python2: PYTHON,
  py: PYTHON,
  pypy3: PYTHON,
  pythonw: PYTHON,
  bun: {
    values: new Set(['--cwd', '-r', '--preload', '--config', '-c', '--env-file', '--tsconfig-override']),
    ends: new Set(['-e', '--eval', '-p', '--print', 'x', 'install', 'add', 'test', 'build']),
    verbs: ['run'],
  },
  deno: {
    values: new Set(['-c', '--config', '--import-map', '--lock', '--cert', '-L', '--log-level', '--env-file', '--location']),
    ends: new Set(['eval', 'task', 'serve']),
    verbs: ['run'],
    needsVerb: true,
  },
  java: {
    values: new Set(['-cp', '-classpath', '--class-path', '--module-path', '-p', '--add-modules', '--add-opens']),
    ends: new Set(['-m', '--module', '-version', '--version']),
    scriptFlags: new Set(['-jar']),
  },
  dotnet: { values: new Set(['--roll-forward', '--fx-version']), ends: new Set(['run', 'build', 'tool', 'watch', 'exec', 'dnx']) },
  ruby: { values: new Set(['-r', '-I', '-C']), ends: new Set(['-e', '-v']) },
  php: { values: new Set(['-d', '-c']), ends: new Set(['-r', '-v', '-S']), scriptFlags: new Set(['-f']) },
  perl: { values: new Set(['-I']), ends: new Set(['-e', '-E', '-v']) },
  bash: SHELL,
  sh: SHELL,
  zsh: SHELL,
  dash: SHELL,
  fish: SHELL,
  powershell: POWERSHELL,
  pwsh: POWERSHELL,
  mcp: { values: new Set(['-t', '--transport']), ends: new Set(['install', 'version']), verbs: ['run', 'dev'], needsVerb: true },
  fastmcp: {
    values: new Set(['-t', '--transport', '--with', '--with-editable', '-e', '--host', '-p', '--port']),
    ends: new Set(['install', 'version']),
    verbs: ['run', 'dev'],
    needsVerb: true,
  },
};

const UV_RUN_VALUES = new Set([
  '--with',
  '-w',
  '--with-editable',
  '--with-requirements',
  '--python',
  '-p',
  '--project',
  '--extra',
  '--group',
  '--only-group',
  '--env-file',
  '--index',
  '--index-url',
  '-i',
  '--default-index',
  '--extra-index-url',
  '--cache-dir',
  '--config-file',
  '--package',
  '--directory',
]);

/** The argument that names the file to run, through `uv run`, `poetry run` and interpreters; undefined when there is none. */
export function findScript(invocation: Invocation, depth: number = 0): ScriptArgument | undefined {
  if (depth > 4) return undefined;
  if (invocation.name === 'uv' || invocation.name === 'poetry' || invocation.name === 'pdm' || invocation.name === 'hatch' || invocation.name === 'rye')
    return findBehindRun(invocation, depth);
  const name = invocation.name.replace(/^(python3?)\.\d+$/, '$1');
  const language = Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;
  return language === undefined ? undefined : findInLanguage(invocation, language);
}

function findInLanguage({ args, offset, name }: Invocation, language: Language): ScriptArgument | undefined {
  let hasVerb = false;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const flag = name === 'powershell' || name === 'pwsh' ? word.toLowerCase() : word;
    if (language.ends.has(flag)) return undefined;
    if (language.scriptFlags?.has(flag)) return args[index + 1] === undefined ? undefined : { index: offset + index + 1 };
    if (language.values.has(flag)) index += 1;
    else if (word === '--' || word.startsWith('-')) continue;
    else if (!hasVerb && language.verbs?.includes(word)) hasVerb = true;
    else if (language.needsVerb && !hasVerb) return undefined;
    // `java Main` names a class, unless a file is meant (single-file source).
    else return name === 'java' && !word.endsWith('.java') ? undefined : { index: offset + index };
  }
  return undefined;
}

function findBehindRun(invocation: Invocation, depth: number): ScriptArgument | undefined {
  const { args, offset } = invocation;
  let base: string | undefined;
  let isRun = false;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--directory' || word === '-C') base = args[index + 1];
    else if (word.startsWith('--directory=')) base = word.slice('--directory='.length);
    if (isRun && (word === '-m' || word === '--module')) return undefined;
    if (isRun && (word === '-s' || word === '--script')) continue;
    if (UV_RUN_VALUES.has(word) || word === '-C') index += 1;
    else if (word.startsWith('-')) continue;
    else if (!isRun) {
      if (word !== 'run') return undefined;
      isRun = true;
    } else {
      const withBase = base === undefined ? {} : { base };
      if (/\.pyw?$/.test(word)) return { index: offset + index, ...withBase };
      const inner = findScript(dropWords(invocation, index), depth + 1);
      return inner === undefined ? undefined : { ...withBase, ...inner };
    }
  }
  return undefined;
}
