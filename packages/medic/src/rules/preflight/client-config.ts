import type { AnyPreflightCheck, EntryFacts, EvidenceItem, ValueNote } from '../../model/index.ts';
import { against, notApplicable, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

/** Words that name a file here, not a package, a URL or an option: with a separator, beginning with a dot, or a script's name. */
const RELATIVE_PATH = /^(?:\.{1,2}[/\\]|[\w.-]+(?:[/\\][\w.-]+)*[/\\]?[\w.-]+\.(?:[cm]?[jt]s|py|jar|sh|exe|dll)$)/;
const SHELL = /`[^`]+`|\$\(|&&|\|\||[<>]\(|^[|;]$/;
const VARIABLE = /\$\{?[A-Za-z_]\w*\}?|%[A-Za-z_]\w*%/;
const UNEXPANDED: readonly ValueNote['kind'][] = ['variable-syntax-unsupported', 'variable-unset', 'tilde', 'whole-command-line'];

export const CLIENT_CONFIG_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.config-paths',
    item: 'client-config',
    title: 'The entry names files by absolute paths',
    why: 'Clients start servers from folders of their own, so that a relative path leads elsewhere.',
    fix: 'Write the whole path, from the root of the disk.',
    needs: 'client-config',
    judge({ entry, client, searchedFrom = 'its PATH' }, { answers }) {
      if (entry.file === '') return notApplicable('the server was named on the command line, no client config is involved');
      const { command, args = [], cwd, transport } = entry.effective;
      if (transport !== 'stdio') return notApplicable('the entry names a URL');
      const where = `${entry.file}:${entry.line}`;
      const relative: readonly EvidenceItem[] = [
        ...(command !== undefined && isRelative(command) ? [{ what: 'the command is a relative path', where, quote: command }] : []),
        ...args.flatMap((word, index) =>
          isRelative(word) && !isPackageWord(args, index) ? [{ what: `argument ${index + 1} is a relative path`, where, quote: word }] : [],
        ),
        ...(cwd !== undefined && !isAbsolute(cwd) && typeof writtenCwd(entry) === 'string'
          ? [{ what: 'the folder is a relative path', where, quote: cwd }]
          : []),
      ];
      if (relative.length > 0) return against('fail', relative);
      if (command === undefined || isAbsolute(command)) return passWith({ what: `command ${command ?? ''}`, where });
      // npx and uvx are written by name everywhere; whether the client finds them was tried with the PATH it has.
      if (client.kind === 'app' && !answers)
        return against('warn', [{ what: `${client.name} looks for this name on ${searchedFrom}, and the server did not answer`, where, quote: command }]);
      return passWith({ what: `command ${command}, looked up on ${searchedFrom}`, where });
    },
  }),
  definePreflightCheck({
    id: 'pre.config-expansion',
    item: 'client-config',
    title: 'The entry relies on no shell: nothing in it has to be expanded by one',
    why: 'Clients start programs without a shell: $HOME, ~ and $(…) reach the server as they are written.',
    fix: 'Write the value itself, or the notation for variables that this client knows.',
    needs: 'client-config',
    judge({ entry, client }) {
      if (entry.file === '') return notApplicable('the server was named on the command line, no client config is involved');
      const noted = entry.notes
        .filter(({ kind }) => UNEXPANDED.includes(kind))
        .map(({ at, line, shown, kind, file }) => ({
          what: `${at.join('.')}: ${kind === 'variable-unset' ? 'a variable that is not set' : `${client.name} does not expand this`}`,
          where: `${file ?? entry.file}:${line}`,
          quote: shown,
        }));
      const { command = '', args = [] } = entry.effective;
      const usesShell = /(?:^|[/\\])(?:ba|z|da|fi)?sh$/.test(command) && args.some((word) => /^-\w*c$/.test(word));
      const words = [command, ...args].filter((word) => SHELL.test(word) || (usesShell && VARIABLE.test(word)));
      const evidence = [
        ...noted,
        ...words.map((word) => ({
          what: usesShell ? 'a shell is started to expand this' : 'this needs a shell',
          where: `${entry.file}:${entry.line}`,
          quote: word.slice(0, 300),
        })),
      ];
      return evidence.length > 0
        ? against('fail', evidence)
        : passWith({ what: 'no variable, tilde or substitution is left in it', where: `${entry.file}:${entry.line}` });
    },
  }),
];

function isRelative(word: string): boolean {
  return !isAbsolute(word) && !word.startsWith('-') && !word.includes('://') && !word.startsWith('@') && RELATIVE_PATH.test(word);
}

function isAbsolute(word: string): boolean {
  return /^(?:\/|[A-Za-z]:[/\\]|\\\\)/.test(word);
}

/** The word after `npx`'s options, `-m` or `--from` names a package. */
function isPackageWord(args: readonly string[], index: number): boolean {
  return /^(?:-m|--from|-p|--package|-y|--yes)$/.test(args[index - 1] ?? '');
}

function writtenCwd({ written }: EntryFacts): unknown {
  return typeof written === 'object' && written !== null && !Array.isArray(written) ? (written as Readonly<Record<string, unknown>>)['cwd'] : undefined;
}
