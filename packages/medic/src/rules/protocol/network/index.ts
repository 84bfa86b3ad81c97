import type { AnyCheck } from '../../../model/verify/index.ts';
import { checks as cors } from './cors.ts';
import { checks as exposure } from './exposure.ts';
import { checks as front } from './front.ts';
import { check as hopHeaders } from './hop-headers.ts';
import { checks as names } from './names.ts';
import { checks as streams } from './streams.ts';
import { checks as tls } from './tls.ts';

export const NETWORK_CHECKS: readonly AnyCheck[] = [...names, ...tls, ...front, hopHeaders, ...streams, ...cors, ...exposure];
