import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { PROTOCOL_FAULTS } from './protocol-faults.mjs';

/** Writes what a dying program writes, then dies like one. */
const dieSaying =
  (text, code = 1) =>
  () => {
    process.stderr.write(text);
    process.exitCode = code;
  };

export const STARTUP_FAULTS = {
  exit0: () => {},
  exit1: dieSaying('fatal: missing API_KEY environment variable\n'),
  crash: dieSaying('Segmentation fault in native module\n', 139),
  exit1late: () => setTimeout(dieSaying('boom after 1s\n'), 1000),
  'needs-env': (value) => (process.env[value] === undefined ? dieSaying(`Error: ${value} environment variable is required\n`)() : PROTOCOL_FAULTS.ok()),
  /** Takes a TCP port as some servers do, and dies when it is taken. */
  'needs-port': (value) => {
    const server = createServer();
    server.on('error', (error) =>
      dieSaying(
        `Error: listen EADDRINUSE: address already in use 127.0.0.1:${value}\n    at Server.setupListenHandle (node:net:1940:16) {\n  code: '${error.code}'\n}\n`,
      )(),
    );
    server.listen(Number(value), '127.0.0.1', () => PROTOCOL_FAULTS.ok());
    server.unref();
  },
  /** Needs more heap than Node gives by itself. */
  oom: () =>
    process.env.NODE_OPTIONS?.includes('--max-old-space-size=') === true
      ? PROTOCOL_FAULTS.ok()
      : dieSaying('\n<--- Last few GCs --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n', 134)(),
  killed: () => process.kill(process.pid, 'SIGKILL'),
  segv: () => process.kill(process.pid, 'SIGSEGV'),
  /** Dies with the text given as VALUE, `\n` written as the two characters. */
  say: (value) => dieSaying(`${(value ?? '').replaceAll(String.raw`\n`, '\n')}\n`)(),
  /** Dies with the text of the file VALUE. */
  'say-file': (value) => dieSaying(readFileSync(value, 'utf8'))(),
  /** Like npm: fetches first, silently for VALUE seconds, in a child called `npm exec`. */
  'tty-prompt': () => {
    process.stdout.write('Need to install the following packages:\n  some-server@1.0.0\nOk to proceed? (y) ');
    process.stdin.resume();
  },
};
