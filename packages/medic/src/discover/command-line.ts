/** Programs that nearly always are followed by arguments, so that `npx -y server` in one string is surely a command line. */
const LAUNCHERS = new Set(
  'npx npm pnpm pnpx yarn bun bunx deno node nodejs tsx ts-node uv uvx python python3 py pipx pip poetry docker podman java go cargo dotnet ruby perl php sh bash zsh cmd powershell pwsh env ssh wsl mcp-remote supergateway'.split(
    ' ',
  ),
);
const SHELLS = new Set('sh bash zsh dash fish ksh cmd powershell pwsh wsl ssh'.split(' '));
/** Flags after which one argument holds code or a command. */
const CODE_FLAGS = new Set('-c -e --eval --print -Command -command /c /C /k -lc -ic -ilc'.split(' '));

/** The program's name without folders and Windows endings, lower case. */
function programName(command: string): string {
  return (command.split(/[/\\]/).at(-1) ?? command).toLowerCase().replace(/\.(?:exe|cmd|bat|ps1)$/, '');
}

export function isLauncher(command: string): boolean {
  return LAUNCHERS.has(programName(command));
}

export function isShell(command: string): boolean {
  return SHELLS.has(programName(command));
}

/** True for an argument that is code or a command of its own because of the flag before it. */
export function isCodeArgument(args: readonly string[], index: number): boolean {
  return CODE_FLAGS.has(args[index - 1] ?? '');
}

/** Splits a command line into words as a shell would: quotes group, a backslash before a quote or blank keeps it. */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let started = false;
  let quote = '';
  for (let i = 0; i < line.length; i += 1) {
    const character = line.charAt(i);
    const next = line.charAt(i + 1);
    if (character === '\\' && (next === '"' || next === "'" || next === ' ') && quote !== "'") {
      word += next;
      started = true;
      i += 1;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      started = true;
    } else if (/\s/.test(character)) {
      if (started) words.push(word);
      word = '';
      started = false;
    } else {
      word += character;
      started = true;
    }
  }
  if (started) words.push(word);
  return words;
}

/**
 * The words of a command that is a whole command line, or undefined when it is one program. A path with spaces is one
 * program: `isFile` says which of the paths in question exist.
 */
export function readCommandLine(command: string, isFile: (path: string) => boolean): readonly string[] | undefined {
  const trimmed = command.trim();
  if (!/\s/.test(trimmed) || isFile(trimmed)) return undefined;
  const words = splitWords(trimmed);
  const [first = ''] = words;
  if (words.length < 2 || first === '') return undefined;
  if (isLauncher(first) || isFile(first)) return words;
  // A path with spaces, quoted or not, and nothing behind it.
  if (/^(?:["']?[A-Za-z]:[/\\]|["']?[/~.\\])/.test(trimmed))
    return /\s--?[A-Za-z]/.test(trimmed) && !/\s--?[A-Za-z][^\s]*[/\\]/.test(trimmed) ? splitAfterProgram(trimmed) : undefined;
  return /\s--?[A-Za-z]/.test(trimmed) || /\s(?:\S+\.(?:js|mjs|cjs|ts|py|jar|sh)|@[\w-]+\/\S+)(?:\s|$)/.test(trimmed) ? words : undefined;
}

// "C:\Program Files\nodejs\node.exe" server.js: the quoted or file-ending part is the program.
function splitAfterProgram(line: string): readonly string[] {
  const ending = /\.(?:exe|cmd|bat|sh|py|js)["']?\s/i.exec(line);
  if (ending === null) return splitWords(line);
  const end = ending.index + ending[0].length;
  return [
    line
      .slice(0, end)
      .trim()
      .replace(/^["']|["']$/g, ''),
    ...splitWords(line.slice(end)),
  ];
}

/** `-y server` → `['-y', 'server']`: an option and its value in one argument; undefined for anything that may be meant. */
export function splitOption(arg: string): readonly string[] | undefined {
  const option = /^(--?[A-Za-z][\w-]{0,60})[ \t]+(?=\S)/.exec(arg);
  if (option === null) return undefined;
  const rest = arg.slice(option[0].length);
  const words = splitWords(arg);
  // "--header Authorization: Bearer x" has one value of several words; a list of options has many.
  return /(?:^|\s)--?[A-Za-z]/.test(rest) || words.length <= 2 ? words : [option[1] ?? '', rest];
}

/** `server --port 3000` or `server.py --debug` in one argument of a launcher; undefined for prose and paths with spaces. */
export function splitPackedArgument(arg: string): readonly string[] | undefined {
  if (arg.length > 2000 || /[\r\n]/.test(arg) || !/^[\w@./\\:~-]+\s/.test(arg)) return undefined;
  const words = splitWords(arg);
  const [first = '', second = ''] = words;
  const isTarget = /^(?:@[\w.-]+\/)?[\w.-]+(?:@[\w.-]+)?$/.test(first) || /\.(?:js|mjs|cjs|ts|py|jar)$/.test(first);
  if (!isTarget || words.length < 2) return undefined;
  const followsOption = /^--?[A-Za-z]/.test(second);
  return followsOption || /\.(?:js|mjs|cjs|ts|py|jar)$/.test(first) || /^@[\w.-]+\/[\w.-]+(?:@[\w.-]+)?$/.test(first) ? words : undefined;
}
