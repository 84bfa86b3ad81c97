import { describe, expect, it } from 'vitest';
import { readPrefix } from '../../../src/collect/pasted-text/read-prefix.ts';

describe('readPrefix', () => {
  it.each([
    ['2026-03-01T10:00:00.123Z [notes] [error] spawn uvx ENOENT', 'notes', 'spawn uvx ENOENT'],
    ['[my notes] [info] Server transport closed', 'my notes', 'Server transport closed'],
    ['2026-03-01T10:00:00.123Z [DEBUG] MCP server "notes": Connection failed: Error: spawn x ENOENT', 'notes', 'Error: spawn x ENOENT'],
    ['[DEBUG] [MCP STDERR (notes)]: npm error code E404', 'notes', 'code E404'],
    ['[ERROR] [MCP] MCP ERROR (notes): Error: fetch failed', 'notes', 'Error: fetch failed'],
    ['[ERROR] [Plugin(mcp/notes)] stderr: Traceback', 'notes', 'Traceback'],
    ['2026-03-01 10:00:00.123 [warning] [server stderr] npm error code E404', undefined, 'code E404'],
    ['2026-03-01 10:00:00.123 [error] user-notes: Client closed', 'user-notes', 'Client closed'],
    ['2026-03-01 10:00:00.123 [error] TypeError: fetch failed', undefined, 'TypeError: fetch failed'],
    ['[4711] Connection error: Error: nope', undefined, 'Connection error: Error: nope'],
    ['notes-1  | listening on stdio', 'notes', 'listening on stdio'],
    ['2026-03-01 10:00:00,123 - mcp.server - ERROR - boom', undefined, 'boom'],
    ['Mar  1 10:00:00 host notesd[12]: boom', undefined, 'boom'],
    ['notes: npx -y notes-mcp - ✗ Failed to connect', 'notes', 'notes: npx -y notes-mcp - ✗ Failed to connect'],
  ])('%s', (line, server, message) => {
    const read = readPrefix(line);
    expect(read.server).toBe(server);
    expect(read.message).toBe(message);
  });

  it('takes a name from the sentence that holds it', () => {
    expect(readPrefix("Error during discovery for server 'notes': MCP error -32000: Connection closed").server).toBe('notes');
    expect(readPrefix('⚠ MCP client for `notes` failed to start: boom').server).toBe('notes');
  });

  it('leaves ordinary prose alone', () => {
    expect(readPrefix('The meeting is moved to Thursday.')).toEqual({ message: 'The meeting is moved to Thursday.', isHead: false });
  });
});
