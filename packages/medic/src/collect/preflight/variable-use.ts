import path from 'node:path';
import { listFolder, lookAt, readHead } from '../../io/look-up.ts';
import type { VariableUse, VariableUseFacts } from '../../model/index.ts';
import { scanCode, scanProse, scanServerJson, type Mention } from './scan-variables.ts';

const CODE = /\.(?:[cm]?[jt]sx?|py|go|rs|rb|java|kt)$/;
const TEST = /(?:^|[/\\])(?:tests?|__tests__|spec|fixtures?|examples?|e2e|scripts?|benchmarks?)[/\\]|[._-](?:test|spec)\.\w+$|\.d\.[cm]?ts$/i;
const PROSE =
  /^(?:readme|install|configuration|usage)[\w.-]*$|^\.env[\w.-]*$|\.env\.example$|^(?:dockerfile|smithery\.yaml|manifest\.json)|^(?:docker-)?compose[\w.-]*\.ya?ml$/i;
const SKIPPED = new Set(['node_modules', '.git', '.venv', 'venv', 'target', 'vendor', '__pycache__', '.cache', 'coverage', 'site-packages']);
const FILES_CAP = 400;
const CODE_CAP_BYTES = 512 * 1024;
const PLACES_CAP = 4;

/** Read by runtimes, shells, loggers and CI; nobody documents them. */
const WELL_KNOWN =
  /^(?:PATH|HOME|USER|USERPROFILE|LOGNAME|SHELL|LANG|PWD|TMPDIR|TEMP|TMP|TERM|EDITOR|CI|DEBUG|TZ|HOSTNAME|COLUMNS|APPDATA|LOCALAPPDATA|PROGRAMFILES|PROGRAMDATA|SYSTEMROOT|COMSPEC|WSL_\w+|LC_\w+|XDG_\w+|NODE_\w+|NPM_\w+|PYTHON\w*|VIRTUAL_ENV|NO_COLOR|FORCE_COLOR|COLORTERM|DISPLAY|WAYLAND_DISPLAY|(?:HTTPS?|NO|ALL)_PROXY|SSL_CERT_\w+|GITHUB_ACTIONS|VITEST\w*|JEST_\w+|LOG_LEVEL|RUST_LOG)$/;

/** Which variables the server's own files name, and whether they are set. Reads files only. */
export async function collectVariableUse(
  folder: string,
  setIn: string | undefined,
  isSet: ((name: string) => Promise<boolean>) | undefined,
): Promise<VariableUseFacts> {
  const files = await listFiles(folder);
  const byName = new Map<string, VariableUse['places'][number][]>();
  for (const file of files) {
    const text = (await readHead(file, CODE_CAP_BYTES)).toString('utf8');
    for (const { name, ...place } of mentionsIn(path.relative(folder, file), text)) {
      const places = byName.get(name) ?? [];
      byName.set(name, places);
      if (places.filter(({ kind }) => kind === place.kind).length < PLACES_CAP) places.push({ ...place, file });
    }
  }
  // A word in capitals in a README is a variable only when something reads, requires or lists it.
  const used = [...byName].filter(
    ([name, places]) => !WELL_KNOWN.test(name) && places.some(({ kind, file }) => kind !== 'documented' || /\.env/.test(path.basename(file))),
  );
  const variables = await Promise.all(
    used.map(async ([name, places]): Promise<VariableUse> => ({ name, places, ...(isSet === undefined ? {} : { isSet: await isSet(name) }) })),
  );
  return { folder, filesRead: files.length, variables, ...(setIn === undefined ? {} : { setIn }) };
}

function mentionsIn(name: string, text: string): readonly Mention[] {
  const base = path.basename(name);
  if (base === 'server.json') return scanServerJson(text, parse(text));
  if (PROSE.test(base) || /\.(?:md|mdx|rst|txt)$/i.test(base)) return scanProse(text);
  return scanCode(text);
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const queue: { readonly path: string; readonly depth: number }[] = [{ path: folder, depth: 0 }];
  for (let next = queue.shift(); next !== undefined && found.length < FILES_CAP; next = queue.shift()) {
    for (const name of (await listFolder(next.path, 2_000)).toSorted()) {
      if (SKIPPED.has(name)) continue;
      const file = path.join(next.path, name);
      const { type } = await lookAt(file);
      if (type === 'directory' && next.depth < 6) queue.push({ path: file, depth: next.depth + 1 });
      // `.env` itself holds values; only its example is documentation.
      const relative = path.relative(folder, file);
      const isWanted = name === 'server.json' || /\.(?:md|mdx|rst)$/i.test(name) || PROSE.test(name) || (CODE.test(name) && !TEST.test(relative));
      if (type === 'file' && isWanted && name !== '.env' && found.length < FILES_CAP) found.push(file);
    }
  }
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
