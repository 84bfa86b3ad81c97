import type { AnyRule, ConfigFileFacts, FixDraft, Platform } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isAboutFile, nameFile } from '../file-words.ts';
import { fitTitle, tell } from '../words.ts';

/** The file is there, and nobody gets at its text: rights, a folder of that name, a circle of links, bytes that are no text. */
export const rule: AnyRule = defineRule({
  id: 'config-unreadable',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-unreadable',
  needs: ['client', 'file'],
  uses: ['entry', 'host'],

  judge({ client, file, entry, host }) {
    if (!isAboutFile(entry)) return [];
    const hasBadBytes = file.encoding === 'invalid-utf-8' && file.refusedFor.includes('encoding');
    if (file.state !== 'unreadable' && !hasBadBytes) return [];
    const reason = hasBadBytes ? 'invalid UTF-8' : (file.unreadable ?? 'unknown reason');
    // Files of an administrator are often closed to users on purpose.
    const isForeign = file.scope === 'managed' || file.scope === 'system' || file.scope === 'system-defaults';
    return [
      {
        confidence: 'confirmed',
        ...(isForeign ? { severity: 'hint' as const } : {}),
        title: fitTitle(`${client.name} cannot read ${nameFile(file.path)} (${reason})`),
        why: `${file.path} exists, and reading it failed: ${WORDS[reason] ?? reason}; no server in it can be loaded.`,
        evidence: [{ what: 'reading the file failed', where: file.path, quote: reason }],
        fixes: [draftFix(file, reason, host?.platform, client.reload)],
      },
    ];
  },
});

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'this user has no right to read it (EACCES)',
  EPERM: 'the system does not permit it (EPERM)',
  EISDIR: 'it is a folder (EISDIR)',
  ELOOP: 'its symbolic links lead in a circle (ELOOP)',
  EBUSY: 'another program holds it (EBUSY)',
  'not a regular file': 'it is no regular file',
  'invalid UTF-8': 'it holds bytes that are no UTF-8',
};

function draftFix({ path }: ConfigFileFacts, reason: string, platform: Platform | undefined, reload: string): FixDraft {
  const then = `Then: ${reload}.`;
  if (reason === 'EACCES' || reason === 'EPERM') {
    if (platform === 'win32')
      return tell('allow-reading', 'Give yourself the right to read it', `Run in a terminal as administrator: icacls "${path}" /grant "%USERNAME%:R". ${then}`);
    // Widens the right of the owner only; when somebody else owns the file it fails and does nothing.
    return {
      id: 'allow-reading',
      title: 'Give yourself the right to read it',
      safety: 'review',
      steps: [
        { do: 'run', command: ['chmod', 'u+rw', path] },
        { do: 'tell', text: `If another user owns it ("ls -l" says so): sudo chown "$(id -un)" '${path}'. ${then}` },
      ],
    };
  }
  if (reason === 'EISDIR' || reason === 'not a regular file')
    return tell(
      'replace-by-file',
      'Put a file in its place',
      `Rename ${path} and write the servers into a file of that name. A container that mounts a file which does not exist makes such folders. ${then}`,
    );
  if (reason === 'ELOOP') return tell('mend-link', 'Mend the symbolic link', `Remove the link ${path} and link or copy the real file there. ${then}`);
  if (reason === 'invalid UTF-8')
    return tell(
      'save-as-utf8',
      'Save the file as UTF-8',
      `Open ${path} in an editor, choose UTF-8 as its encoding and save it; look at letters with accents afterwards. ${then}`,
    );
  return tell('look-at-file', 'Look at the file by hand', `Open ${path} as the user who runs the client: ${WORDS[reason] ?? reason}. ${then}`);
}
