import type { Sign, SignHit } from '../model/index.ts';
import { near } from './near.ts';

const NAME = String.raw`(?<program>[A-Za-z0-9_@][\w@.+-]{0,80})`;

/**
 * How runtimes, shells and operating systems say that there is no program of a name. Only bare names: a path that leads
 * nowhere is another fault. Node, Bun, Rust, Go and the official SDKs measured 2026-11-20; the rest from their sources.
 */
export const MISSING_PROGRAM_SIGNS: readonly Sign[] = [
  { id: 'node', literals: ['ENOENT'], pattern: new RegExp(String.raw`\bspawn(?:Sync)? ${NAME} ENOENT\b`, 'u') },
  {
    id: 'bun',
    literals: ['posix_spawn', 'Executable not found in $PATH'],
    pattern: new RegExp(String.raw`posix_spawn ['"]${NAME}['"]|Executable not found in \$PATH: "(?<bun>[\w@.+-]{1,80})"`, 'u'),
  },
  { id: 'go', literals: ['executable file not found in'], pattern: new RegExp(String.raw`exec: "${NAME}": executable file not found in [$%]PATH`, 'u') },
  {
    id: 'python',
    literals: ['FileNotFoundError', "[Errno 2] No such file or directory: '"],
    pattern: new RegExp(String.raw`\[Errno 2\] No such file or directory: ['"]${NAME}['"]`, 'u'),
  },
  { id: 'python-bare', literals: ['[Errno 2] No such file'], pattern: /\b(?:MCP|mcp|stdio)\b.{0,160}\[Errno 2\] No such file or directory\s{0,40}$/u },
  {
    id: 'shell-env',
    literals: ['env: '],
    pattern: /\benv: ['‘]?(?<program>npx|npm|pnpm|bunx|yarn|uvx|pipx|poetry|docker|podman|dotnet|go|cargo)['’]?: No such file or directory/u,
  },
  { id: 'python-windows', literals: ['[WinError 2]'], pattern: /FileNotFoundError: \[WinError 2\]/u },
  { id: 'java', literals: ['Cannot run program'], pattern: near(new RegExp(String.raw`Cannot run program "${NAME}"`, 'u'), 300, /error=2\b/u) },
  {
    id: 'dotnet',
    literals: ['trying to start process'],
    pattern: new RegExp(String.raw`trying to start process '${NAME}' with working directory .{0,300}(?:No such file|cannot find the file)`, 'u'),
  },
  { id: 'uv', literals: ['Failed to spawn'], pattern: new RegExp(String.raw`[Ff]ailed to spawn: ?\x60${NAME}\x60`, 'u') },
  {
    id: 'rust',
    literals: ['(os error 2)', 'program not found'],
    pattern:
      /-3200\d: No such file or directory \(os error 2\)|(?:spawn|start|exec|launch|process|transport).{0,120}(?:No such file or directory \(os error 2\)|The system cannot find the file specified\. \(os error 2\)|program not found)/iu,
  },
  {
    id: 'npm-exec',
    literals: [': not found'],
    pattern: new RegExp(
      String.raw`\b(?:sh|exec):(?: (?:line )?\d{1,4}:)?(?: exec:)? ${NAME}: not found|\.sh: (?:line )?\d{1,4}: (?:exec: )?(?<base>[\w@.+-]{1,80}): not found`,
      'u',
    ),
  },
  {
    id: 'path-words',
    literals: ['PATH', 'which: no ', 'failed to run command', 'executable'],
    pattern: new RegExp(
      String.raw`which: no ${NAME} in \(|failed to run command ['‘](?<run>[\w@.+-]{1,80})['’]: No such file|[Cc]ould not find ['"\x60](?<found>[\w@.+-]{1,80})['"\x60] executable|\b(?<base>npx|npm|pnpm|bunx?|uvx?|node|python3?|docker|podman|deno) (?:is )?not (?:found|installed) (?:in|on) (?:your |the )?\$?PATH\b|['"\x60](?<bun>[\w@.+-]{1,80})['"\x60] (?:is |was )?not (?:found|installed|available) (?:in|on) (?:your |the |system )?\$?PATH|(?:[Cc]ould not|[Uu]nable to|[Cc]annot|[Ff]ailed to) (?:find|locate) (?:the )?(?:command|executable|program|binary)? ?['"\x60]?(?<zsh>[\w@.+-]{1,80})['"\x60]? (?:in|on) (?:your |the |system )?\$?PATH`,
      'u',
    ),
  },
  {
    id: 'stub',
    literals: [
      'was not found; run without arguments',
      'No suitable Python runtime',
      'invalid active developer path',
      'no developer tools were found',
      'locate a Java Runtime',
      'You must install .NET',
    ],
    pattern:
      /\b(?<program>Python) was not found; run without arguments|(?<bun>No suitable Python) runtime found|invalid active developer path|no developer tools were found|Unable to locate a (?<zsh>Java) Runtime|You must install (?<base>\.NET) to run this application/u,
  },
  { id: 'zed', literals: ['failed to spawn command'], pattern: /\bfailed to spawn command\b/u },
  {
    id: 'shell',
    literals: ['command not found'],
    pattern: new RegExp(
      String.raw`\b(?:zsh|bash|sh|dash|ksh)(?:\.exe)?: (?:line \d{1,4}: |\d{1,4}: )?(?:command not found: (?<zsh>[\w@.+-]{1,80})|${NAME}: command not found)`,
      'u',
    ),
  },
  {
    id: 'told',
    literals: ['ommand not found:', "ommand '", 'ommand "', 'ommand `', "xecutable '", 'xecutable "', 'xecutable `', "rogram '", 'rogram `'],
    pattern: new RegExp(
      String.raw`(?:^|["\s])[Cc]ommand not found: ${NAME}\b(?! -)|(?:[Cc]ommand|[Ee]xecutable|[Pp]rogram) ['"\x60](?<zsh>[\w@.+-]{1,80})['"\x60] (?:was |is |could )?not (?:be )?(?:found|installed)`,
      'u',
    ),
  },
  {
    id: 'resolved-path',
    literals: ['not found on resolved PATH', '` was not found'],
    pattern: new RegExp(
      String.raw`not found on (?:the )?resolved PATH command=${NAME}|\x60(?<base>npx|npm|uvx?|bunx?|node|python3?|docker|deno)\x60 was not found\b`,
      'u',
    ),
  },
  // A Docker without the plug-in of its MCP gateway.
  {
    id: 'docker-plugin',
    literals: ['is not a docker command', 'unknown command: docker'],
    pattern: /docker: '(?<program>mcp)' is not a docker command|unknown command: docker (?<base>mcp)\b/u,
  },
  { id: 'asdf', literals: ['have to reshim'], pattern: new RegExp(String.raw`unknown command: ${NAME}\. Perhaps you have to reshim`, 'u') },
  { id: 'fish', literals: ['Unknown command'], pattern: new RegExp(String.raw`fish: Unknown command:? '?${NAME}`, 'u') },
  {
    id: 'cmd',
    literals: ['is not recognized as an internal', 'is not recognised as an internal'],
    pattern: new RegExp(String.raw`['"]${NAME}['"] is not recogni[sz]ed as an internal or external command`, 'u'),
  },
  // The same sentence of cmd.exe in other languages of Windows.
  { id: 'cmd-de', literals: ['ist entweder falsch geschrieben'], pattern: new RegExp(String.raw`Befehl ["']${NAME}["'] ist entweder falsch geschrieben`, 'u') },
  { id: 'cmd-fr', literals: ['reconnu en tant que commande'], pattern: new RegExp(String.raw`['"]${NAME}['"] n.est pas reconnu en tant que commande`, 'u') },
  { id: 'cmd-es', literals: ['no se reconoce como un comando'], pattern: new RegExp(String.raw`['"]${NAME}['"] no se reconoce como un comando`, 'u') },
  { id: 'cmd-pt', literals: ['reconhecido como um comando'], pattern: new RegExp(String.raw`['"]${NAME}['"] n.{1,2}o . reconhecido como um comando`, 'u') },
  { id: 'cmd-it', literals: ['riconosciuto come comando'], pattern: new RegExp(String.raw`['"]${NAME}['"] non . riconosciuto come comando`, 'u') },
  { id: 'cmd-zh', literals: ['不是内部或外部命令', '不是內部或外部命令'], pattern: new RegExp(String.raw`['"]${NAME}['"] ?不是[内內]部或外部命令`, 'u') },
  // Its Chinese bytes, read as UTF-8 or as Latin-1.
  {
    id: 'cmd-bytes',
    literals: ['\uFFFD\uFFFD', 'ÊÇÄÚ²¿'],
    pattern: new RegExp(String.raw`['"]${NAME}['"] ?(?:(?:²»)?ÊÇÄÚ²¿|\uFFFD{2,40}.{0,40}\uFFFD\uFFFD)`, 'u'),
  },
  // The same over two lines, the second of them unreadable.
  {
    id: 'cmd-cut',
    literals: ["'npx'", "'npm'", "'uvx'", "'uv'", "'node'", "'python'", "'docker'", "'bunx'"],
    pattern: /^\s{0,40}'(?<program>npx|npm|uvx|uv|node|python|docker|bunx)'\s{0,40}(?:$|[^\0-\u024F])/u,
    sources: ['pasted', 'client-log'],
    loose: true,
  },
  { id: 'cmd-ja', literals: ['内部コマンドまたは外部コマンド'], pattern: new RegExp(String.raw`['"]${NAME}['"] ?は、内部コマンドまたは外部コマンド`, 'u') },
  { id: 'cmd-ko', literals: ['내부 또는 외부 명령'], pattern: new RegExp(String.raw`['"]${NAME}['"].{0,6}내부 또는 외부 명령`, 'u') },
  { id: 'cmd-ru', literals: ['не является внутренней или внешней'], pattern: new RegExp(String.raw`["']${NAME}["'] не является внутренней или внешней`, 'u') },
  {
    id: 'powershell',
    literals: ['name of a cmdlet'],
    pattern: new RegExp(String.raw`[Tt]he term '${NAME}' is not recogni[sz]ed as (?:the|a) name of a cmdlet`, 'u'),
  },
  {
    id: 'powershell-other',
    literals: ['Name eines Cmdlet', 'applet de commande', 'nombre de un cmdlet', '项识别为 cmdlet', 'コマンドレット'],
    pattern: new RegExp(
      String.raw`(?:["'“«] ?)${NAME}(?: ?["'”»])[^"“«]{0,80}(?:Name eines Cmdlet|applet de commande|nombre de un cmdlet|项识别为 cmdlet|コマンドレット)`,
      'u',
    ),
  },
];

