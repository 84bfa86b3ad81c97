import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { CAUSES_BY_LAYER } from '../model/ids.ts';
import { nearest } from '../text/near.ts';
import { UsageError } from './usage-error.ts';

/** The pages of the package, seen from a chunk and from its entry file; and the folder they are written in. */
const PACKED = ['../causes.br', './causes.br'];
const FOLDER = '../../../../docs/causes/';
/** Where a client shows less than the page, its log shows more. */
const ON_THIS_MACHINE = `## On this machine

- What the client wrote: \`mcp-medic logs CLIENT SERVER\`. Clients often show only "Connection closed"; the reason stands there.
- Connect as the client does, and see the cause: \`mcp-medic CLIENT:SERVER\`; have it repaired: \`mcp-medic CLIENT:SERVER --fix\`.
- Settle a pasted message: \`mcp-medic explain FILE --follow-up\`.`;

/** Prints the page of a cause: what it looks like, why, how to fix it, how it is checked. */
export function printCausePage(id: string): number {
  const layers = Object.entries(CAUSES_BY_LAYER);
  if (id === 'list') {
    process.stdout.write(`${layers.map(([layer, causes]) => `${layer}\n${causes.map((cause) => `  ${cause}`).join('\n')}`).join('\n')}\n`);
    return 0;
  }
  const known: readonly string[] = layers.flatMap(([, causes]) => causes);
  if (!known.includes(id)) {
    const near = nearest(id, known, 6);
    throw new UsageError(
      `There is no cause "${id}".`,
      near === undefined ? 'See all: mcp-medic explain --cause list' : `Did you mean: mcp-medic explain --cause ${near}`,
    );
  }
  const page = readPage(id);
  if (page === undefined) throw new UsageError(`The page of "${id}" is not part of this installation.`, 'Install mcp-medic anew.');
  process.stdout.write(`${page.trimEnd()}\n\n${ON_THIS_MACHINE}\n`);
  return 0;
}

function readPage(id: string): string | undefined {
  for (const path of PACKED) {
    const packed = readAt(path);
    if (packed === undefined) continue;
    const pages = JSON.parse(brotliDecompressSync(packed).toString('utf8')) as Readonly<Record<string, string>>;
    return Object.hasOwn(pages, id) ? pages[id] : undefined;
  }
  return readAt(`${FOLDER}${id}.md`)?.toString('utf8');
}

/** Undefined when nothing is there: which of the places exists depends on how the program was built. */
function readAt(path: string): Buffer | undefined {
  try {
    return readFileSync(new URL(path, import.meta.url));
  } catch {
    return undefined;
  }
}
