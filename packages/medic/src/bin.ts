#!/usr/bin/env node
import * as nodeModule from 'node:module';

declare const __VERSION__: string;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const words = process.argv.slice(2);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`mcp-medic needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exitCode = 2;
} else if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  process.stdout.write(`${__VERSION__}\n`);
} else {
  // Present from Node 22.8; halves the start-up of a warm run.
  (nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  const { main } = await import('./commands/main.ts');
  process.exitCode = await main(words, __VERSION__);
}
