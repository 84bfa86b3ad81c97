import type { DoctorResult } from '../model/index.ts';

/** The result as one JSON document. Control characters are escaped, so that it is safe to print. */
export function renderJson(result: DoctorResult): string {
  // JSON.stringify leaves DEL, C1 and bidi controls as they are; a terminal would obey them.
  const text = JSON.stringify(result, undefined, 2).replaceAll(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, escape);
  return `${text}\n`;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
