import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** Where the Snaps of clients live; the client itself runs there. */
const CLIENT_SNAP = /\/snap\/(?:code|codium|cursor|zed|windsurf|intellij|pycharm|webstorm)[\w-]{0,20}\/|snap-confine|path of the current working directory/u;

/** Traces of a sandbox around the client, beside something that was not found or not permitted. */
export const rule: AnyRule = defineRule({
  id: 'sandboxed-client-text',
  layer: 'permissions',
  severity: 'blocks',
  cause: 'sandboxed-client',
  needs: [],
  uses: ['session'],
  signs: [
    { id: 'flatpak', literals: ['latpak', '/var/lib/flatpak', '/.var/app/'], pattern: /\b[Ff]latpak\b|\/var\/lib\/flatpak\/|\/\.var\/app\//u },
    {
      id: 'snap',
      literals: ['/snap/', 'snap-confine', 'snap.', 'path of the current working directory'],
      pattern: anyOf(
        /\/snap\/(?!bin\/(?:node|npx|uv|docker)\b)[\w-]{1,40}\/|snap-confine|cannot open path of the current working directory/u,
        near(/cannot (?:change|open|create)/u, 80, /snap/u),
        near(/apparmor="DENIED"/u, 200, /snap\./u),
      ),
    },
    {
      id: 'msix',
      literals: ['Claude_pzs8sxrjxfjjc', 'WindowsApps', '\\Packages\\', 'MSIX', 'Microsoft Store', 'LocalCache\\Roaming'],
      pattern: anyOf(
        /\\Packages\\\w{1,40}_\w{13}\\LocalCache\\|WindowsApps\\{1,2}(?!python|Python|PythonSoftware|winget|wt\b)(?:Claude|AnthropicClaude|OpenAI|Cursor)\w{0,40}/u,
        near(/\bMSIX\b/u, 60, /sandbox|virtuali[sz]|Claude|build|package/u),
        /Microsoft Store (?:version|build|install)/u,
      ),
    },
    {
      id: 'app-sandbox',
      literals: ['deny(1)', 'sandbox', 'Seatbelt', 'seatbelt', 'landlock', 'Landlock', 'SANDBOX_NETWORK'],
      pattern: anyOf(
        near(/Sandbox: ./u, 119, /deny\(1\)/u),
        /sandbox-exec: /u,
        near(/\b[Ss]eatbelt\b/u, 60, /den/u),
        near(/\b[Ll]andlock\b/u, 80, /den|restrict|not permitted/u),
        near(/\b(?:[Cc]odex|[Cc]laude|[Ss]eccomp|agent)(?:'s)? sandbox\b/u, 80, /den|not permitted|[Rr]ead-only|refused|block/u),
        near(/\b(?:[Dd]enied|not permitted|[Rr]ead-only|blocked)\b/u, 60, /\b(?:in|by) (?:the )?(?:[Cc]odex |[Cc]laude |agent )?sandbox\b/u),
        /\bsandbox (?:denied|blocked|refused|forbids)\b|\bSANDBOX_NETWORK_DISABLED=1\b/u,
      ),
    },
    // EACCES comes from the file's own mode; EPERM at a start comes from a rule of somebody else's: a sandbox, or a guard against malware.
    { id: 'spawn-refused', literals: ['EPERM'], pattern: /\bspawn (?:\S{1,200} )?EPERM\b/u, sources: ['pasted'], loose: true },
    // A home folder that cannot be written is one that somebody mounted so.
    {
      id: 'read-only-home',
      literals: ['ead-only file system', 'EROFS'],
      pattern: anyOf(
        near(/(?:\/home\/|\/Users\/|~\/|\/root\/)/u, 200, /[Rr]ead-only file system|EROFS/u),
        near(/[Rr]ead-only file system|EROFS/u, 60, /(?:\/home\/|\/Users\/|~\/|\/root\/)/u),
      ),
      sources: ['pasted'],
      loose: true,
    },
    { id: 'bwrap', literals: ['bwrap', 'bubblewrap'], pattern: /\bbwrap: /u },
    {
      id: 'failure',
      literals: [
        'not found',
        'does not exist',
        'ENOENT',
        'No such file',
        'not permitted',
        'ermission denied',
        'EACCES',
        'EPERM',
        'isconnected',
        'ailed',
        'deny(1)',
        'DENIED',
        'bwrap',
        'cannot continue',
        'denied',
        'ServiceUnknown',
        'ead-only',
        'EROFS',
      ],
      pattern:
        /not found|does not exist|ENOENT|No such file|not permitted|[Pp]ermission denied|EACCES|EPERM|[Dd]isconnected|\b[Ff]ailed\b|deny\(1\)|DENIED|bwrap: |\bdenied\b|ServiceUnknown|cannot continue|[Rr]ead-only file system|EROFS/u,
    },
  ],

  judge({ session, signs }) {
    if (session !== undefined) return [];
    const boxes = signsNamed(signs, 'flatpak', 'snap', 'msix', 'app-sandbox', 'bwrap', 'read-only-home', 'spawn-refused');
    const failures = signsNamed(signs, 'failure');
    const [first] = boxes;
    if (first === undefined || failures.length === 0) return [];
    const isStrong = boxes.some(
      ({ sign, quote }) => sign === 'app-sandbox' || (sign === 'flatpak' && !/flatpak-spawn/u.test(quote)) || sign === 'msix' || CLIENT_SNAP.test(quote),
    );
    const box = first.sign === 'flatpak' ? 'Flatpak' : first.sign === 'snap' ? 'Snap' : first.sign === 'msix' ? 'Windows Store package' : 'sandbox';
    return draftHit([...boxes, ...failures], {
      confidence: isStrong ? 'likely' : 'possible',
      title:
        box === 'sandbox'
          ? 'A sandbox keeps the server from a file, a program or the network'
          : `The client runs in a ${box} and does not see the program or file`,
      why:
        box === 'sandbox'
          ? `"${cut(first.quote, 140)}" points to a sandbox around the client and the programs it starts; a terminal outside it may do the same without a complaint.`
          : `"${cut(first.quote, 140)}" shows a ${box}; what lies outside it is hidden from the client, although a terminal finds it.`,
      fixes: [
        ...(box === 'sandbox'
          ? [
              tell(
                'widen-sandbox',
                'Let the sandbox permit what the server needs',
                'Add the program, its cache folder and the network to what the sandbox, or the guard against malware, permits (its settings or profile); UV_CACHE_DIR and npm_config_cache can name a folder that may be written. Then restart the client.',
              ),
            ]
          : []),
        tell(
          'leave-sandbox',
          'Install the client outside the sandbox',
          box === 'Windows Store package'
            ? 'Install the client with the installer from its own site instead of the Microsoft Store, or edit the config below %LOCALAPPDATA%\\Packages\\NAME\\LocalCache\\Roaming, which is the one it reads. Then restart it.'
            : 'Install the .deb, .rpm, AppImage or classic Snap of the client. Then restart it.',
        ),
        ...(box === 'Flatpak'
          ? [
              tell(
                'start-outside',
                'Start the server outside it',
                '"command": "flatpak-spawn", "args": ["--host", "COMMAND", …], after "flatpak override --user --talk-name=org.freedesktop.Flatpak APP".',
              ),
            ]
          : []),
      ],
      decisive: 'run the same command in a terminal: when it works there, the sandbox is in the way',
    });
  },
});
