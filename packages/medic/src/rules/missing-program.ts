import type { ClientFacts, Confidence, EntryFacts, EvidenceItem, FixDraft, Platform, ProgramFacts, SignHit } from '../model/index.ts';
import { editCommand, editEnv, editSteps } from './launch-edits.ts';
import { bareName, isRuntime, programOf } from './missing-program-signs.ts';

export interface MissingProgram {
  readonly program?: string;
  readonly isInterpreter: boolean;
  readonly installed: Confidence;
  readonly onPath: Confidence;
  readonly signs: readonly SignHit[];
}

/** Terminals and shells answer for the terminal's own PATH; what they do not find is mostly not there at all. */
const SHELL_SIGNS = /^(?:shell|fish|cmd|powershell|npm-exec|stub)/u;
/** `[Errno 2] … 'config.json'` is a data file and no program. */
const DATA_FILE = /\.(?:json[c5]?|ya?ml|toml|txt|env|db|sqlite3?|md|csv|log|py|js|mjs|cjs|ts|ini|conf|pem|key)$/iu;

/** What text alone says about a program that was not found, and how the two explanations weigh. */
export function readMissingProgram(signs: readonly SignHit[]): MissingProgram | undefined {
  const meant = signs.filter((hit) => isProgramSign(hit));
  const first = meant.find((hit) => programOf(hit) !== undefined) ?? meant[0];
  if (first === undefined) return undefined;
  const program = programOf(first);
  const isInterpreter = meant.some(({ sign }) => sign === 'interpreter');
  const isSeenByClient = program !== undefined && isRuntime(program) && !SHELL_SIGNS.test(first.sign);
  const prefersPath = isInterpreter || isSeenByClient;
  return {
    ...(program === undefined ? {} : { program }),
    isInterpreter,
    installed: prefersPath ? 'possible' : 'likely',
    onPath: prefersPath ? 'likely' : 'possible',
    signs: meant,
  };
}

/** How the two explanations weigh once the program that text names was looked up. An explanation without confidence is ruled out. */
export interface LookedUp {
  readonly installed?: Confidence;
  readonly onPath?: Confidence;
  readonly evidence: readonly EvidenceItem[];
}

/**
 * Undefined when another program, or none, was looked up. `isClients`: the folders searched are those of the client that the text
 * is about, not those of a terminal.
 */
export function weighLookUp({ program: name, onPath }: MissingProgram, program: ProgramFacts | undefined, isClients: boolean): LookedUp | undefined {
  if (name === undefined || program === undefined || bareName(program.command) !== bareName(name)) return undefined;
  const { resolved, elsewhere, searched, searchedFrom } = program;
  const [other] = elsewhere;
  if (resolved !== undefined) {
    const evidence: EvidenceItem = { what: isClients ? 'the client finds it here now' : 'a terminal finds it here', where: searchedFrom, quote: resolved };
    return isClients
      ? { installed: 'possible', onPath: 'possible', evidence: [evidence] }
      : { onPath: onPath === 'possible' ? 'likely' : onPath, evidence: [evidence] };
  }
  if (other !== undefined) return { onPath: 'confirmed', evidence: [{ what: `it is installed, by way of ${other.via}`, quote: other.path }] };
  return {
    installed: 'confirmed',
    evidence: [{ what: 'looked for in vain, also where version managers put programs', where: searchedFrom, quote: searched.slice(0, 12).join(', ') }],
  };
}

function isProgramSign(hit: SignHit): boolean {
  const program = programOf(hit);
  if (hit.sign === 'python') return program !== undefined && (isRuntime(program) || /(?:^|[-_])mcp(?:[-_]|$)/iu.test(program));
  // What a project's own scripts call comes with its packages.
  if (
    /^(?:npm-exec|shell|told)$/u.test(hit.sign) &&
    /^(?:tsx|tsc|tsup|ts-node|nodemon|cross-env|dotenv|concurrently|esbuild|vite-node|rimraf)$/u.test(program ?? '') &&
    /\bsh: |ERR_PNPM/u.test(hit.quote)
  )
    return false;
  // cmd.exe cuts `C:\Program Files` into a name of its own: that is a quoting fault.
  if (program !== undefined && DATA_FILE.test(program)) return false;
  // A dotted name behind uvx on Windows lacks its suffix; a container has programs of its own.
  return (
    !(hit.sign === 'uv' && program?.includes('.') === true) &&
    ((program !== undefined && isRuntime(program)) || !/OCI runtime|runc create|Error response from daemon/iu.test(hit.quote))
  );
}

/** Programs that need nothing beside them on PATH to run. */
const SELF_CONTAINED: ReadonlySet<string> = new Set(['node', 'uv', 'uvx', 'bun', 'bunx', 'deno', 'python', 'python3', 'py', 'go', 'java', 'podman']);

/**
 * The program's absolute path into the entry; for scripts that look their interpreter up (`npx` asks for `node`), its folder
 * onto the entry's PATH too.
 */
export function draftAbsolutePath(
  entry: EntryFacts,
  client: ClientFacts,
  program: ProgramFacts,
  found: { readonly path: string; readonly via: string },
  platform: Platform,
): FixDraft {
  const isAlone = SELF_CONTAINED.has(bareName(program.command).toLowerCase());
  const path = isAlone ? [] : (editEnv(entry, client, { PATH: prependFolder(folderOf(found.path), program.searched, platform) }) ?? []);
  return {
    id: 'use-absolute-path',
    title: `Name "${program.command}" by its full path`,
    // In a file that others share, one machine's path is wrong on the next.
    safety: entry.fromProject ? 'review' : 'safe',
    steps: editSteps([editCommand(entry, client, found.path), ...path], client),
  };
}

/** The folder onto the entry's own PATH, before the folders that the client searches anyway. */
export function draftPathVariable(entry: EntryFacts, client: ClientFacts, program: ProgramFacts, folder: string, platform: Platform): FixDraft | undefined {
  const edits = editEnv(entry, client, { PATH: prependFolder(folder, program.searched, platform) });
  if (edits === undefined) return undefined;
  return {
    id: 'put-folder-on-path',
    title: `Put ${folder} on the PATH of this entry`,
    safety: entry.fromProject ? 'review' : 'safe',
    steps: editSteps(edits, client),
  };
}

export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')));
}

export function prependFolder(folder: string, searched: readonly string[], platform: Platform): string {
  return [folder, ...searched.filter((one) => one !== folder)].join(platform === 'win32' ? ';' : ':');
}

/** The entry's line that names the program; nothing for a target given on the command line. */
export function quoteCommand(entry: EntryFacts, client: ClientFacts, command: string): readonly EvidenceItem[] {
  return [
    {
      what: 'the entry names it',
      ...(entry.file === '' ? {} : { where: `${entry.file}:${entry.line}` }),
      quote: `"${client.fields.command}": ${JSON.stringify(command)}`,
    },
  ];
}

/** Folders of version managers carry the version in their name and move with every upgrade. */
export function sayMoves(via: string): string {
  return /nvm|fnm|asdf|mise|nodenv|pyenv|SDKMAN/u.test(via) ? ` The path belongs to ${via} and changes when you install or remove versions there.` : '';
}
