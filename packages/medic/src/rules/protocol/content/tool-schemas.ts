import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, ToolSchemaFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

type Fault = ToolSchemaFacts['input'][number];

const NO_TOOLS = 'the server lists no tools';
const NO_OUTPUT = 'no tool has an outputSchema';
const ROOT: readonly string[] = ['', '/inputSchema', '/inputSchema/type', '/outputSchema', '/outputSchema/type'];
const SHARED = { group: 'content', needs: ['tool-schemas'] } as const;

const WORDS: Readonly<Record<Fault['kind'], string>> = {
  'not-object': 'is no schema there',
  missing: 'is missing',
  'type-array-without-items': 'has an array without "items"',
  'root-combinator': 'has a combination of schemas at its root',
  'bad-ref': 'refers to a part that does not exist',
  'external-ref': 'refers to another document',
  'bad-type-word': 'uses a type that JSON Schema does not know',
  'bad-required': 'has a "required" that does not fit',
  'bad-pattern': 'has a pattern that is no regular expression',
  'bad-property-name': 'has an argument name that a model provider refuses',
  'too-deep': 'is nested too deeply',
  'unknown-dialect': 'names a dialect that nobody knows',
};

const isRootFault = ({ kind, pointer }: Fault): boolean => (kind === 'missing' || kind === 'not-object') && ROOT.includes(pointer);
/** JSON Schema allows names in "required" that "properties" does not list; model providers do not. */
const isUnlisted = ({ kind, quote }: Fault): boolean => kind === 'bad-required' && quote.endsWith('is required and not in properties');
const isInvalid = (fault: Fault): boolean =>
  (fault.kind === 'not-object' && !isRootFault(fault)) ||
  (fault.kind === 'bad-required' && !isUnlisted(fault)) ||
  fault.kind === 'bad-type-word' ||
  fault.kind === 'bad-ref';

const input: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.input-schema',
  title: 'Gives every tool an inputSchema of type "object"',
  level: 'MUST',
  spec: '2025-11-25 server/tools#tool',
  why: 'Clients on the official SDKs refuse the whole list of tools for one without it.',
  fix: 'Send inputSchema {"type": "object", "properties": {…}}, for a tool without arguments {"type": "object"}.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'fail', isRootFault),
});

const valid: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.input-schema-valid',
  title: 'Sends input schemas that are valid JSON Schema',
  level: 'MUST',
  spec: '2025-11-25 basic/index#schema-validation',
  why: 'Model providers refuse the whole request for one schema that is none; clients cannot check arguments with it.',
  fix: 'Correct the named part; it has to be valid in its dialect, 2020-12 where none is named.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'fail', isInvalid),
});

const root: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.input-schema-host',
  title: 'Keeps oneOf, anyOf, allOf, not and enum out of the root of input schemas',
  level: 'practice',
  why: "Anthropic's and OpenAI's interfaces refuse a tool with one of them at the root, and the whole request with it.",
  fix: 'Describe the alternatives inside a property, or split the tool.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'warn', ({ kind }) => kind === 'root-combinator' || kind === 'too-deep'),
});

const items: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.schema-array-items',
  title: 'Says of every array in input schemas what it holds',
  level: 'practice',
  why: "OpenAI's interface refuses an array without items, and VS Code drops the tool before that.",
  fix: 'Add "items", for example {"type": "array", "items": {"type": "string"}}.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'warn', ({ kind }) => kind === 'type-array-without-items'),
});

const names: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.schema-property-names',
  title: 'Names arguments with up to 64 letters, digits, "_", "-" and "."',
  level: 'practice',
  why: "Anthropic's interface refuses other names of arguments, and the whole request with them.",
  fix: 'Rename the argument.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'warn', ({ kind }) => kind === 'bad-property-name'),
});

const required: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.schema-required-known',
  title: 'Requires only arguments that its input schemas describe',
  level: 'practice',
  why: 'Google and OpenAI refuse a required argument that is not in properties.',
  fix: 'Describe the argument in properties, or take it out of required.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'warn', isUnlisted),
});

const pattern: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.schema-pattern',
  title: 'Writes patterns as regular expressions of ECMAScript',
  level: 'practice',
  why: 'Clients compile the patterns of a schema; one that does not compile makes the tool unusable.',
  fix: 'Write the pattern without what only other languages know, such as (?i) and \\A.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'warn', ({ kind }) => kind === 'bad-pattern'),
});

const dialect: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.schema-dialect',
  title: 'Writes schemas in a dialect of JSON Schema that clients know',
  level: 'practice',
  why: 'A client that does not know the dialect has to refuse the schema.',
  fix: 'Leave $schema out, or name https://json-schema.org/draft/2020-12/schema.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'warn', ({ kind }) => kind === 'unknown-dialect', 'both'),
});

const references: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.schema-references',
  title: 'Refers in schemas to nothing outside the schema',
  level: 'practice',
  why: 'Clients must not fetch other documents, so the referring part describes nothing.',
  fix: 'Copy the referred schema into $defs and refer to it there.',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'warn', ({ kind }) => kind === 'external-ref', 'both'),
});

const outputRoot: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.output-schema',
  title: 'Gives output schemas the type "object"',
  level: 'MUST',
  spec: '2025-11-25 schema#tool',
  why: 'Clients of these revisions refuse the whole list of tools for an outputSchema of another type.',
  fix: 'Wrap the value in an object, or serve such schemas in 2026-07-28 only.',
  eras: ['legacy'],
  since: '2025-06-18',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'fail', isRootFault, 'output'),
});

const outputValid: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.output-schema-valid',
  title: 'Sends output schemas that are valid JSON Schema',
  level: 'MUST',
  spec: '2025-11-25 basic/index#schema-validation',
  why: 'Clients check structured results with them and cannot when the schema is none.',
  fix: 'Correct the named part; it has to be valid in its dialect, 2020-12 where none is named.',
  since: '2025-06-18',
  judge: ({ 'tool-schemas': tools }) => judgeFaults(tools, 'fail', isInvalid, 'output'),
});

export const checks: readonly AnyCheck[] = [input, valid, root, items, names, required, pattern, dialect, references, outputRoot, outputValid];

function judgeFaults(
  tools: readonly ToolSchemaFacts[],
  status: 'fail' | 'warn',
  isMeant: (fault: Fault) => boolean,
  which: 'input' | 'output' | 'both' = 'input',
): ReturnType<typeof against> {
  if (tools.length === 0) return notApplicable(NO_TOOLS);
  if (which === 'output' && tools.every(({ output }) => output === undefined)) return notApplicable(NO_OUTPUT);
  return against(
    status,
    tools.flatMap((tool) =>
      [...(which === 'output' ? [] : tool.input), ...(which === 'input' ? [] : (tool.output ?? []))].filter(isMeant).map((fault) => quote(tool, fault)),
    ),
  );
}

function quote({ name }: ToolSchemaFacts, { kind, pointer, quote: text }: Fault): EvidenceItem {
  return {
    what: `the schema of "${cut(name, 60)}" ${isRootFault({ kind, pointer, quote: text }) && kind !== 'missing' ? 'is not of type "object"' : WORDS[kind]}`,
    where: pointer,
    quote: cut(text, 200),
  };
}
