import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const LISTEN = "const s=require('net').createServer();s.listen({port:0,host:'127.0.0.1',backlog:1},()=>process.stdout.write(s.address().port+'\\n'))";
const FILLED_MS = 100;
const MAX_FILLERS = 16;

/**
 * A loopback port that swallows connection requests without a word, as a firewall does: the listener is stopped and its
 * queue is full, so the system drops every further SYN (seen on Linux 6.18, 2026-11-21). POSIX only.
 */
export async function startBlackhole(): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(first.toString().trim());
  child.kill('SIGSTOP');
  const fillers: Socket[] = [];
  while (fillers.length < MAX_FILLERS && (await fillOne(port, fillers)));
  return {
    port,
    close: async () => {
      for (const filler of fillers) filler.destroy();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Opens one more connection; false once the queue takes no more. */
function fillOne(port: number, fillers: Socket[]): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  fillers.push(socket);
  socket.on('error', () => {});
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), FILLED_MS);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
