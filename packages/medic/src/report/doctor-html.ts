import type { ConfigFileResult, Diagnosis, DoctorResult, Finding, Fix, FixStep, ServerResult } from '../model/index.ts';
import { quoteWord } from '../text/safe-text.ts';
import { evidenceRows } from './check-html.ts';
import { each, markup, NOTHING, renderPage, type Markup } from './html.ts';
import { shortenHome } from './show.ts';

type Say = (text: string) => string;

const ORDER = ['failing', 'degraded', 'not-checked', 'healthy'] as const;
const PAINTS = { failing: 'fail', degraded: 'warn', 'not-checked': 'dim', healthy: 'pass' } as const;

/** A doctor's result as one HTML file. */
export function renderDoctorHtml(result: DoctorResult, home: string): string {
  const say: Say = (text) => shortenHome(text, home);
  const { summary, host, servers } = result;
  const counts = [
    ['fail', `${summary.failing} failing`],
    ['warn', `${summary.degraded} degraded`],
    ['pass', `${summary.healthy} healthy`],
    ['dim', `${summary.notChecked} not checked`],
  ] as const;
  return renderPage(
    `mcp-medic: ${summary.failing} failing, ${summary.healthy} healthy`,
    markup`<header>
        <h1>MCP servers of this machine</h1>
        <ul class="counts">
          ${each(counts, ([paint, words]) => markup`<li class="${paint}">${words}</li>`)}
        </ul>
        <p class="dim">
          ${host.platform} ${host.arch}, Node ${host.node} · ${result.startedAt} · ${(result.durationMs / 1000).toFixed(1)} s · mcp-medic ${result.version}
        </p>
      </header>
      <main>
        ${each(
          result.configs.filter(({ findings }) => findings.length > 0),
          (config) => renderFile(config, say),
        )}
        ${each(
          ORDER.flatMap((verdict) => servers.filter((server) => server.verdict === verdict)),
          (server) => renderServer(server, say),
        )}
      </main>`,
  );
}

function renderFile({ path, client, scope, findings }: ConfigFileResult, say: Say): Markup {
  const blocks = findings.some(({ severity }) => severity === 'blocks');
  return markup`<details${blocks ? markup` open` : NOTHING}><summary><span class="tag ${blocks ? 'fail' : 'warn'}">${blocks ? 'FAIL' : 'note'}</span> <code>${say(path)}</code> <span class="dim">(${client}, ${scope})</span></summary>
${each(findings, (finding) => renderFinding(finding, say))}</details>`;
}

function renderServer(server: ServerResult, say: Say): Markup {
  const { verdict, name, client, scope, transport, reason, connection, diagnosis, alternatives = [], findings, configPath, line } = server;
  const place = configPath === undefined ? '' : `${say(configPath)}${line === undefined ? '' : `:${line}`}`;
  return markup`<details${verdict === 'failing' ? markup` open` : NOTHING}><summary><span class="tag ${PAINTS[verdict]}">${verdict}</span> ${say(name)} <span class="dim">(${client}${scope === '' ? '' : `, ${scope}`}, ${transport})</span></summary>
${place === '' ? NOTHING : markup`<p><code>${place}</code></p>`}
${reason === undefined ? NOTHING : markup`<p>${say(reason)}</p>`}
${connection === undefined ? NOTHING : markup`<p>${connection.protocolVersion}, ${connection.era}${connection.tools === undefined ? '' : `, ${connection.tools} tools`}</p>`}
${diagnosis === undefined ? NOTHING : renderDiagnosis(diagnosis, say)}
${each(
  alternatives,
  (other) =>
    markup`<h3>Or else</h3>
      ${renderDiagnosis(other, say)}`,
)}
${each(findings, (finding) => renderFinding(finding, say))}</details>`;
}

function renderDiagnosis({ title, why, evidence, fixes, cause, confidence, decisive }: Diagnosis, say: Say): Markup {
  return markup`<p><strong>${say(title)}</strong></p>
    <p>${say(why)}</p>
    <dl>
      ${evidenceRows(evidence, say)}${renderFixes(fixes, say)}
      ${
        decisive === undefined
          ? NOTHING
          : markup`<dt>Settle it with</dt>
              <dd>${say(decisive)}</dd>`
      }
      <dt>Cause</dt>
      <dd><code>${cause}</code> (${confidence})</dd>
    </dl>`;
}

function renderFinding({ severity, rule, message, evidence, fixes = [] }: Finding, say: Say): Markup {
  return markup`<p><span class="tag ${severity === 'blocks' ? 'fail' : 'warn'}">${severity}</span> ${say(message)} <code>${rule}</code></p>
    <dl>${evidenceRows(evidence, say)}${renderFixes(fixes, say)}</dl>`;
}

function renderFixes(fixes: readonly Fix[], say: Say): readonly Markup[] {
  return fixes.map(
    ({ title, proof, proofDetail, steps }) =>
      markup`<dt>Do this</dt>
        <dd>
          ${say(title)}${proof === 'not-tried' ? '' : ` (${proof}${proofDetail === undefined ? '' : `: ${say(proofDetail)}`})`}${each(steps, (step) => renderStep(step, say))}
        </dd>`,
  );
}

function renderStep(step: FixStep, say: Say): Markup {
  if (step.do === 'run') return markup`<pre>${say(step.command.map(quoteWord).join(' '))}</pre>`;
  if (step.do === 'tell') return markup`<p>${say(step.text)}</p>`;
  return markup`<p>in <code>${say(step.file)}</code></p>
    <pre>${say(step.diff)}</pre>`;
}
