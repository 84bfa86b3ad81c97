import type { ClientFacts, FixDraft } from '../model/index.ts';
import { sayReload, tell } from './words.ts';

/** Takes the mark of a download off one file. That switches a protection off for it, so a person looks first. */
export function draftUnquarantine(path: string | undefined, client: ClientFacts | undefined): readonly FixDraft[] {
  const check = 'Do so only for a program whose origin you trust; System Settings > Privacy & Security > "Open Anyway" does the same.';
  const byCommand: FixDraft =
    path === undefined
      ? tell(
          'remove-quarantine',
          'Take the download mark off the program',
          `Run: xattr -d com.apple.quarantine FILE (for a folder: xattr -dr). ${check}${sayReload(client)}`,
        )
      : {
          id: 'remove-quarantine',
          title: 'Take the download mark off the program',
          safety: 'review',
          steps: [
            { do: 'run', command: ['xattr', '-d', 'com.apple.quarantine', path] },
            { do: 'tell', text: `${check}${sayReload(client)}` },
          ],
        };
  return [
    byCommand,
    tell(
      'install-signed',
      'Install a signed release',
      'Install the program with Homebrew, npm or its signed installer. On a managed Mac ask the administrator to allow it.',
    ),
  ];
}

/** How to get a server out of the folders that macOS closes to programs. */
export function draftOpenFolder(folder: string | undefined, client: ClientFacts | undefined): readonly FixDraft[] {
  const app =
    client === undefined ? 'the client (or the terminal it runs in)' : client.kind === 'app' ? client.name : `the terminal that ${client.name} runs in`;
  return [
    tell(
      'move-project',
      'Move it out of the protected folder',
      `Move ${folder ?? 'the project'} to a folder such as ~/code, and write the new path in the entry. Documents, Desktop, Downloads, iCloud Drive and other volumes are protected.${sayReload(client)}`,
    ),
    tell(
      'grant-folder',
      'Let the client into the folder',
      `System Settings > Privacy & Security > Files and Folders (or Full Disk Access): switch it on for ${app}, then quit and start it again. "tccutil reset SystemPolicyDocumentsFolder" makes macOS ask anew.`,
    ),
  ];
}

/** How to let a program talk to other machines of the local network. */
export function draftLocalNetwork(client: ClientFacts | undefined): readonly FixDraft[] {
  const app =
    client === undefined
      ? 'the client (for a command-line client: its terminal)'
      : client.kind === 'app'
        ? client.name
        : `the terminal that ${client.name} runs in`;
  return [
    tell(
      'grant-local-network',
      'Allow the local network',
      `System Settings > Privacy & Security > Local Network: switch it on for ${app} (off and on again when it is on already), then quit and start it again; some releases need a restart of the Mac.`,
    ),
    tell(
      'tunnel',
      'Go through this machine',
      'Loopback addresses are free: run "ssh -N -L 8080:HOST:PORT USER@HOST" in a terminal and use http://127.0.0.1:8080 in the entry.',
    ),
  ];
}
