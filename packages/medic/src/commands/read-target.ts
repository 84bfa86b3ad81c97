import type { Target } from '../engine/request.ts';
import type { ParsedWords } from './parse-flags.ts';
import { UsageError } from './usage-error.ts';

/** A URL, `name`, or `client:name`. */
export function readTarget(word: string): Target {
  if (/^https?:\/\//i.test(word)) return { kind: 'url', url: word };
  const colon = word.indexOf(':');
  return colon === -1 ? { kind: 'name', name: word } : { kind: 'name', client: word.slice(0, colon), name: word.slice(colon + 1) };
}

/** The targets of a command line: URLs, `name`, `client:name`, and one command after `--`. */
export function readTargets({ targets, rest }: ParsedWords, command: string): readonly Target[] {
  if (rest !== undefined && rest.length === 0) throw new UsageError('Nothing stands after "--".', `Give the command: ${command} -- npx -y some-server`);
  const named = targets.map(readTarget);
  return rest === undefined ? named : [...named, { kind: 'argv', argv: rest }];
}

/** The one target of a command that takes exactly one, and how the user wrote it. */
export function readOneTarget(parsed: ParsedWords, command: string): { readonly target: Target; readonly written: string } {
  const [target, second] = readTargets(parsed, command);
  if (target === undefined)
    throw new UsageError('Which server?', `Give a URL, the name of a configured server, or a command: ${command} -- npx -y some-server`);
  if (second !== undefined) throw new UsageError(`${command} looks at one server at a time.`, 'Run it once for each.');
  return { target, written: target.kind === 'argv' ? target.argv.join(' ') : (parsed.targets[0] ?? '') };
}

/** `--header "Name: value"`, repeated. */
export function readHeaders(given: unknown): Readonly<Record<string, string>> | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined;
  return Object.fromEntries(
    (given as readonly string[]).map((line) => {
      const match = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*)$/s.exec(line);
      if (match === null) throw new UsageError('--header takes a name, a colon and a value.', 'For example: --header "Authorization: Bearer $TOKEN"');
      return [match[1] ?? '', match[2] ?? ''];
    }),
  );
}
