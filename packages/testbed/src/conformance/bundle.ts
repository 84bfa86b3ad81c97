import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** Builds the server's program as one JavaScript file in the folder: it starts in a tenth of the time the sources take. */
export async function bundleServer(folder: string): Promise<string> {
  const file = join(folder, 'conformance.mjs');
  const input = fileURLToPath(new URL('../../servers/conformance.ts', import.meta.url));
  await build({ input, platform: 'node', output: { file, format: 'esm' }, logLevel: 'silent' });
  return file;
}
