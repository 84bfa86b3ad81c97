import type { Json, JsonObject } from '../json.ts';
import type { ToolSummary } from '../evidence.ts';
import type { Turn } from './turn.ts';

/** Observations of group `content`, by probe id. */
export interface ContentProbes {
  /** What is wrong with the schemas of each listed tool, in the order of the list. */
  readonly 'tool-schemas': readonly ToolSchemaFacts[];
  /** Listed resources that were read, at most 6. */
  readonly reads: readonly ReadFacts[];
  /** Requests about things that do not exist, as far as the server declares their kind. */
  readonly 'unknown-names': { readonly tool?: Turn; readonly resource?: Turn; readonly prompt?: Turn };
  /** Reads that try to climb out of a served folder; empty when nothing is served from files. */
  readonly traversal: readonly { readonly uri: string; readonly leaked: boolean }[];
  readonly prompts: PromptFacts;
  /** `tasks/list`, where the server declares it or where it is gone. */
  readonly tasks: { readonly list?: Turn };
  /** With `--allow-calls`: tools that say they only read, at most 8, called with arguments built from their schemas. */
  readonly calls: CallsFacts;
  /** With `--allow-calls`, over HTTP: one call with the headers that mirror its arguments, right and wrong; null when no tool mirrors any. */
  readonly 'param-headers': ParamHeaderFacts | null;
}

interface CallsFacts {
  readonly calls: readonly CallFacts[];
  /** Read-only tools for which no arguments could be built. */
  readonly skipped: readonly string[];
  /** Modern requests asked for log messages. Legacy clients do so for the connection, which this one did. */
  readonly askedForLogs: boolean;
  /** Progress that came after the answer of its call; streams only. */
  readonly lateProgress: readonly Json[];
}

export interface CallFacts {
  readonly tool: string;
  readonly progressToken: string;
  readonly turn: Turn;
  /** Positions of content blocks whose data is no base64. */
  readonly brokenData: readonly number[];
  /** `none`: the tool has no outputSchema. `unchecked`: it could not be checked. Otherwise what does not fit. */
  readonly output: 'none' | 'fits' | 'absent' | 'unchecked' | { readonly fault: string };
  /** The structured content stands in a text block too; absent when there is none. */
  readonly isMirrored?: boolean;
  /** Without its required arguments; absent when it has none. */
  readonly withoutArguments?: Turn;
  /** Modern: the same call of a client that can do everything, when the first one was refused or failed. */
  readonly withCapabilities?: Turn;
  /** Modern: the call again with a request state that was changed on the way. */
  readonly withChangedState?: Turn;
}

interface ParamHeaderFacts {
  readonly tool: string;
  readonly right: Turn;
  readonly wrong: Turn;
  readonly missing: Turn;
  /** Neither argument nor header; only when the argument is optional. */
  readonly absent?: Turn;
  /** A text that needs base64 in the header; only for arguments that are texts. */
  readonly encoded?: Turn;
}

export interface ToolSchemaFacts {
  readonly name: string;
  readonly input: ToolSummary['schemaFaults'];
  /** Absent when the tool has no outputSchema. */
  readonly output?: ToolSummary['schemaFaults'];
}

export interface ReadFacts {
  readonly uri: string;
  readonly turn: Turn;
  /** Positions of contents whose blob is no base64. */
  readonly brokenBlobs: readonly number[];
}

interface PromptFacts {
  /** Listed prompts that were got, at most 5, with made-up values for required arguments. */
  readonly got: readonly { readonly name: string; readonly arguments: JsonObject; readonly turn: Turn; readonly brokenData: readonly number[] }[];
  /** A prompt with a required argument, without it. */
  readonly withoutRequired?: { readonly name: string; readonly argument: string; readonly turn: Turn };
}
