import type { AnyRule, FixDraft, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, sayReload, tell } from '../words.ts';

/** Ports, sockets and connections that are denied are other faults; so is a package cache that something else holds open. */
const OTHER_FAULTS =
  /\b(?:listen|bind|connect) EACCES(?!: permission denied (?:\/|\\\\))|_npx[\\/].{0,300}(?:rmdir|unlink)|(?:rmdir|unlink).{0,300}_npx[\\/]|publickey|\bHTTP\b|\b403\b|denied for user|access denied for/iu;

const DENIED = /\b(?:EACCES|EPERM)\b|permission denied/iu;

/** The server, its runtime or its package manager may not read, write or run a file. */
export const rule: AnyRule = defineRule({
  id: 'file-permissions-text',
  layer: 'command',
  severity: 'blocks',
  cause: 'file-permissions',
  needs: [],
  uses: ['session', 'client', 'host'],
  signs: [
    { id: 'root-owned', literals: ['root-owned files'], pattern: /cache folder contains root-owned files/u },
    {
      id: 'npm-cache',
      literals: ['_cacache', '_locks', '.npm', 'npm-cache'],
      pattern: /(?<![^'"\s])(?<path>[^'"\s]{0,120}[\\/](?:_cacache|_locks|\.npm)(?:[\\/][^'"\s]{0,200})?)/u,
    },
    {
      id: 'node',
      literals: ['EACCES: permission denied', 'EPERM: operation not permitted', ': Requires '],
      pattern:
        /\b(?:EACCES: permission denied|EPERM: operation not permitted), (?<call>\w{2,20})(?: ['"](?<path>[^'"]{1,300})['"])?|listen EACCES: permission denied (?<socket>\/[^\s'"]{1,300})|(?:NotCapable|PermissionDenied): Requires (?:read|write|run|env|net|sys|ffi) access/u,
    },
    { id: 'npx-copy', literals: ['_npx'], pattern: /\\_npx\\/u },
    { id: 'npm-code', literals: ['code EPERM', 'code EACCES'], pattern: /npm (?:ERR!|error) code E(?:PERM|ACCES)\b/u },
    { id: 'spawn', literals: ['EACCES'], pattern: /\bspawn(?:Sync)? (?<path>(?:(?!\bspawn)[^'"\n]){1,300}?) EACCES\b/u },
    { id: 'spawn-bare', literals: ['spawn EPERM', 'spawn EACCES'], pattern: /\bspawn (?:EPERM|EACCES)\b/u },
    { id: 'bun', literals: ['EACCES'], pattern: /\bEACCES: permission denied, posix_spawn ['"](?<path>[^'"]{1,300})['"]/u },
    {
      id: 'python',
      literals: ['PermissionError', '[WinError 5]'],
      pattern: /(?:PermissionError: \[Errno 13\]|\[WinError 5\]) [^:]{1,60}(?:: ['"](?<path>[^'"]{1,300})['"])?/u,
    },
    {
      id: 'rust',
      literals: ['(os error 13)', '(os error 5)'],
      pattern: /(?:[`'"](?<path>[^`'"]{1,300})[`'"].{0,40})?(?:Permission denied \(os error 13\)|Access is denied\. \(os error 5\))/u,
    },
    {
      id: 'windows',
      literals: ['Access is denied', 'error=5,'],
      pattern: /(?:^|[:：] ?)Access is denied\b|CreateProcess error=5,/u,
      sources: ['pasted', 'client-log'],
    },
    { id: 'go', literals: ['permission denied'], pattern: /\b(?:fork\/exec|open|mkdir|stat|exec:) "?(?<path>[~/.][^\s:"]{0,300})"?: permission denied/u },
    {
      id: 'shell',
      literals: ['ermission denied'],
      pattern:
        /\b(?:zsh|bash|sh|dash)(?:: line \d{1,4}|: \d{1,4})?: (?:permission denied: (?<zsh>[~/.]\S{0,300})|(?<path>[~/.][^\s:]{0,300}): Permission denied)|\bsh: (?:\d{1,4}: )?(?<bin>[\w@.-]{1,80}): Permission denied|\benv: ['‘]?(?<env>[~/.\w][^\s:'’]{0,200})['’]?: Permission denied/u,
    },
    {
      id: 'crun',
      literals: ['exec container process'],
      pattern: /exec container process [`'"]?(?<path>\/[^`'"\s:]{1,300})[`'"]?: Permission denied/u,
    },
    {
      id: 'docker-socket',
      literals: ['permission denied while trying to connect to the', 'docker.sock: connect: permission denied'],
      pattern: /permission denied while trying to connect to the [Dd]ocker|docker\.sock: connect: permission denied/u,
    },
  ],

  judge({ session, client, host, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session).filter(({ quote, sign }) => sign === 'docker-socket' || !OTHER_FAULTS.test(quote));
    const isDenied = told.some(({ sign, quote }) => sign !== 'npm-cache' || DENIED.test(quote));
    const meant = isDenied ? told.filter(({ sign }) => sign !== 'npx-copy') : [];
    // On Windows a file of npx's copy that may not be replaced is mostly held open by another start.
    const isHeldOpen =
      told.some(({ sign }) => sign === 'npx-copy') && meant.every(({ sign }) => sign === 'npm-code' || sign === 'node' || sign === 'npm-cache');
    const [first] = meant;
    if (first === undefined) return [];
    // On macOS "operation not permitted" is the word for folders that privacy settings close, whoever owns them.
    if (meant.every((hit) => isPrivacy(hit)) && host?.platform !== 'win32' && host?.platform !== 'linux') return [];
    const isDocker = signsNamed(meant, 'docker-socket').length > 0;
    const isNpm = signsNamed(meant, 'root-owned', 'npm-cache').length > 0;
    const path = isDocker
      ? '/var/run/docker.sock'
      : ['path', 'zsh', 'socket', 'bin', 'env'].map((name) => groupOf(meant, name)).find((one) => one !== undefined);
    return draftHit(meant, {
      confidence: isHeldOpen ? 'possible' : weighStartup(meant, session),
      title: isDocker
        ? 'This user may not use the Docker socket'
        : isNpm
          ? 'npm may not write to its own cache'
          : `The server may not use ${path === undefined ? 'a file it needs' : cut(shorten(path), 36)}`,
      why: isNpm
        ? `Files in npm's cache${path === undefined ? '' : ` (${path})`} belong to another user, mostly because npm was once run with sudo.`
        : `The system denied access${path === undefined ? '' : ` to ${path}`}: "${cut(first.quote, 160)}".`,
      fixes: isDocker
        ? adviseDocker(sayReload(client))
        : isNpm
          ? adviseNpm(sayReload(client))
          : [
              tell(
                'mend-access',
                'Give your user access',
                `${path === undefined ? 'Look at the path in the message' : `Run "ls -l ${path}"`}: make your user the owner (chown) or let it read, write or run the file (chmod u+rwx), or name a folder in the entry that you may write to.${sayReload(client)}`,
              ),
            ],
      decisive: `look at owner and mode of ${path ?? 'the file'} with "ls -l" as the user who runs the client`,
    });
  },
});

function isPrivacy({ quote }: SignHit): boolean {
  return /operation not permitted/iu.test(quote) && !/[A-Za-z]:\\/u.test(quote);
}

function adviseNpm(reload: string): readonly FixDraft[] {
  return [tell('own-npm-cache', "Make npm's cache yours again", `Run: sudo chown -R "$(id -u):$(id -g)" ~/.npm${reload}`)];
}

function adviseDocker(reload: string): readonly FixDraft[] {
  return [
    tell(
      'join-docker-group',
      'Let this user talk to Docker',
      `Run: sudo usermod -aG docker "$USER", then log out and in again (members of that group can act as root; rootless Docker or Podman is the alternative).${reload}`,
    ),
  ];
}

function shorten(path: string): string {
  return path.length <= 36 ? path : `…${path.slice(path.length - 35)}`;
}
