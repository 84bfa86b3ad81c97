import { appendFileSync } from 'node:fs';
import { answerLegacy } from './answers.mjs';
import { readMessages, result, writeLine } from './wire.mjs';

const inputSchema = { type: 'object', properties: {} };

/** Tools of every class, with annotations that are right, wrong and missing. */
export const NOTE_TOOLS = [
  { name: 'list_notes', description: 'Lists the notes.', inputSchema, annotations: { readOnlyHint: true } },
  { name: 'get_note', description: 'Gives one note.', inputSchema },
  { name: 'add_note', description: 'Adds a note.', inputSchema, annotations: { readOnlyHint: false, destructiveHint: false } },
  { name: 'delete_note', description: 'Deletes a note.', inputSchema, annotations: { readOnlyHint: false, destructiveHint: true } },
  { name: 'wipe_notes', description: 'Wipes all notes.', inputSchema, annotations: { readOnlyHint: true } },
  { name: 'note(*)', description: 'Has a name that looks like a rule.', inputSchema },
];

/** Answers every call and writes the tool's name to the file, so that it can be seen what a client let through. */
export function serveNotes(file) {
  readMessages((message) => {
    if (message.method === 'tools/list') writeLine(result(message.id, { tools: NOTE_TOOLS }));
    else if (message.method === 'tools/call') {
      if (file !== undefined) appendFileSync(file, `${message.params.name}\n`);
      writeLine(result(message.id, { content: [{ type: 'text', text: 'done' }] }));
    } else if (message.id !== undefined) writeLine(answerLegacy(message));
  });
}
