import type { AnyCheck } from '../../../model/verify/index.ts';
import { check as acceptBoth } from './accept-both.ts';
import { check as acceptStrict } from './accept-strict.ts';
import { check as acceptWeighted } from './accept-weighted.ts';
import { check as contentTypeOther } from './content-type-other.ts';
import { check as contentType } from './content-type.ts';
import { checks as remove } from './delete.ts';
import { check as errorStatus } from './error-status.ts';
import { checks as get } from './get.ts';
import { check as noBroadcast } from './no-broadcast.ts';
import { checks as accepted } from './notification-202.ts';
import { checks as oldStream } from './old-stream.ts';
import { checks as origin } from './origin.ts';
import { check as parallel } from './parallel.ts';
import { checks as sessionId } from './session-id.ts';
import { checks as sessionIgnored } from './session-ignored.ts';
import { checks as sessionRules } from './session-rules.ts';
import { checks as sseIds } from './sse-ids.ts';
import { check as sseNoRequest } from './sse-no-request.ts';
import { check as sseParse } from './sse-parse.ts';
import { check as sseResponseEnds } from './sse-response-ends.ts';
import { check as utf8 } from './utf8.ts';
import { checks as versionHeader } from './version-header.ts';

export const TRANSPORT_CHECKS: readonly AnyCheck[] = [
  acceptBoth,
  acceptStrict,
  acceptWeighted,
  contentType,
  contentTypeOther,
  ...accepted,
  ...get,
  errorStatus,
  ...remove,
  sseParse,
  sseResponseEnds,
  sseNoRequest,
  ...sseIds,
  noBroadcast,
  ...sessionId,
  ...sessionRules,
  ...sessionIgnored,
  ...versionHeader,
  utf8,
  ...origin,
  parallel,
  ...oldStream,
];
