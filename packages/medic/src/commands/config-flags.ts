import type { FlagSpec } from './parse-flags.ts';

type Flags = Readonly<Record<string, FlagSpec>>;

const PLACE: Flags = {
  json: { type: 'boolean', help: 'print one JSON document' },
  home: { type: 'string', value: 'DIR', help: 'look below this folder instead of the home folder' },
  cwd: { type: 'string', value: 'DIR', help: 'look at this project folder instead of the current one' },
  platform: { type: 'string', value: 'SYSTEM', oneOf: ['darwin', 'win32', 'linux'], help: "another system's places (darwin, win32, linux)" },
};

const WRITE: Flags = {
  scope: { type: 'string', value: 'SCOPE', help: "user (usual), project, or a client's own word such as local" },
  'dry-run': { type: 'boolean', help: 'show the change and write nothing' },
  yes: { type: 'boolean', help: 'write without asking' },
  force: { type: 'boolean', help: 'with --yes: write also what the client cannot express in full' },
  check: { type: 'boolean', help: 'ask the installed client itself afterwards, where it has a command for that' },
  trust: { type: 'boolean', help: 'with --check: also where the client would start servers of the project folder' },
};

const CLIENT: Flags = { client: { type: 'string', multiple: true, value: 'ID[,ID]', help: 'these clients; "all" for every one found here' } };

const ADD: Flags = {
  ...CLIENT,
  name: { type: 'string', value: 'NAME', help: 'what the server is called' },
  env: { type: 'string', multiple: true, value: 'NAME[=VALUE]', help: 'a variable; without a value a reference to the one of that name' },
  header: { type: 'string', multiple: true, value: "'NAME: VALUE'", help: 'a header of a remote server; ${NAME} in it stays a reference' },
  set: { type: 'string', multiple: true, value: 'NAME=VALUE', help: 'a value that a registry entry or a bundle asks for' },
  workdir: { type: 'string', value: 'DIR', help: 'the folder the server starts in' },
  timeout: { type: 'string', value: 'SECONDS', help: 'how long the client waits for the server to connect' },
  transport: { type: 'string', value: 'WORD', oneOf: ['stdio', 'http', 'sse'], help: 'stdio, http or sse, where the source leaves it open' },
  pick: { type: 'string', value: 'N', help: 'of several ways a registry entry offers, the Nth' },
  wrapper: { type: 'boolean', help: 'start the server through a script that reads its variables from a file of your own' },
  replace: { type: 'boolean', help: 'write over an entry of the same name' },
  snippet: { type: 'boolean', help: 'print what to paste where, and write nothing' },
  ...WRITE,
  ...PLACE,
};

/** Flags of each config command, and how it is called. */
export const CONFIG_COMMANDS: Readonly<Record<string, { readonly usage: string; readonly summary: string; readonly flags: Flags }>> = {
  paths: { usage: 'config paths [client…]', summary: "each client's config files on this system", flags: PLACE },
  list: { usage: 'config list [client…]', summary: 'every configured server', flags: PLACE },
  show: { usage: 'config show NAME | client:NAME', summary: 'entries of one name as written, secrets masked', flags: PLACE },
  validate: {
    usage: 'config validate [file | client]…',
    summary: 'what is wrong with files and entries, nothing started or dialled',
    flags: { ...CLIENT, all: { type: 'boolean', help: 'show hints too' }, ...PLACE },
  },
  add: { usage: 'config add SOURCE --client ID[,ID]   or   config add --client ID -- command arg…', summary: 'give clients a server', flags: ADD },
  convert: {
    usage: 'config convert --from ID --to ID[,ID] [server…]',
    summary: "take one client's servers over to others",
    flags: {
      from: { type: 'string', value: 'ID', help: 'the client to read' },
      to: { type: 'string', multiple: true, value: 'ID[,ID]', help: 'the clients to write' },
      wrapper: ADD['wrapper']!,
      replace: ADD['replace']!,
      snippet: ADD['snippet']!,
      ...WRITE,
      ...PLACE,
    },
  },
  remove: { usage: 'config remove NAME --client ID[,ID]', summary: 'take a server out', flags: { ...CLIENT, ...WRITE, ...PLACE } },
};
