import { COMMANDS } from './table.ts';
import { DOCTOR_FLAGS } from './doctor-flags.ts';

/** Prints the help of the whole program. */
export function printHelp(): void {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  const flags = Object.entries(DOCTOR_FLAGS).map(([name, { value, help }]) => `  ${`--${name}${value === undefined ? '' : ` ${value}`}`.padEnd(22)}${help}`);
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
      ...flags,
      '',
      'Exit codes: 0 all healthy · 1 something fails · 2 wrong usage · 3 could not decide (--strict) · 70 a defect in mcp-medic',
      '',
    ].join('\n'),
  );
}
