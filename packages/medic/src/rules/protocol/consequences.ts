import type { CheckResult } from '../../model/index.ts';

/** A broken rule that makes servers break others with it. */
interface Consequence {
  readonly causes: RegExp;
  /** Said by the evidence of the cause. */
  readonly causeShows?: RegExp;
  readonly of: RegExp;
  /** Said by the evidence of what follows. */
  readonly shows?: RegExp;
}

/** What no client gets past, and so nobody else either. */
const NO_WAY_IN =
  /^(?:net\.(?:dns|tcp|tls-\w+|proxy-env)|http\.(?:redirect|path|html-answer|status-5xx|valid|compression)|ht\.(?:sse-parse|accept-both)|sse\.(?:endpoint|endpoint-address|post|reply)|launch\.(?:command-found|alive|env-required|runtime-version|stdin-not-consumed))$/;
const SESSION_GROUPS = /^(?:ver|rpc|cap|list|tool|res|prompt|tasks)\./;

const CONSEQUENCES: readonly Consequence[] = [
  { causes: NO_WAY_IN, of: /^ver\.era$/ },
  { causes: /^auth\.401$/, of: /^ver\.(?:era|legacy-init)$/ },
  { causes: /^http\.rate-limit$/, of: /^(?!http\.)/, shows: /HTTP 429/ },
  { causes: /^(?:ht\.session-cross|ht\.version-header-good|http\.hop-headers)$/, of: SESSION_GROUPS, shows: /HTTP 40[04]/ },
  { causes: /^res\.concurrent-clients$/, of: /^(?:ht\.origin-own$|ver\.|rpc\.|cap\.|list\.|tool\.|prompt\.|res\.not-found)/, shows: /HTTP 4\d\d/ },
  { causes: /^(?:http\.buffering-held|http\.compression)$/, of: /^cap\.listen-ack$/ },
  { causes: /^ver\.(?:legacy-init|discover)$/, causeShows: /capabilities/, of: /^cap\.(?:undeclared-32601|empty|\w+-undeclared)$/ },
  { causes: /^rpc\.envelope$/, of: /^(?:ver|meta|hdr|list|tool|res|prompt)\./, shows: /"code":\s*"/ },
  { causes: /^rpc\.unknown-method$/, causeShows: /got HTTP \d+ .*"result"|got .*"result"/, of: /^(?:meta\.removed-[\w-]+|tasks\.list-removed)$/ },
];

/**
 * Results in which one fault is told once: what follows from another is not tested, because nobody can see past it. A failure
 * follows from a failure only, or from a limit on requests, so that no run ends well because of it.
 */
export function settleConsequences(results: readonly CheckResult[]): readonly CheckResult[] {
  const against = results.filter(({ status }) => status === 'fail' || status === 'warn');
  return results.map((result) => {
    const cause = against.find((one) => one.id !== result.id && follows(result, one));
    if (cause === undefined) return result;
    const { fix: _fix, ...rest } = result;
    return { ...rest, status: 'not-tested', reason: `it cannot be seen past ${cause.id}`, evidence: [] };
  });
}

function follows(result: CheckResult, cause: CheckResult): boolean {
  if (result.status !== 'fail' && result.status !== 'warn') return false;
  if (result.status === 'fail' && cause.status !== 'fail' && cause.id !== 'http.rate-limit') return false;
  return CONSEQUENCES.some(
    ({ causes, causeShows, of, shows }) =>
      causes.test(cause.id) &&
      of.test(result.id) &&
      (causeShows === undefined || cause.evidence.some((item) => causeShows.test(wordsOf(item)))) &&
      (shows === undefined || result.evidence.some((item) => shows.test(wordsOf(item)))),
  );
}

function wordsOf({ what, quote = '' }: CheckResult['evidence'][number]): string {
  return `${what}\n${quote}`;
}
