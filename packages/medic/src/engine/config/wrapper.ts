import { join } from 'node:path';
import { namesOf, plainText } from '../../describe/described-text.ts';
import { variableName } from '../../describe/write-value.ts';
import { exists } from '../../io/files.ts';
import type { ClientId, DescribedText, Roots, ServerDescription } from '../../model/index.ts';
import type { FileChange } from '../../treat/plan-fix.ts';

export interface Wrapped {
  /** Starts the script; holds no variables any more. */
  readonly server: ServerDescription;
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
}

/**
 * A script that reads the variables from a file of the user's own and starts the server, for clients that replace no variables:
 * no secret stands in the client's config. `reason` when it cannot be made.
 */
export async function wrapLaunch(server: ServerDescription, client: ClientId, roots: Roots): Promise<Wrapped | { readonly reason: string }> {
  if (server.transport !== 'stdio') return { reason: 'a wrapper starts a local server; this one is dialled by the client itself' };
  const words = [server.command ?? [], ...server.args].map(plainText);
  if (words.some((word) => word === undefined)) return { reason: 'its command or arguments hold variables, which a wrapper would not replace' };
  const isWindows = roots.platform === 'win32';
  const base = join(roots.home, '.config', 'mcp-medic', 'servers', `${client}-${server.name.replaceAll(/[^\w.-]+/g, '-')}`);
  const script = `${base}.${isWindows ? 'cmd' : 'sh'}`;
  const variables = `${base}.env`;
  for (const path of [script, variables]) if (await exists(path)) return { reason: `${path} is there already; remove it, or choose another --name` };
  const values = Object.entries(server.env).flatMap(([name, text]) => (text === null ? [] : [valueOf(name, text, roots)]));
  const missing = values.filter(({ value }) => value === undefined).map(({ name }) => name);
  const command = words.filter((word) => word !== undefined);
  const make = (path: string, after: string, mode: number): FileChange => ({
    path,
    format: 'json',
    before: '',
    after,
    was: { encoding: 'utf-8', bom: false },
    becomes: { encoding: 'utf-8', bom: false },
    fromProject: false,
    mode,
  });
  const { command: _, ...rest } = server;
  return {
    server: { ...rest, command: [isWindows ? 'cmd' : script], args: isWindows ? [['/c'], [script]] : [], env: {}, inputs: {} },
    changes: [
      make(script, isWindows ? windowsScript(server.name, command) : posixScript(server.name, command, variables), 0o700),
      make(variables, variablesFile(values, isWindows), 0o600),
    ],
    notes: [
      `The variables stand in ${variables}, which only you can read.`,
      ...(missing.length === 0
        ? []
        : [`Write the ${missing.length === 1 ? 'value' : 'values'} of ${missing.join(', ')} into ${variables} before you start the client.`]),
    ],
  };
}

interface Variable {
  readonly name: string;
  readonly value: string | undefined;
}

/** References are looked up now: the script's file is where the values live from here on. */
function valueOf(name: string, text: DescribedText, { env }: Roots): Variable {
  const parts = text.map((part) => {
    if (typeof part === 'string') return part;
    if (part.ref === 'env') return env[part.name] ?? part.fallback;
    return part.ref === 'input' ? env[variableName(part.name)] : undefined;
  });
  const isKnown = parts.every((part) => part !== undefined) && (namesOf(text, 'env').length > 0 || parts.length > 0);
  return { name, value: isKnown ? parts.join('') : undefined };
}

function variablesFile(values: readonly Variable[], isWindows: boolean): string {
  const lines = values.map(({ name, value }) => (value === undefined ? `# ${name}=` : `${name}=${isWindows ? value : quote(value)}`));
  return `# One NAME=value a line; read by the script beside this file.\n${lines.map((line) => `${line}\n`).join('')}`.replaceAll(
    '\n',
    isWindows ? '\r\n' : '\n',
  );
}

function posixScript(name: string, words: readonly string[], variables: string): string {
  return `#!/bin/sh
# Starts "${name.replaceAll(/[^\w .-]/g, '-')}" with the variables of the file below. Written by mcp-medic.
set -a
. ${quote(variables)}
set +a
exec ${words.map(quote).join(' ')} "$@"
`;
}

function windowsScript(name: string, words: readonly string[]): string {
  const line = words.map((word) => `"${word.replaceAll('%', '%%').replaceAll('"', '""')}"`).join(' ');
  return [
    '@echo off',
    `rem Starts "${name.replaceAll(/[^\w .-]/g, '-')}" with the variables of the .env file beside this script. Written by mcp-medic.`,
    'setlocal DisableDelayedExpansion',
    'for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%~dpn0.env") do set "%%a=%%b"',
    `call ${line} %*`,
    '',
  ].join('\r\n');
}

/** One word for sh, whatever stands in it. */
function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
