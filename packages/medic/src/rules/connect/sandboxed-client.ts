import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { stageOf } from '../entry-situation.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle, nameClient, tell } from '../words.ts';

/** Inside a Flatpak or Snap most programs and folders of the machine are out of sight. */
export const rule: AnyRule = defineRule({
  id: 'sandboxed-client',
  layer: 'permissions',
  severity: 'blocks',
  cause: 'sandboxed-client',
  needs: ['client', 'entry', 'session', 'host'],
  uses: ['program'],

  judge({ client, session, host, program }) {
    if (session.transport !== 'stdio' || host.platform !== 'linux') return [];
    const box = host.notableEnv['FLATPAK_ID'] === undefined ? (host.notableEnv['SNAP'] === undefined ? client.sandboxed : 'Snap') : 'Flatpak';
    const spawnError = lastAttempt(session)?.spawnError;
    if (
      box === undefined ||
      stageOf(session) !== 'spawn' ||
      spawnError === undefined ||
      (spawnError.code !== 'ENOENT' && spawnError.code !== 'EACCES' && spawnError.code !== 'EPERM')
    )
      return [];
    const command = program?.command ?? session.argv[0] ?? 'the program';
    return [
      {
        confidence: 'likely',
        title: fitTitle(`${client.name} runs in a sandbox that hides "${cut(command, 22)}"`),
        why: `This environment is a ${box} sandbox${host.notableEnv['FLATPAK_ID'] === undefined ? '' : ` (${host.notableEnv['FLATPAK_ID']})`}, and starting "${cut(command, 80)}" failed with ${spawnError.code}: programs of the machine are mostly not visible in it.`,
        evidence: [
          {
            what: 'the environment names its sandbox',
            quote: box === 'Flatpak' ? `FLATPAK_ID=${host.notableEnv['FLATPAK_ID'] ?? ''}` : box === 'Snap' ? `SNAP=${host.notableEnv['SNAP'] ?? ''}` : box,
          },
          { what: `starting it failed with ${spawnError.code}`, quote: spawnError.message },
        ],
        fixes: adviseSandbox(nameClient(client), client.reload),
        decisive: `run "${cut(command, 60)} --version" in a terminal outside the sandbox: it is there`,
      },
    ];
  },
});

function adviseSandbox(name: string, reload: string): readonly ReturnType<typeof tell>[] {
  return [
    tell('leave-sandbox', `Install ${name} outside the sandbox`, `Install the .deb, .rpm, AppImage or classic Snap of ${name}. Then: ${reload}.`),
    tell(
      'start-outside',
      'Start the server outside it',
      'In a Flatpak: "command": "flatpak-spawn", "args": ["--host", "COMMAND", …], after "flatpak override --user --talk-name=org.freedesktop.Flatpak APP". A strict Snap has no such way.',
    ),
  ];
}
