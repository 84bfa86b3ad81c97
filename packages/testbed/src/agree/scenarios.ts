/** What is configured, in no client's dialect yet. */
export type Wanted =
  | { readonly kind: 'stdio'; readonly command: string; readonly args: readonly string[]; readonly env?: Readonly<Record<string, string | number>> }
  | { readonly kind: 'http' | 'sse'; readonly url: string; readonly withoutType?: boolean };

export interface Scenario {
  readonly name: string;
  /** `{{…}}` placeholders as in testbed scenes. */
  readonly wanted: Wanted;
  readonly serve?: { readonly fault: string; readonly value?: string; readonly tls?: 'self-signed' };
  /** Damage done to the written file. */
  readonly mangle?: (text: string) => string;
  /** Bytes before the text. */
  readonly bom?: boolean;
  readonly inProject?: boolean;
  /** Takes longer than a minute with some clients. */
  readonly slow?: boolean;
}

const stdio = (name: string, fault: string, ...rest: readonly string[]): Scenario => ({
  name,
  wanted: { kind: 'stdio', command: '{{node}}', args: ['{{server}}', fault, ...rest] },
});
const http = (name: string, fault: string, value?: string): Scenario => ({
  name,
  wanted: { kind: 'http', url: '{{origin}}/mcp' },
  serve: { fault, ...(value === undefined ? {} : { value }) },
});
const ok: Scenario['wanted'] = { kind: 'stdio', command: '{{node}}', args: ['{{server}}', 'ok'] };

/** Set-ups that every client is put through; names as in the published table of real clients where they are the same. */
export const SCENARIOS: readonly Scenario[] = [
  stdio('ok', 'ok'),
  stdio('stderr', 'stderr'),
  { name: 'missingcmd', wanted: { kind: 'stdio', command: 'definitely-not-a-command-xyz', args: [] } },
  { name: 'notexec', wanted: { kind: 'stdio', command: '{{server}}', args: [] } },
  { name: 'cmdstring', wanted: { kind: 'stdio', command: '{{node}} {{server}} ok', args: [] } },
  { name: 'tildecmd', wanted: { kind: 'stdio', command: '~/srv.sh', args: [] } },
  stdio('exit1', 'exit1'),
  stdio('exit0', 'exit0'),
  stdio('exit1late', 'exit1late'),
  stdio('noise', 'noise'),
  stdio('noisejson', 'noisejson'),
  { ...stdio('noisenonl', 'noisenonl'), slow: true },
  { ...stdio('silent', 'silent'), slow: true },
  stdio('delay3', 'delay', '3'),
  stdio('delay8', 'delay', '8'),
  stdio('initerror', 'initerror'),
  stdio('badversion', 'badversion'),
  stdio('futureversion', 'futureversion'),
  stdio('oldversion', 'oldversion'),
  stdio('nocaps', 'nocaps'),
  stdio('modern', 'modern'),
  stdio('dual', 'dual'),
  stdio('exits-on-discover', 'exits-on-discover'),
  { ...stdio('content-length', 'content-length'), slow: true },
  { ...stdio('pretty-printed', 'pretty-printed'), slow: true },
  http('httpok', 'ok'),
  http('httpoksse', 'ok-sse-answers'),
  http('httpnosess', 'ok-no-sessions'),
  { name: 'closed', wanted: { kind: 'http', url: 'http://127.0.0.1:{{closed}}/mcp' } },
  { name: 'badhost', wanted: { kind: 'http', url: 'http://no-such-host.invalid/mcp' } },
  http('http401', '401'),
  http('http401meta', '401-resource'),
  http('http401full', '401-full'),
  http('http403', '403'),
  http('http404', '404'),
  http('http500', '500'),
  http('html', 'html'),
  http('http308', '308'),
  http('http301', '301'),
  { name: 'tls', wanted: { kind: 'http', url: '{{origin}}/mcp' }, serve: { fault: 'ok', tls: 'self-signed' } },
  { name: 'sseashttp', wanted: { kind: 'http', url: '{{origin}}/sse' }, serve: { fault: 'ok-old-sse' } },
  { name: 'sseassse', wanted: { kind: 'sse', url: '{{origin}}/sse' }, serve: { fault: 'ok-old-sse' } },
  http('httpbadversion', 'bad-version'),
  http('httpmodern', 'modern'),
  http('httpdual', 'dual'),
  { ...http('httphang', 'hang'), slow: true },
  { name: 'notype', wanted: { kind: 'http', url: '{{origin}}/mcp', withoutType: true }, serve: { fault: 'ok' } },
  { name: 'trailingcomma', wanted: ok, mangle: (text) => text.replace(/\}(\s*)\}(\s*)$/, '},$1}$2') },
  { name: 'comment', wanted: ok, mangle: (text) => text.replace('{', '{\n  // a comment') },
  { name: 'bom', wanted: ok, bom: true },
  { name: 'badjson', wanted: ok, mangle: (text) => text.replace(/\}\s*$/, '') },
  { name: 'wrongkey', wanted: ok, mangle: (text) => text.replace(/"(mcpServers|mcp)"/, '"mcpServer"') },
  { name: 'numenv', wanted: { ...ok, env: { PORT: 3000 } } },
];
