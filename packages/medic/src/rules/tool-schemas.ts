import type { ClientId, ToolSummary } from '../model/index.ts';

export type SchemaFault = ToolSummary['schemaFaults'][number];

/** Clients on the official JavaScript SDK: its tool schema wants `type: "object"`, and one bad tool ends the whole list (source of v1 1.32 and v2 2.4, 2026-11). */
export const SDK_CLIENTS: ReadonlySet<ClientId> = new Set([
  'claude-code',
  'gemini-cli',
  'qwen-code',
  'opencode',
  'continue',
  'roo-code',
  'mcporter',
  'mcp-inspector',
]);
/** Their model refuses the whole request when one schema is not valid 2020-12 or has a combinator at its root. */
export const ANTHROPIC_CLIENTS: ReadonlySet<ClientId> = new Set(['claude-code', 'claude-desktop']);
const NO_OBJECT: ReadonlySet<SchemaFault['kind']> = new Set(['not-object', 'missing']);
const ROOT: ReadonlySet<string> = new Set(['', '/inputSchema', '/inputSchema/type']);
export const BROKEN: ReadonlySet<SchemaFault['kind']> = new Set([
  'not-object',
  'bad-ref',
  'bad-type-word',
  'bad-required',
  'bad-pattern',
  'bad-property-name',
  'root-combinator',
]);

export const WORDS: Readonly<Record<SchemaFault['kind'], string>> = {
  'not-object': 'has a part that is no object schema',
  missing: 'is missing',
  'type-array-without-items': 'has an array without "items"',
  'root-combinator': 'has oneOf, anyOf or allOf at its root',
  'bad-ref': 'refers to a part that does not exist',
  'external-ref': 'refers to another document',
  'bad-type-word': 'uses a type that JSON Schema does not know',
  'bad-required': 'has a "required" that is no list of names',
  'bad-pattern': 'has a pattern that is no regular expression',
  'bad-property-name': 'has an argument name with other characters than letters, digits, "_", "." and "-"',
  'too-deep': 'is nested too deeply',
  'unknown-dialect': 'names a dialect that clients do not know',
};

/** They hand schemas to OpenAI models, or check an array's `items` themselves before that. */
export const STRICT_CLIENTS: ReadonlySet<ClientId> = new Set(['vscode', 'copilot-cli', 'codex', 'visual-studio', 'jetbrains']);

/** The SDKs look at the root alone; what stands below it is the model provider's to refuse. */
export function isNoObject({ kind, pointer }: SchemaFault): boolean {
  return NO_OBJECT.has(kind) && ROOT.has(pointer);
}
