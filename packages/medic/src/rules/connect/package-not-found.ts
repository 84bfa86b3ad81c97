import type { AnyRule, FixDraft, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findMeantPackage, type KnownPackage } from '../known-packages.ts';
import { draftMeantPackage, draftOtherSpec } from '../package-edits.ts';
import { OTHER_REGISTRY_SIGNS } from '../registry-signs.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, sayReload, tell } from '../words.ts';

/** The package manager was reached and says that there is no such package, version, program or image. */
export const rule: AnyRule = defineRule({
  id: 'package-not-found',
  layer: 'startup',
  severity: 'blocks',
  cause: 'package-not-found',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    {
      id: 'npm-not-in',
      literals: ['is not in this registry', 'is not in the npm registry'],
      pattern: /['"](?<spec>@?[^'"\s]{1,200})['"] is not in (?:this|the npm) registry/u,
    },
    {
      id: 'npm-404',
      literals: ['404 Not Found - GET', 'E404', 'npm error 404', 'npm ERR! 404'],
      pattern:
        /(?:npm (?:ERR!|error) )?404 Not Found - GET (?<url>https?:\/\/[^\s]{1,300})|npm (?:ERR!|error) (?:code E404|404(?:$|"| Note that| The requested))/u,
    },
    { id: 'npm-denied', literals: ['code E401', 'code E403'], pattern: /npm (?:ERR!|error) code (?<status>E401|E403)\b/u },
    {
      id: 'npm-version',
      literals: ['No matching version found for', 'ERR_PNPM_NO_MATCHING_VERSION'],
      pattern: /No matching version found for (?<spec>@?[\w./-]{1,120}@[^\s]{1,60}?)\.?(?:\s|$)|ERR_PNPM_NO_MATCHING_VERSION/u,
    },
    {
      id: 'npm-name',
      literals: ['Invalid package name', 'Invalid tag name', 'EINVALIDPACKAGENAME', 'EINVALIDTAGNAME'],
      pattern: /Invalid (?:package|tag) name "(?<spec>[^"]{1,120})"|\bEINVALID(?:PACKAGE|TAG)NAME\b/u,
    },
    { id: 'npm-bin', literals: ['could not determine executable to run'], pattern: /could not determine executable to run/u },
    { id: 'pnpm', literals: ['ERR_PNPM_FETCH_404'], pattern: /ERR_PNPM_FETCH_404/u },
    {
      id: 'yarn',
      literals: ["Couldn't find package", 'Package not found'],
      pattern: /Couldn't find package "(?<spec>[^"]{1,120})" on the|YN0035.{0,80}Package not found/u,
    },
    {
      id: 'bun',
      literals: ['failed to resolve', ' - 404', ' - 400', ' - 403'],
      pattern:
        /error: (?<spec>@?[\w./-]{1,120}@[^\s]{0,40}) failed to resolve|error: (?:package "(?<package>[^"]{1,120})" not found|GET https?:\/\/[^\s]{1,200} - 40[034]\b)/u,
    },
    {
      id: 'scope',
      literals: ['args'],
      pattern: /\bargs\b["']?\s{0,40}[:=]\s{0,40}\[.{0,80}["'](?<spec>@[\w.-]{1,80}@[\w.-]{1,40})["']/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'uv-not-found',
      literals: ['was not found in the package registry', 'was not found in the cache'],
      pattern: /(?:[Bb]ecause|[Ff]ailed to resolve:) (?<spec>[\w.-]{1,120}) was not found in the (?:package registry|cache)/u,
    },
    {
      id: 'uv-version',
      literals: ['there is no version of', 'there are no versions of'],
      pattern: /[Bb]ecause there (?:is no version|are no versions) of (?<spec>[\w.[\]=<>!~*-]{1,120})/u,
    },
    {
      id: 'uv-program',
      literals: ['is not provided by package', 'does not provide any executables'],
      pattern:
        /[Aa]n executable named `(?<program>[^`]{1,100})` is not provided by package `(?<package>[^`]{1,100})`|Package `(?<provided>[^`]{1,100})` does not provide any executables/u,
    },
    {
      id: 'uv-package',
      literals: ['not found in the registry', 'not found in registry'],
      pattern: /[Pp]ackage `(?<spec>[^`]{1,100})` (?:was )?not found in (?:the )?(?:package )?registry/u,
    },
    {
      id: 'pip',
      literals: ['No matching distribution found for', 'version that satisfies the requirement'],
      pattern: /No matching distribution found for (?<spec>[^\s(]{1,120})|satisfies the requirement (?<package>[^\s(]{1,120}) \(from versions: \d/u,
    },
    {
      id: 'git',
      literals: ['Repository not found', 'repository not found', "fatal: repository '"],
      pattern: /(?:ERROR|remote|fatal): [Rr]epository (?:'[^']{1,200}' )?not found/u,
    },
    {
      id: 'docker-manifest',
      literals: ['manifest unknown', 'manifest for', 'not found: manifest'],
      pattern: /manifest for (?<image>\S{1,200}) not found|manifest unknown/u,
    },
    {
      id: 'docker-denied',
      literals: ['pull access denied for'],
      pattern: /pull access denied for (?!(?:run|exec|docker|npx|npm|uvx|node|python3?|bash|sh|stdio),)(?<image>[^\s,]{1,200}), repository does not exist/u,
      loose: true,
    },
    {
      id: 'docker-gone',
      literals: ['failed to resolve reference', 'No such image'],
      pattern: /failed to resolve reference "(?<image>[^"]{1,200})":.{0,200}not found|No such image: (?<local>\S{1,200})/u,
    },
    {
      id: 'docker-refused',
      literals: ['denied: denied', 'from registry: denied', 'unauthorized: authentication required', 'denied: requested access', 'from daemon: denied'],
      pattern:
        /\/v2\/(?<image>[\w./-]{1,160})\/manifests\/\S{1,120}: denied|error from registry: (?:denied|unauthorized)|unauthorized: authentication required|denied: requested access to the resource|response from daemon: denied\b/u,
      loose: true,
    },
    ...OTHER_REGISTRY_SIGNS,
    {
      id: 'nuget',
      literals: ['NU1101', 'is not found in NuGet feeds'],
      pattern: /NU1101: Unable to find package (?<spec>[\w.-]{1,120})|(?<![\w.-])(?<package>[\w.-]{1,120})['"]? is not found in NuGet feeds/u,
    },
  ],

  judge({ session, client, entry, program, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const all = signsToJudge(signs, session);
    const is404 = signsNamed(all, 'status-404').length > 0;
    const meant = all.filter(({ sign }) => sign !== 'status-404' && (sign !== 'simple-index' || is404));
    if (meant.length === 0) return [];
    const image = groupOf(meant, 'image') ?? groupOf(meant, 'local');
    const spec =
      groupOf(meant, 'spec')?.replace(/@\*$/u, '') ??
      groupOf(meant, 'package') ??
      groupOf(meant, 'provided') ??
      groupOf(meant, 'named') ??
      image ??
      program?.package?.name ??
      nameIn(groupOf(meant, 'url'));
    const isDenied = signsNamed(meant, 'npm-denied').length > 0 && meant.every(({ sign }) => sign === 'npm-denied');
    const isVersion = signsNamed(meant, 'npm-version', 'uv-version', 'uv-only').length > 0;
    const isProgram = signsNamed(meant, 'uv-program', 'npm-bin').length > 0;
    const meantPackage = image === undefined && !isVersion && !isProgram && !isDenied ? guessMeant(spec, program?.package?.ecosystem, meant) : undefined;
    const shown = spec === undefined ? 'the package' : `"${cut(spec, 50)}"`;
    const clear = meant.some(
      ({ sign }) => !['npm-denied', 'scope', 'npm-bin', 'npm-name', 'git', 'docker-refused', 'pip', 'manager', 'simple-index', 'uv-only'].includes(sign),
    );
    const advice = tell('name-package', 'Name a package that exists', adviseName(image !== undefined, sayReload(client), meantPackage));
    return draftHit(meant, {
      confidence: weighStartup(meant, session, clear ? 'confirmed' : 'likely'),
      title: isDenied
        ? 'The package registry refuses access'
        : isVersion
          ? `There is no version ${shown}`
          : isProgram
            ? `The package has no such program${spec === undefined ? '' : ` (${cut(spec, 30)})`}`
            : `There is no ${image === undefined ? 'package' : 'image'} ${shown}`,
      why: sayWhy(shown, isDenied, isVersion, isProgram, hostOf(groupOf(meant, 'url'))),
      fixes: [...draftEdits(), advice],
      decisive:
        image === undefined
          ? 'look the name up where the package manager looks: "npm view NAME version", or the project page on PyPI'
          : 'run "docker pull IMAGE" in a terminal',
    });

    function draftEdits(): readonly FixDraft[] {
      const named = program?.package;
      if (named === undefined) return [];
      const lower = named.name.toLowerCase();
      const version = named.version === undefined || named.ecosystem === 'pypi' ? '' : `@${named.version}`;
      const edits = [
        meantPackage === undefined ? undefined : draftMeantPackage(entry, client, named, meantPackage),
        named.ecosystem === 'npm' && lower !== named.name
          ? draftOtherSpec(entry, client, named, `${lower}${version}`, { id: 'lower-case-name', title: `Write the name in lower case: ${lower}` })
          : undefined,
        /^@[^/]+$/u.test(named.name)
          ? draftOtherSpec(entry, client, named, `${named.name.slice(1)}${version}`, {
              id: 'drop-at-sign',
              title: `Write the name without "@": ${named.name.slice(1)}`,
            })
          : undefined,
        isVersion && named.version !== undefined
          ? draftOtherSpec(entry, client, named, named.name, { id: 'drop-version', title: `Take the newest version of ${named.name}` })
          : undefined,
      ];
      return edits.filter((edit) => edit !== undefined);
    }
  },
});

/** The package manager that complained tells the registry where no entry does. */
function guessMeant(spec: string | undefined, ecosystem: KnownPackage['ecosystem'] | undefined, signs: readonly SignHit[]): KnownPackage | undefined {
  const name = spec === undefined ? undefined : /^@?[^@=<>!~[\s]+/u.exec(spec)?.[0];
  if (name === undefined) return undefined;
  return findMeantPackage(name, ecosystem ?? (signsNamed(signs, 'uv-not-found', 'uv-version', 'uv-package', 'pip').length > 0 ? 'pypi' : 'npm'));
}

function sayWhy(shown: string, isDenied: boolean, isVersion: boolean, isProgram: boolean, host: string | undefined): string {
  const where = host ?? 'its registry';
  if (isDenied) return `${host === undefined ? 'The registry' : host} wants credentials that npm did not have.`;
  if (isProgram) return `The package was installed, and it brings no program of that name${shown === 'the package' ? '' : ` (${shown})`}.`;
  if (isVersion) return `The package exists, and ${shown} is no version that was published.`;
  return `The package manager asked ${where} for ${shown} and was told that it does not exist there.`;
}

/** The name that was asked for: `…/@scope%2fname`. */
function nameIn(url: string | undefined): string | undefined {
  return /^https?:\/\/[^/\s]+\/(?:[^\s]*\/)?((?:@[\w.-]+(?:%2f|\/))?[\w.-]+)$/iu.exec(url ?? '')?.[1]?.replace(/%2f/iu, '/');
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /^https?:\/\/([^/\s]{1,100})/u.exec(url)?.[1];
}

function adviseName(isImage: boolean, reload: string, meant: KnownPackage | undefined): string {
  const guess = meant === undefined ? '' : `Perhaps ${meant.name} is meant (${meant.ecosystem === 'npm' ? 'npm, run by npx' : 'PyPI, run by uvx'}). `;
  return isImage
    ? `Take the exact image name and tag from the project's page, build a local image first, or log in (docker login) when it is private.${reload}`
    : `${guess}Take the exact name from the server's own README: scope, hyphens and lower case count. When a company registry is configured ("npm config get registry", "uv … --index-url"), the package must be available there.${reload}`;
}
