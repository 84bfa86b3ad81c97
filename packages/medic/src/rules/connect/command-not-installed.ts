import type { AnyRule, ClientFacts, EntryFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftInstall } from '../install-programs.ts';
import { editCommand, editLaunch, editSteps, writtenArgs } from '../launch-edits.ts';
import { quoteCommand } from '../missing-program.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle, tell } from '../words.ts';

/** A bare command name that exists nowhere we can look is a missing program, not a wrong PATH. */
export const rule: AnyRule = defineRule({
  id: 'command-not-installed',
  layer: 'command',
  severity: 'blocks',
  cause: 'command-not-installed',
  needs: ['client', 'entry', 'program', 'session'],
  uses: ['host'],

  judge({ client, entry, program, session, host }) {
    if (session.transport !== 'stdio' || program.kind !== 'bare-name') return [];
    if (program.resolved !== undefined || program.file !== undefined || program.elsewhere.length > 0) return [];
    const spawnError = lastAttempt(session)?.spawnError;
    if (spawnError?.code !== 'ENOENT' || spawnError.missing === 'cwd' || spawnError.missing === 'interpreter') return [];
    const { command } = program;
    const isOfWindows = host !== undefined && host.platform !== 'win32' && /^cmd(?:\.exe)?$|\.(?:cmd|exe|bat)$/iu.test(command);
    return [
      {
        // A Flatpak hides the programs of the machine, so that nothing can be said of them from in there.
        confidence: host?.notableEnv['FLATPAK_ID'] === undefined ? 'confirmed' : 'possible',
        title: fitTitle(`${client.name} cannot start "${cut(command, 24)}": it is not installed`),
        why: isOfWindows
          ? `"${command}" belongs to Windows; here the client starts programs by their plain names.`
          : `No program named "${command}" stands in any of the ${program.searched.length} folders searched, nor where version managers and package managers put one.`,
        evidence: [
          { what: `starting it failed with ${spawnError.code}`, quote: spawnError.message },
          ...quoteCommand(entry, client, command),
          { what: 'folders searched', quote: program.searched.join(', '), where: program.searchedFrom },
        ],
        ...(host?.notableEnv['FLATPAK_ID'] === undefined ? {} : { decisive: `run "command -v ${command}" in a terminal outside the sandbox` }),
        fixes: isOfWindows ? [withoutWindows(entry, client)] : [...correctName(entry, client, program.nearName), draftInstall(command, host?.platform, client)],
      },
    ];
  },
});

/** A slip of the pen: only a person knows whether that program was meant. */
function correctName(entry: EntryFacts, client: ClientFacts, name: string | undefined): readonly FixDraft[] {
  if (name === undefined) return [];
  return [{ id: 'correct-name', title: `Start "${name}", which is installed`, safety: 'review', steps: editSteps([editCommand(entry, client, name)], client) }];
}

/** `cmd /c npx …` and `npx.cmd …` of an entry for Windows, as other systems start them. */
function withoutWindows(entry: EntryFacts, client: ClientFacts): FixDraft {
  const title = 'Start the program without what belongs to Windows';
  const { command = '' } = entry.effective;
  const words = [command, ...(writtenArgs(entry, client) ?? [])];
  const start = /^cmd(?:\.exe)?$/iu.test(command) ? words.findIndex((word) => /^\/[ck]$/iu.test(word)) + 1 : 0;
  const [program, ...args] = words.slice(start).map((word, index) => (index === 0 ? word.replace(/\.(?:cmd|exe|bat)$/iu, '') : word));
  const edits = program === undefined || program === command ? undefined : editLaunch(entry, client, program, args);
  return edits === undefined
    ? tell('without-windows', title, `Name the program itself, without "cmd /c" and without .cmd or .exe. Then: ${client.reload}.`)
    : { id: 'without-windows', title, safety: entry.fromProject ? 'review' : 'safe', steps: editSteps(edits, client) };
}
