import type { Sign } from '../model/index.ts';

/** What package managers besides npm, uv and pip say of a name or version that is not there. */
export const OTHER_REGISTRY_SIGNS: readonly Sign[] = [
  {
    id: 'manager',
    literals: [
      'in registry `',
      'No available formula',
      'PackagesNotFoundError',
      'JSR package',
      "npm package '",
      'valid gem',
      'Could not find package',
      'matching version of package',
      'Could not find artifact',
      'no matching versions for query',
    ],
    pattern:
      /could not find `(?<spec>[\w-]{1,80})` in registry `|No available formula(?: or cask)? with the name "(?<package>[^"]{1,80})"|PackagesNotFoundError\b|JSR package (?:manifest )?(?:for '[^']{1,80}' )?(?:not found|failed to load)|npm package '(?<named>[^']{1,80})' does not exist|Could not find a valid gem '(?<gem>[^']{1,80})'|Could not find (?:a matching version of )?package (?<composer>[\w.-]{1,60}\/[\w.-]{1,60})|Could not find artifact (?<maven>[\w.:-]{3,120}) in |no matching versions for query/u,
    loose: true,
  },
  {
    // Both halves speak of the same package; where the second is another one, versions do not fit together.
    id: 'uv-only',
    literals: ['ecause only '],
    pattern: /[Bb]ecause only (?<spec>[\w.-]{1,80})[<>=!~]{1,2}[\w.]{1,30} (?:is|are) available and you require /u,
  },
  {
    id: 'simple-index',
    literals: ['ailed to fetch: `'],
    pattern: /[Ff]ailed to fetch: \x60https?:\/\/\S{1,200}\/(?<spec>[\w.-]{1,80})\/\x60/u,
  },
  { id: 'status-404', literals: ['404 Not Found'], pattern: /HTTP status client error \(404 Not Found\)/u },
];
