import type { CheckReport, CheckResult, EvidenceItem, TranscriptEntry } from '../model/index.ts';
import {
  commandOf,
  countWords,
  groupBy,
  groupClients,
  isKnown,
  OUTLOOKS,
  outlookReasons,
  specUrl,
  subjectWords,
  withStatus,
  type AnyCheckReport,
} from './check-words.ts';
import { each, link, markup, NOTHING, renderPage, type Markup } from './html.ts';
import { shortenHome } from './show.ts';

type Say = (text: string) => string;

/** A check report as one HTML file with everything in it, also the wire transcript. */
export function renderCheckHtml(report: AnyCheckReport, home: string): string {
  const say: Say = (text) => shortenHome(text, home);
  const command = commandOf(report);
  const open = (status: CheckResult['status']): readonly CheckResult[] => withStatus(report, status).filter((check) => !isKnown(report, check));
  return renderPage(
    `mcp-medic ${command}: ${say(report.target)}`,
    markup`<header>
        <h1>mcp-medic ${command}: <code>${say(report.target)}</code></h1>
        <ul class="counts">
          ${each(countWords(report), ([status, words]) => markup`<li class="${status}">${words}</li>`)}
        </ul>
        <p class="dim">
          ${say(subjectWords(report))} · ${report.checks.length} checks, ${(report.durationMs / 1000).toFixed(1)} s · ${report.startedAt} · mcp-medic
          ${report.version}
        </p>
      </header>
      <main>
        ${section(
          'Failures',
          each(open('fail'), (check) => problem(check, say)),
        )}
        ${section(
          'Warnings',
          each(open('warn'), (check) => problem(check, say)),
        )}
        ${renderBaseline(report, say)} ${renderClients(report, say)} ${renderUndecided(report, 'not-tested', 'Not tested', say)}
        ${renderUndecided(report, 'not-applicable', 'Not applicable', say)} ${renderPasses(report, say)} ${renderTranscript(report.transcript ?? [], say)}
      </main>`,
  );
}

function section(title: string, content: readonly Markup[]): Markup {
  return content.length === 0
    ? NOTHING
    : markup`<section>
        <h2>${title} (${content.length})</h2>
        ${content}
      </section>`;
}

function problem(check: CheckResult, say: Say): Markup {
  const { status, title, id, level, reason, evidence, fix, spec } = check;
  return markup`<details${status === 'fail' ? markup` open` : NOTHING}><summary><span class="tag ${status}">${status === 'fail' ? 'FAIL' : 'warn'}</span> ${say(title)} <span class="dim">(${level})</span></summary>
${reason === undefined ? NOTHING : markup`<p>${say(reason)}</p>`}
<dl>${evidenceRows(evidence, say)}
${
  fix === undefined
    ? NOTHING
    : markup`<dt>Do this</dt>
        <dd>${say(fix)}</dd>`
}
${
  spec === undefined
    ? NOTHING
    : markup`<dt>Specification</dt>
        <dd>${link(specUrl(spec), say(spec))}</dd>`
}
<dt>Check</dt><dd><code>${say(id)}</code></dd></dl></details>`;
}

/** Evidence as rows of a definition list. */
export function evidenceRows(evidence: readonly EvidenceItem[], say: Say): readonly Markup[] {
  return evidence.map(
    ({ what, where, quote }) =>
      markup`<dt>${say(what)}${where === undefined ? '' : ` (${say(where)})`}</dt>
        <dd>${quote === undefined ? NOTHING : markup`<pre>${say(quote)}</pre>`}</dd>`,
  );
}

function renderBaseline({ baseline }: CheckReport, say: Say): Markup {
  if (baseline === undefined) return NOTHING;
  const file = say(baseline.file ?? 'the baseline');
  if (baseline.otherTarget !== undefined) return markup`<p class="warn">Nothing counts as known: ${file} was written for ${say(baseline.otherTarget)}.</p>`;
  return section(`Known failures, listed in ${file}`, [
    ...baseline.passing.map(({ check }) => markup`<p><span class="tag fail">FAIL</span> <code>${say(check)}</code> passes now: take it out of the list.</p>`),
    ...baseline.known.map(({ check, reason }) => markup`<p><code>${say(check)}</code>${reason === undefined ? '' : `: ${say(reason)}`}</p>`),
    ...baseline.undecided.map(({ check }) => markup`<p class="dim"><code>${say(check)}</code>: not decided by this run</p>`),
  ]);
}

function renderClients({ clients = [] }: AnyCheckReport, say: Say): Markup {
  if (clients.length === 0) return NOTHING;
  const paints = { fails: 'fail', 'loses-tools': 'warn', 'needs-login': 'warn', unknown: 'dim', connects: 'pass' } as const;
  const rows = OUTLOOKS.flatMap(([outlook, words]) =>
    groupClients(clients.filter((client) => client.outlook === outlook)).map(
      (group) =>
        markup`<tr>
          <td>${say(group.map(({ name }) => name).join(', '))}</td>
          <td class="${paints[outlook]}">${words}</td>
          <td>${group[0] === undefined ? '' : say(outlookReasons(group[0], Number.POSITIVE_INFINITY))}</td>
        </tr>`,
    ),
  );
  return markup`<section>
    <h2>What each client will do</h2>
    <table>
      <thead>
        <tr>
          <th>client</th>
          <th>outlook</th>
          <th>why</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

function renderUndecided(report: CheckReport, status: CheckResult['status'], title: string, say: Say): Markup {
  const checks = withStatus(report, status);
  if (checks.length === 0) return NOTHING;
  const rows = [...groupBy(checks, ({ reason }) => reason ?? 'no reason was given')].map(
    ([reason, group]) => markup`<li>${say(reason)}: <code>${say(group.map(({ id }) => id).join(', '))}</code></li>`,
  );
  return markup`<section>
    <h2>${title} (${checks.length})</h2>
    <ul>
      ${rows}
    </ul>
  </section>`;
}

function renderPasses(report: CheckReport, say: Say): Markup {
  return section(
    'Passed, by group',
    [...groupBy(withStatus(report, 'pass'), ({ group }) => group)].map(
      ([group, checks]) =>
        markup`<details>
          <summary>${say(group)} <span class="pass">${checks.length}</span></summary>
          ${each(
            checks,
            ({ id, title, level, evidence }) =>
              markup`<p><code>${say(id)}</code> ${say(title)} <span class="dim">(${level})</span></p>
                ${evidence.length === 0 ? NOTHING : markup`<dl>${evidenceRows(evidence, say)}</dl>`}`,
          )}
        </details>`,
    ),
  );
}

function renderTranscript(transcript: readonly TranscriptEntry[], say: Say): Markup {
  return section(
    'What went over the wire, by probe',
    [...groupBy(transcript, ({ probe, peer }) => `${probe}, peer ${peer}`)].map(
      ([name, entries]) =>
        markup`<details>
          <summary>${say(name)} <span class="dim">(${entries.length})</span></summary>
          <ol class="wire">
            ${each(
              entries,
              ({ dir, atMs, text }) =>
                markup`<li class="${dir}">
                  <span class="dim">${dir} at ${Math.round(atMs)} ms</span>
                  <pre>${say(text)}</pre>
                </li>`,
            )}
          </ol>
        </details>`,
    ),
  );
}
