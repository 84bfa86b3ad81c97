import type { AnyCheck } from '../../../model/verify/index.ts';
import { checks as cache } from './cache.ts';
import { check as clientUndeclared } from './client-undeclared.ts';
import { checks as completion } from './completion.ts';
import { check as declaredWorks } from './declared-works.ts';
import { check as empty } from './empty.ts';
import { check as extensionKeys } from './extension-keys.ts';
import { check as items } from './items.ts';
import { checks as listOrder } from './list-order.ts';
import { checks as listchanged } from './listchanged.ts';
import { checks as listen } from './listen.ts';
import { check as logMessage } from './log-message.ts';
import { checks as logging } from './logging.ts';
import { checks as pagination } from './pagination.ts';
import { checks as size } from './size.ts';
import { checks as subscribe } from './subscribe.ts';
import { checks as undeclared } from './undeclared.ts';

export const CAPABILITY_CHECKS: readonly AnyCheck[] = [
  declaredWorks,
  ...undeclared,
  empty,
  extensionKeys,
  clientUndeclared,
  ...subscribe,
  ...listen,
  ...listchanged,
  ...logging,
  logMessage,
  ...completion,
  items,
  ...listOrder,
  ...pagination,
  ...size,
  ...cache,
];
