import type { ClientFacts, FixDraft, Platform } from '../model/index.ts';
import { bareName } from './missing-program-signs.ts';
import { sayReload } from './words.ts';

interface Recipe {
  readonly product: string;
  readonly programs: readonly string[];
  readonly commands: Partial<Readonly<Record<Platform, readonly string[]>>>;
  readonly page: string;
}

/** Package managers' own names for what MCP entries start; Linux differs by distribution, so its page stands there instead. */
const RECIPES: readonly Recipe[] = [
  {
    product: 'Node.js',
    programs: ['node', 'npx', 'npm', 'corepack'],
    commands: { darwin: ['brew', 'install', 'node'], win32: ['winget', 'install', '--id', 'OpenJS.NodeJS.LTS', '-e'] },
    page: 'https://nodejs.org/en/download',
  },
  {
    product: 'uv',
    programs: ['uv', 'uvx'],
    commands: { darwin: ['brew', 'install', 'uv'], win32: ['winget', 'install', '--id', 'astral-sh.uv', '-e'] },
    page: 'https://docs.astral.sh/uv/getting-started/installation/',
  },
  {
    product: 'Python',
    programs: ['python', 'python3', 'py', 'pip', 'pip3'],
    commands: { darwin: ['brew', 'install', 'python'], win32: ['winget', 'install', '--id', 'Python.Python.3.13', '-e'] },
    page: 'https://www.python.org/downloads/',
  },
  {
    product: 'pipx',
    programs: ['pipx'],
    commands: {
      darwin: ['brew', 'install', 'pipx'],
      linux: ['python3', '-m', 'pip', 'install', '--user', 'pipx'],
      win32: ['py', '-m', 'pip', 'install', '--user', 'pipx'],
    },
    page: 'https://pipx.pypa.io/',
  },
  {
    product: 'Docker',
    programs: ['docker'],
    commands: { darwin: ['brew', 'install', '--cask', 'docker'], win32: ['winget', 'install', '--id', 'Docker.DockerDesktop', '-e'] },
    page: 'https://docs.docker.com/get-started/get-docker/',
  },
  {
    product: 'Podman',
    programs: ['podman'],
    commands: { darwin: ['brew', 'install', 'podman'], win32: ['winget', 'install', '--id', 'RedHat.Podman', '-e'] },
    page: 'https://podman.io/docs/installation',
  },
  {
    product: 'Bun',
    programs: ['bun', 'bunx'],
    commands: { darwin: ['brew', 'install', 'oven-sh/bun/bun'], win32: ['winget', 'install', '--id', 'Oven-sh.Bun', '-e'] },
    page: 'https://bun.sh/docs/installation',
  },
  {
    product: 'Deno',
    programs: ['deno'],
    commands: { darwin: ['brew', 'install', 'deno'], win32: ['winget', 'install', '--id', 'DenoLand.Deno', '-e'] },
    page: 'https://docs.deno.com/runtime/getting_started/installation/',
  },
  {
    product: 'pnpm',
    programs: ['pnpm', 'pnpx'],
    commands: { darwin: ['npm', 'install', '-g', 'pnpm'], linux: ['npm', 'install', '-g', 'pnpm'], win32: ['npm', 'install', '-g', 'pnpm'] },
    page: 'https://pnpm.io/installation',
  },
  {
    product: 'Yarn',
    programs: ['yarn'],
    commands: { darwin: ['npm', 'install', '-g', 'yarn'], linux: ['npm', 'install', '-g', 'yarn'], win32: ['npm', 'install', '-g', 'yarn'] },
    page: 'https://yarnpkg.com/getting-started/install',
  },
  {
    product: 'a Java runtime',
    programs: ['java'],
    commands: { darwin: ['brew', 'install', 'openjdk'], win32: ['winget', 'install', '--id', 'EclipseAdoptium.Temurin.21.JRE', '-e'] },
    page: 'https://adoptium.net/installation/',
  },
  {
    product: '.NET',
    programs: ['dotnet', 'dnx'],
    commands: { darwin: ['brew', 'install', 'dotnet'], win32: ['winget', 'install', '--id', 'Microsoft.DotNet.SDK.10', '-e'] },
    page: 'https://dotnet.microsoft.com/download',
  },
  {
    product: 'Go',
    programs: ['go'],
    commands: { darwin: ['brew', 'install', 'go'], win32: ['winget', 'install', '--id', 'GoLang.Go', '-e'] },
    page: 'https://go.dev/doc/install',
  },
];

/** How to get a program, on this system; in words where the system or the program is not known. */
export function draftInstall(program: string | undefined, platform: Platform | undefined, client: ClientFacts | undefined): FixDraft {
  const name = program === undefined ? undefined : bareName(program);
  const recipe = RECIPES.find(({ programs }) => name !== undefined && programs.includes(name.toLowerCase()));
  if (recipe === undefined) {
    const what = name === undefined ? 'the program the entry names' : `"${name}"`;
    return {
      id: 'install-command',
      title: `Install ${what}`,
      safety: 'manual',
      steps: [
        {
          do: 'tell',
          text: `Install ${what} as its documentation says, or name another program in the entry. To check, run "${platform === 'win32' ? 'where' : 'command -v'} ${name ?? 'PROGRAM'}" in a new terminal: it must print a path.${sayReload(client)}`,
        },
      ],
    };
  }
  const { product, commands, page } = recipe;
  const command = platform === undefined ? undefined : commands[platform];
  const afterwards = `${product === name ? '' : `"${name}" comes with ${product}. `}Restart ${client?.kind === 'app' ? `${client.name} completely` : 'the terminal'} afterwards, so that the new PATH is seen.${sayReload(client)}`;
  return {
    id: 'install-command',
    title: `Install ${product}`,
    safety: 'manual',
    steps:
      command === undefined
        ? [{ do: 'tell', text: `Install ${product}: ${page}. ${afterwards}` }]
        : [
            { do: 'run', command },
            { do: 'tell', text: afterwards },
          ],
  };
}
