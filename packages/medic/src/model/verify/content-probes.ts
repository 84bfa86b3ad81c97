import type { JsonObject } from '../json.ts';
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
