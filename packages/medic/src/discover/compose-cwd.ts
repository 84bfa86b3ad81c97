import type { Roots } from '../model/index.ts';
import type { EntrySource } from './entry-source.ts';

/** The folder this client starts a server in. `written`: the entry's own, after expansion. */
export function composeCwd({ definition: { launch }, file }: EntrySource, written: string | undefined, roots: Roots): string {
  const base = baseFolder(launch.cwd, file.path, roots);
  if (written === undefined || written.trim() === '' || !launch.honoursCwdField) return base;
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(written)) return written;
  return `${base.replace(/[/\\]$/, '')}/${written.replace(/^\.[/\\]/, '')}`;
}

function baseFolder(from: EntrySource['definition']['launch']['cwd'], file: string, roots: Roots): string {
  if (from === 'project') return roots.project;
  if (from === 'home') return roots.home;
  if (from === 'config-dir') return file.replace(/[/\\][^/\\]*$/, '') || '/';
  // A desktop application started by the system stands in the root folder.
  return /^[A-Za-z]:/.exec(roots.home)?.[0].concat('\\') ?? '/';
}
