import type { AnyRule, FixDraft, Hit, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { editArgs, editCommand, editSteps, writtenArgs } from '../launch-edits.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';

/** Import names that differ from the package's. */
const PACKAGES: Readonly<Record<string, string>> = {
  yaml: 'PyYAML',
  dotenv: 'python-dotenv',
  bs4: 'beautifulsoup4',
  cv2: 'opencv-python',
  PIL: 'pillow',
  sklearn: 'scikit-learn',
  Crypto: 'pycryptodome',
  dateutil: 'python-dateutil',
  serial: 'pyserial',
  jwt: 'PyJWT',
  git: 'GitPython',
  docx: 'python-docx',
  pptx: 'python-pptx',
  fitz: 'PyMuPDF',
  psycopg2: 'psycopg2-binary',
  MySQLdb: 'mysqlclient',
  telegram: 'python-telegram-bot',
  github: 'PyGithub',
  pkg_resources: 'setuptools',
  attr: 'attrs',
  magic: 'python-magic',
  win32api: 'pywin32',
  pywintypes: 'pywin32',
  mcp: 'mcp',
};
/** Modules of Python itself: their absence is a matter of its version or of how it was built. */
const OF_PYTHON =
  /^(?:tomllib|distutils|imp|asyncore|asynchat|smtpd|telnetlib|cgi|crypt|pipes|zoneinfo|graphlib|compression|annotationlib)\b|^_(?:ctypes|sqlite3|ssl|lzma|bz2|tkinter|curses|cffi_backend)$|^(?:pydantic_core\._pydantic_core|rpds\.rpds|orjson\.orjson|cryptography\.hazmat\.bindings\._rust|tiktoken\._tiktoken|jiter\.jiter)$/u;
const MCP_SUBMODULES = /^(?:mcp|fastmcp|pydantic|starlette|fastapi|anyio|httpx|openai|anthropic|langchain\w*)\./u;

const OWN_FOLDERS: ReadonlySet<string> = new Set([
  'src',
  'app',
  'server',
  'main',
  'tools',
  'utils',
  'util',
  'config',
  'lib',
  'core',
  'common',
  'helpers',
  'models',
  'services',
  'settings',
  'api',
  'handlers',
  'client',
]);

/** The interpreter that the client starts is not the one into which the packages were installed. */
export const rule: AnyRule = defineRule({
  id: 'python-module-missing',
  layer: 'startup',
  severity: 'blocks',
  cause: 'python-module-missing',
  needs: [],
  uses: ['session', 'client', 'entry', 'program', 'host'],
  signs: [
    {
      id: 'no-module',
      literals: ['No module named'],
      pattern:
        /(?:ModuleNotFoundError|ImportError): No module named ['"]?(?<module>[\w.]{1,100})['"]?|(?:^|[\s:(])No module named ['"](?<told>[\w.]{1,100})['"]/u,
    },
    {
      id: 'run-module',
      literals: ['No module named'],
      pattern: /(?<![^\s:])(?<python>[^\s:]{0,200}python[\w.]{0,12}): No module named (?<module>[\w.]{1,100})/u,
    },
    { id: 'shadowed', literals: ['is not a package'], pattern: /No module named '(?<module>[\w.]{1,100})'; '(?<shadow>\w{1,60})' is not a package/u },
    {
      id: 'extra',
      literals: ['is required. Install with'],
      pattern: /(?<![\w.-])(?<module>[\w.-]{1,60}) is required\. Install with ['\x60]?(?:pip|uv|poetry) /u,
    },
    // The server was started by the path of one of its files, and its own imports count from the package.
    {
      id: 'relative',
      literals: ['attempted relative import'],
      pattern: /attempted relative import (?:with no known parent package|beyond top-level package)/u,
      loose: true,
    },
    {
      id: 'library',
      literals: ['cannot open shared object file'],
      pattern: /ImportError: (?<module>lib[\w.+-]{1,60}\.so[\d.]{0,12}): cannot open shared object file/u,
      loose: true,
    },
    { id: 'dll', literals: ['DLL load failed while importing'], pattern: /ImportError: DLL load failed while importing (?<module>\w{1,60})/u },
    { id: 'uv', literals: [' uv', '"uv"', '/uv'], pattern: /"command": ?"(?:[^"]{0,200}[\\/])?uv"|\buv run\b/u, sources: ['client-log', 'pasted'] },
  ],

  judge({ session, client, entry, program, host, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    const shadow = groupOf(told, 'shadow');
    const relative = signsNamed(told, 'relative');
    if (relative.length > 0) return draftRelative(relative, session, nameServer(entry), sayReload(client));
    const meant = signsNamed(told, 'no-module', 'run-module', 'shadowed', 'dll', 'extra', 'library').filter(
      ({ groups, sign }) => sign === 'shadowed' || !isOther(moduleOf(groups)),
    );
    // Python ends over the last one; those before it were tried and done without.
    const last = meant.at(-1);
    const module = last === undefined ? undefined : moduleOf(last.groups);
    if (last === undefined || module === undefined || module === '') return [];
    const python = groupOf(meant, 'python') ?? (/python[\w.]*$/u.test(program?.resolved ?? '') ? program?.resolved : undefined);
    const isDll = last.sign === 'dll' || last.sign === 'library';
    return draftHit(meant.slice(-3), {
      confidence: isDll ? 'possible' : weighStartup(meant, session),
      title:
        shadow !== undefined
          ? `A file of your own hides the Python package "${cut(shadow, 20)}"`
          : fitTitle(`${nameServer(entry)} lacks the Python module "${cut(module, 24)}"`),
      why:
        shadow !== undefined
          ? `A file named ${shadow}.py stands where Python looks first, so "${module}" is looked for in it.`
          : `${python === undefined ? 'The Python that was started' : python} has no module "${module}"; it may well be installed for another Python or virtual environment.`,
      fixes:
        shadow !== undefined
          ? [
              tell(
                'rename-file',
                `Rename ${shadow}.py`,
                `Give the file ${shadow}.py (or folder ${shadow}) in the server's folder another name and delete its __pycache__.${sayReload(client)}`,
              ),
            ]
          : draftFixes(module, python),
      decisive: `run "${python ?? 'python3'} -c 'import ${module}'" with the very interpreter the entry names`,
    });

    function draftFixes(module: string, python: string | undefined): readonly FixDraft[] {
      const root = module.split('.')[0] ?? module;
      const name = PACKAGES[root] ?? root;
      const venv = host?.platform === 'win32' ? '.venv\\Scripts\\python.exe' : '.venv/bin/python';
      const isUv = /(?:^|[\\/])uv(?:\.exe)?$/u.test(program?.command ?? '') || (session === undefined && signsNamed(told, 'uv').length > 0);
      const edit = isUv ? draftProject() : undefined;
      const point = isUv
        ? tell(
            'name-project',
            'Tell uv which project to use',
            `Clients start uv in a folder of their own: put "--directory", "/full/path/of/the/project" before "run" in "args".${sayReload(client)}`,
          )
        : tell(
            'name-venv-python',
            "Start the virtual environment's own Python",
            `Set "command" to the full path of ${venv} in the server's folder.${sayReload(client)}`,
          );
      // A name that a server's own folders bear is nobody's package; the registry may have one of that name all the same.
      const isOwn = last?.sign === 'run-module' || OWN_FOLDERS.has(root);
      const isPlain = !isOwn && session !== undefined && python?.startsWith('/') === true && /^[\w.-]+$/u.test(name) && !isUv;
      return [
        ...(isUv ? [] : draftVenv()),
        edit ?? point,
        isOwn
          ? tell(
              'set-folder',
              'Start it where its own modules are',
              `"${root}" looks like a part of the server itself: start it from its folder ("cwd", or "--directory" for uv), or put that folder into "PYTHONPATH" below "env".${sayReload(client)}`,
            )
          : isPlain
            ? {
                id: 'install-module',
                title: `Install ${name} for that Python`,
                safety: 'review',
                steps: [
                  { do: 'run', command: [python, '-m', 'pip', 'install', name] },
                  { do: 'tell', text: `When pip speaks of an externally managed environment, make a virtual environment instead.${sayReload(client)}` },
                ],
              }
            : tell(
                'install-module',
                `Install ${name} where the server runs`,
                `${isUv ? `In the project run "uv add ${name}"` : `Run "${python ?? 'PYTHON'} -m pip install ${name}" with the interpreter the entry names, or "pip install -r requirements.txt" for all of them`}; for uvx add "--with", "${name}".${sayReload(client)}`,
              ),
      ];
    }

    /** The virtual environment beside the script, found on the disk. */
    function draftVenv(): readonly FixDraft[] {
      const found = program?.elsewhere.find(({ via }) => via.startsWith('the virtual environment'));
      if (found === undefined || entry === undefined || client === undefined || entry.file === '') return [];
      return [
        { id: 'use-venv-python', title: `Start it with ${found.path}`, safety: 'safe', steps: editSteps([editCommand(entry, client, found.path)], client) },
      ];
    }

    /** `uv run /project/server.py` without a project: the script's own folder is the likely one. */
    function draftProject(): FixDraft | undefined {
      const script = program?.paths.find(({ isScript, exists }) => isScript && exists)?.resolved;
      const args = entry === undefined || client === undefined ? undefined : writtenArgs(entry, client);
      if (script === undefined || args === undefined || entry === undefined || client === undefined) return undefined;
      if (args.some((word) => /^(?:--directory|--project|-C)(?:=|$)/u.test(word)) || !args.includes('run')) return undefined;
      const folder = script.slice(0, Math.max(script.lastIndexOf('/'), script.lastIndexOf('\\')));
      const edits = editArgs(entry, client, args.toSpliced(args.indexOf('run'), 0, '--directory', folder));
      return edits === undefined ? undefined : { id: 'name-project', title: `Run uv in ${folder}`, safety: 'safe', steps: editSteps(edits, client) };
    }
  },
});

function draftRelative(signs: readonly SignHit[], session: Parameters<typeof weighStartup>[1], name: string, reload: string): readonly Hit[] {
  return draftHit(signs, {
    confidence: weighStartup(signs, session),
    title: `${name} was started as a single file of a Python package`,
    why: 'Its imports begin with a dot and count from the package, which Python does not know when it is given the file alone.',
    fixes: [
      tell(
        'start-as-module',
        'Start it as a module',
        `Write "-m", "PACKAGE.MODULE" in "args" instead of the path of the file, and start it in the folder above the package ("cwd", or "--directory" for uv).${reload}`,
      ),
    ],
    decisive: 'run "python -m PACKAGE.MODULE" in the folder above the package: it starts there',
  });
}

function moduleOf(groups: SignHit['groups']): string {
  return groups['module'] ?? groups['told'] ?? '';
}

function isOther(module: string): boolean {
  return OF_PYTHON.test(module) || MCP_SUBMODULES.test(module);
}
