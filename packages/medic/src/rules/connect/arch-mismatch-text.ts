import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, sayReload, tell } from '../words.ts';

/** The loader of the system, of Node or of Python says that machine code is for another processor or system. */
export const rule: AnyRule = defineRule({
  id: 'arch-mismatch-text',
  layer: 'command',
  severity: 'blocks',
  cause: 'arch-mismatch',
  needs: [],
  uses: ['session', 'client', 'entry', 'program', 'host'],
  signs: [
    {
      id: 'cpu',
      literals: ['Bad CPU type', 'bad CPU type', '(os error 86)', 'system error -86', 'EBADARCH'],
      pattern: /[Bb]ad CPU type in executable|\(os error 86\)|spawn (?<spawned>\S{1,200} )?Unknown system error -86|\bEBADARCH\b/u,
    },
    {
      id: 'format',
      literals: ['xec format error', 'ENOEXEC', 'EFTYPE', 'cannot execute binary file'],
      pattern: /\b[Ee]xec format error\b|\bspawn (?:\S{1,200} )?(?:ENOEXEC|EFTYPE)\b|cannot execute binary file/u,
    },
    {
      id: 'windows',
      literals: ['Win32', '(os error 193)', '(os error 216)', 'WinError 193', 'WinError 216', 'compatible with the version of Windows', '800700C1', '800700c1'],
      pattern: /is not a valid Win32 application|\(os error (?:193|216)\)|WinError (?:193|216)|not compatible with the version of Windows|\b0x800700[Cc]1\b/u,
    },
    {
      id: 'macho',
      literals: ['incompatible architecture'],
      pattern: /\bincompatible architecture \(have '(?<have>[\w,]{1,40})', need '(?<need>[\w, ]{1,40})'/u,
    },
    { id: 'dlopen', literals: ['dlopen('], pattern: /dlopen\((?<path>\/[^'",)]{1,240})/u },
    {
      id: 'elf',
      literals: ['invalid ELF header', 'wrong ELF class'],
      pattern: /(?:(?<![^'"\s:(])(?<path>\/[^'"\s:]{1,240}): )?(?:invalid ELF header|wrong ELF class)/u,
    },
    {
      id: 'libc',
      literals: ['GLIBC', 'ld-linux', 'ld-musl', 'BadImageFormatException', 'rosetta error', 'dynamically linked executable'],
      pattern:
        /version `GLIBC(?:XX)?_[\d.]{1,10}' not found|(?:ld-linux|ld-musl)[\w.-]{0,30}: (?:No such file|not found)|BadImageFormatException|\brosetta error: |Could not start dynamically linked executable|NixOS cannot run dynamically linked/u,
    },
    // The file is there; the loader it names is not: another libc, or another system's build.
    {
      id: 'platform-binary',
      literals: ['ENOENT'],
      pattern: /\bspawn (?<path>\S{0,200}node_modules\S{0,120}[-_](?:linux|darwin|win32|alpine|musl)[-_](?:x64|arm64|x86_64|aarch64)\S{0,120}) ENOENT\b/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'esbuild',
      literals: ['for another platform than the one'],
      pattern: /You installed (?<module>[\w@/-]{1,60}) for another platform than the one you're currently using/u,
    },
    {
      id: 'image',
      literals: ['no matching manifest for', 'cannot be used on this platform'],
      pattern: /no matching manifest for (?<host>[\w/]{3,30})|image operating system "\w{1,20}" cannot be used on this platform/u,
    },
    { id: 'sharp', literals: ['module using the'], pattern: /Could not load the "?(?<module>[\w@/-]{1,60})"? module using the (?<need>[\w-]{3,30}) runtime/u },
  ],

  judge({ session, client, program, host, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    // The file's own bytes say more than the words about it.
    if (session !== undefined && program?.file?.arch !== undefined && host !== undefined && !program.file.arch.includes(host.arch)) return [];
    const meant = signsToJudge(signs, session);
    // A batch file is no program for Windows either, on whatever processor.
    if (
      meant.some(({ quote }) =>
        /[\\/](?:npx|npm|pnpm|yarn|uvx|bunx)(?:\.cmd)?["'].{0,60}(?:error=|WinError )193|(?:WinError|os error) 193\b.{0,200}(?<![\w-])(?:npx|npm|pnpm|yarn|bunx)(?![\w-])/u.test(
          quote,
        ),
      )
    )
      return [];
    // Loading a native module fails for many reasons; only with one of the others does the line say which.
    const first = meant.find(({ sign }) => sign !== 'dlopen');
    if (first === undefined) return [];
    const subject = groupOf(meant, 'module') ?? groupOf(meant, 'path');
    const isModule = signsNamed(meant, 'macho', 'elf', 'esbuild', 'sharp').length > 0;
    const have = groupOf(meant, 'have');
    const need = groupOf(meant, 'need');
    return draftHit(meant, {
      confidence: weighStartup(meant, session),
      title: isModule
        ? `A native module${subject === undefined ? '' : ` (${cut(baseOf(subject), 22)})`} is built for another system`
        : 'The program is built for another processor or system',
      why:
        have !== undefined && need !== undefined
          ? `${subject ?? 'The module'} holds code for ${have}, and the process that loads it needs ${need}.`
          : `The system refused to load it: "${cut(first.quote, 160)}".`,
      fixes: [
        isModule
          ? tell(
              'reinstall-modules',
              'Install the packages again on this machine',
              `Delete node_modules (or the virtual environment) and install again with the same node or python that the client starts; do not copy it from another machine or system.${sayReload(client)}`,
            )
          : tell(
              'install-native-build',
              'Install the build for this machine',
              `Take the download for this system and processor ("uname -sm" prints both); a script needs a first line such as "#!/usr/bin/env node".${sayReload(client)}`,
            ),
      ],
      decisive: 'run "file PROGRAM" and "uname -sm" and compare the processor that each names',
    });
  },
});

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/', path.length - 2) + 1);
}
