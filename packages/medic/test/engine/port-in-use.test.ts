import { expect, it } from 'vitest';
import { portInUse } from '../../src/engine/investigate.ts';
import type { StdioSession } from '../../src/model/index.ts';

const session = (line: string): StdioSession => ({ attempts: [{ stderr: { lines: ['starting', line] } }] }) as unknown as StdioSession;

it.each([
  ['Error: listen EADDRINUSE: address already in use 127.0.0.1:47711', 47711],
  ['Error: listen EADDRINUSE: address already in use :::3000', 3000],
  ['listen tcp :8080: bind: address already in use', 8080],
  ["[Errno 98] error while attempting to bind on address ('127.0.0.1', 8000): address already in use", 8000],
  ['Port 5173 is in use, trying another one', 5173],
  ['Address already in use (os error 98)', undefined],
  ['listening on 127.0.0.1:9000', undefined],
])('%s', (line, port) => {
  expect(portInUse(session(line))).toBe(port);
});
