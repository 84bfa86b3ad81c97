import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXPLAIN_LITERALS } from '../packages/medic/src/engine/explain.ts';

const SIZE_BYTES = 100_000_000;
const RUNS = 3;

/** CPU time of `explain` over a 100 MB log against that of `grep -F -c` over the same literals, least of several runs; peak memory. */
export async function measureSpeed(root: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'medic-explain-'));
  const [log, literals, usage, hook] = ['big.log', 'literals.txt', 'usage.json', 'hook.cjs'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  try {
    writeLog(log);
    writeFileSync(literals, `${EXPLAIN_LITERALS.join('\n')}\n`);
    writeFileSync(
      hook,
      `process.on('exit',()=>{const u=process.resourceUsage();require('fs').writeFileSync(${JSON.stringify(usage)},JSON.stringify({ms:(u.userCPUTime+u.systemCPUTime)/1000,mb:u.maxRSS/1024}))})`,
    );
    const bin = join(root, 'packages', 'medic', 'dist', 'bin.js');
    let [own, grep, peakMb] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    for (let run = 0; run < RUNS; run += 1) {
      spawnSync(process.execPath, ['--require', hook, bin, 'explain', log, '--json'], { stdio: 'ignore' });
      const used = JSON.parse(readFileSync(usage, 'utf8')) as { ms: number; mb: number };
      own = Math.min(own, used.ms);
      peakMb = Math.max(peakMb, used.mb);
      const timed = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time grep -F -c -f "$1" "$2"', 'bash', literals, log], { encoding: 'utf8' });
      const [user = 0, system = 0] = timed.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
      grep = Math.min(grep, (user + system) * 1000);
    }
    console.log(
      `100 MB log: explain ${own.toFixed(0)} ms CPU, grep -F ${grep.toFixed(0)} ms, throughput ${(grep / own).toFixed(2)} of grep's (at least 0.33), peak memory ${peakMb.toFixed(0)} MB`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A log as several clients write it, mostly of healthy traffic. */
function writeLog(path: string): void {
  const file = openSync(path, 'w');
  let written = 0;
  for (let index = 0; written < SIZE_BYTES;) {
    const block: string[] = [];
    for (let line = 0; line < 2000; line += 1, index += 1) block.push(logLine(index));
    written += writeSync(file, `${block.join('\n')}\n`);
  }
  closeSync(file);
}

function logLine(index: number): string {
  const at = new Date(1_760_000_000_000 + index * 317).toISOString();
  const server = ['github', 'filesystem', 'postgres', 'playwright'][index % 4] ?? '';
  const forms = [
    `${at} [${server}] [info] Message from client: {"method":"tools/call","params":{"name":"read_file","arguments":{"path":"/home/user/project/src/module-${index}/index.ts"}},"jsonrpc":"2.0","id":${index}} { metadata: undefined }`,
    `${at} [${server}] [info] Message from server: {"jsonrpc":"2.0","id":${index},"result":{"content":[{"type":"text","text":"export const value = ${index};"}]}} { metadata: undefined }`,
    `${at} [info] ${server}: Handling ListOfferings action, stdio command: npx -y @example/server-${index % 50}`,
    `{"timestamp":"${at}","level":"debug","sessionId":"0b0f-${index}","cwd":"/home/user/project","debug":"MCP server \\"${server}\\": Calling MCP tool: read_file"}`,
    `INFO:     127.0.0.1:${30_000 + (index % 20_000)} - "POST /mcp HTTP/1.1" 200 OK`,
    `    at async Object.handler (/home/user/.npm/_npx/0123456789abcdef/node_modules/@example/server/dist/index.js:${index % 900}:${index % 70})`,
    `${at}  INFO rmcp::service: Service initialized as client peer_info=Some(InitializeResult { protocol_version: ProtocolVersion("2025-06-18") })`,
    `${at} [${server}] [error] retry ${index}: waiting for connection to database pool, elapsed ${index % 5000} ms`,
    `npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory. ${index}`,
  ];
  return forms[index % forms.length] ?? '';
}
