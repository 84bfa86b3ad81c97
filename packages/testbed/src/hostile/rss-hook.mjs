// Loaded by `node --import` into the process that is measured, and into no child of it.
import { writeFileSync } from 'node:fs';

const out = new URL(import.meta.url).searchParams.get('out');
const before = new Set(Object.getOwnPropertyNames(Object.prototype));
process.on('exit', () => {
  const added = Object.getOwnPropertyNames(Object.prototype).filter((name) => !before.has(name));
  writeFileSync(out, JSON.stringify({ maxRssBytes: process.resourceUsage().maxRSS * 1024, prototypeAdditions: added }));
});
