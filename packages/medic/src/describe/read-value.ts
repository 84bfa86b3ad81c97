import { findForeignReferences, namesVariable, type Reference, splitValue } from '../discover/expand-value.ts';
import type { DescribedText, ExpansionFacts, Roots, ValueReference } from '../model/index.ts';
import { joinParts } from './described-text.ts';

type Place = ExpansionFacts['where'][number];

/** Every notation that names its variable beyond doubt; for text of which nobody says whose it is. */
export const ANY_NOTATION: ExpansionFacts = {
  syntax: [
    '${{ secrets.VAR }}',
    '${env:VAR}',
    '${input:x}',
    '${config:x}',
    '${command:x}',
    '${file:path}',
    '${workspaceFolder}',
    '${workspaceFolderBasename}',
    '${userHome}',
    '${pathSeparator}',
    '${/}',
    '${VAR:-default}',
    '${VAR}',
    '{env:VAR}',
    '{file:path}',
    '~',
  ],
  where: ['command', 'args', 'env', 'cwd', 'url', 'headers'],
  unset: 'literal',
  known: 'docs',
};

/** A value as its client reads it, in no client's notation. */
export function readValue(written: string, place: Place, facts: ExpansionFacts, roots: Roots): DescribedText {
  if (namesVariable(written, place, facts, roots)) return [{ ref: 'env', name: written }];
  const parts = splitValue(written, place, facts).flatMap((part): DescribedText => {
    if (typeof part !== 'string') return [describe(part, roots)];
    // Pasted text may hold $NAME, which counts where a variable is plainly meant.
    return facts === ANY_NOTATION ? splitBare(part, written, place) : [part];
  });
  return joinParts(parts);
}

function splitBare(text: string, written: string, place: Place): DescribedText {
  const [bare] = findForeignReferences(written, place, ANY_NOTATION).filter((one) => text.includes(one.text));
  if (bare === undefined) return [text];
  const at = text.indexOf(bare.text);
  return [text.slice(0, at), { ref: 'env', name: bare.name }, text.slice(at + bare.text.length)];
}

function describe({ syntax, name, text, fallback }: Reference, roots: Roots): string | ValueReference {
  if (syntax === '~' || syntax === '${userHome}') return { ref: 'folder', which: 'home' };
  if (syntax === '${workspaceFolder}') return { ref: 'folder', which: 'project' };
  if (syntax === '${workspaceFolderBasename}') return { ref: 'folder', which: 'project-name' };
  if (syntax === '${pathSeparator}' || syntax === '${/}') return roots.platform === 'win32' ? '\\' : '/';
  if (syntax === '${input:x}') return { ref: 'input', name };
  if (OWN.has(syntax)) return { ref: 'own', text };
  return { ref: 'env', name, ...(fallback === undefined ? {} : { fallback }) };
}

const OWN: ReadonlySet<Reference['syntax']> = new Set(['{{USER_VAR}}', '${config:x}', '${command:x}', '${file:path}', '{file:path}', '$(command)']);
