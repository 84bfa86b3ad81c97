import type { ConnectPlan, EntryFacts, EntryProblem, Gate, Json, Roots } from '../model/index.ts';
import { findSecrets } from '../redact/find-secrets.ts';
import { composePlan, type PlanContext, readLimit } from './compose-plan.ts';
import { describeValue, isObject } from './entry-shape.ts';
import { effectOfWrongType, type EntrySource, lineOfKey, makeProblem } from './entry-source.ts';
import { expandEntry, type ExpandedFields } from './expand-entry.ts';
import { noteHeaders } from './note-headers.ts';
import { createNoteTaker, noteValues } from './note-values.ts';
import { noteEnvFile } from './read-env-file.ts';
import { type EntryFields, readFields } from './read-fields.ts';
import { readTransport, type TransportReading } from './read-transport.ts';
import { findUrlProblem } from './read-url.ts';

/** One entry as its client reads it, before other entries and gates are looked at. */
export interface EntryReading {
  readonly source: EntrySource;
  readonly facts: EntryFacts;
  readonly plan?: ConnectPlan;
  /** Set when this entry makes the client refuse the whole file. */
  readonly refusesFile: boolean;
}

/** Reads one entry: fields, transport, values, plan. Teaches the entry's secrets to its redactor first. */
export function readEntry(source: EntrySource, context: PlanContext): EntryReading {
  const { raw } = source;
  if (!isObject(raw)) return readNoObject(source);
  learnSecrets(source, raw);
  const { own: envFile, arguments: argumentFiles = [] } = context.envFiles ?? {};
  const envFiles = [...(envFile === undefined ? [] : [envFile]), ...argumentFiles];
  for (const { variables } of envFiles) for (const secret of findSecrets({ env: variables })) source.redactor.learn(secret);
  const fields = readFields(source, raw);
  const reading = readTransport(source, fields);
  const taker = createNoteTaker(source);
  noteValues(source, fields, taker, { home: context.roots.home, isFile: context.isFile });
  const expanded = expandEntry(source, fields, context.roots, taker);
  for (const secret of findSecrets({ env: expanded.env, headers: expanded.headers, args: expanded.args, urls: [expanded.url] })) source.redactor.learn(secret);
  noteHeaders(source, fields, expanded, taker);
  // A project may name any file of the user's; only its own are looked at for faults.
  for (const file of envFiles)
    if (!source.file.fromProject || isBelow(file.facts.path, context.roots.project)) noteEnvFile(file, source.dialect.fields.env ?? 'env', fields.env, taker);
  const urlProblem = findUrlProblem(source, fields, expanded);
  const problems = [...fields.problems, ...reading.problems, ...(urlProblem === undefined ? [] : [urlProblem])];
  const refusesFile = problems.some((problem) => problem.effect === 'file-refused') || expanded.refuses === 'file';
  const lacksEnvFile = source.dialect.needsEnvFile === true && envFile !== undefined && envFile.facts.state !== 'read';
  const isDropped = refusesFile || lacksEnvFile || expanded.refuses === 'entry' || problems.some((problem) => problem.effect === 'entry-dropped');
  const gate = isDropped ? undefined : findSwitch(source, fields);
  const plan = isDropped || gate !== undefined || expanded.needsClient ? undefined : composePlan(source, fields, expanded, reading.transport, context);
  const facts: EntryFacts = {
    ...describeEntry(source),
    effective: describeEffective(source, fields, expanded, reading, context.roots),
    ...(envFile === undefined ? {} : { envFile: envFile.facts }),
    ...(argumentFiles.length === 0 ? {} : { argumentEnvFiles: argumentFiles.map((file) => file.facts) }),
    problems,
    notes: taker.notes,
    loads:
      gate !== undefined ? { state: 'gated', gate } : isDropped ? { state: 'dropped', why: refusesFile ? 'file-refused' : 'entry-shape' } : { state: 'loads' },
  };
  return { source, facts, refusesFile, ...(plan === undefined ? {} : { plan }) };
}

