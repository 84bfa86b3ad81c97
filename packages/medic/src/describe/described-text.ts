import type { DescribedText, ValueReference } from '../model/index.ts';

/** The text when nothing in it is to be filled in; undefined otherwise. */
export function plainText(text: DescribedText): string | undefined {
  return text.every((part) => typeof part === 'string') ? text.join('') : undefined;
}

/** The one reference that the text consists of; undefined when there is more or none. */
export function onlyReference(text: DescribedText): ValueReference | undefined {
  const [part, ...rest] = text;
  return rest.length === 0 && typeof part === 'object' ? part : undefined;
}

/** Neighbouring pieces of plain text as one, without empty ones. */
export function joinParts(parts: DescribedText): DescribedText {
  const joined: (string | ValueReference)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

export function equalText(a: DescribedText | null | undefined, b: DescribedText | null | undefined): boolean {
  if (a === undefined || a === null || b === undefined || b === null) return a === b;
  return JSON.stringify(joinParts(a)) === JSON.stringify(joinParts(b));
}

/** The names of all references of one kind in a text. */
export function namesOf(text: DescribedText, ref: 'env' | 'input'): readonly string[] {
  return text.flatMap((part) => (typeof part === 'object' && part.ref === ref ? [part.name] : []));
}

/** The text with its references in a readable form, for messages: `Bearer ${TOKEN}`. */
export function showText(text: DescribedText): string {
  return text.map((part) => (typeof part === 'string' ? part : showReference(part))).join('');
}

function showReference(part: ValueReference): string {
  if (part.ref === 'own') return part.text;
  if (part.ref === 'folder') return { project: 'the project folder', 'project-name': "the project folder's name", home: 'the home folder' }[part.which];
  return `\${${part.name}}`;
}
