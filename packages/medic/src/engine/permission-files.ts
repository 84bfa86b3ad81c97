import { expandPaths } from '../discover/expand-path.ts';
import type { SourceReader } from '../discover/read-source.ts';
import type { EditIntent, FixDraft, FoundEntry, Json, ListedTool, PermissionFacts, PermissionsResult, Redactor, Roots, RulePlace } from '../model/index.ts';
import { draftEdits } from '../permissions/draft-edits.ts';
import { findIssues, listExisting } from '../permissions/find-issues.ts';
import { fillText } from '../permissions/fill-slot.ts';
import { planRules, type PlannedTool, type PlanRequest } from '../permissions/plan-rules.ts';
import { readRules, type ReadRule } from '../permissions/read-rules.ts';
import { editConfig } from '../text/edit-config.ts';
import { renderFix, type EditableFile, type FileSource } from '../treat/render-fix.ts';
import type { PermissionsRequest } from './permissions.ts';

/** What a person sees, and what carrying it out needs. */
export interface PreparedRules {
  readonly result: PermissionsResult;
  /** Absent when there is nothing to write. */
  readonly draft?: FixDraft;
  readonly files: FileSource;
}

interface Wanted {
  readonly request: PermissionsRequest;
  readonly server: string;
  /** The server's entry in this client; absent when it is configured nowhere. */
  readonly own: FoundEntry | undefined;
  readonly tools: readonly ListedTool[];
  readonly incomplete?: string;
  readonly otherServers: readonly string[];
  readonly read: SourceReader;
  readonly redactor: Redactor;
}

/** One place with the file it means here. */
interface PlaceFile {
  readonly place: RulePlace;
  readonly path: string;
  readonly fromProject: boolean;
}

type Unusable = { readonly reason: string; readonly next?: string };

/** Reads the rules that stand, plans the new ones, and draws up the edit. Reads files only. */
export async function prepareRules(wanted: Wanted): Promise<PreparedRules | Unusable> {
  const { request, server, own, tools, read } = wanted;
  const { definition, roots, scope } = request;
  const facts: PermissionFacts = definition.permissions ?? NO_FACTS;
  const places = await findPlaces(facts, own, roots);
  const target = pickPlace(places, scope);
  if (scope !== undefined && target === undefined) return sayScopes(scope, places, definition.name);
  const show = (text: string): string => shorten(wanted.redactor.text(text));
  const rules: ReadRule[] = [];
  const seen = new Set<string>();
  for (const { place, path } of places) {
    const source = seen.has(`${path} ${JSON.stringify(place.slots)}`) ? undefined : await read(path, place.format);
    seen.add(`${path} ${JSON.stringify(place.slots)}`);
    if (source?.state === 'read') rules.push(...readRules(source.parsed.value, place.slots, path, { entry: entryPathIn(path, own), server }));
  }
  const plan: PlanRequest = { facts, server, tools, otherServers: wanted.otherServers, rules, destructive: request.destructive, place: target?.place, show };
  const planned = planRules(plan);
  const files = createFiles(places, read);
  const written = target === undefined ? undefined : await drawUp(target, planned, plan, wanted, files);
  const flags = flagsOf(planned, facts);
  return {
    files,
    ...(written?.draft === undefined ? {} : { draft: written.draft }),
    result: {
      schema: 'mcp-medic/permissions@1',
      version: request.version,
      client: definition.id,
      clientName: definition.name,
      server: show(server),
      ...(wanted.incomplete === undefined ? {} : { incomplete: wanted.incomplete }),
      tools: planned.map(({ row }) => row),
      ...(written?.rest === undefined ? {} : { rest: written.rest }),
      existing: listExisting(planned, plan),
      findings: findIssues(planned, plan, wanted.incomplete === undefined),
      ...(written?.target === undefined ? {} : { target: written.target }),
      ...(flags.length === 0 ? {} : { flags }),
      advice: [...adviceFor(wanted, target), ...(written?.obstacle === undefined ? [] : [written.obstacle]), ...(facts.notes ?? [])],
      ...(definition.permissions === undefined ? {} : { known: facts.known }),
    },
  };
}

/** A client about whose rules nothing is known: tools are judged all the same, and nothing is written. */
const NO_FACTS: PermissionFacts = { unlisted: 'ask', names: { template: '{tool}', star: 'none' }, order: 'strictest', places: [], known: 'recalled' };

async function findPlaces(facts: PermissionFacts, own: FoundEntry | undefined, roots: Roots): Promise<readonly PlaceFile[]> {
  const found: PlaceFile[] = [];
  for (const place of facts.places) {
    if (place.path !== 'entry') for (const path of await expandPaths(place.path, roots)) found.push({ place, path, fromProject: place.fromProject === true });
    else if (own !== undefined && place.entryScopes?.includes(own.facts.scope) !== false)
      found.push({ place: { ...place, format: own.file.format }, path: own.facts.file, fromProject: own.facts.fromProject });
  }
  return found;
}

