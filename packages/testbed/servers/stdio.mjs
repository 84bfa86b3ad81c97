// One stdio MCP server with many ways to be broken: node stdio.mjs FAULT [VALUE]. No SDK, so that every byte is ours.
import { PROTOCOL_FAULTS } from './stdio/protocol-faults.mjs';
import { FRAMING_FAULTS } from './stdio/framing-faults.mjs';
import { STARTUP_FAULTS } from './stdio/startup-faults.mjs';
import { HOSTILE_FAULTS } from './stdio/hostile-faults.mjs';

const FAULTS = { ...PROTOCOL_FAULTS, ...FRAMING_FAULTS, ...STARTUP_FAULTS, ...HOSTILE_FAULTS };
const [name = 'ok', value] = process.argv.slice(2);
const fault = FAULTS[name];
if (fault === undefined) {
  process.stderr.write(`unknown fault "${name}"; known: ${Object.keys(FAULTS).join(', ')}\n`);
  process.exit(64);
}
fault(value);
