// Bundles the CLI and the library into packages/medic/dist: one chunk per command, no runtime dependencies left.
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const medic = join(dirname(fileURLToPath(import.meta.url)), '..', 'packages', 'medic');
const { version } = JSON.parse(readFileSync(join(medic, 'package.json'), 'utf8'));
const dist = join(medic, 'dist');
const started = process.hrtime.bigint();

rmSync(dist, { recursive: true, force: true });
await build({
  input: { bin: join(medic, 'src', 'bin.ts'), index: join(medic, 'src', 'index.ts') },
  platform: 'node',
  // jsonc-parser's `main` is UMD with computed requires, which a bundler cannot follow.
  resolve: { mainFields: ['module', 'main'] },
  transform: { define: { __VERSION__: JSON.stringify(version) }, target: 'node20.19' },
  output: { dir: dist, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', minify: true, comments: false },
  logLevel: 'warn',
});

if (!process.argv.includes('--quiet')) {
  console.log(`built ${dist} in ${Number((process.hrtime.bigint() - started) / 1_000_000n)} ms`);
}
