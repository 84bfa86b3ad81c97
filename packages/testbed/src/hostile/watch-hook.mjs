// Loaded by `node --import` into the process that is measured, and into no child of it.
import { writeFileSync } from 'node:fs';

const wishes = new URL(import.meta.url).searchParams;
const out = wishes.get('out');
if (wishes.has('terminal'))
  for (const stream of [process.stdout, process.stderr]) Object.defineProperties(stream, { isTTY: { value: true }, columns: { value: 80 } });
const before = new Set(Object.getOwnPropertyNames(Object.prototype));
process.on('exit', () => {
  const added = Object.getOwnPropertyNames(Object.prototype).filter((name) => !before.has(name));
  writeFileSync(out, JSON.stringify({ maxRssBytes: process.resourceUsage().maxRSS * 1024, prototypeAdditions: added }));
});
