import { isSecretName } from '../../redact/secret-names.ts';
import type { CanaryFacts, CanaryLeak } from '../../model/index.ts';
import type { Era } from '../../model/verify/index.ts';
import { openPeer, type Subject } from '../verify/open-peer.ts';
import { findCanary, makeCanary } from './canary.ts';
import { sayFirst } from './starts.ts';
import { provoke } from './provoke.ts';

/** A server that prints its whole environment shows this one, whatever variables it knows. */
const BAIT = 'MCP_MEDIC_CANARY_TOKEN';
const MAX_STREAM_BYTES = 4 * 1024 * 1024;
const LIMIT_MS = 15_000;

/**
 * Starts the server with made-up secrets in every variable that looks like one, speaks to it, also wrongly, and searches
 * everything it wrote. The real values never take part.
 */
export async function collectStdioCanaries(subject: Subject, era: Era, names: readonly string[]): Promise<CanaryFacts> {
  const carriers = [...new Set([...names.filter(isSecretName), BAIT])];
  const canaries = carriers.map((name) => ({ name, canary: makeCanary() }));
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let bytes = 0;
  const peer = await openPeer(subject, 'secrets', {
    era,
    handshake: 'none',
    launch: {
      env: Object.fromEntries(canaries.map(({ name, canary }) => [name, canary])),
      onBytes: (from, chunk) => {
        if ((bytes += chunk.length) <= MAX_STREAM_BYTES) chunks[from].push(chunk);
      },
    },
  });
  try {
    await sayFirst(peer, LIMIT_MS);
    if (peer.isAlive()) await provoke(peer);
  } finally {
    await peer.close();
  }
  const { redactor } = subject.recorder;
  const leaks = (['stderr', 'stdout'] as const).flatMap((where) => {
    const text = Buffer.concat(chunks[where]).toString('utf8');
    return canaries.flatMap(({ name, canary }): readonly CanaryLeak[] => {
      const found = findCanary(text, canary);
      return found === undefined ? [] : [{ carrier: name, where, form: found.form, quote: redactor.text(found.quote) }];
    });
  });
  return {
    planted: carriers,
    searched: [`${Buffer.concat(chunks.stderr).length} bytes on stderr`, `${Buffer.concat(chunks.stdout).length} bytes on stdout`],
    readsLog: true,
    leaks,
  };
}
