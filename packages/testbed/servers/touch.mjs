// Leaves proof that it ran: node touch.mjs FILE. Writes its arguments and variables there, then serves in health.
import { writeFileSync } from 'node:fs';
import { PROTOCOL_FAULTS } from './stdio/protocol-faults.mjs';

const [file, ...args] = process.argv.slice(2);
writeFileSync(file, JSON.stringify({ args, env: process.env, cwd: process.cwd() }));
PROTOCOL_FAULTS.ok();
