import { setMaxListeners } from 'node:events';
import { killAllProcesses } from '../io/process.ts';

/** Runs work that may start servers; Ctrl-C and SIGTERM end every one of them before we go. */
export async function withSignals(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  // Every connection listens; Node takes more than ten for a leak and says so on stderr.
  setMaxListeners(0, controller.signal);
  const stop = (name: NodeJS.Signals): void => {
    controller.abort();
    killAllProcesses();
    process.stderr.write(`\nmcp-medic was stopped by ${name}; every server it started was ended.\n`);
    process.exit(name === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
    killAllProcesses();
  }
}
