import type { AnyRule, ClientFacts, Severity } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANTHROPIC_CLIENTS, BROKEN, isNoObject, SDK_CLIENTS, WORDS, type SchemaFault } from '../tool-schemas.ts';
import { capBeside, quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** Schemas that clients drop, or that make the model's provider refuse every request while the server is switched on. */
export const rule: AnyRule = defineRule({
  id: 'tool-schema-invalid',
  layer: 'tools',
  severity: 'degrades',
  cause: 'tool-schema-invalid',
  needs: [],
  uses: ['tools', 'session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'anthropic',
      literals: ['input_schema'],
      pattern: /tools\.(?<index>\d{1,4})\.(?:\w{1,60}\.)?input_schema.{0,200}/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'sdk',
      literals: ['inputSchema', 'outputSchema', 'invalid JSON', 'invalid parameters', '"path"'],
      pattern:
        /"tools", ?(?<index>\d{1,4}), ?"(?:inputSchema|outputSchema)"|"path": ?\[ ?"tools", ?\d{1,4},|Invalid (?:input|output)Schema|(?:tool|Tool).{0,80}has (?:an )?invalid (?:JSON schema|JSON parameters|inputSchema|parameters)/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'gemini',
      literals: ['function_declarations', 'functionDeclarations', 'toolSpec.inputSchema'],
      pattern: /function_?[dD]eclarations\[(?<index>\d{1,4})\]\.parameters.{0,160}|toolSpec\.inputSchema\b/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'words',
      literals: [
        'in the schema properties',
        'argument schema for tool',
        "didn't specify the schema type",
        'exceeds the maximum allowed nesting',
        'functionDeclaration',
        'input_schema does not support',
        'inputSchema.json',
        'undefined schema',
        'Unknown name',
        'in its parameter schema',
        'output schema',
      ],
      pattern:
        /required fields \[.{1,200}\] are not defined in the schema properties|argument schema for tool (?<tool>[\w.:-]{1,128}) is incompatible|functionDeclaration `?parameters.{0,80}schema|didn't specify the schema type field|FunctionDeclaration '(?<deep>[\w.:-]{1,128})' in the request exceeds|input_schema does not support (?:oneOf|allOf|anyOf)|\binputSchema\.json\.type\b|reference to undefined schema|Unknown name "[$\w]{1,60}" at '(?:tools|request\.tools)|has missing types in its parameter schema|[Ss]tructured content does not match the tool's output schema|has an output schema but did not return structured content/u,
      sources: ['client-log', 'pasted'],
    },
    // The SDKs of Go, Java and TypeScript as a tool is registered or answers; Groq, Ollama, llama.cpp and Gemini as it is offered.
    {
      id: 'makers',
      literals: [
        'input schema',
        'output schema must',
        'JSON schema for tool',
        'function.parameters.',
        'JSON schema conversion failed',
        'type and anyOf cannot',
        'too many states for serving',
        'match tool outputSchema',
        'dditionalProperties must be',
        'tools.',
        'nputSchema',
        'schemas must describe objects',
        'nput schema for tool',
        'utput schema for tool',
        'MCP tool output schema',
        'alongside unsupported fields',
        'represented in JSON Schema',
        'tool description',
        'schema validation',
        'no structured content was provided',
        ' are not supported',
        'not supported (MCP tool',
      ],
      pattern: anyOf(
        /\btool "(?<tool>[^"]{1,128})": (?:missing )?(?:input|output) schema\b|\b(?:input|output) schema must have type "object"/u,
        /invalid JSON schema for tool\b|cannot unmarshal \w{1,12} into Go struct field \S{0,40}tools\.function\.parameters|JSON schema conversion failed|type and anyOf cannot be both populated|produces a constraint that has too many states for serving/u,
        /structuredContent does not match tool outputSchema|additionalProperties must be (?:a )?(?:boolean|object)|^\s{0,8}tools\.\d{1,4}\.(?:inputSchema|outputSchema)\b/u,
        near(/[Cc]annot read propert(?:y|ies) /u, 80, /\binputSchema\b/u),
        /\bschemas must describe objects \(got|[Ii]nvalid (?:input|output) schema for tool\b|[Ff]ailed to compile (?:MCP tool )?output schema\b|was set alongside unsupported fields|\b(?:Transforms|Date|BigInt|Undefined|Custom types|Map|Set|Function types) cannot be represented in JSON Schema|has an output schema but no structured content was provided/u,
        /\btool description\b.{0,60}\bexceeds\b|Conditional schemas \(if\/then\/else\) are not supported|dependentSchemas and dependentRequired are not supported/iu,
      ),
      sources: ['client-log', 'pasted'],
    },
    // Gemini says no more than this when one schema among many is too deep or refers to itself.
    { id: 'bare', literals: ['contains an invalid argument'], pattern: /Request contains an invalid argument/u, sources: ['pasted'], loose: true },
    // Windsurf hides the provider's refusal of a tool's schema behind this sentence.
    {
      id: 'windsurf',
      literals: ['Cascade error', 'internal error occurred'],
      pattern: /Cascade error: an internal error occurred|an internal error occurred \(error ID: /u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'dialect',
      literals: ['JSON schema is invalid', 'no schema with key or ref', "can't resolve reference"],
      pattern: /JSON schema is invalid\. It must match JSON Schema draft|no schema with key or ref "|can't resolve reference \S{1,200} from id/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'refused',
      literals: ['chema'],
      pattern: anyOf(
        near(
          /(?:[Tt]ool|[Ff]unction|[Pp]arameters?|[Ii]nput|[Oo]utput|MCP|JSON|mcp\w{0,40})\b/iu,
          120,
          near(
            /[Ss]chemas?\b/iu,
            160,
            /invalid|incompatible|missing (?:types?|field|propert|items)|not (?:supported|valid|allowed|compatible)|un(?:supported|known|recogni[sz]ed|defined)|must (?:be|have|match)|malformed|rejected|fail\w{0,3}|too (?:deep|complex|large)|expected/iu,
          ),
        ),
        /(?:invalid|unsupported|malformed|incompatible|undefined|missing types in its|bad|failed to (?:parse|convert|compile|validate|resolve)) [^,.;]{0,60}schema\b/iu,
        /reference to undefined schema/iu,
      ),
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'path',
      literals: [
        '"parameters"',
        '"properties"',
        'input_schema',
        'inputSchema',
        'parameters.',
        'parametersJsonSchema',
        'responseSchema',
        'parameters_json_schema',
      ],
      pattern: anyOf(
        /"path": ?\[[^\]]{0,80}"(?:parameters|input_?[sS]chema|outputSchema)"|tools?[.[]\d{1,4}\]?\.(?:function\.)?(?:parameters|input_schema)/u,
        near(/inputSchema\b/u, 80, /Required|expected|received|must|invalid|undefined|missing/u),
        near(/\bparameters\.\w/u, 100, near(/(?:schema|type|items|enum)\b/u, 60, /missing|field|must|invalid|only allowed/u)),
      ),
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'provider',
      literals: [
        'INVALID_ARGUMENT',
        'invalid_request_error',
        'functionDeclaration',
        'JSON Schema',
        'Unknown name',
        'additionalProperties',
        '$schema',
        '$ref',
        'anyOf',
        'oneOf',
        'exclusiveMinimum',
      ],
      pattern: anyOf(
        /Unknown name "[$\w]{1,60}" at '(?:tools|request\.tools)|JSON [Ss]chema (?:is |not )?(?:invalid|supported|draft)/u,
        near(/[Ff]unction(?:Declaration| declaration)/u, 120, /schema|parameters/u),
        near(
          /(?:oneOf|anyOf|allOf|\$ref|\$schema|additionalProperties|exclusiveMinimum|const|propertyNames)\b["'\x60]?/u,
          60,
          /not (?:supported|allowed|permitted)|unsupported|is not permitted/u,
        ),
      ),
      sources: ['pasted'],
      loose: true,
    },
  ],

  judge({ tools, session, entry, client, signs }) {
    const name = nameServer(entry);
    const fixes = [
      tell('update-server', 'Update the server', `Install the newest version of the server.${sayReload(client)}`),
      tell(
        'switch-off-tool',
        'Until then, switch the tool or the server off in the client',
        `Exclude the tool by its name where the client can (Gemini CLI: excludeTools, Codex: disabled_tools, Claude Code: a deny rule); otherwise disable the server.`,
      ),
      tell(
        'write-plain-schema',
        'In your own server, give each tool a plain object schema',
        'inputSchema is {"type": "object", "properties": {…}, "required": […]}, valid in JSON Schema 2020-12, without oneOf, anyOf or allOf at its root.',
      ),
    ];
    if (tools !== undefined) {
      const bad = tools.tools.flatMap((tool) =>
        tool.schemaFaults.filter(({ kind }) => kind !== 'type-array-without-items').map((fault) => ({ tool, fault, severity: severityFor(fault, client) })),
      );
      const worst = bad.find(({ severity }) => severity === 'degrades') ?? bad.find(({ severity }) => severity === 'risk') ?? bad[0];
      if (worst === undefined) return [];
      const names = new Set(bad.map(({ tool }) => tool.name));
      return [
        {
          confidence: 'confirmed',
          severity: worst.severity,
          title: fitTitle(`${name} publishes ${names.size === 1 ? `a tool (${cut(worst.tool.name, 20)})` : `${names.size} tools`} with a faulty schema`),
          why: `The schema of the tool "${cut(worst.tool.name, 60)}" ${isNoObject(worst.fault) ? 'is not of type "object"' : WORDS[worst.fault.kind]}${consequence(worst.fault, client)}.`,
          evidence: bad.slice(0, 5).map(({ tool, fault }) => ({
            what: `the schema of "${cut(tool.name, 60)}" ${WORDS[fault.kind]}`,
            where: fault.pointer === '' ? '/inputSchema' : fault.pointer,
            quote: cut(fault.quote, 200),
          })),
          fixes,
        },
      ];
    }
    if (session?.outcome.kind === 'connected' || signs.length === 0) return [];
    const index = signs.find(({ groups }) => groups['index'] !== undefined)?.groups['index'];
    return [
      {
        confidence: capBeside(
          session,
          signs,
          signsNamed(signs, 'anthropic').length > 0 ? 'confirmed' : signs.every(({ sign }) => sign === 'bare') ? 'possible' : 'likely',
        ),
        severity: 'blocks',
        title: fitTitle(`The model's provider refuses the schema of ${index === undefined ? 'a tool' : `tool number ${index}`}`),
        why: `The server itself works; one schema${index === undefined ? '' : ` (the tool at index ${index} of all that are switched on, counted from 0)`} is not accepted, and the whole request is refused with it.`,
        evidence: quoteSigns(signs),
        fixes,
        decisive: 'switch the servers off one after the other until the message is gone; mcp-medic doctor names tools with faulty schemas',
      },
    ];
  },
});

function severityFor(fault: SchemaFault, client: ClientFacts | undefined): Severity {
  const { kind } = fault;
  if (isNoObject(fault)) return client !== undefined && SDK_CLIENTS.has(client.id) ? 'degrades' : 'risk';
  return BROKEN.has(kind) ? 'risk' : 'hint';
}

function consequence(fault: SchemaFault, client: ClientFacts | undefined): string {
  const { kind } = fault;
  if (isNoObject(fault))
    return client !== undefined && SDK_CLIENTS.has(client.id)
      ? `, so ${client.name} drops the whole list of tools`
      : ', and clients built on the JavaScript SDK drop the whole list for it';
  if (BROKEN.has(kind) && client !== undefined && ANTHROPIC_CLIENTS.has(client.id))
    return `, which the model's provider refuses unless ${client.name} drops the tool first`;
  return BROKEN.has(kind) ? `, which model providers refuse; ${nameClient(client)} may drop the tool` : '';
}
