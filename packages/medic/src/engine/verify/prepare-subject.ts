import { SDK_ENV_NAMES } from '../../clients/shared/environment.ts';
import type { Subject } from '../../collect/verify/open-peer.ts';
import { createRecorder } from '../../collect/verify/recorder.ts';
import type { VerifyRequest } from './request.ts';
import { extraCa, trustedRoots } from '../trusted-roots.ts';

/** The server of a request as the survey takes it, with a new recorder. Throws when the entry has nothing to start or dial. */
export async function prepareSubject({
  found,
  roots,
  signal,
}: Pick<VerifyRequest, 'found' | 'roots' | 'signal'>): Promise<Omit<Subject, 'transport' | 'endpoint'>> {
  const plan = found.plan?.reveal();
  if (plan === undefined) throw new Error('the entry names neither a command nor a URL that could be used');
  const ca = await trustedRoots(plan, found.definition, roots);
  return {
    plan,
    recorder: createRecorder(found.redactor),
    windowsShims: found.definition.launch.windowsShims,
    passedOn: [...(process.platform === 'win32' ? SDK_ENV_NAMES.win32 : SDK_ENV_NAMES.posix), ...Object.keys(found.facts.effective.env ?? {})],
    client: found.definition,
    ...extraCa(found.definition.http, roots),
    ...(ca === undefined ? {} : { ca }),
    ...(signal === undefined ? {} : { signal }),
  };
}
