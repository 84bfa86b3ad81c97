import { describe, expect, it } from 'vitest';
import { DOCTOR_FLAGS } from '../../src/commands/doctor-flags.ts';
import { parseFlags } from '../../src/commands/parse-flags.ts';
import { UsageError } from '../../src/commands/usage-error.ts';

const parse = (words: readonly string[]): ReturnType<typeof parseFlags> => parseFlags(words, DOCTOR_FLAGS);

/** The message and the next step a person reads. */
function complaint(words: readonly string[]): string {
  try {
    parse(words);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} ${error.next ?? ''}`;
  }
  return 'nothing';
}

describe('flags', () => {
  it('reads targets, repeated clients and the words after --', () => {
    const parsed = parse(['github', '--client', 'cursor', '--client', 'codex', '--json', '--', 'npx', '-y', '--help']);
    expect(parsed.targets).toEqual(['github']);
    expect(parsed.flags).toMatchObject({ client: ['cursor', 'codex'], json: true });
    expect(parsed.rest).toEqual(['npx', '-y', '--help']);
  });

  it.each([
    [['--jsn'], 'Unknown flag --jsn. Did you mean: --json'],
    [['--clinet', 'cursor'], 'Unknown flag --clinet. Did you mean: --client'],
    [['--client', 'curser'], '--client does not know "curser". Did you mean: --client cursor'],
    [['--format', 'xml'], '--format does not know "xml".'],
    [['-x'], 'Unknown flag -x.'],
    [['--home'], '--home'],
  ])('%j is refused with the next step', (words, text) => {
    expect(complaint(words)).toContain(text);
  });
});
