import type { AnyRule, ClientFacts, FileKind, FixDraft, Platform } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftThroughInterpreter } from '../launch-edits.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';

/** The program is there, and the user who runs the client may not execute it. */
export const rule: AnyRule = defineRule({
  id: 'file-permissions',
  layer: 'command',
  severity: 'blocks',
  cause: 'file-permissions',
  needs: ['client', 'program', 'session'],
  uses: ['host', 'entry'],

  judge({ client, program, session, host, entry }) {
    const spawnError = lastAttempt(session)?.spawnError;
    if (spawnError === undefined || (spawnError.code !== 'EACCES' && spawnError.code !== 'EPERM')) return [];
    if (spawnError.missing !== undefined) return [];
    const { file } = program;
    // What a sandbox or macOS forbids looks the same from outside; there the file itself may be executed.
    const isPlain = file?.exists === true && (file.executable === false || file.type === 'directory');
    if (!isPlain && (host?.platform === 'darwin' || client.sandboxed !== undefined)) return [];
    const path = file?.path ?? program.command;
    const reason = file?.type === 'directory' ? 'it is a folder' : 'it may not be executed';
    return [
      {
        confidence: isPlain ? 'confirmed' : 'likely',
        title: fitTitle(`${client.name} may not run "${cut(baseOf(path), 24)}": ${reason}`),
        why:
          file?.type === 'directory'
            ? `The command "${program.command}" is a folder, not a program.`
            : `${path} exists${file?.mode === undefined ? '' : ` with mode ${file.mode}`}, without permission to execute it.`,
        evidence: [
          { what: `starting it failed with ${spawnError.code}`, quote: spawnError.message },
          ...(file === undefined
            ? []
            : [{ what: 'what is there', where: file.path, quote: [file.type, file.mode, file.format].filter((part) => part !== undefined).join(', ') }]),
        ],
        fixes: [...(file?.type === 'directory' ? [] : draftThroughInterpreter(entry, client, program)), ...draftFixes(file, path, client, host?.platform)],
        ...(isPlain ? {} : { decisive: `run "${path}" in a terminal as the same user` }),
      },
    ];
  },
});

function draftFixes(file: FileKind | undefined, path: string, client: ClientFacts, platform: Platform | undefined): readonly FixDraft[] {
  if (file?.type === 'directory')
    return [
      tell(
        'name-program',
        'Name a program, not a folder',
        `Set "${client.fields.command}" to the program inside ${path}, or to the interpreter (node, python) with the script as its first argument.${sayReload(client)}`,
      ),
    ];
  const interpreter = interpreterOf(path);
  const through =
    interpreter === undefined
      ? []
      : [
          tell(
            'start-through-interpreter',
            `Start it through ${interpreter}`,
            `Set "${client.fields.command}" to "${interpreter}" and make ${path} the first argument.${sayReload(client)}`,
          ),
        ];
  if (platform === 'win32')
    return [
      tell(
        'grant-execute',
        'Give yourself the right to run it',
        `Open the properties of ${path}, unblock it if it came from the internet, and check your rights under Security.${sayReload(client)}`,
      ),
      ...through,
    ];
  // Making a file executable is no small thing when a project brought it along.
  return [
    {
      id: 'make-executable',
      title: `Make ${path} executable`,
      safety: 'review',
      steps: [
        { do: 'run', command: ['chmod', 'u+x', path] },
        { do: 'tell', text: `Then: ${client.reload}.` },
      ],
    },
    ...through,
  ];
}

function interpreterOf(path: string): string | undefined {
  if (/\.[cm]?js$/u.test(path)) return 'node';
  if (path.endsWith('.py')) return 'python3';
  return path.endsWith('.sh') ? 'bash' : undefined;
}

function baseOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
