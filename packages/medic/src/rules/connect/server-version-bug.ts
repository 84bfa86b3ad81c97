import type { AnyRule, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { OWN_FILE_SIGN, ownFilesOf } from '../own-file-sign.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, nameServer, sayReload, tell } from '../words.ts';
import { near } from '../near.ts';

/** A release that cannot start anywhere: it asks for files it does not bring, or trips over its own code. */
export const rule: AnyRule = defineRule({
  id: 'server-version-bug',
  layer: 'startup',
  severity: 'blocks',
  cause: 'server-version-bug',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    { id: 'near-import', literals: ['Did you mean to import'], pattern: /Did you mean to import "(?<near>[^"]{1,200})"/u },
    { id: 'missing', literals: ['Cannot find module'], pattern: /Cannot find module '(?<path>[^']{1,300})'/u },
    OWN_FILE_SIGN,
    {
      id: 'bun-file',
      literals: ['Module not found "'],
      pattern: /Module not found "(?<path>[^"]{1,200}node_modules[\\/][^"]{1,200}\.(?:[cm]?[jt]s))"/u,
    },
    {
      id: 'build-machine',
      literals: ['/home/runner/', '/__w/', '/builds/', 'D:\\a\\', '/Users/runner/'],
      pattern:
        /(?:Cannot find module|ENOENT.{0,80}|No such file or directory.{0,20}|not found:?) ['"]?(?<path>(?:\/home\/runner\/|\/__w\/|\/builds\/|\/Users\/runner\/|D:\\a\\)[^'"\s]{1,240})/u,
    },
    // Written for a Node that took JSON modules without saying so.
    {
      id: 'import-attribute',
      literals: ['ERR_IMPORT_A', 'needs an import a'],
      pattern: /\bERR_IMPORT_(?:ATTRIBUTE|ASSERTION)_\w{1,30}|needs an import (?:attribute|assertion) of "type: json"/u,
    },
    // The Java SDK of that release knows no fields that were added to the protocol later.
    { id: 'java-field', literals: ['Unrecognized field'], pattern: /Unrecognized field "\w{1,40}" \(class io\.modelcontextprotocol\.(?<what>[\w.$]{1,120})/u },
    // The SDK refuses how the server registers what it offers.
    {
      id: 'sdk',
      literals: ['is already registered', 'missing a method literal', 'are not supported as tools', 'register capabilities after'],
      pattern:
        /\b(?:Tool|Resource|Prompt) (?<what>[\w./-]{1,80}) is already registered|Schema is missing a method literal|Functions with \*\*?\w{1,20} are not supported as tools|Cannot register capabilities after connecting/u,
    },
    // A file of the package, named from another file of it.
    { id: 'own-relative', literals: ['Cannot find module'], pattern: /Cannot find module '(?<path>\.{1,2}\/[^']{1,200})'/u },
    {
      id: 'in-package',
      literals: ['node_modules'],
      pattern: /^\s{0,40}- (?:\/|[A-Za-z]:\\)[^'"]{1,240}[\\/]node_modules[\\/](?<module>(?:@[\w.-]{1,60}[\\/])?[\w.-]{1,60})[\\/]/u,
    },
    // A program of a Python package that lacks the package's own module.
    { id: 'uv-bin', literals: ['archive-v0'], pattern: /archive-v0[\\/][\w-]{1,60}[\\/](?:bin|Scripts)[\\/](?<bin>[\w.-]{1,80})"/u },
    { id: 'own-module', literals: ['No module named'], pattern: /No module named '(?<module>[\w.]{1,100})'/u },
    {
      id: 'type-error',
      literals: ['TypeError:', 'ReferenceError:', 'AttributeError:', 'UnboundLocalError:', 'NameError:'],
      pattern: /(?:^|\s)(?<error>TypeError|ReferenceError|AttributeError|UnboundLocalError|NameError): (?<what>.{1,200})/u,
    },
    {
      id: 'own-frame',
      literals: ['node_modules', 'site-packages'],
      pattern: near(/at |File "/u, 120, /(?:node_modules|site-packages)[\\/](?<module>(?:@[\w.-]{1,60}[\\/])?[\w.-]{1,60})[\\/]/u),
    },
  ],

  judge({ session, client, entry, program, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    const sure = [
      ...(signsNamed(told, 'missing').length > 0 ? signsNamed(told, 'near-import') : []),
      ...ownFilesOf(told),
      ...signsNamed(told, 'build-machine', 'bun-file', 'import-attribute', 'java-field', 'sdk'),
      ...(signsNamed(told, 'in-package').length > 0 ? signsNamed(told, 'own-relative') : []),
      ...ownModule(told),
    ];
    const own = sure.length > 0 ? [] : ownError(told, program?.package?.name, session !== undefined);
    const meant = sure.length > 0 ? [...signsNamed(told, 'missing'), ...sure] : own;
    if (meant.length === 0) return [];
    const named = program?.package;
    const what = groupOf(meant, 'path') ?? groupOf(signsNamed(meant, 'own-module'), 'module') ?? groupOf(meant, 'what');
    const weight = weighStartup(meant, session);
    return draftHit(meant, {
      confidence: sure.length > 0 ? (weight === 'confirmed' ? 'likely' : weight) : session === undefined ? 'possible' : 'likely',
      title: `${nameServer(entry)} fails in its own code: a fault of this release`,
      why:
        sure.length > 0
          ? signsNamed(sure, 'sdk', 'java-field').length > 0
            ? `The MCP SDK in it refuses this: "${cut(sure[0]?.quote ?? '', 160)}".`
            : `The release asks for ${what === undefined ? 'a file' : `"${cut(what, 140)}"`}, which it does not bring along.`
          : `It ended over "${cut(what ?? '', 140)}" in code that came with the package.`,
      fixes: [
        tell(
          'other-version',
          'Use another version of the server',
          `Look whether a newer release or an open issue exists; else name an earlier one that worked in "args": ${named === undefined ? 'NAME@VERSION' : `${named.name}${named.ecosystem === 'npm' ? '@' : '=='}VERSION`} (${named?.ecosystem === 'pypi' ? '"pip index versions NAME"' : '"npm view NAME versions"'} lists them).${sayReload(client)}`,
        ),
      ],
      decisive: 'start the version before this one: it runs',
    });
  },
});

/** `docs-mcp` that does not find `docs_mcp.main`. */
function ownModule(signs: readonly SignHit[]): readonly SignHit[] {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_.]/gu, '');
  const programs = signsNamed(signs, 'uv-bin').map(({ groups }) => plain((groups['bin'] ?? '').replace(/\.exe$/u, '')));
  return signsNamed(signs, 'own-module').filter(({ groups }) => programs.includes(plain((groups['module'] ?? '').split('.')[0] ?? '')));
}

/** An uncaught error whose stack stands in the package the entry names. From text alone that is no more than possible. */
function ownError(signs: readonly SignHit[], packageName: string | undefined, isLive: boolean): readonly SignHit[] {
  const errors = signsNamed(signs, 'type-error').filter(
    ({ groups }) =>
      !/_parse|_zod|safeParse|unexpected keyword|is not defined$|fetch failed|Invalid URL|environment|credential|api.?key|token/iu.test(groups['what'] ?? ''),
  );
  const frames = signsNamed(signs, 'own-frame');
  const frame = isLive ? frames.find(({ groups }) => isSamePackage(groups['module'] ?? '', packageName)) : frames[0];
  const error = errors.at(-1);
  return error === undefined || frame === undefined ? [] : [error, frame];
}

function isSamePackage(module: string, packageName: string | undefined): boolean {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replaceAll('\\', '/')
      .replace(/[-_.]+/gu, '-');
  return packageName !== undefined && plain(module) === plain(packageName);
}
