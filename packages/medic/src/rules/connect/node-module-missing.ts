import type { AnyRule, FixDraft, Hit, ProgramFacts, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';

/** Folders in which a build puts what it makes; the package stands above them. */
const BUILD_FOLDER = /[\\/](?:dist|build|lib|out|src|bin|cjs|esm)(?:[\\/].*)?$/u;

/** The server's script is there, and a package it uses is not: the dependencies were never installed, or not here. */
export const rule: AnyRule = defineRule({
  id: 'node-module-missing',
  layer: 'startup',
  severity: 'blocks',
  cause: 'node-module-missing',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    { id: 'module', literals: ['Cannot find module', 'Cannot find package'], pattern: /Cannot find (?:module|package) ['"](?<module>[^'"]{1,300})['"]/u },
    {
      id: 'importer',
      literals: ['imported from', 'from "', "from '"],
      pattern: /Cannot find (?:module|package) ['"][^'"]{1,300}['"] (?:imported )?from ['"]?(?<importer>[^'"\s][^'"]{0,300})/u,
    },
    { id: 'stack', literals: ['- /', ':\\'], pattern: /^\s{0,40}- (?<importer>(?:\/|[A-Za-z]:\\)[^'"]{1,300})$/u },
    { id: 'bun', literals: ['error: Cannot find', 'Could not resolve'], pattern: /error: Could not resolve: "(?<module>[^"]{1,200})"/u },
    {
      id: 'deno',
      literals: ['in a node_modules folder', 'Import "', 'Relative import path'],
      pattern: /Could not find "(?<module>[^"]{1,200})" in a node_modules folder|Relative import path "(?<bare>[^"]{1,200})" not prefixed/u,
    },
    {
      id: 'other-language',
      literals: ['cannot load such file', 'vendor/autoload.php', 'Could not find gem', 'in locally installed gems', 'no required module provides package'],
      pattern:
        /cannot load such file -- (?<gem>[\w/.-]{1,120}) \(LoadError\)|(?<autoload>vendor\/autoload\.php)|Could not find (?:gem '(?<missing>[^']{1,80})|(?<bundle>[\w.-]{1,80}) in (?:locally installed gems|any of the sources))|no required module provides package (?<go>[\w./-]{1,160})/u,
    },
    { id: 'npx', literals: ['_npx'], pattern: /[\\/]_npx[\\/]/u },
    {
      id: 'rollup',
      literals: ['optional dependencies'],
      pattern: /Cannot find module (?<module>@[\w/.-]{3,80})\. npm has a bug related to optional dependencies/u,
    },
    // Programs that a project brings along for its own scripts.
    {
      id: 'local-bin',
      literals: ['not found'],
      pattern:
        /\bsh: (?:(?:line )?\d{1,4}: )?(?<module>tsx|tsc|tsup|ts-node|nodemon|cross-env|dotenv|concurrently|esbuild|vite-node|rimraf): (?:command )?not found|ERR_PNPM_RECURSIVE_EXEC_FIRST_FAIL\s{1,4}Command "(?<bare>[\w@.-]{1,60})" not found/u,
      loose: true,
    },
    {
      id: 'pnp',
      literals: ['Your application tried to access', 'locate the bindings file'],
      pattern: /Your application tried to access (?<module>[@\w/.-]{1,80}), but it isn't declared|(?<bare>Could not locate the bindings file)/u,
      loose: true,
    },
  ],

  judge({ session, client, entry, program, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    // Packages that npx fetched are no one's to install; a copy that lacks some is broken.
    if (signsNamed(told, 'npx').length > 0) return [];
    const other = signsNamed(told, 'other-language').filter(({ groups }) => Object.keys(groups).length > 0);
    if (other.length > 0) return draftOther(other, session, nameServer(entry), sayReload(client));
    const importer = groupOf(signsNamed(told, 'importer', 'stack'), 'importer');
    const named = signsNamed(told, 'module', 'bun', 'deno', 'rollup', 'local-bin', 'pnp').filter((hit) => isDependency(moduleOf(hit), importer, program));
    const [first] = named;
    const module = first === undefined ? undefined : moduleOf(first);
    if (first === undefined || module === undefined) return [];
    const folder = findFolder(importer, program);
    return draftHit([...named, ...signsNamed(told, 'importer', 'stack')], {
      confidence: weighStartup(named, session),
      title: fitTitle(
        isFile(module) ? `${nameServer(entry)} lacks a file of its own: it was not built` : `${nameServer(entry)} lacks the package "${cut(module, 26)}"`,
      ),
      why: `${importer === undefined ? 'The script' : importer} asks for "${cut(module, 120)}", which ${isFile(module) ? 'no build has put there' : `is not installed${folder === undefined ? '' : ` in ${folder}`}`}.`,
      evidence:
        program?.paths.some(({ missingDependencies }) => missingDependencies === true) === true
          ? [{ what: 'the folder has a package.json with dependencies and no node_modules', ...(folder === undefined ? {} : { where: folder }) }]
          : [],
      fixes: draftFixes(module, folder, session !== undefined, sayReload(client)),
      decisive: "look whether node_modules stands beside the server's package.json and holds the package",
    });
  },
});

