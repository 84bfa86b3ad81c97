import { spellReference, syntaxAt } from '../discover/expand-value.ts';
import type { DescribedText, ExpansionFacts, Roots, ValueReference } from '../model/index.ts';

type Place = ExpansionFacts['where'][number];

export interface ValueWriter {
  readonly expansion: ExpansionFacts;
  readonly roots: Pick<Roots, 'home' | 'project'>;
  /** The client asks for values and keeps them (VS Code). */
  readonly asksInputs: boolean;
}

/** The value in this client's notation; undefined when a reference in it cannot be written at this place. */
export function writeValue(text: DescribedText, place: Place, writer: ValueWriter): string | undefined {
  const parts = text.map((part) => (typeof part === 'string' ? part : writeReference(part, place, writer)));
  return parts.some((part) => part === undefined) ? undefined : parts.join('');
}

function writeReference(part: ValueReference, place: Place, { expansion, roots, asksInputs }: ValueWriter): string | undefined {
  const known = syntaxAt(place, expansion);
  if (part.ref === 'env') return writeVariable(part, place, expansion);
  if (part.ref === 'own') return known.some((syntax) => isWrittenIn(part.text, syntax)) ? part.text : undefined;
  if (part.ref === 'input') {
    if (asksInputs && known.includes('${input:x}')) return `\${input:${part.name}}`;
    return writeVariable({ name: variableName(part.name) }, place, expansion);
  }
  if (part.which === 'home') return known.includes('${userHome}') ? '${userHome}' : roots.home;
  if (part.which === 'project') return known.includes('${workspaceFolder}') ? '${workspaceFolder}' : roots.project;
  return known.includes('${workspaceFolderBasename}') ? '${workspaceFolderBasename}' : (roots.project.split(/[/\\]/).at(-1) ?? '');
}

function writeVariable({ name, fallback }: { readonly name: string; readonly fallback?: string }, place: Place, expansion: ExpansionFacts): string | undefined {
  const known = syntaxAt(place, expansion);
  if (fallback !== undefined && known.includes('${VAR:-default}') && !/[{}]/.test(fallback)) return `\${${name}:-${fallback}}`;
  return spellReference(name, place, expansion) ?? (known.includes('${{ secrets.VAR }}') ? `\${{ secrets.${name} }}` : fallback);
}

/** The variable that stands in for a value somebody is asked for: `api-key` → `API_KEY`. */
export function variableName(input: string): string {
  const name = input.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll(/[^A-Za-z0-9]+/g, '_');
  return name.toUpperCase().replace(/^(?=\d)/, '_');
}

function isWrittenIn(text: string, syntax: ExpansionFacts['syntax'][number]): boolean {
  const [start = ''] = /^(?:\$\{[a-z]+:|\{[a-z]+:|\$\(|\{\{)/.exec(text) ?? [];
  return start !== '' && syntax.startsWith(start);
}
