import path from 'node:path';
import { listFolder, lookAt } from '../../io/look-up.ts';
import type { Roots } from '../../model/index.ts';

/** A folder that may hold programs, and who puts them there. */
export interface ProgramPlace {
  readonly folder: string;
  readonly via: string;
}

type Row = readonly [via: string, ...templates: string[]];

/** `~` home, `%NAME%` Windows folder, `$NAME` a variable (the row counts only when it is set), `*` one folder name. */
const POSIX_PLACES: readonly Row[] = [
  ['nvm', '~/.nvm/versions/node/*/bin', '$NVM_DIR/versions/node/*/bin'],
  ['Volta', '~/.volta/bin', '$VOLTA_HOME/bin'],
  ['asdf', '~/.asdf/shims', '$ASDF_DATA_DIR/shims'],
  ['mise', '~/.local/share/mise/shims', '~/.local/share/mise/installs/*/*/bin', '$MISE_DATA_DIR/shims'],
  [
    'fnm',
    '~/.local/share/fnm/node-versions/*/installation/bin',
    '~/.fnm/node-versions/*/installation/bin',
    '$FNM_DIR/node-versions/*/installation/bin',
    '~/Library/Application Support/fnm/node-versions/*/installation/bin',
  ],
  ['nodenv', '~/.nodenv/shims', '~/.nodenv/versions/*/bin', '$NODENV_ROOT/shims'],
  ['n', '~/n/bin', '$N_PREFIX/bin'],
  ['pyenv', '~/.pyenv/shims', '~/.pyenv/versions/*/bin', '$PYENV_ROOT/shims', '$PYENV_ROOT/versions/*/bin'],
  ['pipx or uv (~/.local/bin)', '~/.local/bin'],
  ['cargo', '~/.cargo/bin'],
  ['Bun', '~/.bun/bin'],
  ['Deno', '~/.deno/bin'],
  ['Go', '~/go/bin', '$GOPATH/bin'],
  ['npm global prefix', '~/.npm-global/bin', '~/.npm-packages/bin'],
  ['pnpm', '~/.local/share/pnpm', '~/Library/pnpm', '$PNPM_HOME'],
  ['yarn global', '~/.yarn/bin'],
  ['conda', '~/miniconda3/bin', '~/anaconda3/bin', '~/miniforge3/bin', '~/mambaforge/bin', '$CONDA_PREFIX/bin'],
  ['SDKMAN', '~/.sdkman/candidates/java/current/bin'],
  ['rbenv', '~/.rbenv/shims'],
  ['Docker Desktop', '~/.docker/bin', '/Applications/Docker.app/Contents/Resources/bin'],
  ['Homebrew', '/opt/homebrew/bin', '/home/linuxbrew/.linuxbrew/bin', '/opt/homebrew/opt/node@*/bin', '/usr/local/opt/node@*/bin'],
  ['MacPorts', '/opt/local/bin'],
  ['/usr/local', '/usr/local/bin'],
  ['the system', '/usr/bin', '/bin'],
  ['snap', '/snap/bin'],
  ['Nix', '~/.nix-profile/bin', '/run/current-system/sw/bin'],
  // Last, because the prefix often is /usr or a version manager's own folder, which has a better name above.
  ['npm global prefix', '$npm_config_prefix/bin', '$NPM_CONFIG_PREFIX/bin'],
];

const WINDOWS_PLACES: readonly Row[] = [
  ['npm global prefix', '%APPDATA%/npm'],
  ['Node.js installer', '%ProgramFiles%/nodejs', '%LOCALAPPDATA%/Programs/nodejs'],
  ['nvm-windows', '%APPDATA%/nvm/v*', '$NVM_HOME/v*', '$NVM_SYMLINK'],
  ['fnm', '%APPDATA%/fnm/node-versions/*/installation', '$FNM_DIR/node-versions/*/installation'],
  ['Volta', '%LOCALAPPDATA%/Volta/bin', '%ProgramFiles%/Volta'],
  ['uv', '~/.local/bin', '~/.cargo/bin'],
  ['Python installer', '%LOCALAPPDATA%/Programs/Python/*', '%LOCALAPPDATA%/Programs/Python/*/Scripts', '%APPDATA%/Python/*/Scripts'],
  ['Microsoft Store', '%LOCALAPPDATA%/Microsoft/WindowsApps'],
  ['WinGet', '%LOCALAPPDATA%/Microsoft/WinGet/Links'],
  ['pyenv-win', '~/.pyenv/pyenv-win/shims', '~/.pyenv/pyenv-win/versions/*'],
  ['Scoop', '~/scoop/shims'],
  ['Chocolatey', '%ProgramData%/chocolatey/bin'],
  ['Bun', '~/.bun/bin'],
  ['Deno', '~/.deno/bin'],
  ['pnpm', '%LOCALAPPDATA%/pnpm', '$PNPM_HOME'],
  ['conda', '~/miniconda3', '~/miniconda3/Scripts', '~/anaconda3', '~/anaconda3/Scripts'],
  ['Docker Desktop', '%ProgramFiles%/Docker/Docker/resources/bin'],
];