/** Shims and scripts that could start, and whose interpreter cannot: `env: node: No such file or directory`. */
export const MISSING_INTERPRETER_SIGN: Sign = {
  id: 'interpreter',
  literals: ['No such file or directory', 'bad interpreter'],
  pattern:
    /\benv: ['‘]?(?<program>node|nodejs|python3?(?:\.\d{1,2})?|bun|deno|ruby|php|uv|bash|java)['’]?: No such file or directory|(?:\/)(?<base>[\w.-]{1,40}): bad interpreter: No such file/u,
};

/** Programs that are nearly always installed when somebody names them, and are missing from a desktop session's PATH. */
const RUNTIMES: ReadonlySet<string> = new Set([
  'node',
  'npx',
  'npm',
  'pnpm',
  'pnpx',
  'yarn',
  'bun',
  'bunx',
  'deno',
  'uv',
  'uvx',
  'python',
  'python3',
  'pip',
  'pipx',
  'docker',
  'podman',
  'java',
  'go',
  'cargo',
  'dotnet',
  'poetry',
  'conda',
  'ruby',
  'php',
]);

/** The name without `.exe`, `.cmd`, `.bat`. */
export function bareName(program: string): string {
  return program.replace(/\.(?:exe|cmd|bat)$/iu, '');
}

export function isRuntime(program: string): boolean {
  return RUNTIMES.has(bareName(program).toLowerCase());
}

/** The program a hit names, when it names one. */
export function programOf({ groups }: SignHit): string | undefined {
  return groups['program'] ?? groups['bun'] ?? groups['zsh'] ?? groups['base'] ?? groups['run'] ?? groups['found'];
}