function readNoObject(source: EntrySource): EntryReading {
  const effect: EntryProblem['effect'] = effectOfWrongType(source.dialect) === 'file-refused' ? 'file-refused' : 'entry-dropped';
  const problem = makeProblem(source, [], { kind: 'wrong-type', expected: 'an object', found: describeValue(source.raw), effect });
  const facts: EntryFacts = {
    ...describeEntry(source),
    effective: { transport: 'unknown', connectMs: source.definition.timeout.connectMs },
    problems: [problem],
    notes: [],
    loads: { state: 'dropped', why: effect === 'file-refused' ? 'file-refused' : 'entry-shape' },
  };
  return { source, facts, refusesFile: effect === 'file-refused' };
}

function learnSecrets({ redactor, dialect }: EntrySource, raw: { readonly [key: string]: Json }): void {
  const { fields } = dialect;
  const below = [dialect.nested, dialect.headersBelow].map((key) => (key === undefined ? undefined : raw[key]));
  for (const members of [raw, ...below.filter(isObject)]) {
    const asMap = (name: string | undefined): Readonly<Record<string, Json>> => {
      const value = name === undefined ? undefined : members[name];
      return isObject(value) ? value : {};
    };
    const asList = (name: string | undefined): readonly Json[] => {
      const value = name === undefined ? undefined : members[name];
      return Array.isArray(value) ? value : [];
    };
    const places = {
      env: { ...asMap(fields.env), ...asMap('env') },
      headers: { ...asMap(fields.headers), ...asMap('headers') },
      args: [...asList(fields.args), ...asList(fields.command)],
      urls: fields.url.map((name) => members[name]),
    };
    for (const secret of [...findSecrets(places), ...findSecrets({ env: members })]) redactor.learn(secret);
  }
}

function describeEntry(source: EntrySource): Pick<EntryFacts, 'client' | 'scope' | 'name' | 'file' | 'line' | 'at' | 'fromProject' | 'written'> {
  const { file, name, at, redactor, raw } = source;
  return {
    client: file.client,
    scope: file.scope,
    name,
    file: file.path,
    line: lineOfKey(source, []),
    at,
    fromProject: file.fromProject,
    written: redactor.json(raw),
  };
}

function describeEffective(
  source: EntrySource,
  fields: EntryFields,
  expanded: ExpandedFields,
  { transport }: TransportReading,
  roots: Roots,
): EntryFacts['effective'] {
  const { redactor } = source;
  const env: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(expanded.env)) if (value !== null) env[name] = value;
  return {
    transport,
    ...(expanded.command === undefined ? {} : { command: redactor.text(expanded.command) }),
    ...(expanded.command === undefined ? {} : { args: redactor.json(expanded.args) }),
    ...(expanded.command === undefined ? {} : { env: redactor.json(env) }),
    ...(expanded.cwd === undefined ? {} : { cwd: redactor.text(expanded.cwd) }),
    ...(expanded.url === undefined ? {} : { url: redactor.url(expanded.url) }),
    ...(expanded.url === undefined ? {} : { headers: redactor.headers(expanded.headers) }),
    connectMs: readLimit(source, fields, roots),
  };
}

/** The entry's own off switch. */
function findSwitch(source: EntrySource, fields: EntryFields): Gate | undefined {
  const { dialect, definition, file, name, at } = source;
  const field = fields.disabled === true ? dialect.fields.disabled : fields.enabled === false ? dialect.fields.enabled : undefined;
  if (field === undefined) return undefined;
  const value = fields.disabled === true;
  const line = lineOfKey(source, [field]);
  return {
    cause: 'server-disabled',
    because: `${file.path}:${line} has "${field}": ${String(value)} in the entry "${name}".`,
    where: `${file.path}:${line}`,
    quote: `"${field}": ${String(value)}`,
    todo: `Set "${field}" to ${String(!value)} in ${at.join('.')}, then: ${definition.reload}.`,
  };
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.replace(/[/\\]?$/, path.includes('\\') ? '\\' : '/'));
}