const WINDOWS_FOLDERS: Readonly<Record<string, { readonly home?: string; readonly system?: string }>> = {
  APPDATA: { home: 'AppData/Roaming' },
  LOCALAPPDATA: { home: 'AppData/Local' },
  ProgramFiles: { system: 'C:/Program Files' },
  ProgramData: { system: 'C:/ProgramData' },
};

const MATCHES_CAP = 60;

/** Folders that exist, in a fixed order, newest version first within a version manager. With `isolated`: below home only. */
export async function listProgramPlaces(roots: Roots): Promise<readonly ProgramPlace[]> {
  const rows = roots.platform === 'win32' ? WINDOWS_PLACES : POSIX_PLACES;
  const wanted = rows.flatMap(([via, ...templates]) =>
    templates.flatMap((template) => {
      const base = expandStart(template, roots);
      return base === undefined ? [] : [{ via, base }];
    }),
  );
  const found = await Promise.all(wanted.map(async ({ via, base }) => (await expandStars(base)).map((folder) => ({ folder, via }))));
  const unique = new Map<string, ProgramPlace>();
  for (const place of found.flat()) if (!unique.has(place.folder)) unique.set(place.folder, place);
  return [...unique.values()];
}

function expandStart(template: string, roots: Roots): string | undefined {
  if (template.startsWith('~/')) return path.join(roots.home, template.slice(2));
  const variable = /^\$(\w+)(.*)$/.exec(template);
  if (variable !== null) {
    const value = roots.env[variable[1] ?? ''];
    return value === undefined || !path.isAbsolute(value) || (roots.isolated && !isBelow(value, roots)) ? undefined : path.join(value, variable[2] ?? '');
  }
  const windows = /^%(\w+)%\/(.*)$/.exec(template);
  if (windows === null) return roots.isolated ? undefined : template;
  const folder = WINDOWS_FOLDERS[windows[1] ?? ''];
  const set = roots.isolated ? undefined : roots.env[windows[1] ?? ''];
  const base = set ?? (folder?.home === undefined ? (roots.isolated ? undefined : folder?.system) : path.join(roots.home, folder.home));
  return base === undefined ? undefined : path.join(base, windows[2] ?? '');
}

function isBelow(folder: string, roots: Roots): boolean {
  return [roots.home, roots.project].some((root) => folder === root || folder.startsWith(root + path.sep));
}

async function expandStars(pattern: string): Promise<readonly string[]> {
  const star = pattern.indexOf('*');
  if (star === -1) return (await lookAt(pattern)).type === 'directory' ? [pattern] : [];
  const start = pattern.lastIndexOf(path.sep, star);
  const end = pattern.indexOf(path.sep, star);
  const prefix = pattern.slice(start + 1, star);
  const rest = end === -1 ? '' : pattern.slice(end);
  const names = (await listFolder(pattern.slice(0, start))).filter((name) => name.startsWith(prefix)).toSorted(compareVersions);
  const deeper = await Promise.all(names.slice(0, MATCHES_CAP).map((name) => expandStars(path.join(pattern.slice(0, start), name) + rest)));
  return deeper.flat().slice(0, MATCHES_CAP);
}

/** Sorts `v22.1.0` before `v20.9.1` before `v9.0.0`: newest first. */
export function compareVersions(a: string, b: string): number {
  return b.localeCompare(a, 'en', { numeric: true });
}
