import { LEGACY_REVISIONS } from '../../collect/protocol/revisions.ts';
import { collectTools } from '../../collect/tools.ts';
import { NEWEST_LEGACY } from '../../collect/verify/messages.ts';
import type { Survey } from '../../collect/verify/survey.ts';
import type { CheckResult, FoundEntry } from '../../model/index.ts';
import type { ListFacts, OutlookFacts, ProbeMap, SurveyFacts } from '../../model/verify/index.ts';
import type { EraView } from './judge-check.ts';

/** What the run saw, as far as it decides what clients will do. All of it has been redacted. */
export function readOutlookFacts(survey: Survey, views: readonly EraView[], checks: readonly CheckResult[], found: FoundEntry): OutlookFacts | undefined {
  const [view] = views;
  const facts = view === undefined ? undefined : read(view, 'survey');
  if (view === undefined || facts === undefined) return undefined;
  const { run } = view;
  const lists = views.map((one) => read(one, 'lists')).find((one) => one !== undefined);
  const metadata = views.map((one) => read(one, 'auth-metadata')).find((one) => one !== undefined);
  const tools = toolsOf(lists);
  return {
    transport: run.transport,
    ...(run.url === undefined ? {} : { url: run.url }),
    // A target from the command line has no name in any client's file yet.
    name: found.file.path === '' ? '' : found.facts.name,
    eras: run.eras,
    survey: facts,
    offered: offeredIn(facts, views),
    publishedRevisions: LEGACY_REVISIONS,
    ...(survey.failure === undefined ? {} : { failure: survey.subject.recorder.redactor.text(survey.failure) }),
    needsLogin: run.needsLogin,
    hasCredentials: run.hasCredentials,
    ...(metadata === undefined ? {} : { metadata }),
    checks,
    ...(tools === undefined ? {} : { tools }),
  };
}

function offeredIn({ initialize }: SurveyFacts, views: readonly EraView[]): OutlookFacts['offered'] {
  const asked = views.map((view) => read(view, 'legacy-revisions')).find((one) => one !== undefined);
  return { ...(initialize === undefined ? {} : { [NEWEST_LEGACY]: initialize }), ...asked };
}

function toolsOf(lists: ListFacts | undefined): OutlookFacts['tools'] {
  const reading = lists?.['tools/list'];
  // A server without tools declares none; a list that could not be read says nothing.
  if (reading === undefined) return lists === undefined ? undefined : { count: 0, tools: [] };
  return reading.stopped !== undefined && reading.items.length === 0
    ? undefined
    : collectTools(reading.items, reading.stopped === undefined ? {} : { incomplete: reading.stopped });
}

function read<K extends keyof ProbeMap>({ observations }: EraView, id: K): ProbeMap[K] | undefined {
  const observation = observations[id];
  return observation?.state === 'ok' ? (observation.value as ProbeMap[K]) : undefined;
}
