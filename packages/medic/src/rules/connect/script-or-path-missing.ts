import type { AnyRule, ClientFacts, EntryFacts, FixDraft, Hit, PathFacts, Platform, ProgramFacts, StdioSession } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findOnStderr, isDead, placeOf } from '../entry-situation.ts';
import { editArgs, editCommand, editEnv, editSteps, writtenArgs } from '../launch-edits.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/** The entry names a file or folder by its path, and nothing is there. */
export const rule: AnyRule = defineRule({
  id: 'script-or-path-missing',
  layer: 'config',
  severity: 'blocks',
  cause: 'script-or-path-missing',
  needs: ['client', 'entry', 'program', 'session'],
  uses: ['host'],

  judge({ client, entry, program, session, host }) {
    if (session.transport !== 'stdio' || !isDead(session)) return [];
    const spawnError = lastAttempt(session)?.spawnError;
    if (spawnError?.missing === 'cwd') return [];
    const missing = program.paths.filter((fact) => isGone(fact) && !isExplainedElsewhere(fact, entry) && !isEnvFile(fact, entry));
    if (spawnError !== undefined) return judgeCommand(client, entry, program, spawnError, missing);
    const script = missing.find(({ isScript }) => isScript);
    if (script !== undefined) return [draftHit(client, entry, script, session, host?.platform)];
    // A server may well make its folder itself; only what it complains about is at fault.
    const named = missing.find(({ resolved, written, from }) => from !== 'cwd' && findOnStderr(session, [resolved, written]) !== undefined);
    return named === undefined ? [] : [draftHit(client, entry, named, session, host?.platform)];
  },
});

function isGone({ exists, errno, from, existsFrom, relative }: PathFacts): boolean {
  return !exists && (errno === undefined || errno === 'ENOENT' || errno === 'ENOTDIR') && from !== 'cwd' && !(relative && existsFrom !== undefined);
}

