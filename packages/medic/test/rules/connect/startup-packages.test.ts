import { describe, expect, test } from 'vitest';
import { rule as cache } from '../../../src/rules/connect/corrupt-package-cache.ts';
import { rule as conflict } from '../../../src/rules/connect/dependency-version-conflict.ts';
import { rule as nodeModule } from '../../../src/rules/connect/node-module-missing.ts';
import { rule as notFound } from '../../../src/rules/connect/package-not-found.ts';
import { rule as pythonModule } from '../../../src/rules/connect/python-module-missing.ts';
import { rule as versionBug } from '../../../src/rules/connect/server-version-bug.ts';
import { rule as zod } from '../../../src/rules/connect/zod-version-conflict.ts';
import { CONNECTED, failed, stdio } from '../facts.ts';
import { editsOf, entryOf, exited, judgePasted, judgeScene, rankScene } from '../startup-kit.ts';

const npx = (
  name: string,
  version?: string,
): {
  readonly command: string;
  readonly package: { readonly runner: string; readonly ecosystem: 'npm'; readonly name: string; readonly version?: string; readonly assumesYes: boolean };
} => ({ command: 'npx', package: { runner: 'npx', ecosystem: 'npm', name, ...(version === undefined ? {} : { version }), assumesYes: true } });

describe('package-not-found', () => {
  test.each([
    "npm error 404  '@acme/notes@*' is not in this registry.",
    'npm ERR! 404 Not Found - GET https://npm.example.com/@acme%2fnotes - Not found',
    'npm error notarget No matching version found for notes@9.9.9.',
    'npm error could not determine executable to run',
    ' ERR_PNPM_FETCH_404  GET https://npm.example.com/x: Not Found - 404',
    'error: notes-mcp@* failed to resolve',
    '  ╰─▶ Because notes-mcp was not found in the package registry and you',
    'An executable named `notes` is not provided by package `notes-mcp`.',
    'ERROR: No matching distribution found for notes-mcp==1.0',
    'Error response from daemon: manifest for acme/notes:9 not found: manifest unknown',
    'docker: Error response from daemon: pull access denied for acme/notes, repository does not exist or may require',
    'error NU1101: Unable to find package Acme.Notes. No packages exist',
  ])('%s', (text) => {
    expect(judgePasted([notFound], text)).toMatchObject([{ cause: 'package-not-found' }]);
    expect(judgeScene([notFound], { session: exited(text) })).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test.each([
    'npm warn deprecated inflight@1.0.6',
    'added 214 packages in 9s',
    'npm http fetch GET 404',
    'HTTP 404: Not Found',
    "Unable to find image 'acme/notes:latest' locally",
  ])('not: %s', (text) => {
    expect(judgePasted([notFound], text)).toEqual([]);
  });

  test.each([
    ['@modelcontextprotocol/server-filesytem', ['npx', '@modelcontextprotocol/server-filesystem']],
    ['@modelcontextprotocol/server-git', ['uvx', 'mcp-server-git']],
    ['context7-mcp', ['npx', '@upstash/context7-mcp']],
    ['firecrawl-mpc', ['npx', 'firecrawl-mcp']],
    ['@acme/notes', undefined],
  ])('the package that is meant by %s', (name, wanted) => {
    const session = exited(`npm error code E404\nnpm error 404 Not Found - GET https://npm.example.com/${name.replace('/', '%2f')} - Not found`);
    const [hit] = judgeScene([notFound], { session, program: npx(name), entry: entryOf('npx', ['-y', name]) });
    const edits = hit?.fixes.find(({ id }) => id === 'meant-package') === undefined ? undefined : editsOf(hit);
    const words = edits?.flatMap((edit) => ('value' in edit ? edit.value : []));
    expect(words).toEqual(wanted === undefined ? undefined : wanted[0] === 'npx' ? [wanted[1]] : wanted);
    const [pasted] = judgePasted([notFound], session.attempts[0]?.stderr.lines.join('\n') ?? '');
    expect(JSON.stringify(pasted?.fixes ?? []).includes('Perhaps')).toBe(wanted !== undefined);
  });

  test('a name with capitals, a scope without name, a version that is none: edits to look at', () => {
    const session = exited("npm error code E404\nnpm error 404  '@Acme/Notes@*' is not in this registry.");
    const upper = judgeScene([notFound], { session, program: npx('@Acme/Notes', 'latest'), entry: entryOf('npx', ['-y', '@Acme/Notes@latest']) });
    expect(editsOf(upper[0])).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args', 1], value: '@acme/notes@latest' }]);
    expect(upper[0]?.fixes[0]?.safety).toBe('review');
    const scope = judgeScene([notFound], {
      session: exited('npm error code EINVALIDPACKAGENAME'),
      program: npx('@notes', '1.0.0'),
      entry: entryOf('npx', ['@notes@1.0.0']),
    });
    expect(editsOf(scope[0])).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args', 0], value: 'notes@1.0.0' }]);
    const version = judgeScene([notFound], {
      session: exited('npm error notarget No matching version found for notes@9.9.9.'),
      program: npx('notes', '9.9.9'),
      entry: entryOf('npx', ['notes@9.9.9']),
    });
    expect(editsOf(version[0])).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args', 0], value: 'notes' }]);
  });

  test('a registry that refuses is not certain', () => {
    expect(judgePasted([notFound], 'npm error code E401')).toMatchObject([{ confidence: 'likely', title: 'The package registry refuses access' }]);
  });

  test('not while the server runs', () => {
    expect(judgeScene([notFound], { session: stdio(CONNECTED) })).toEqual([]);
  });
});

describe('corrupt-package-cache', () => {
  const folder = '/home/u/.npm/_npx/0a1b2c3d4e5f6071';
  const missing = `Error [ERR_MODULE_NOT_FOUND]: Cannot find module '${folder}/node_modules/zod/x.js' imported from ${folder}/node_modules/zod/index.js`;

  test('exactly that folder is deleted', () => {
    const hits = judgeScene([cache], { session: exited(missing) });
    expect(hits).toMatchObject([{ confidence: 'confirmed', fixes: [{ safety: 'review', steps: [{ do: 'run', command: ['rm', '-rf', folder] }, {}] }] }]);
    expect(rankScene({ session: exited(missing), program: npx('notes') })[0]).toBe('corrupt-package-cache');
  });

  test('text never leads to a command that deletes', () => {
    expect(judgePasted([cache], missing)[0]?.fixes[0]?.steps[0]).toMatchObject({ do: 'tell' });
    expect(judgeScene([cache], { session: exited(missing.replaceAll('/home/u', '/home/../etc')) })[0]?.fixes[0]?.steps[0]).toMatchObject({ do: 'tell' });
  });

  test.each([
    `Error: Cannot find module 'color-name'\nRequire stack:\n- C:\\Users\\u\\AppData\\Local\\npm-cache\\_npx\\9c00aa27\\node_modules\\color\\index.js`,
    'npm error code ENOTEMPTY',
    'npm error code EINTEGRITY',
    'npm error code ECOMPROMISED',
    'npm error Invalid Version:',
    'npm warn cleanup Failed to remove some directories [',
    'error: Failed to read from the distribution cache',
  ])('text: %s', (text) => {
    expect(judgePasted([cache], text)).toMatchObject([{ cause: 'corrupt-package-cache', confidence: 'likely' }]);
  });

  test.each([
    "Error: Cannot find module 'express'\nRequire stack:\n- /home/u/server/index.js",
    'npm warn tar TAR_ENTRY_ERROR ENOENT: no such file',
    'npx: installed 3 in 1s',
    'at Object.<anonymous> (/home/u/.npm/_npx/12ab/node_modules/x/index.js:1:1)',
  ])('not: %s', (text) => {
    expect(judgePasted([cache], text)).toEqual([]);
  });

  test('a release that asks for what it never had is only possible', () => {
    const text = `${missing}\nDid you mean to import "zod/x.cjs"?`;
    expect(judgePasted([cache, versionBug], text)).toMatchObject([{ confidence: 'possible' }, { cause: 'server-version-bug', confidence: 'likely' }]);
  });
});

describe('node-module-missing', () => {
  test('the folder is found from the file that asked', () => {
    const text = "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'zod' imported from /home/u/server/dist/tools/index.js";
    const [hit] = judgeScene([nodeModule], { session: exited(text) });
    expect(hit).toMatchObject({
      confidence: 'confirmed',
      fixes: [{ safety: 'review', steps: [{ do: 'run', command: ['npm', '--prefix', '/home/u/server', 'install'] }, {}] }],
    });
    expect(judgePasted([nodeModule], text)).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each([
    "Error: Cannot find module 'express'\nRequire stack:\n- /home/u/server/index.js",
    'error: Cannot find package "zod" from "/home/u/server/index.ts"',
    'error: Could not find "zod" in a node_modules folder. Deno expects',
    "Error: Cannot find module './lib/tools.js'\nRequire stack:\n- /home/u/server/index.js",
  ])('%s', (text) => {
    expect(judgePasted([nodeModule], text)).toMatchObject([{ cause: 'node-module-missing' }]);
  });

  test('not the script of the entry itself', () => {
    const text = "Error: Cannot find module '/home/u/server/dist/index.js'\n    at Module._resolveFilename\n  requireStack: []";
    expect(judgePasted([nodeModule], text)).toEqual([]);
    const paths = [
      { from: 'arg' as const, key: '0', written: 'dist/index', resolved: '/home/u/server/dist/index', relative: true, exists: false, isScript: true },
    ];
    expect(judgeScene([nodeModule], { session: exited("Error: Cannot find module '/home/u/server/dist/index'"), program: { paths } })).toEqual([]);
  });

  test('not what npx fetched, and not a built-in module of a newer Node', () => {
    expect(judgePasted([nodeModule], "Cannot find module 'a'\n- /home/u/.npm/_npx/12ab34cd/node_modules/b/index.js")).toEqual([]);
    expect(judgePasted([nodeModule], "Error: Cannot find module 'node:sqlite'")).toEqual([]);
  });
});

describe('python-module-missing', () => {
  test('the interpreter that was started is named', () => {
    const [hit] = judgeScene([pythonModule], {
      session: exited("ModuleNotFoundError: No module named 'yaml'"),
      program: { command: 'python3', resolved: '/usr/bin/python3' },
    });
    expect(hit).toMatchObject({ confidence: 'confirmed', why: expect.stringContaining('/usr/bin/python3') });
    expect(hit?.fixes[1]).toMatchObject({ safety: 'review', steps: [{ do: 'run', command: ['/usr/bin/python3', '-m', 'pip', 'install', 'PyYAML'] }, {}] });
  });

  test('uv is told the folder of the script', () => {
    const paths = [
      { from: 'arg' as const, key: '1', written: '/srv/p/server.py', resolved: '/srv/p/server.py', relative: false, exists: true, isScript: true },
    ];
    const [hit] = judgeScene([pythonModule], {
      session: exited("ModuleNotFoundError: No module named 'httpx'"),
      program: { command: 'uv', paths },
      entry: entryOf('uv', ['run', '/srv/p/server.py']),
    });
    expect(editsOf(hit)).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args'], value: ['--directory', '/srv/p', 'run', '/srv/p/server.py'] }]);
  });

  test.each([
    "ModuleNotFoundError: No module named 'httpx'",
    '/usr/bin/python3: No module named notes_server',
    "No module named 'mcp.server'; 'mcp' is not a package",
    'ImportError: No module named requests',
  ])('text: %s', (text) => {
    expect(judgePasted([pythonModule], text)).toMatchObject([{ cause: 'python-module-missing', confidence: 'likely' }]);
  });

  test.each([
    "ModuleNotFoundError: No module named 'tomllib'",
    "ModuleNotFoundError: No module named 'mcp.server.fastmcp'",
    "ImportError: cannot import name 'x' from 'y'",
  ])('text, not: %s', (text) => {
    expect(judgePasted([pythonModule], text)).toEqual([]);
  });

  test('not when the server lives on', () => {
    const lines = ["ModuleNotFoundError: No module named 'colorama'"];
    expect(judgeScene([pythonModule], { session: stdio(failed('silence'), { stderr: { bytes: 9, truncated: false, lines } }) })).toEqual([]);
  });
});

describe('dependency-version-conflict', () => {
  test.each([
    "TypeError: FastMCP.__init__() got an unexpected keyword argument 'description'",
    "ImportError: cannot import name 'Tool' from 'mcp.types' (/x/mcp/types.py)",
    "ModuleNotFoundError: No module named 'mcp.server.fastmcp'",
    'Error [ERR_PACKAGE_PATH_NOT_EXPORTED]: Package subpath \'./server/x\' is not defined by "exports" in /a/node_modules/@modelcontextprotocol/sdk/package.json',
    "SyntaxError: The requested module '@modelcontextprotocol/sdk/types.js' does not provide an export named 'Foo'",
    'npm error code ERESOLVE',
    'ERROR: ResolutionImpossible: for help visit',
    'SystemError: The installed pydantic-core version (2.41.5) is incompatible with the current pydantic version',
  ])('%s', (text) => {
    expect(judgePasted([conflict], text)).toMatchObject([{ cause: 'dependency-version-conflict', confidence: 'likely' }]);
  });

  test('uvx gets the SDK pinned, after a look', () => {
    const [hit] = judgeScene([conflict], {
      session: exited("ModuleNotFoundError: No module named 'mcp.server.fastmcp'"),
      program: { command: 'uvx', package: { runner: 'uvx', ecosystem: 'pypi', name: 'notes', assumesYes: true } },
      entry: entryOf('uvx', ['notes', '--x']),
    });
    expect(hit).toMatchObject({ confidence: 'confirmed', fixes: [{ safety: 'review' }, {}] });
    expect(editsOf(hit)).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args'], value: ['--with', 'mcp<2', 'notes', '--x'] }]);
  });

  test('an own function is no library', () => {
    expect(judgeScene([conflict], { session: exited("TypeError: load_notes() got an unexpected keyword argument 'path'") })).toMatchObject([
      { confidence: 'likely' },
    ]);
  });

  test.each([
    "ImportError: cannot import name 'StrEnum' from 'enum' (/usr/lib/python3.9/enum.py)",
    "ModuleNotFoundError: No module named 'notes.server'",
    'npm warn ERESOLVE overriding peer dependency',
    'Package subpath \'./v4\' is not defined by "exports" in /a/node_modules/zod/package.json',
  ])('not: %s', (text) => {
    expect(judgePasted([conflict], text)).toEqual([]);
  });
});

describe('zod-version-conflict', () => {
  test.each([
    'MCP error -32603: keyValidator._parse is not a function',
    "TypeError: Cannot read properties of undefined (reading '_zod')",
    'v3Schema.safeParseAsync is not a function',
    'Package subpath \'./v4\' is not defined by "exports" in /a/node_modules/zod/package.json',
    'TypeError: z.looseObject is not a function',
    "TypeError: Cannot read properties of undefined (reading 'def')\n    at processSchema (file:///a/node_modules/zod/v4/core/to-json-schema.js:65:29)",
  ])('%s', (text) => {
    expect(judgePasted([zod], text)).toMatchObject([{ cause: 'zod-version-conflict', confidence: 'likely' }]);
  });

  test('certain when the server answered so, also with a connection that stands', () => {
    const messages = [{ dir: 'received' as const, atMs: 3, id: 2, error: { code: -32603, message: "Cannot read properties of undefined (reading '_zod')" } }];
    expect(judgeScene([zod], { session: stdio({ ...CONNECTED, degraded: 'tools/list failed' }, { messages }) })).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeScene([zod], { session: stdio(CONNECTED, { messages }) })).toEqual([]);
  });

  test.each([
    'TypeError: schema.parse is not a function',
    "TypeError: Cannot read properties of undefined (reading 'name')",
    "TypeError: Cannot read properties of undefined (reading 'def')",
    'ZodError: [ { "code": "invalid_type" } ]',
  ])('not: %s', (text) => {
    expect(judgePasted([zod], text)).toEqual([]);
  });
});

describe('server-version-bug', () => {
  test('a path of the machine that built it', () => {
    expect(judgePasted([versionBug], "Error: Cannot find module '/home/runner/work/notes/x.node'")).toMatchObject([{ confidence: 'likely' }]);
  });

  test('an error whose stack stands in the package of the entry', () => {
    const text =
      "TypeError: Cannot read properties of undefined (reading 'map')\n    at list (/home/u/.npm/_npx/12ab/node_modules/@acme/notes/dist/index.js:3:1)";
    expect(judgeScene([versionBug], { session: exited(text), program: npx('@acme/notes') })).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeScene([versionBug], { session: exited(text), program: npx('other') })).toEqual([]);
  });

  test.each([
    'TypeError: fetch failed\n at x (/a/node_modules/notes/index.js:1:1)',
    'TypeError: my own code',
    'Error: API key missing\n at x (/a/node_modules/notes/index.js:1:1)',
  ])('not: %s', (text) => {
    expect(judgeScene([versionBug], { session: exited(text), program: npx('notes') })).toEqual([]);
  });
});
