import { parseArgs } from 'node:util';
import { nearest } from '../text/near.ts';
import { UsageError } from './usage-error.ts';

export interface FlagSpec {
  readonly type: 'boolean' | 'string';
  readonly multiple?: boolean;
  /** Accepted values of a string flag. */
  readonly oneOf?: readonly string[];
  readonly value?: string;
  readonly help: string;
}

export interface ParsedWords {
  readonly flags: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly targets: readonly string[];
  /** Words after `--`; undefined when there was no `--`. */
  readonly rest: readonly string[] | undefined;
}

/** Reads flags by their specification. Unknown flags and wrong values end in a UsageError with the nearest right one. */
export function parseFlags(words: readonly string[], specs: Readonly<Record<string, FlagSpec>>): ParsedWords {
  const cut = words.indexOf('--');
  const own = cut === -1 ? words : words.slice(0, cut);
  refuseUnknown(own, specs);
  try {
    const { values, positionals } = parseArgs({
      args: [...own],
      allowPositionals: true,
      options: Object.fromEntries(Object.entries(specs).map(([name, { type, multiple = false }]) => [name, { type, multiple }])),
    });
    for (const [name, spec] of Object.entries(specs)) checkValue(name, spec, values[name]);
    return { flags: values as ParsedWords['flags'], targets: positionals, rest: cut === -1 ? undefined : words.slice(cut + 1) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? firstSentence(error.message) : String(error), 'See: mcp-medic --help');
  }
}

function refuseUnknown(words: readonly string[], specs: Readonly<Record<string, FlagSpec>>): void {
  for (const word of words) {
    if (!word.startsWith('-') || word === '-') continue;
    const name = word.replace(/^--?/, '').replace(/=.*$/s, '');
    if (word.startsWith('--') && Object.hasOwn(specs, name)) continue;
    const near = nearest(name, Object.keys(specs), 3);
    throw new UsageError(`Unknown flag ${word}.`, near === undefined ? 'See: mcp-medic --help' : `Did you mean: --${near}`);
  }
}

function checkValue(name: string, spec: FlagSpec, value: unknown): void {
  if (spec.oneOf === undefined || value === undefined) return;
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one !== 'string' || spec.oneOf.includes(one)) continue;
    const near = nearest(one, spec.oneOf, 4);
    throw new UsageError(
      `--${name} does not know "${one}".`,
      near === undefined ? `It takes one of: ${spec.oneOf.join(', ')}` : `Did you mean: --${name} ${near}`,
    );
  }
}

function firstSentence(message: string): string {
  return `${message.split('. ')[0]?.replace(/\.$/, '') ?? message}.`;
}
