import { lookAt } from '../../io/look-up.ts';
import { runTool } from '../../io/run-tool.ts';
import type { DockerFacts, Redactor, Roots } from '../../model/index.ts';
import { findInFolder } from '../program/find-program.ts';
import { listProgramPlaces } from '../program/places.ts';
import { readVariable, splitPathList } from '../path-list.ts';
import { redactStrings } from '../redact-strings.ts';
import { readComposeFile } from './compose.ts';
import type { DockerQuestion } from './docker-question.ts';
import { judgeDaemon, readContainers } from './engine-answers.ts';

export { dockerQuestion } from './docker-question.ts';

const LIMIT_MS = 3000;

/**
 * State of the container engine, as far as the question needs it. Runs at most three read-only commands of the engine's own
 * CLI, each within `limitMs`. The CLI is looked up on this terminal's PATH, never on one that the entry sets.
 */
export async function collectDocker(question: DockerQuestion, roots: Roots, redactor: Redactor, limitMs: number = LIMIT_MS): Promise<DockerFacts> {
  const { engine } = question;
  const [cli, compose] = await Promise.all([findCli(engine, roots), readComposeFile(roots.project, question)]);
  const found = compose === undefined ? {} : { compose };
  if (cli === undefined) return redactStrings<DockerFacts>({ engine, daemon: 'no-cli', containers: [], ...found }, redactor);
  const env = { ...roots.env, ...question.env };
  const limits = { timeoutMs: limitMs, env };
  const version = await runTool(cli, ['version', '--format', engine === 'docker' ? '{{json .}}' : 'json'], limits);
  const daemon = judgeDaemon(version);
  const base = { engine, cli, ...daemon, ...found };
  if (daemon.daemon !== 'up') return redactStrings<DockerFacts>({ ...base, containers: [] }, redactor);
  const [image, listed] = await Promise.all([
    askImage(cli, question.image, limits),
    runTool(cli, ['ps', '--no-trunc', '--format', engine === 'docker' ? '{{json .}}' : 'json'], limits),
  ]);
  const containers = listed.state === 'ended' && listed.code === 0 ? readContainers(listed.stdout, question) : [];
  return redactStrings<DockerFacts>({ ...base, containers, ...(image === undefined ? {} : { image }) }, redactor);
}

async function findCli(engine: string, roots: Roots): Promise<string | undefined> {
  const search = { platform: roots.platform, pathExt: readVariable(roots.env, 'PATHEXT', roots.platform) };
  const places = await listProgramPlaces(roots);
  for (const folder of [...splitPathList(readVariable(roots.env, 'PATH', roots.platform), roots.platform), ...places.map((place) => place.folder)]) {
    if (folder === '.' || (await lookAt(folder)).type !== 'directory') continue;
    const found = await findInFolder(folder, engine, search);
    if (found.resolved !== undefined) return found.resolved;
  }
  return undefined;
}

async function askImage(
  cli: string,
  name: string | undefined,
  limits: { readonly timeoutMs: number; readonly env: Roots['env'] },
): Promise<DockerFacts['image']> {
  // A name that starts with a dash would be read as a flag.
  if (name === undefined || name === '' || name.startsWith('-')) return undefined;
  const run = await runTool(cli, ['image', 'inspect', '--format', '{{.Id}}', name], limits);
  return run.state === 'ended' ? { name, present: run.code === 0 } : undefined;
}
