import type { ClientDefinition, ConfigFormat, EditIntent, FixDraft, Redactor } from '../../model/index.ts';
import { findSecretsInTree } from '../../redact/find-secrets.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { applyFix, type ApplyEnd } from '../../treat/apply.ts';
import type { TreatContext } from '../../treat/context.ts';
import { type FileChange, planFix } from '../../treat/plan-fix.ts';
import { type EditableFile, type FileSource, renderFix } from '../../treat/render-fix.ts';
import type { ConfigSearch } from './read-client.ts';

/** A change of one config file, ready to be shown and made. */
export interface ConfigProposal {
  readonly definition: ClientDefinition;
  readonly title: string;
  readonly path: string;
  readonly changes: readonly FileChange[];
  /** Secrets replaced. */
  readonly diff: string;
  readonly redactor: Redactor;
}

export interface WantedChange {
  readonly title: string;
  readonly path: string;
  readonly format: ConfigFormat;
  readonly fromProject: boolean;
  readonly edits: readonly EditIntent[];
  readonly beside: readonly FileChange[];
  /** Secrets that the edits write, to be kept out of what is shown. */
  readonly secrets: readonly string[];
}

/** What the change would make of the file; a reason when it cannot be made. Writes nothing. */
export async function proposeChange(
  wanted: WantedChange,
  definition: ClientDefinition,
  search: ConfigSearch,
): Promise<ConfigProposal | { readonly reason: string }> {
  const { path, format, fromProject, title } = wanted;
  const source = await search.read(path, format);
  if (source.state === 'unreadable') return { reason: `${path} cannot be read (${source.reason})` };
  const file: EditableFile =
    source.state === 'absent'
      ? { path, format, fromProject, text: '' }
      : {
          path,
          format,
          fromProject,
          text: source.parsed.text,
          encoding: source.encoding,
          bom: source.bom,
          ...(source.sha256 === undefined ? {} : { sha256: source.sha256 }),
        };
  const redactor = createRedactor([...search.secrets, ...wanted.secrets, ...findSecretsInTree(source.state === 'read' ? source.parsed.value : undefined)]);
  const files: FileSource = async () => file;
  const draft: FixDraft = { id: 'config', title, safety: 'review', steps: [{ do: 'edit', file: path, edits: wanted.edits }] };
  const plan = await planFix(draft, files);
  if (!plan.ok) return { reason: redactor.text(plan.reason) };
  const [step] = (await renderFix(draft, files, redactor)).steps;
  return {
    definition,
    title: redactor.text(title),
    path,
    changes: [...wanted.beside, ...plan.changes.map((change): FileChange => (wanted.secrets.length === 0 ? change : { ...change, mode: 0o600 }))],
    diff: step?.do === 'edit' ? step.diff : '',
    redactor,
  };
}

/** Writes a proposal: backup and journal first, so that `undo` takes it back. */
export async function makeChange({ changes, title, definition }: ConfigProposal, server: string, treat: TreatContext): Promise<ApplyEnd> {
  return applyFix(changes, { title, client: definition.id, server, reload: definition.reload }, treat);
}
