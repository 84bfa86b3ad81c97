import type { AnyRule, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftOpenFolder } from '../macos-fixes.ts';
import { draftHit, hasExited, signsToJudge } from '../startup-hit.ts';
import { isLive, signsNamed } from '../weigh-signs.ts';
import { cut, nameClient } from '../words.ts';
import { anyOf, near } from '../near.ts';

const FOLDERS = String.raw`(?:Documents|Desktop|Downloads|Pictures|Movies|Music|Library\/(?:Mobile Documents|CloudStorage|Application Support|Containers|Mail|Messages|Safari))`;
/** A path inside a folder that macOS closes to programs until the user opens it. */
const PROTECTED = String.raw`(?<path>(?:~|\/Users\/[^\/\s'"]{1,60})\/${FOLDERS}(?:\/[^'"\r\n:]{0,240})?|\/Volumes\/[^'"\r\n:]{1,240})`;

/** macOS answers EPERM, whoever owns the file, when a program may not look into Documents, Desktop or Downloads. */
export const rule: AnyRule = defineRule({
  id: 'macos-folder-privacy',
  layer: 'permissions',
  severity: 'blocks',
  cause: 'macos-folder-privacy',
  needs: [],
  uses: ['session', 'client', 'host', 'program'],
  signs: [
    {
      id: 'before',
      literals: ['peration not permitted', 'EPERM', '[Errno 1]', 'uthorization denied'],
      pattern: new RegExp(String.raw`(?:EPERM: operation not permitted|[Oo]peration not permitted|\[Errno 1\]|authorization denied).{0,60}?${PROTECTED}`, 'u'),
    },
    {
      id: 'after',
      literals: ['peration not permitted', 'EPERM'],
      pattern: new RegExp(String.raw`${PROTECTED}['"\x60]?:? .{0,40}?(?:[Oo]peration not permitted|EPERM)`, 'u'),
    },
    {
      id: 'cwd',
      literals: ['uv_cwd', 'getcwd', 'current directory', 'pyvenv.cfg'],
      pattern: anyOf(
        /Operation not permitted: ['"][^'"]{0,200}pyvenv\.cfg/u,
        /EPERM: operation not permitted, uv_cwd/u,
        near(/getcwd|current (?:working )?directory/u, 120, /Operation not permitted/u),
      ),
    },
    {
      id: 'tcc',
      literals: ['kTCCService', 'com.apple.TCC', 'deny(1) file-read', 'Full Disk Access'],
      pattern:
        /kTCCServiceSystemPolicy(?:DocumentsFolder|DesktopFolder|DownloadsFolder|AllFiles|RemovableVolumes|NetworkVolumes)|com\.apple\.TCC.{0,60}(?:deny|denied)|(?:needs?|requires?|grant|without|missing|lacks?|does not have) Full Disk Access|Full Disk Access (?:is )?(?:required|needed|missing|not granted)/u,
    },
  ],

  judge({ session, client, host, program, signs }) {
    if (session !== undefined && (!hasExited(session) || host?.platform !== 'darwin')) return [];
    const meant = signsToJudge(signs, session);
    const closed =
      session === undefined
        ? undefined
        : program?.paths.find(({ errno, resolved }) => (errno === 'EPERM' || errno === 'EACCES') && new RegExp(`^${PROTECTED}`, 'u').test(resolved));
    const [first] = meant;
    if (first === undefined && closed === undefined) return [];
    const path = pathOf(meant) ?? closed?.resolved;
    const isNamed = path !== undefined || signsNamed(meant, 'tcc').length > 0;
    return draftHit(meant, {
      confidence: session !== undefined && first !== undefined && isLive(first) && isNamed ? 'confirmed' : isNamed ? 'likely' : 'possible',
      title: `macOS keeps ${client === undefined ? 'the server' : cut(nameClient(client), 24)} out of a protected folder`,
      why: `${path === undefined ? 'A folder' : `"${cut(path, 140)}"`} may be read by your user but not by programs that ${client === undefined ? 'the client' : nameClient(client)} starts: macOS protects Documents, Desktop, Downloads, iCloud Drive and other volumes.`,
      evidence: closed === undefined ? [] : [{ what: 'looking there gave', where: closed.resolved, quote: closed.errno ?? 'EPERM' }],
      fixes: draftOpenFolder(folderOf(path), client),
      decisive: 'copy the project to ~/code and point the entry there: it starts',
    });
  },
});

function pathOf(signs: readonly SignHit[]): string | undefined {
  return signs.map(({ groups }) => groups['path']).find((path) => path !== undefined);
}

/** The folder below the protected one: the project. */
function folderOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : (/^(?:~|\/Users\/[^/]+)\/[^/]+\/[^/]+|^\/Volumes\/[^/]+/u.exec(path)?.[0] ?? path);
}
