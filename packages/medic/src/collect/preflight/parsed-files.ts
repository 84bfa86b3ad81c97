import path from 'node:path';
import { listFolder, readHead } from '../../io/look-up.ts';
import type { ConfigFileFacts, ConfigFormat, ParsedFilesFacts } from '../../model/index.ts';
import { parseConfig } from '../../text/parse-config.ts';

const CAP_BYTES = 1 << 20;
/** Files of a server's project that somebody's program reads as a whole. */
const PROJECT_FILES: readonly (readonly [RegExp, ConfigFormat, string])[] = [
  [/^(?:package|server|manifest)\.json$/, 'json', 'project file'],
  [/^tsconfig[\w.-]*\.json$/, 'jsonc', 'project file'],
  [/^(?:pyproject|Cargo)\.toml$/, 'toml', 'project file'],
  [/^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$|^smithery\.yaml$/, 'yaml', 'Compose file'],
];
const FAULTS_CAP = 5;

/** Config files of clients that were read already, and the project's own. */
export async function collectParsedFiles(folder: string, clientFiles: readonly ConfigFileFacts[]): Promise<ParsedFilesFacts> {
  const own = await Promise.all((await listFolder(folder)).toSorted().map((name) => parseProjectFile(folder, name)));
  const read = clientFiles.filter(({ state, path }) => state !== 'absent' && path !== '').map(describeClientFile);
  const unique = new Map([...read, ...own.filter((file) => file !== undefined)].map((file) => [file.path, file]));
  return { folder, files: [...unique.values()] };
}

async function parseProjectFile(folder: string, name: string): Promise<ParsedFilesFacts['files'][number] | undefined> {
  const known = PROJECT_FILES.find(([pattern]) => pattern.test(name));
  if (known === undefined) return undefined;
  const file = path.join(folder, name);
  const text = (await readHead(file, CAP_BYTES)).toString('utf8').replace(/^\uFEFF/, '');
  // Custom tags (`!reset`) and merge keys are good in a Compose file.
  const { issues } = await parseConfig(text, known[1]);
  const lines = text.split('\n');
  const faults = issues
    .filter(
      ({ kind, message }) =>
        kind !== 'duplicate-key' && !/uses a tag/.test(message) && !(known[1] === 'jsonc' && (kind === 'trailing-comma' || kind === 'comment')),
    )
    .slice(0, FAULTS_CAP)
    .map(({ message, at }) => ({ message, line: at.line, quote: (lines[at.line - 1] ?? '').trim().slice(0, 200) }));
  return { path: file, what: known[2], faults };
}

function describeClientFile({ path: file, client, state, issues, refusedFor, issueLines, unreadable }: ConfigFileFacts): ParsedFilesFacts['files'][number] {
  const what = `config file of ${client}`;
  if (state === 'unreadable') return { path: file, what, faults: [{ message: `it cannot be read: ${unreadable ?? 'unknown reason'}` }] };
  if (state !== 'invalid') return { path: file, what, faults: [] };
  const faults = refusedFor.slice(0, FAULTS_CAP).map((reason) => {
    if (typeof reason === 'string')
      return { message: reason === 'bom' ? 'it begins with a byte order mark, which this client does not take' : 'it is not UTF-8' };
    const issue = issues[reason];
    const quote = issueLines[reason];
    return {
      message: issue?.message ?? 'it does not parse',
      ...(issue === undefined ? {} : { line: issue.at.line }),
      ...(quote === undefined ? {} : { quote }),
    };
  });
  return { path: file, what, faults: faults.length > 0 ? faults : [{ message: 'this client refuses it' }] };
}