/** `~`, variables and placeholders in a path are causes of their own. */
function isExplainedElsewhere({ written, from, key }: PathFacts, { notes }: EntryFacts): boolean {
  if (/^~[\\/]|\$\{|%[A-Za-z]+%|^\$[A-Z]/u.test(written)) return true;
  const kinds = notes.filter(({ at }) => (from === 'arg' ? at.includes(Number(key)) : at.includes(from === 'env' ? key : 'command'))).map(({ kind }) => kind);
  return kinds.some(
    (kind) =>
      kind === 'placeholder' ||
      kind === 'variable-syntax-unsupported' ||
      kind === 'variable-unset' ||
      kind === 'tilde' ||
      kind === 'whitespace-edge' ||
      kind === 'whole-command-line',
  );
}

/** Files of variables are told with what belongs into them. */
function isEnvFile({ from, key }: PathFacts, { argumentEnvFiles = [] }: EntryFacts): boolean {
  return from === 'arg' && argumentEnvFiles.some(({ index }) => index === Number(key));
}

function judgeCommand(
  client: ClientFacts,
  entry: EntryFacts,
  program: ProgramFacts,
  spawnError: { readonly code: string; readonly message: string; readonly missing?: string },
  missing: readonly PathFacts[],
): readonly Hit[] {
  if (spawnError.code !== 'ENOENT' || spawnError.missing === 'interpreter' || (program.kind !== 'absolute' && program.kind !== 'relative')) return [];
  const fact = missing.find(({ from }) => from === 'command');
  if (fact === undefined || program.file?.exists === true) return [];
  const other = fact.near ?? program.elsewhere[0]?.path;
  return [
    {
      confidence: 'confirmed',
      title: fitTitle(`${client.name} cannot start ${nameServer(entry)}: no such program file`),
      why: `"${client.fields.command}" is "${cut(fact.written, 120)}", and ${fact.resolved} does not exist${other === undefined ? '' : `; ${other} does`}.`,
      evidence: [
        { what: `starting it failed with ${spawnError.code}`, quote: spawnError.message },
        { what: 'the entry names it', where: placeOf(entry.file, entry.line), quote: `${client.fields.command}: ${JSON.stringify(fact.written)}` },
        ...program.elsewhere.slice(0, 3).map(({ path, via }) => ({ what: `a program of that name (${via})`, where: path })),
      ],
      fixes: [
        ...(other === undefined
          ? []
          : [{ id: 'correct-path', title: `Use ${other}`, safety: 'review' as const, steps: editSteps([editCommand(entry, client, other)], client) }]),
        tell(
          'make-program',
          other === undefined ? 'Put the program there, or correct the path' : 'Put the program there',
          `${/[\\/](?:\.?venv|env)[\\/]/u.test(fact.resolved) ? 'Create the virtual environment of the project ("uv sync", or "python3 -m venv .venv" and "pip install -e .")' : `Install or build what belongs at ${fact.resolved}`}. Then: ${client.reload}.`,
        ),
      ],
    },
  ];
}

function draftHit(client: ClientFacts, entry: EntryFacts, fact: PathFacts, session: StdioSession, platform: Platform | undefined): Hit {
  const quote = findOnStderr(session, [fact.resolved, fact.written]);
  const name = baseOf(fact.resolved);
  const isSource = fact.near !== undefined && /\.[cm]?tsx?$/u.test(fact.near) && /\.[cm]?js$/u.test(fact.resolved);
  return {
    confidence: 'confirmed',
    title: fitTitle(`${nameServer(entry)} cannot start: ${cut(name, 30)} does not exist`),
    why: `${fact.from === 'env' ? `The variable ${fact.key}` : fact.from === 'command' ? 'The command' : `Argument ${Number(fact.key) + 1}`} is "${cut(fact.written, 140)}", and nothing is at ${fact.resolved}${fact.near === undefined ? '' : isSource ? `; its source ${fact.near} is there and was not built` : `; ${fact.near} is there`}.`,
    evidence: [
      { what: 'the entry names it', where: placeOf(entry.file, entry.line), quote: fact.written },
      { what: 'looking there gave', where: fact.resolved, quote: fact.errno ?? 'ENOENT' },
      ...(quote === undefined ? [] : [quote]),
    ],
    fixes: draftFixes(client, entry, fact, isSource, platform),
  };
}

function draftFixes(client: ClientFacts, entry: EntryFacts, fact: PathFacts, isSource: boolean, platform: Platform | undefined): readonly FixDraft[] {
  const { near, resolved, written } = fact;
  const folder = projectOf(isSource && near !== undefined ? near : resolved);
  const build: FixDraft = tell(
    'build-it',
    'Build or install the server',
    `In ${folder}: ${resolved.endsWith('.py') ? 'look where the script lies now, and write its path' : '"npm install" and "npm run build" (the build may write to dist, build or lib: look which)'}. Then: ${client.reload}.`,
  );
  if (near !== undefined && !isSource) {
    const edits = editPath(client, entry, fact, near);
    if (edits !== undefined && edits.length > 0) return [{ id: 'correct-path', title: `Use ${near}`, safety: 'review', steps: editSteps(edits, client) }];
  }
  if (isSource || /[\\/](?:dist|build|lib|out)[\\/]/u.test(resolved)) return [build];
  const look = platform === 'win32' ? `dir "${resolved}"` : `ls -l '${resolved}'`;
  return [
    tell(
      'correct-path',
      'Write the path that exists',
      `Find out where it lies now ("${look}" shows that it is not there), and write that absolute path instead of "${written}"; or create it when it is a folder for data. Then: ${client.reload}.`,
    ),
  ];
}

function editPath(client: ClientFacts, entry: EntryFacts, { from, key, written }: PathFacts, path: string): ReturnType<typeof editArgs> {
  if (from === 'command') return [editCommand(entry, client, path)];
  if (from === 'env') return editEnv(entry, client, { [key]: path });
  const args = writtenArgs(entry, client);
  const index = Number(key);
  if (args?.[index]?.includes(written) !== true) return undefined;
  return editArgs(
    entry,
    client,
    args.map((word, at) => (at === index ? word.replace(written, () => path) : word)),
  );
}

function projectOf(file: string): string {
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')));
  return folder.replace(/[\\/](?:dist|build|lib|out|src)(?:[\\/].*)?$/u, '');
}

function baseOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
