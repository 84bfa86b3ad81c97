import { COMMANDS } from './table.ts';
import { DOCTOR_FLAGS } from './doctor-flags.ts';
import type { FlagSpec } from './parse-flags.ts';

type Flags = Readonly<Record<string, FlagSpec>>;

/** Commands with flags of their own; read only when asked for. */
const OTHERS: Readonly<Record<string, { readonly usage: string; readonly load: () => Promise<Flags> }>> = {
  explain: { usage: 'mcp-medic explain [FILE | -] [flags]', load: async () => (await import('./explain-flags.ts')).EXPLAIN_FLAGS },
  verify: {
    usage: 'mcp-medic verify <URL | name | client:name | -- command arg…> [flags]',
    load: async () => (await import('./verify-flags.ts')).VERIFY_FLAGS,
  },
  preflight: {
    usage: 'mcp-medic preflight <URL | name | client:name | -- command arg…> [flags]',
    load: async () => (await import('./preflight-flags.ts')).PREFLIGHT_FLAGS,
  },
  permissions: { usage: 'mcp-medic permissions <target> --client ID [flags]', load: async () => (await import('./permissions-flags.ts')).PERMISSIONS_FLAGS },
  logs: { usage: 'mcp-medic logs [client] [server] [flags]', load: async () => (await import('./logs-flags.ts')).LOGS_FLAGS },
};

/** Prints the help of the whole program, or of one command. */
export async function printHelp(command?: string, word?: string): Promise<void> {
  if (command === 'config') return (await import('./config-help.ts')).printConfigHelp(word);
  const other = command === undefined || !Object.hasOwn(OTHERS, command) ? undefined : OTHERS[command];
  if (other !== undefined && command !== undefined) {
    process.stdout.write(
      [`${command}: ${COMMANDS[command]?.summary ?? ''}`, '', `Usage: ${other.usage}`, '', 'Flags', ...listFlags(await other.load()), ''].join('\n'),
    );
    return;
  }
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  process.stdout.write(
    [
      'mcp-medic finds out why an MCP client cannot connect to an MCP server.',
      '',
      'Usage: mcp-medic [command] [target…] [flags]',
      '       mcp-medic                    look at every configured server (= mcp-medic doctor)',
      '       mcp-medic github             only servers of that name; also client:name, a URL, or -- command arg…',
      '',
      'Commands',
      ...commands,
      '',
      'Flags of doctor',
      ...listFlags(DOCTOR_FLAGS),
      '',
      'Flags of the others: mcp-medic explain --help, mcp-medic config --help, mcp-medic permissions --help, …',
      '',
      'Exit codes: 0 all healthy · 1 something fails · 2 wrong usage · 3 could not decide (--strict) · 70 a defect in mcp-medic',
      '',
    ].join('\n'),
  );
}

export function listFlags(flags: Flags): readonly string[] {
  return Object.entries(flags).map(([name, { value, help }]) => `  ${`--${name}${value === undefined ? '' : ` ${value}`} `.padEnd(22)}${help}`);
}
