import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftWordsBefore } from '../package-edits.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, nameServer, sayReload, tell } from '../words.ts';

/** The server runs with a library of another version than it was written for, mostly a newer MCP SDK. */
export const rule: AnyRule = defineRule({
  id: 'dependency-version-conflict',
  layer: 'startup',
  severity: 'blocks',
  cause: 'dependency-version-conflict',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    {
      id: 'keyword',
      literals: ['got an unexpected keyword argument'],
      pattern: /(?<![\w.])(?<module>\w{1,60}(?:\.\w{1,60}){0,3})\(\) got an unexpected keyword argument '(?<name>\w{1,60})'/u,
    },
    {
      id: 'import-name',
      literals: ['cannot import name'],
      pattern: /ImportError: cannot import name '(?<name>\w{1,60})' from '(?<module>mcp\.[\w.]{1,100}|[\w.]{1,100}(?!.{0,3}\(unknown location\)))'/u,
    },
    {
      id: 'attribute',
      literals: ['has no attribute'],
      pattern:
        /AttributeError: module '(?<module>(?:mcp|fastmcp|pydantic|starlette|fastapi|anyio|httpx|openai|anthropic|websockets|numpy)(?:\.[\w.]{1,80})?)' has no attribute '(?<name>\w{1,60})'/u,
    },
    {
      id: 'submodule',
      literals: ['No module named'],
      pattern: /No module named '(?<module>(?:mcp|fastmcp|pydantic|starlette|fastapi|anyio|httpx|openai|anthropic|langchain\w{0,20})\.[\w.]{1,80})'/u,
    },
    // A library that trips over itself while it is imported was built for other versions of what it imports.
    {
      id: 'library-frame',
      literals: ['in <module>'],
      pattern:
        /site-packages[\\/](?<module>fastmcp|mcp|pydantic\w{0,20}|starlette|fastapi|anyio|httpx|uvicorn|openai|anthropic|langchain\w{0,20}|websockets|numpy|chromadb|tokenizers|transformers)[\\/].{0,200}, in <module>/u,
    },
    {
      id: 'import-fault',
      literals: ['TypeError:', 'AttributeError:', 'NameError:'],
      pattern: /^\s{0,40}(?:TypeError|AttributeError|NameError): (?<fault>.{1,160})/u,
    },
    {
      id: 'pydantic',
      literals: ['pydantic-core', 'PydanticImportError', 'PydanticUserError'],
      pattern: /pydantic-core version .{0,80}incompatible|Pydantic(?:Import|User)Error/u,
    },
    {
      id: 'numpy',
      literals: ['compiled using NumPy', 'numpy.core.multiarray', '_ARRAY_API not found'],
      pattern: /compiled using NumPy 1\.x cannot be run in|_ARRAY_API not found|numpy\.core\.multiarray failed to import/u,
    },
    {
      id: 'pkg-resources',
      literals: ['pkg_resources', 'VersionConflict', 'ContextualVersionConflict'],
      pattern: /(?:pkg_resources\.)?(?:Contextual)?VersionConflict\b|pkg_resources\.DistributionNotFound: The '(?<module>[^']{1,80})'/u,
    },
    {
      id: 'pip-conflict',
      literals: ['ResolutionImpossible', 'conflicting dependencies'],
      pattern: /\bResolutionImpossible\b|because these package versions have conflicting dependencies/u,
    },
    {
      id: 'uv-conflict',
      literals: ['are incompatible', 'requirements are unsatisfiable', 'depends on', 'ecause only '],
      pattern:
        /[Bb]ecause only (?<only>[\w.-]{1,80})[=<>!~]{1,2}[\w.]{1,30} (?:is|are) available and (?!you require )|[Bb]ecause (?<module>[\w.-]{1,80})(?:[=<>!~]{1,2}[\w.]{1,30})? depends on .{1,160}\band\b.{1,160}(?:incompatible|unsatisfiable|cannot be used)/u,
    },
    { id: 'npm', literals: ['ERESOLVE'], pattern: /npm (?:ERR!|error) code ERESOLVE|npm (?:ERR!|error) ERESOLVE/u },
    {
      id: 'exports',
      literals: ['is not defined by "exports"', 'ERR_PACKAGE_PATH_NOT_EXPORTED'],
      pattern: /Package subpath '(?<name>[^']{1,100})' is not defined by "exports" in (?<module>\S{1,300})/u,
    },
    {
      id: 'export-name',
      literals: ['does not provide an export named'],
      pattern: /The requested module '(?<module>[^']{1,200})' does not provide an export named '?(?<name>[\w$]{1,60})/u,
    },
    {
      id: 'named-export',
      literals: ['Named export'],
      pattern: /Named export '(?<name>[\w$]{1,60})' not found\. The requested module '(?<module>[^']{1,200})'/u,
    },
    {
      id: 'deep-file',
      literals: ['node_modules'],
      pattern:
        /Cannot find module '(?<path>[^']{0,200}[\\/]node_modules[\\/](?<module>(?:@[\w.-]{1,60}[\\/])?[\w.-]{1,60})[\\/](?:dist|lib|build|cjs|esm)[\\/][^']{1,160})'/u,
    },
    {
      id: 'dotnet',
      literals: ['Could not load file or assembly', 'NoSuchMethodError', 'MissingMethodException'],
      pattern: /Could not load file or assembly '(?<module>[\w.]{1,80}), Version=|\bNoSuchMethodError\b|MissingMethodException/u,
    },
    {
      id: 'runtime',
      literals: [
        'UnsupportedClassVersionError',
        'install or update .NET',
        'running go 1',
        'requires rustc',
        'Your PHP version',
        'requires php',
        'Your Ruby version',
      ],
      pattern:
        /UnsupportedClassVersionError|You must install or update \.NET to run|go\.mod requires go >= [\d.]{1,12}|requires rustc \d|Your PHP version \([\d.]{1,12}\) does not satisfy|Your Ruby version is [\d.]{1,12}, but/u,
    },
    // The MCP SDK itself, in the words of each language: what the server calls is not in the version that is there.
    {
      id: 'sdk',
      literals: ['is not a function', 'io/modelcontextprotocol', 'io.modelcontextprotocol', 'undefined: mcp.', 'in call to ', 'in `rmcp', 'import `rmcp'],
      pattern:
        /\b(?<module>server|mcp|mcpServer)\.(?<name>registerTool|registerResource|registerPrompt|setRequestHandler|setNotificationHandler) is not a function|\b(?:NoClassDefFoundError|ClassNotFoundException|NoSuchFieldError): (?<java>io[./]modelcontextprotocol[./][\w./$]{1,120})|undefined: mcp\.(?<go>\w{1,60})|(?:not enough|too many) arguments in call to (?<call>(?:server|mcp|mcpserver)\.\w{1,60})|could not find `(?<rust>\w{1,60})` in `rmcp|unresolved import `rmcp/u,
    },
    // Node writes an empty stack when the file it lacks is the one it was told to start: then the path is wrong, not a version.
    { id: 'own-file', literals: ['requireStack: []'], pattern: /requireStack: \[\]/u },
    { id: 'npx', literals: ['_npx'], pattern: /[\\/]_npx[\\/]/u },
  ],

  judge({ session, client, entry, program, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    const isOwnFile = signsNamed(told, 'own-file', 'npx').length > 0;
    const isImporting = signsNamed(told, 'library-frame').some(({ line }) => signsNamed(told, 'import-fault').some((fault) => fault.line > line));
    const meant = told.filter(
      ({ sign, groups }) =>
        sign !== 'npx' &&
        sign !== 'own-file' &&
        !(isImportFault(sign) && !isImporting) &&
        !(sign === 'deep-file' && isOwnFile) &&
        !isOfPython(groups['module']) &&
        !/^node:|zod/iu.test(groups['module'] ?? ''),
    );
    if (meant.length === 0) return [];
    const module = groupOf(meant, 'module') ?? groupOf(meant, 'only');
    const name = groupOf(meant, 'name');
    const weight = weighStartup(meant, session);
    return draftHit(meant, {
      // An own class that is called wrongly is a plain bug; only a library's is a conflict for certain.
      confidence:
        weight === 'confirmed' && signsNamed(meant, 'keyword', 'deep-file').length === meant.length && !/FastMCP|Server|mcp/u.test(module ?? '')
          ? 'likely'
          : weight,
      title: `${nameServer(entry)} does not fit the version of ${module === undefined ? 'a library' : cut(shortName(module), 24)}`,
      why:
        module === undefined
          ? 'The package manager found no set of versions that fits together.'
          : `${shortName(module)}, as installed, ${name === undefined ? 'is not what the server was written for' : `has no "${cut(name, 60)}"`}.`,
      fixes: draftFixes(),
      decisive: 'install the server into a fresh environment with the library versions of its own lock file or release date: it starts there',
    });

    function draftFixes(): readonly FixDraft[] {
      const isMcp = /^(?:mcp|FastMCP|fastmcp|Server)\b/u.test(module ?? '');
      const pin =
        isMcp && program?.package?.ecosystem === 'pypi' && module?.startsWith('fastmcp') !== true
          ? draftWordsBefore(entry, client, program.package, ['--with', 'mcp<2'], {
              id: 'pin-sdk',
              title: 'Run it with the MCP SDK below version 2',
              safety: 'review',
            })
          : undefined;
      const how = isMcp
        ? 'Newer server releases fit the newer SDK; until there is one, pin it: "uvx --with \'mcp<2\' NAME", or pip install "mcp[cli]<2".'
        : 'Update the server to its newest release; if that is what fails, pin the library to the version its documentation or lock file names, or delete node_modules (or the environment) and install again.';
      return [...(pin === undefined ? [] : [pin]), tell('fit-versions', 'Bring server and library together', `${how}${sayReload(client)}`)];
    }
  },
});

function isImportFault(sign: string): boolean {
  return sign === 'library-frame' || sign === 'import-fault';
}

/** Names that a newer Python has and this one lacks belong to the version of Python. */
function isOfPython(module: string | undefined): boolean {
  return (
    module !== undefined &&
    /^(?:typing|enum|asyncio|datetime|collections|inspect|importlib|functools|types|dataclasses|contextlib|itertools)\b/u.test(module) &&
    !/_extensions/u.test(module)
  );
}

function shortName(module: string): string {
  const at = module.lastIndexOf('node_modules');
  return (at === -1 ? module : module.slice(at + 'node_modules/'.length)).replace(/[\\/]package\.json$/u, '');
}
