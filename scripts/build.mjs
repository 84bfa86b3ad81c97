// Bundles the CLI and the library into packages/medic/dist, or into `--out DIR`: one chunk per command, no runtime dependencies left.
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'rolldown';
import { collectNotices } from './third-party.mjs';

const medic = join(dirname(fileURLToPath(import.meta.url)), '..', 'packages', 'medic');
const { version } = JSON.parse(readFileSync(join(medic, 'package.json'), 'utf8'));
const out = process.argv.indexOf('--out');
const dist = out === -1 ? join(medic, 'dist') : resolve(process.argv[out + 1]);
// Built beside the target and then moved there, so that nobody ever meets half a build.
const next = `${dist}.next-${process.pid}`;
const started = process.hrtime.bigint();

process.on('exit', () => rmSync(next, { recursive: true, force: true }));
const { output } = await build({
  input: { bin: join(medic, 'src', 'bin.ts'), index: join(medic, 'src', 'index.ts') },
  platform: 'node',
  transform: { define: { __VERSION__: JSON.stringify(version) }, target: 'node20.19' },
  output: { dir: next, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', minify: true, comments: false },
  logLevel: 'warn',
});
// `explain --cause ID` prints these pages; in one compressed file, because prose is a sixth of the package otherwise.
const folder = join(medic, '..', '..', 'docs', 'causes');
const pages = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name.slice(0, -3), readFileSync(join(folder, name), 'utf8')]),
);
writeFileSync(join(next, 'causes.br'), brotliCompressSync(JSON.stringify(pages)));
writeFileSync(join(next, 'third-party-licences.txt'), collectNotices(output.filter(({ type }) => type === 'chunk')));
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);

if (!process.argv.includes('--quiet')) {
  console.log(`built ${dist} in ${Number((process.hrtime.bigint() - started) / 1_000_000n)} ms`);
}