/** Ruby, PHP and Go say it in their own words and install in their own way. */
function draftOther(signs: readonly SignHit[], session: Parameters<typeof weighStartup>[1], name: string, reload: string): readonly Hit[] {
  const missing = ['gem', 'missing', 'bundle', 'go', 'autoload'].map((group) => groupOf(signs, group)).find((one) => one !== undefined) ?? 'a package';
  return draftHit(signs, {
    confidence: weighStartup(signs, session),
    title: fitTitle(`${name} lacks the package "${cut(missing, 26)}"`),
    why: `The server asks for "${cut(missing, 120)}", which is not installed for it.`,
    fixes: [
      tell(
        'install-packages',
        "Install the server's packages",
        `In the server's folder run its package manager: "bundle install" (Ruby), "composer install" (PHP), "go mod download" (Go).${reload}`,
      ),
    ],
    decisive: 'run the command of the entry in the folder of the server: it starts there, or names the same package',
  });
}

function moduleOf({ groups }: SignHit): string {
  return groups['module'] ?? groups['bare'] ?? '';
}

/** The entry's own script is another fault; so are built-in modules and files of a package that is installed. */
function isDependency(module: string, importer: string | undefined, program: ProgramFacts | undefined): boolean {
  if (module === '' || module.startsWith('node:') || /(?:^|[\\/])zod[\\/]v\d/u.test(module)) return false;
  if (/^(?:@prisma\/client|\.prisma\/client)/u.test(module)) return true;
  if (program?.paths.some(({ isScript, resolved, written }) => isScript && (sameFile(resolved, module) || written === module)) === true) return false;
  if (isAbsolute(module)) return importer !== undefined && !/[\\/]node_modules[\\/]/u.test(module) && !sameFile(importer, module);
  return !module.startsWith('.') || importer !== undefined || /\.[cm]?js$/u.test(module);
}

function isAbsolute(module: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|file:)/u.test(module);
}

function isFile(module: string): boolean {
  return isAbsolute(module) || module.startsWith('.');
}

function sameFile(one: string, other: string): boolean {
  const plain = (path: string): string => path.replace(/^file:\/\//u, '').replace(/\.[cm]?[jt]s$/u, '');
  return plain(one) === plain(other);
}

/** Where package.json is likely to stand: above the build folder of the file that asked. */
function findFolder(importer: string | undefined, program: ProgramFacts | undefined): string | undefined {
  const file = importer ?? program?.paths.find(({ isScript, exists }) => isScript && exists)?.resolved;
  if (file === undefined || /[\\/]node_modules[\\/]/u.test(file)) return undefined;
  const plain = file.replace(/^file:\/\//u, '');
  const folder = plain.slice(0, Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')));
  const above = folder.replace(BUILD_FOLDER, '');
  return above === '' ? undefined : above;
}

function draftFixes(module: string, folder: string | undefined, isLive: boolean, reload: string): readonly FixDraft[] {
  const build = isFile(module);
  const title = build ? 'Install and build the server' : "Install the server's packages";
  const where = folder ?? "the server's folder (the one with package.json)";
  // Packages run scripts of their own when they are installed.
  if (isLive && folder !== undefined && isAbsolute(folder)) {
    const install: FixDraft['steps'][number] = { do: 'run', command: ['npm', '--prefix', folder, 'install'] };
    const make: FixDraft['steps'] = build ? [{ do: 'run', command: ['npm', '--prefix', folder, 'run', 'build'] }] : [];
    return [
      {
        id: 'install-packages',
        title,
        safety: 'review',
        steps: [install, ...make, { do: 'tell', text: `Use pnpm, yarn or bun instead when the folder has their lock file.${reload}` }],
      },
    ];
  }
  return [
    tell(
      'install-packages',
      title,
      `Run "npm install"${build ? ' and "npm run build"' : ''} in ${where}${build ? '' : `; when package.json does not list "${module}", "npm install ${module}"`}.${reload}`,
    ),
  ];
}
