import type { CheckedAnswer } from './answers.ts';
import { buildToolsList, type ModernMeta, type RpcRequest } from './messages.ts';
import { own } from './record.ts';

const MAX_TOOLS = 2_000;
const MAX_TOOL_PAGES = 50;

/** How one request went: an answer, or why there is none, in words (`no answer within 5000 ms`). */
export type AskResult = CheckedAnswer | { readonly kind: 'none'; readonly why: string };

export interface ToolListing {
  /** Raw tools as the server sent them, at most 2,000. */
  readonly tools: readonly unknown[];
  /** Why the list is not whole, in words. */
  readonly incomplete?: string;
  /** It is a cap of ours that ended the reading, no fault of the server. */
  readonly cut?: true;
}

/** Reads all pages of `tools/list`. Ends at 2,000 tools, 50 pages, or a cursor that comes again. Never throws on what a server says. */
export async function listTools(ask: (request: RpcRequest) => Promise<AskResult>, firstId: number, modernMeta?: ModernMeta): Promise<ToolListing> {
  const tools: unknown[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MAX_TOOL_PAGES; page += 1) {
    const answer = await ask(buildToolsList(firstId + page, cursor, modernMeta));
    if (answer.kind !== 'result') return { tools, incomplete: explain(answer) };
    const listed = own(answer.result, 'tools');
    if (!Array.isArray(listed)) return { tools, incomplete: 'the answer to tools/list has no "tools" list' };
    tools.push(...listed.slice(0, MAX_TOOLS - tools.length));
    const next = own(answer.result, 'nextCursor');
    if (typeof next !== 'string') return { tools };
    if (tools.length >= MAX_TOOLS) return { tools, incomplete: `reading stopped at ${MAX_TOOLS} tools`, cut: true };
    if (cursors.has(next)) return { tools, incomplete: 'tools/list gave the same cursor twice' };
    cursors.add(next);
    cursor = next;
  }
  return { tools, incomplete: `reading stopped after ${MAX_TOOL_PAGES} pages of tools/list`, cut: true };
}

function explain(answer: Exclude<AskResult, { readonly kind: 'result' }>): string {
  if (answer.kind === 'none') return `tools/list: ${answer.why}`;
  if (answer.kind === 'error') return `tools/list was answered with error ${answer.error.code}: ${answer.error.message.slice(0, 300)}`;
  return `tools/list was answered with an unusable message: ${answer.faults.join('; ')}`;
}
