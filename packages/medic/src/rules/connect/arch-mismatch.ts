import type { AnyRule, ClientFacts, FileKind, FixDraft, HostFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { lastAttempt } from '../quote.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';

const SYSTEMS = { elf: 'linux', 'mach-o': 'darwin', pe: 'win32' } as const;
const NAMES = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' } as const;
/** Processors whose programs another one runs too: Rosetta, Windows on Arm, 32-bit programs on 64-bit systems. */
const ALSO_RUNS: Readonly<Record<string, readonly string[]>> = {
  'darwin arm64': ['x64'],
  'win32 arm64': ['x64', 'ia32'],
  'win32 x64': ['ia32'],
  'linux x64': ['ia32'],
};
const START_CODES = new Set(['ENOEXEC', 'EBADARCH', 'EBADMACHO', 'UNKNOWN', 'ENOENT', 'EACCES']);

/** The program was built for another processor, another system or another C library; seen in its first bytes. */
export const rule: AnyRule = defineRule({
  id: 'arch-mismatch',
  layer: 'command',
  severity: 'blocks',
  cause: 'arch-mismatch',
  needs: ['host', 'client', 'program', 'session'],

  judge({ host, client, program, session }) {
    if (session.transport !== 'stdio' || session.outcome.kind !== 'failed') return [];
    const { stage } = session.outcome;
    const attempt = lastAttempt(session);
    const { file } = program;
    if (file === undefined || !file.exists || (stage !== 'spawn' && stage !== 'exit')) return [];
    const code = attempt?.spawnError?.code;
    if (stage === 'spawn' && (code === undefined || !START_CODES.has(code))) return [];
    const wrong = describeMismatch(file, host);
    if (wrong === undefined) return [];
    const isRosetta = host.platform === 'darwin' && host.arch === 'arm64' && file.arch?.includes('x64') === true;
    const isSure = stage === 'spawn' && !isRosetta;
    return [
      {
        confidence: isSure ? 'confirmed' : 'likely',
        title: fitTitle(`${client.name} cannot run "${cut(program.command, 20)}": ${wrong.short}`),
        why: `${file.path} ${wrong.long}.`,
        evidence: [
          attempt?.spawnError === undefined
            ? { what: `it ended with ${attempt?.exit?.signal ?? `code ${attempt?.exit?.code ?? 'unknown'}`} before it answered` }
            : { what: `starting it failed with ${attempt.spawnError.code}`, quote: attempt.spawnError.message },
          {
            what: 'what the file is',
            where: file.path,
            quote: [file.format, file.arch?.join('+'), file.loader?.path].filter((part) => part !== undefined).join(', '),
          },
          { what: 'this machine', quote: `${NAMES[host.platform]} ${host.arch}` },
        ],
        fixes: draftFixes(host, client, wrong.isLoader),
        ...(isSure ? {} : { decisive: `run "${file.path}" in a terminal` }),
      },
    ];
  },
});

interface Mismatch {
  readonly short: string;
  readonly long: string;
  readonly isLoader: boolean;
}

function describeMismatch({ format, arch = [], loader }: FileKind, { platform, arch: own, isWsl }: HostFacts): Mismatch | undefined {
  if (format !== 'elf' && format !== 'mach-o' && format !== 'pe') return undefined;
  const system = SYSTEMS[format];
  // WSL starts Windows programs; whether it may here is not to be seen from the file.
  if (system !== platform)
    return isWsl === true && format === 'pe'
      ? undefined
      : { short: `it is built for ${NAMES[system]}`, long: `is a program for ${NAMES[system]}, and this is ${NAMES[platform]}`, isLoader: false };
  const runs = [own, ...(platform === 'darwin' && own === 'arm64' ? [] : (ALSO_RUNS[`${platform} ${own}`] ?? []))];
  if (arch.length > 0 && !arch.some((one) => runs.includes(one)))
    return { short: `it is built for ${arch.join('+')}`, long: `is built for ${arch.join(' and ')}, and this machine is ${own}`, isLoader: false };
  if (loader !== undefined && !loader.exists)
    return {
      short: 'it needs another C library',
      long: `needs the loader ${loader.path}, which this system does not have: it was built for another C library (${loader.path.includes('musl') ? 'musl, as on Alpine' : 'glibc'})`,
      isLoader: true,
    };
  return undefined;
}

function draftFixes(host: HostFacts, client: ClientFacts, isLoader: boolean): readonly FixDraft[] {
  const native = tell(
    'install-native-build',
    `Install the build for ${NAMES[host.platform]} ${host.arch}`,
    `Download or reinstall the program for ${NAMES[host.platform]} ${host.arch}${isLoader ? ' and this C library (on Alpine take the musl build, elsewhere the gnu build)' : ''}, and do not copy it from another machine.${sayReload(client)}`,
  );
  if (host.platform !== 'darwin' || host.arch !== 'arm64') return [native];
  return [
    native,
    {
      id: 'install-rosetta',
      title: 'Let macOS translate Intel programs',
      safety: 'manual',
      steps: [
        { do: 'run', command: ['softwareupdate', '--install-rosetta', '--agree-to-license'] },
        { do: 'tell', text: `Then: ${client.reload}.` },
      ],
    },
  ];
}