/** Run from the home folder, the user's file is the project's too; it stays the user's. */
function pickPlace(places: readonly PlaceFile[], scope: string | undefined): PlaceFile | undefined {
  return places.find(({ place }) => place.writes !== false && (scope === undefined || place.scope === scope));
}

function sayScopes(scope: string, places: readonly PlaceFile[], name: string): Unusable {
  const scopes = [...new Set(places.filter(({ place }) => place.writes !== false).map(({ place }) => place.scope))];
  if (scopes.length === 0) return { reason: `${name} has no file that rules could be written to, so --scope ${scope} means nothing.` };
  return { reason: `${name} has no scope "${scope}" for rules.`, next: `It is one of: ${scopes.join(', ')}` };
}

function entryPathIn(path: string, own: FoundEntry | undefined): FoundEntry['facts']['at'] | undefined {
  return own !== undefined && own.facts.file === path ? own.facts.at : undefined;
}

function createFiles(places: readonly PlaceFile[], read: SourceReader): FileSource {
  return async (wanted): Promise<EditableFile | undefined> => {
    const known = places.find(({ path, place }) => path === wanted && place.writes !== false);
    if (known === undefined) return undefined;
    const common = { path: known.path, format: known.place.format, fromProject: known.fromProject };
    const source = await read(known.path, known.place.format);
    if (source.state === 'absent') return { ...common, text: '' };
    if (source.state !== 'read') return undefined;
    const { parsed, encoding, bom, sha256 } = source;
    return { ...common, text: parsed.text, encoding, bom, ...(sha256 === undefined ? {} : { sha256 }) };
  };
}

interface Written {
  readonly draft?: FixDraft;
  readonly target?: NonNullable<PermissionsResult['target']>;
  readonly rest?: NonNullable<PermissionsResult['rest']>;
  readonly obstacle?: string;
}

async function drawUp(
  target: PlaceFile,
  planned: readonly PlannedTool[],
  plan: PlanRequest,
  { own, redactor, server }: Wanted,
  files: FileSource,
): Promise<Written> {
  const { path, place } = target;
  const file = await files(path);
  if (file === undefined) return { obstacle: `${path} could not be read, so no rule can be written to it.` };
  const value = await valueOf(file);
  const { edits, rest, obstacle } = draftEdits(value, planned, place, entryPathIn(path, own), plan);
  const common = rest === undefined ? {} : { rest };
  if (obstacle !== undefined) return { ...common, obstacle: `Nothing can be written to ${path}: ${obstacle}. Put that right first.` };
  if (edits.length === 0) return common;
  const draft: FixDraft = {
    id: 'permissions',
    title: `permission rules for ${redactor.text(server)}`,
    safety: 'review',
    steps: [{ do: 'edit', file: path, edits }],
  };
  const fix = await renderFix(draft, files, redactor);
  const [step] = fix.steps;
  if (step?.do === 'tell') return { ...common, obstacle: step.text };
  if (step?.do !== 'edit') return common;
  return {
    ...common,
    draft,
    target: { file: path, scope: place.scope, isNew: file.sha256 === undefined, diff: step.diff, snippet: redactor.text(await writeSnippet(edits, file)) },
  };
}

async function valueOf(file: EditableFile): Promise<Json | undefined> {
  const { parseConfig } = await import('../text/parse-config.ts');
  return (await parseConfig(file.text, file.format)).value;
}

/** The rules alone, as a file that holds nothing else would have them. */
async function writeSnippet(edits: readonly EditIntent[], { format }: EditableFile): Promise<string> {
  const made = await editConfig('', format, edits);
  return made.ok ? made.text : '';
}

function flagsOf(planned: readonly PlannedTool[], { flags }: PermissionFacts): readonly string[] {
  if (flags === undefined) return [];
  return planned.flatMap(({ row, tool, ruleName }) => {
    const template = row.action === 'add' ? flags[row.decision] : undefined;
    return template === undefined ? [] : [fillText(template, { entry: undefined, server: '', tool, rule: ruleName })];
  });
}

function adviceFor({ request, own, server }: Wanted, target: PlaceFile | undefined): readonly string[] {
  const { definition } = request;
  const { permissions: facts, permissionAdvice } = definition;
  if (facts === undefined)
    return [
      permissionAdvice ?? `How ${definition.name} keeps rules for single tools is not known well enough to write them; decide in ${definition.name} itself.`,
    ];
  if (target !== undefined || facts.flags !== undefined) return [];
  if (own === undefined) return [`${definition.name} keeps these rules in the server's own entry, and it has no entry named "${server}" yet.`];
  return [`${definition.name} keeps no rules in ${own.facts.file}.`];
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
