import type { AnyRule, ClientFacts, EntryFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { editArgs, editEnv, editSteps, writtenArgs } from '../launch-edits.ts';
import { draftHit, groupOf, signsToJudge } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { nameServer, sayReload, tell } from '../words.ts';

/**
 * npx asks before it installs when it believes a person sits there: with a terminal around it, through `docker run -t`,
 * `script`, some terminals' own MCP clients, and npm 7 to 9 in more cases. Nobody answers, so the server never starts.
 */
export const rule: AnyRule = defineRule({
  id: 'npx-prompt',
  layer: 'command',
  severity: 'blocks',
  cause: 'npx-prompt',
  needs: [],
  uses: ['session', 'client', 'entry', 'program'],
  signs: [
    { id: 'question', literals: ['Ok to proceed?'], pattern: /Ok to proceed\? \(y\)/u },
    {
      id: 'need',
      literals: ['Need to install the following packages'],
      pattern: /Need to install the following packages:\s{0,40}(?<package>[@\w][\w@./-]{0,120})?/u,
    },
    { id: 'no-yes', literals: ['no YES option'], pattern: /npx canceled due to missing packages and no YES option(?:: \[ ?"?(?<package>@?[\w./-]{1,100}))?/u },
    { id: 'canceled', literals: ['canceled'], pattern: /npm (?:ERR!|error) canceled\b/u },
  ],

  judge({ session, client, entry, program, signs }) {
    const meant = signsToJudge(signs, session);
    if (signsNamed(meant, 'question', 'need', 'no-yes').length === 0) return [];
    if (session !== undefined && (session.outcome.kind !== 'failed' || (session.outcome.stage !== 'silence' && session.outcome.stage !== 'exit'))) return [];
    const isSure =
      session !== undefined && session.outcome.kind === 'failed' && (session.outcome.stage === 'silence' || signsNamed(meant, 'canceled', 'no-yes').length > 0);
    // Answered questions stand in logs too, when the output goes on; only an unanswered one is the end of it.
    if (session !== undefined && !isSure) return [];
    const named = program?.package?.name ?? groupOf(meant, 'package');
    return draftHit(meant, {
      confidence: isSure ? 'confirmed' : 'likely',
      title: `${nameServer(entry)} waits for a "y" that nobody types`,
      why: `npx asked whether it may install ${named === undefined ? 'the package' : `"${named}"`} and got no answer.`,
      fixes: [draftYes(entry, client)],
      decisive: 'add "-y" as the first argument of npx: the question does not come any more',
    });
  },
});

function draftYes(entry: EntryFacts | undefined, client: ClientFacts | undefined): FixDraft {
  const title = 'Let npx install without asking';
  const advice = tell('add-yes', title, `Add "-y" as the first argument of npx: "args": ["-y", "PACKAGE", …].${sayReload(client)}`);
  if (entry === undefined || client === undefined) return advice;
  const args = writtenArgs(entry, client);
  const at =
    args === undefined || /(?:^|[\\/])npx(?:\.cmd)?$/u.test(entry.effective.command ?? '')
      ? 0
      : args.findIndex((word) => /(?:^|[\\/])npx(?:\.cmd)?$/u.test(word)) + 1;
  const isNpx = at > 0 || /(?:^|[\\/])npx(?:\.cmd)?$/u.test(entry.effective.command ?? '');
  const edits =
    (args !== undefined && isNpx ? editArgs(entry, client, args.toSpliced(at, 0, '-y')) : undefined) ?? editEnv(entry, client, { npm_config_yes: 'true' });
  // The question is a last chance to notice a wrong package name.
  return edits === undefined ? advice : { id: 'add-yes', title, safety: 'review', steps: editSteps(edits, client) };
}
