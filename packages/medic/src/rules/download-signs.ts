import type { Sign } from '../model/index.ts';

/** Lines that package runners and container engines write while they fetch what they will start. */
export const DOWNLOAD_SIGNS: readonly Sign[] = [
  {
    id: 'npm',
    literals: ['npm '],
    pattern:
      /npm (?:warn|WARN) exec The following package was not found and will be installed|npm http fetch|npm (?:warn|WARN) deprecated|^added \d{1,20} packages/u,
  },
  {
    id: 'uv',
    literals: ['Downloading ', 'Resolved ', 'Prepared ', 'Building ', 'Installed '],
    pattern:
      /^\W{0,30}(?:\[[^\]]{1,40}\] ?){0,3}(?:Downloading \S{1,80} \(\d|Resolved \d{1,20} packages|Prepared \d{1,20} packages|Installed \d{1,20} packages|Building \S{1,80} ?@|Downloading cpython)/u,
  },
  { id: 'pip', literals: ['Collecting ', 'Downloading https'], pattern: /^\W{0,20}(?:Collecting [\w.-]{1,80}|Downloading https:)/u },
  {
    id: 'docker',
    literals: ['Unable to find image', 'Pulling', 'Download complete', 'Pull complete', 'Waiting'],
    pattern:
      /Unable to find image '[^']{1,200}' locally|Pulling (?:from|fs layer)|(?<!\w)[0-9a-f]{12}: (?:Pulling|Waiting|Downloading|Download complete|Pull complete)/u,
  },
  { id: 'browser', literals: ['Downloading Chrom', 'Downloading Firefox', 'Downloading Webkit'], pattern: /Downloading (?:Chrom\w{2,20}|Firefox|Webkit)/u },
  {
    id: 'other-tools',
    literals: ['go: downloading ', '   Compiling ', 'Download https://', 'Downloaded newer image', 'Fetching '],
    pattern: /^\s{0,8}(?:go: downloading \S{1,120} v\d|Compiling [\w-]{1,60} v\d|Download https:\/\/|Fetching \d{1,4} files: )/u,
  },
];

/** Programs that fetch before they start; `busyWith` names processes by these. */
export const DOWNLOADERS: RegExp = /^(?:npm|npx|pnpm|yarn|bunx?|uvx?|pip3?|pipx|docker|podman|dotnet|cargo|go|poetry)\b/iu;
