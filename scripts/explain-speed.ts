import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXPLAIN_LITERALS } from '../packages/medic/src/engine/explain.ts';

const SIZE_BYTES = 100_000_000;
const RUNS = 5;
const LEAST_SHARE = 0.33;
const SERVERS = ['github', 'filesystem', 'postgres', 'playwright'];
const WORDS = 'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt'.split(' ');

type LineWriter = (index: number) => string;

const LOGS: Readonly<Record<string, LineWriter>> = {
  'of several clients': (index) => pick([...listTraffic(index), ...listTrouble(index)], index),
  'of a healthy session': (index) => pick(listTraffic(index), index),
  'with an error in every line': (index) => pick(listErrors(index), index),
  'of one error': (index) => listErrors(index)[1] ?? '',
  'of one error among ever other words': (index) =>
    `${stampOf(index)} [error] ${speak(index, 3)}: connect ECONNREFUSED 127.0.0.1:${index % 9999} ${speak(index * 31, 4)}`,
};

/**
 * CPU time, start of Node included, of `explain` over logs of 100 MB against that of `grep -F -c` over the same literals in the same
 * locale; the two take turns and the least of several runs of each counts. grep leaves a line at its first literal. Peak memory.
 */
export async function measureSpeed(root: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'medic-explain-'));
  const bin = join(root, 'packages', 'medic', 'dist', 'bin.js');
  try {
    const literals = join(folder, 'literals.txt');
    writeFileSync(literals, `${EXPLAIN_LITERALS.join('\n')}\n`);
    for (const [name, writeLine] of Object.entries(LOGS)) {
      const log = join(folder, 'big.log');
      writeLog(log, writeLine);
      let [own, grep, peakMb] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
      for (let run = 0; run < RUNS; run += 1) {
        const used = measureExplain(folder, bin, log);
        own = Math.min(own, used.ms);
        peakMb = Math.max(peakMb, used.mb);
        grep = Math.min(grep, measureGrep(literals, log));
      }
      const share = grep / own;
      console.log(
        `${share >= LEAST_SHARE ? 'ok  ' : 'SLOW'} 100 MB ${name}: explain ${own.toFixed(0)} ms CPU, grep -F ${grep.toFixed(0)} ms, throughput ${share.toFixed(2)} of grep's (at least ${LEAST_SHARE}), peak memory ${peakMb.toFixed(0)} MB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureExplain(folder: string, bin: string, log: string): { readonly ms: number; readonly mb: number } {
  const [usage, hook] = [join(folder, 'usage.json'), join(folder, 'hook.cjs')];
  writeFileSync(
    hook,
    `process.on('exit',()=>{const u=process.resourceUsage();require('fs').writeFileSync(${JSON.stringify(usage)},JSON.stringify({ms:(u.userCPUTime+u.systemCPUTime)/1000,mb:u.maxRSS/1024}))})`,
  );
  const { stdout } = spawnSync(process.execPath, ['--require', hook, bin, 'explain', log, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!stdout.startsWith('{')) throw new Error('explain gave no answer; was it built (npm run build)?');
  return JSON.parse(readFileSync(usage, 'utf8')) as { ms: number; mb: number };
}

function measureGrep(literals: string, log: string): number {
  const timed = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time grep -F -c -f "$1" "$2"', 'bash', literals, log], { encoding: 'utf8' });
  const [user = 0, system = 0] = timed.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  return (user + system) * 1000;
}

function writeLog(path: string, writeLine: LineWriter): void {
  const file = openSync(path, 'w');
  let written = 0;
  for (let index = 0; written < SIZE_BYTES;) {
    const block: string[] = [];
    for (let line = 0; line < 2000; line += 1, index += 1) block.push(writeLine(index));
    written += writeSync(file, `${block.join('\n')}\n`);
  }
  closeSync(file);
}

function listTraffic(index: number): readonly string[] {
  const [at, server] = [stampOf(index), pick(SERVERS, index)];
  return [
    `${at} [${server}] [info] Message from client: {"method":"tools/call","params":{"name":"read_file","arguments":{"path":"/home/user/project/src/module-${index}/index.ts"}},"jsonrpc":"2.0","id":${index}} { metadata: undefined }`,
    `${at} [${server}] [info] Message from server: {"jsonrpc":"2.0","id":${index},"result":{"content":[{"type":"text","text":"export const value = ${index};"}]}} { metadata: undefined }`,
    `${at} [info] ${server}: Handling ListOfferings action, stdio command: npx -y @example/server-${index % 50}`,
    `{"timestamp":"${at}","level":"debug","sessionId":"0b0f-${index}","cwd":"/home/user/project","debug":"MCP server \\"${server}\\": Calling MCP tool: read_file"}`,
    `INFO:     127.0.0.1:${30_000 + (index % 20_000)} - "POST /mcp HTTP/1.1" 200 OK`,
    `${at}  INFO rmcp::service: Service initialized as client peer_info=Some(InitializeResult { protocol_version: ProtocolVersion("2025-06-18") })`,
  ];
}

function listTrouble(index: number): readonly string[] {
  return [
    `    at async Object.handler (/home/user/.npm/_npx/0123456789abcdef/node_modules/@example/server/dist/index.js:${index % 900}:${index % 70})`,
    `${stampOf(index)} [${pick(SERVERS, index)}] [error] retry ${index}: waiting for connection to database pool, elapsed ${index % 5000} ms`,
    `npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory. ${index}`,
  ];
}

function listErrors(index: number): readonly string[] {
  const [at, server] = [stampOf(index), pick(SERVERS, index)];
  return [
    `${at} [${server}] [error] spawn uvx ENOENT { metadata: { context: 'connection', stack: 'Error: spawn uvx ENOENT\\n    at ChildProcess._handle.onexit (node:internal/child_process:285:19)' } }`,
    `${at} [error] user-${server}: Client error for command connect ECONNREFUSED 127.0.0.1:${30_000 + (index % 20_000)}`,
    `${at} [${server}] [error] Error: Cannot find module '/home/user/project-${index}/dist/index.js'`,
    `${at} ERROR mcp.client: HTTP 401 Unauthorized {"error":"invalid_token","error_description":"The access token expired ${index}"}`,
    `${at} [${server}] [error] Server transport closed unexpectedly, this is likely due to the process exiting early. ${index}`,
    `Error: listen EADDRINUSE: address already in use :::${3000 + (index % 900)}`,
    `ModuleNotFoundError: No module named 'mcp_server_${index % 77}'`,
    `${at} [${server}] [error] MCP error -32001: Request timed out after ${index % 60_000} ms`,
    `npm error 404 Not Found - GET https://registry.npmjs.org/@example%2fserver-${index} - Not found`,
  ];
}

function stampOf(index: number): string {
  return new Date(1_760_000_000_000 + index * 317).toISOString();
}

/** Words that hardly come twice in this order. */
function speak(index: number, count: number): string {
  return Array.from({ length: count }, (_unused, place) => pick(WORDS, Math.floor((index * 2_654_435_761) / 13 ** place) % 4_294_967_296)).join(' ');
}

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}
