import path from 'node:path';
import { followLinks, readHead } from '../../io/look-up.ts';
import type { ProgramFacts, Roots } from '../../model/index.ts';
import { findInFolder, findOnPath } from './find-program.ts';
import type { Search } from './find-program.ts';
import { compareVersions } from './places.ts';
import type { ProgramPlace } from './places.ts';

type Runtime = NonNullable<ProgramFacts['runtimes']>[number];

const NAMES = ['node', 'python3', 'python', 'bun', 'deno', 'java'];
const CAP = 24;
const NODE_COMMANDS = /^(?:node|npx|npm|pnpm|pnpx|yarn|corepack|tsx|ts-node)$/;
const PYTHON_COMMANDS = /^(?:python[\d.]*|py|uvx?|pipx|poetry|pdm|fastmcp|mcp)$/;

/**
 * Script runtimes whose version can be told without running them. The one the client's PATH leads to comes first, with
 * `via: "the client's PATH"`; then those of version managers, newest first. Shims that choose at run time are left out, and
 * so are runtimes that have nothing to do with `command` (a base name) when it is a known one.
 */
export async function listRuntimes(command: string, search: Search, places: readonly ProgramPlace[], roots: Roots): Promise<readonly Runtime[]> {
  const names = NODE_COMMANDS.test(command) ? ['node'] : PYTHON_COMMANDS.test(command) ? ['python3', 'python'] : NAMES;
  const first = await Promise.all(names.map(async (name) => readRuntime(name, (await findOnPath(name, search)).resolved, "the client's PATH")));
  const folders = places.filter(({ folder }) => readPathVersion(folder) !== undefined || /\/(?:bin|nodejs)$/.test(folder));
  const managed = await Promise.all(
    folders.flatMap(({ folder, via }) =>
      names.map(async (name) => readRuntime(name, (await findInFolder(folder, name, { platform: roots.platform })).resolved, via)),
    ),
  );
  const seen = new Set<string>();
  const others = managed
    .filter((one) => one !== undefined)
    .toSorted((a, b) => NAMES.indexOf(a.name) - NAMES.indexOf(b.name) || compareVersions(a.version, b.version));
  return [...first, ...others]
    .flatMap((one) => {
      if (one === undefined || seen.has(one.name + one.real)) return [];
      seen.add(one.name + one.real);
      return [{ name: one.name, version: one.version, path: one.path, via: one.via }];
    })
    .slice(0, CAP);
}

async function readRuntime(name: string, file: string | undefined, via: string): Promise<(Runtime & { readonly real: string }) | undefined> {
  if (file === undefined) return undefined;
  const real = await followLinks(file);
  const ofName = readNameVersion(real);
  const ofPath = readPathVersion(file) ?? readPathVersion(real);
  const version = ofName === undefined ? (ofPath ?? (await readHeaderVersion(name, real))) : ofPath?.startsWith(`${ofName}.`) ? ofPath : ofName;
  return version === undefined ? undefined : { name, version, path: file, via, real };
}

/** The version a path names: `…/node/v20.11.1/bin`, `…/versions/3.12.1/bin`, `…/Cellar/node@20/20.1.0/bin`, `…/Python312`. */
export function readPathVersion(file: string): string | undefined {
  const dotted = /[/\\](?:cpython-|pypy)?v?(\d{1,4}\.\d{1,4}(?:\.\d{1,4}){0,2})(?=[-_/\\+]|$)/.exec(file)?.[1];
  if (dotted !== undefined) return dotted;
  const windowsPython = /[/\\]Python(\d)(\d{1,2})(?:-\w+)?(?=[/\\]|$)/i.exec(file);
  if (windowsPython !== null) return `${windowsPython[1]}.${windowsPython[2]}`;
  return /[/\\](?:node|python|openjdk)@(\d{1,3}(?:\.\d{1,3})?)(?=[/\\]|$)/.exec(file)?.[1];
}

// `/usr/bin/python3` leads to `python3.11`.
function readNameVersion(file: string): string | undefined {
  return /^python(\d\.\d{1,2})(?:\.exe)?$/.exec(path.basename(file))?.[1];
}

// Node's own archives and most packages put its headers beside it; the version stands there as three numbers.
async function readHeaderVersion(name: string, file: string): Promise<string | undefined> {
  if (name !== 'node') return undefined;
  const text = (await readHead(path.join(path.dirname(file), '..', 'include', 'node', 'node_version.h'), 4096)).toString('latin1');
  const numbers = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]);
  return numbers.includes(undefined) ? undefined : numbers.join('.');
}
