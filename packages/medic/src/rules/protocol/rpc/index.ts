import type { AnyCheck } from '../../../model/verify/index.ts';
import { checks as batch } from './batch.ts';
import { check as envelope } from './envelope.ts';
import { checks as idEcho } from './id-echo.ts';
import { check as invalidParams } from './invalid-params.ts';
import { check as notificationNoreply } from './notification-noreply.ts';
import { check as nullId } from './null-id.ts';
import { check as oneAnswer } from './one-answer.ts';
import { checks as parseError } from './parse-error.ts';
import { check as ping } from './ping.ts';
import { check as schema } from './schema.ts';
import { check as strayCancel } from './stray-cancel.ts';
import { check as unknownMethod } from './unknown-method.ts';

export const RPC_CHECKS: readonly AnyCheck[] = [
  envelope,
  oneAnswer,
  schema,
  ...idEcho,
  unknownMethod,
  invalidParams,
  notificationNoreply,
  strayCancel,
  ...parseError,
  nullId,
  ...batch,
  ping,
];
