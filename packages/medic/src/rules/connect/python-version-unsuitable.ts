import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftWordsBefore } from '../package-edits.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { nameServer, sayReload, tell } from '../words.ts';

/** The server or one of its libraries does not run on this Python: too old for its code, or too new for its binaries. */
export const rule: AnyRule = defineRule({
  id: 'python-version-unsuitable',
  layer: 'startup',
  severity: 'blocks',
  cause: 'python-version-unsuitable',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    {
      id: 'pip',
      literals: ['requires a different Python'],
      pattern: /requires a different Python: (?<has>\d\.\d{1,2}(?:\.\d{1,2})?) not in '(?<needs>[^']{1,60})'/u,
    },
    {
      // These packages exist: pip finds none of their releases when each asks for a newer Python (3.10 or above).
      id: 'pip-none',
      literals: ['from versions: none'],
      pattern:
        /satisfies the requirement (?:mcp|fastmcp|mcp-use)(?:\[\w{1,20}\])?(?: ?[<>=~!][^(]{0,60})? ?(?:\(from [\w.-]{1,80}\) )?\(from versions: none\)/u,
    },
    {
      id: 'requires',
      literals: ['Requires-Python', 'requires-python', 'requires Python', 'Requires Python'],
      pattern: /[Rr]equires[- ][Pp]ython[:]? ?['"`(]{0,2}(?<needs>[<>=!~]{1,2} ?\d\.\d{1,2}[^'"`)\s]{0,40})|requires Python (?<plain>\d\.\d{1,2})/u,
    },
    {
      id: 'uv-current',
      literals: ['does not satisfy Python'],
      pattern:
        /(?:current|requested) Python version \((?:[<>=~!]{0,2} ?)(?<has>\d\.\d{1,2}(?:\.\d{1,3})?)[^)]{0,30}\) does not satisfy Python ?(?<needs>[<>=!~]{1,2}\d[\d.,<>=!~ ]{0,40})/u,
    },
    {
      id: 'uv-project',
      literals: ['incompatible with the project'],
      pattern:
        /(?:resolved to|Using) .{0,20}Python (?<has>\d\.\d{1,2}(?:\.\d{1,3})?).{0,120}incompatible with the project's Python requirement:? ?`?(?<needs>[<>=!~]{1,2}\d[\d.]{0,20})?/u,
    },
    {
      id: 'uv-none',
      literals: ['No interpreter found for'],
      pattern: /No interpreter found for executable name|No interpreter found for (?<wanted>(?:Python|CPython|PyPy)? ?[\d.><=]{1,30})/u,
    },
    {
      id: 'abi-tag',
      literals: ['only has wheels with the following', 'matching Python', 'source distribution or wheel for the current platform'],
      pattern:
        /have a source distribution or wheel for the current platform|no wheels with a matching Python (?:ABI|version|implementation) tag|only has wheels with the following Python (?:ABI|implementation) tags?|only has wheels for the following/u,
    },
    { id: 'match', literals: ['match '], pattern: /^\s{0,40}match \w[\w.()[\]]{0,80}:\s{0,40}$/u },
    { id: 'version', literals: ['Python 3.'], pattern: /^(?:\s{0,40}|.{0,60}\()Python (?<has>3\.[0-9])(?:\.\d{1,3})?\b/u },
    { id: 'using', literals: ["You're using CPython"], pattern: /You're using CPython (?<has>\d\.\d{1,2})/u },
    {
      id: 'pyo3',
      literals: ["PyO3's maximum supported version"],
      pattern: /configured Python interpreter version \((?<has>\d\.\d{1,2})\) is newer than PyO3's maximum supported version \((?<most>\d\.\d{1,2})\)/u,
    },
    // A library without a ready build for this Python is compiled, and that asks for tools few machines have.
    {
      id: 'native-build',
      literals: ['maturin', 'build_wheel', 'build-wheel', 'build backend'],
      pattern:
        /\bmaturin failed\b|['"`]maturin['"`]?,? ['"]pep517|\bCall to `[\w.]{1,60}\.build_(?:wheel|editable)` failed|\bThe build backend returned an error/u,
    },
    {
      id: 'old-union',
      literals: ['unsupported operand type(s) for |'],
      pattern: /TypeError: unsupported operand type\(s\) for \|: '(?:type|NoneType|_\w{1,30}|ModelMetaclass|ABCMeta)'/u,
    },
    { id: 'old-generic', literals: ['object is not subscriptable'], pattern: /TypeError: '(?:type|ABCMeta)' object is not subscriptable/u },
    {
      id: 'old-name',
      literals: ['cannot import name'],
      pattern:
        /cannot import name '(?<name>[A-Za-z]{1,40})' from '(?<module>typing|enum|asyncio|datetime|collections|inspect|importlib\.\w{1,20}|functools|types|contextlib|itertools)'/u,
    },
    {
      id: 'old-attribute',
      literals: ["module 'asyncio' has no attribute", "name 'ExceptionGroup'", "name 'BaseExceptionGroup'"],
      pattern:
        /module 'asyncio' has no attribute '(?<name>run|to_thread|TaskGroup|timeout|Runner|timeout_at)'|name '(?<group>(?:Base)?ExceptionGroup)' is not defined/u,
    },
    {
      id: 'stdlib',
      literals: ['No module named'],
      pattern:
        /No module named '(?<module>tomllib|zoneinfo|graphlib|distutils|imp|asyncore|asynchat|smtpd|telnetlib|cgi|crypt|pipes|_ctypes|_sqlite3|_ssl|_lzma|_bz2|_tkinter)(?:\.[\w.]{1,40})?'/u,
    },
    // Compiled parts are built for one version of Python each, and are there for another one.
    {
      id: 'compiled',
      literals: ['No module named'],
      pattern:
        /No module named '(?<compiled>pydantic_core\._pydantic_core|rpds\.rpds|orjson\.orjson|cryptography\.hazmat\.bindings\._rust|tiktoken\._tiktoken|jiter\.jiter|charset_normalizer\.md__mypyc|_cffi_backend)'/u,
    },
    {
      id: 'poetry',
      literals: ['is not supported by the project'],
      pattern: /activated Python version (?<has>\d\.\d{1,2}(?:\.\d{1,3})?) is not supported by the project \((?<needs>[^)]{1,40})\)/u,
    },
    {
      id: 'pyenv',
      literals: ['pyenv:'],
      pattern: /pyenv: version [`'](?<wanted>[^'`]{1,40})'? is not installed|pyenv: (?<shim>[\w.-]{1,40}): command not found/u,
    },
  ],

  judge({ session, client, entry, program, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    // `match` came with 3.10; the line alone says nothing, nor does a version.
    const isOldMatch = signsNamed(told, 'match').length > 0 && signsNamed(told, 'version').length > 0;
    const meant = told.filter(({ sign }) => isOldMatch || (sign !== 'match' && sign !== 'version'));
    if (meant.every(({ sign }) => sign === 'using')) return [];
    const has = groupOf(meant, 'has');
    const needs = (groupOf(meant, 'needs') ?? groupOf(meant, 'plain') ?? groupOf(meant, 'wanted'))?.trim();
    const most = groupOf(meant, 'most');
    const lacks = groupOf(meant, 'name') ?? groupOf(meant, 'group') ?? groupOf(meant, 'module') ?? groupOf(meant, 'compiled');
    const isPartial = groupOf(meant, 'module')?.startsWith('_') === true;
    const isTooNew =
      most !== undefined ||
      signsNamed(meant, 'abi-tag', 'native-build').length > 0 ||
      /^(?:distutils|imp|asyncore|asynchat|smtpd|telnetlib|cgi|crypt|pipes)$/u.test(groupOf(meant, 'module') ?? '');
    const wanted = most ?? (isTooNew ? '3.11' : '3.12');
    return draftHit(meant, {
      confidence: weighStartup(meant, session),
      title: `${nameServer(entry)} does not run on ${has === undefined ? 'this Python' : `Python ${has}`}`,
      why: `${lacks === undefined ? `It was run by ${has === undefined ? 'a Python' : `Python ${has}`}` : `"${lacks}" does not exist in the Python that ran it`}${isPartial ? ', which was built without it' : needs === undefined ? (isTooNew ? ', which is newer than one of its libraries supports' : ', which is older than its code supports') : `, and ${needs} is asked for`}.`,
      fixes: draftFixes(),
      decisive: `run it with another Python, for example "uvx --python ${wanted} NAME": it starts there`,
    });

    function draftFixes(): readonly FixDraft[] {
      const isUvx = program?.package?.runner === 'uvx' || program?.package?.runner === 'uv tool run';
      const edit =
        isUvx && entry?.effective.args?.some((word) => /^(?:--python|-p)(?:=|$)/u.test(word)) !== true
          ? draftWordsBefore(entry, client, program?.package, ['--python', wanted], {
              id: 'choose-python',
              title: `Let uvx use Python ${wanted}`,
              safety: 'safe',
            })
          : undefined;
      return [
        edit ??
          tell(
            'choose-python',
            `Run it with Python ${wanted}`,
            `With uvx or uv put "--python", "${wanted}" first into "args"; without uv, make a virtual environment with that Python and set "command" to its python by full path.${sayReload(client)}`,
          ),
      ];
    }
  },
});
