import type { Viewer } from '../exchange.ts';
import { isSince } from '../revisions.ts';
import { TASK_TOOL } from '../legacy/tasks.ts';
import { bendTools } from './bent-tools.ts';

export interface Tool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly outputSchema?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly icons?: readonly object[];
  readonly execution?: Readonly<Record<string, unknown>>;
}

const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
const ICON = {
  src: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  mimeType: 'image/png',
  sizes: ['1x1'],
};

const TOOLS: readonly Tool[] = [
  {
    name: 'echo',
    title: 'Echo',
    description: 'Answers with the text it was given.',
    inputSchema: objectOf({ text: { type: 'string', description: 'Text to answer with' } }, ['text']),
    annotations: READS,
    icons: [ICON],
  },
  {
    name: 'add',
    title: 'Add',
    description: 'Adds two numbers and answers with structured content.',
    inputSchema: objectOf({ a: { type: 'number', description: 'First number' }, b: { type: 'number', description: 'Second number' } }, ['a', 'b']),
    outputSchema: objectOf({ sum: { type: 'number', description: 'Sum of both' } }, ['sum']),
    annotations: READS,
  },
  {
    name: 'show_content',
    title: 'Show content',
    description: 'Answers with one block of every content type of the revision in use.',
    inputSchema: objectOf({}, []),
    annotations: READS,
  },
  {
    name: 'count',
    title: 'Count',
    description: 'Counts up, with progress and log messages on the way where they were asked for.',
    inputSchema: objectOf({ steps: { type: 'integer', minimum: 1, maximum: 10, description: 'How far to count' } }, ['steps']),
    annotations: READS,
  },
  {
    name: 'wait',
    title: 'Wait',
    description: 'Answers after the given time, or not at all once it was cancelled.',
    inputSchema: objectOf({ ms: { type: 'integer', minimum: 0, maximum: 10_000, description: 'Milliseconds to wait' } }, ['ms']),
    annotations: READS,
  },
  {
    name: 'query_region',
    title: 'Query a region',
    description: 'Answers with the region and the query; the region travels in a header too.',
    inputSchema: objectOf(
      {
        region: { type: 'string', description: 'Region to ask', 'x-mcp-header': 'Region' },
        query: { type: 'string', description: 'What to ask for' },
      },
      ['query'],
    ),
    annotations: READS,
  },
  {
    name: 'ask_name',
    title: 'Ask for a name',
    description: 'Asks the user for a name and greets the user with it.',
    inputSchema: objectOf({}, []),
    annotations: READS,
  },
  {
    name: 'toggle_extra_tool',
    title: 'Toggle the extra tool',
    description: 'Adds the tool "extra" to the list, or takes it away again, and announces the change.',
    inputSchema: objectOf({}, []),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  },
];

const EXTRA: Tool = {
  name: 'extra',
  title: 'Extra',
  description: 'A tool that comes and goes.',
  inputSchema: objectOf({}, []),
  annotations: READS,
};

const LONG: Tool = {
  name: TASK_TOOL,
  title: 'Long count',
  description: 'Counts for so long that it has to be called as a task.',
  inputSchema: objectOf({ steps: { type: 'integer', minimum: 1, maximum: 10, description: 'How far to count' } }, ['steps']),
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  execution: { taskSupport: 'required' },
};

/** The tools of this server, each with the fields that the revision in use knows. */
export function toolsFor(viewer: Viewer): readonly Tool[] {
  const { settings, changes, revision } = viewer;
  const filler = Array.from({ length: settings.tools }, (_, index) => ({
    ...EXTRA,
    name: `tool_${String(index + 1).padStart(4, '0')}`,
    title: `Tool ${index + 1}`,
    description: `Tool number ${index + 1} of a long list; it answers with its own name.`,
  }));
  const all = [
    ...TOOLS,
    ...(settings.tasks && viewer.era === 'legacy' && revision === '2025-11-25' ? [LONG] : []),
    ...(changes.hasExtraTool ? [EXTRA] : []),
    ...filler,
  ];
  return bendTools(
    all.map((tool) => fieldsOf(tool, revision)),
    viewer,
  );
}

function fieldsOf({ title, outputSchema, annotations, icons, ...tool }: Tool, revision: string): Tool {
  return {
    ...tool,
    ...(title !== undefined && isSince(revision, '2025-06-18') ? { title } : {}),
    ...(outputSchema !== undefined && isSince(revision, '2025-06-18') ? { outputSchema } : {}),
    ...(annotations !== undefined && isSince(revision, '2025-03-26') ? { annotations } : {}),
    ...(icons !== undefined && isSince(revision, '2025-11-25') ? { icons } : {}),
  };
}

function objectOf(properties: object, required: readonly string[]): Readonly<Record<string, unknown>> {
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }), additionalProperties: false };
}
