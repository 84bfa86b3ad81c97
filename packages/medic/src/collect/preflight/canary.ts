import { randomBytes } from 'node:crypto';
import { listForms } from '../../redact/encodings.ts';

/** A made-up secret that stands nowhere else in the world. */
export function makeCanary(): string {
  return `canary-${randomBytes(18).toString('hex')}`;
}

export interface CanarySighting {
  readonly form: 'as it is' | 'encoded';
  /** The line it stands on, the secret replaced by `[canary]`, cut to 300 characters. */
  readonly quote: string;
}

const MAX_QUOTE = 300;

/** The first line of the text on which the secret stands, as it is or encoded. */
export function findCanary(text: string, canary: string): CanarySighting | undefined {
  for (const form of listForms(canary)) {
    const at = text.indexOf(form);
    if (at === -1) continue;
    const start = Math.max(text.lastIndexOf('\n', at) + 1, at - MAX_QUOTE / 2);
    const feed = text.indexOf('\n', at);
    const line = text.slice(start, Math.min(feed === -1 ? text.length : feed, at + form.length + MAX_QUOTE));
    return { form: form === canary ? 'as it is' : 'encoded', quote: line.replaceAll(form, '[canary]').trim().slice(0, MAX_QUOTE) };
  }
  return undefined;
}
