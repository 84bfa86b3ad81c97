import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

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
      literals: ['/snap/', 'snap-confine', 'snap.'],
      pattern: anyOf(
        /\/snap\/(?!bin\/(?:node|npx|uv|docker)\b)[\w-]{1,40}\/|snap-confine/u,
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
      literals: ['deny(1)', 'sandbox-exec', 'Seatbelt', 'seatbelt', 'landlock', 'Landlock'],
      pattern: anyOf(
        near(/Sandbox: ./u, 119, /deny\(1\)/u),
        /sandbox-exec: /u,
        near(/\b[Ss]eatbelt\b/u, 60, /den/u),
        near(/\b[Ll]andlock\b/u, 80, /den|restrict|not permitted/u),
      ),
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
      ],
      pattern:
        /not found|does not exist|ENOENT|No such file|not permitted|[Pp]ermission denied|EACCES|EPERM|[Dd]isconnected|\b[Ff]ailed\b|deny\(1\)|DENIED|bwrap: /u,
    },
  ],

  judge({ session, signs }) {
    if (session !== undefined) return [];
    const boxes = signsNamed(signs, 'flatpak', 'snap', 'msix', 'app-sandbox', 'bwrap');
    const failures = signsNamed(signs, 'failure');
    const [first] = boxes;
    if (first === undefined || failures.length === 0) return [];
    const isStrong = boxes.some(({ sign, quote }) => sign === 'app-sandbox' || (sign === 'flatpak' && !/flatpak-spawn/u.test(quote)) || sign === 'msix');
    const box = first.sign === 'flatpak' ? 'Flatpak' : first.sign === 'snap' ? 'Snap' : first.sign === 'msix' ? 'Windows Store package' : 'sandbox';
    return draftHit([...boxes, ...failures], {
      confidence: isStrong ? 'likely' : 'possible',
      title: `The client runs in a ${box} and does not see the program or file`,
      why: `"${cut(first.quote, 140)}" shows a ${box}; what lies outside it is hidden from the client, although a terminal finds it.`,
      fixes: [
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
