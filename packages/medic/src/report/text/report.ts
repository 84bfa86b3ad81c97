import type { ConfigFileResult, DoctorResult, ServerResult } from '../../model/index.ts';
import { show } from '../show.ts';
import type { TextOptions } from './options.ts';
import { listFaultyFiles, renderFinding, renderServer } from './server-block.ts';
import { renderRepairs } from './repairs.ts';
import { wrap } from './wrap.ts';

const ORDER: readonly ServerResult['verdict'][] = ['failing', 'degraded', 'not-checked', 'healthy'];

/** The whole report: summary first, then what fails, then the rest. */
export function renderReport(result: DoctorResult, given: TextOptions): string {
  const options: TextOptions = { ...given, faultyFiles: listFaultyFiles(result.configs) };
  const servers = ORDER.flatMap((verdict) => result.servers.filter((server) => server.verdict === verdict));
  return [
    ...renderSummary(result, options),
    '',
    ...renderRepairs(result, options),
    ...renderFiles(result.configs, options),
    ...servers.flatMap((server) => [...renderServer(server, options), ...(server.verdict === 'healthy' ? [] : [''])]),
    '',
  ].join('\n');
}

/** Files with something to say, or all of them when asked. */
export function renderFiles(configs: readonly ConfigFileResult[], options: TextOptions): readonly string[] {
  const { style, home } = options;
  return configs
    .filter(({ findings }) => findings.some(({ severity }) => options.all || severity !== 'hint'))
    .flatMap((config) => {
      const blocks = config.findings.some(({ severity }) => severity === 'blocks');
      const head = `${blocks ? style.bad('FAIL') : style.warn('warn')}  ${style.strong(show(config.path, home))} ${style.dim(`(${config.client}, ${config.scope})`)}`;
      return [head, ...config.findings.flatMap((finding) => renderFinding(finding, options)), ''];
    });
}

/** `2 failing · 1 needs a look · 9 healthy · 3 not checked`, and what that was counted over. */
export function renderSummary({ summary, servers, configs, durationMs }: DoctorResult, { style, columns }: TextOptions): readonly string[] {
  const files = configs.filter(({ state }) => state !== 'absent').length;
  if (servers.length === 0) return wrap(emptyWords(configs), columns, '');
  const parts = [
    summary.failing > 0 ? style.bad(`${summary.failing} failing`) : '',
    summary.degraded > 0 ? style.warn(`${summary.degraded} degraded`) : '',
    style.good(`${summary.healthy} healthy`),
    summary.notChecked > 0 ? style.dim(`${summary.notChecked} not checked`) : '',
  ].filter((part) => part !== '');
  return [`${parts.join(' · ')}  ${style.dim(`${count(servers.length, 'server')} in ${count(files, 'config file')}, ${(durationMs / 1000).toFixed(1)} s`)}`];
}

/** `1 server`, `2 servers`. */
function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function emptyWords(configs: readonly ConfigFileResult[]): string {
  const looked = configs.length === 0 ? 'No MCP client was found on this machine' : `None of the ${configs.length} config files looked at names an MCP server`;
  return `${looked}. Look at one directly: mcp-medic https://host/mcp, or mcp-medic -- command args. Where clients keep their files: docs/clients.`;
}
