/** Readers of the tables in which each system lists its listening sockets. Pure. */

export interface ListeningSocket {
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

/** Rows of `/proc/net/tcp` or `tcp6` in state LISTEN (0A), on `port` when it is given. */
export function parseListeningSockets(table: string, port?: number): readonly ListeningSocket[] {
  const found: ListeningSocket[] = [];
  for (const row of table.split('\n')) {
    const words = row.trim().split(/\s+/, 10);
    const [, local = '', , state] = words;
    if (state !== '0A') continue;
    const colon = local.indexOf(':');
    const its = Number.parseInt(local.slice(colon + 1), 16);
    if (port !== undefined && its !== port) continue;
    found.push({ address: readHexAddress(local.slice(0, colon)), port: its, inode: words[9] ?? '' });
  }
  return found;
}

// The kernel prints each 32-bit word of the address in host order: little-endian on every platform Node runs on but s390x.
function readHexAddress(hex: string): string {
  const words = (hex.match(/.{8}/g) ?? []).map((word) => (word.match(/../g) ?? []).toReversed().join('').toLowerCase());
  if (words.length === 1) return readDotted(words[0] ?? '');
  const [a, b, c, d = ''] = words;
  if (a === '00000000' && b === '00000000' && c === '0000ffff') return readDotted(d);
  const groups = words.join('').match(/.{4}/g) ?? [];
  return shortenIpv6(groups.map((group) => group.replace(/^0{1,3}/, '')));
}

function readDotted(hex: string): string {
  return (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join('.');
}

function shortenIpv6(groups: readonly string[]): string {
  const text = groups.join(':');
  const runs = text.match(/(?<![^:])(?:0:)+0(?![^:])/g) ?? [];
  const longest = runs.toSorted((a, b) => b.length - a.length)[0];
  if (longest === undefined) return text;
  const at = text.indexOf(longest);
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}

/** `lsof -F pcn`: one field per line, `p` process, `c` command, `n` name of the socket. */
export function parseLsof(text: string): { readonly holder?: { readonly pid: number; readonly name: string }; readonly addresses: readonly string[] } {
  let holder: { pid: number; name: string } | undefined;
  const addresses = new Set<string>();
  for (const line of text.split('\n')) {
    const value = line.slice(1);
    if (line.startsWith('p') && holder === undefined) holder = { pid: Number(value), name: 'unknown' };
    else if (line.startsWith('c') && holder?.name === 'unknown') holder = { pid: holder.pid, name: value };
    else if (line.startsWith('n')) addresses.add(cleanAddress(value));
  }
  return { ...(holder === undefined ? {} : { holder }), addresses: [...addresses] };
}

/** `netstat -ano`. The word for LISTENING is translated on localised Windows; a listener is known by its remote port 0. */
export function parseNetstat(text: string, port: number): readonly { readonly address: string; readonly pid: number }[] {
  const found: { address: string; pid: number }[] = [];
  for (const line of text.split('\n')) {
    const [kind, local = '', remote = '', ...rest] = line.trim().split(/\s+/);
    const pid = Number(rest.at(-1));
    if (kind !== 'TCP' || !local.endsWith(`:${port}`) || !remote.endsWith(':0') || !Number.isInteger(pid)) continue;
    found.push({ address: cleanAddress(local), pid });
  }
  return found;
}

/** Image name from `tasklist /FO CSV /NH`. */
export function parseTasklist(text: string): string | undefined {
  return /^"([^"]+)","\d+"/m.exec(text)?.[1];
}

function cleanAddress(socket: string): string {
  const host = socket.slice(0, socket.lastIndexOf(':'));
  return host === '*' ? '0.0.0.0' : host.replace(/^\[(.*)\]$/, '$1');
}
