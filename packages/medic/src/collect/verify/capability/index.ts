import type { AnyProbe } from '../define-probe.ts';
import { probe as badCursors } from './bad-cursors.ts';
import { probe as completion } from './completion.ts';
import { probe as listOrder } from './list-order.ts';
import { probe as listen } from './listen.ts';
import { probe as logLevels } from './log-levels.ts';
import { probe as otherReader } from './other-reader.ts';
import { probe as subscribe } from './subscribe.ts';
import { probe as unasked } from './unasked.ts';
import { probe as undeclared } from './undeclared.ts';

export const CAPABILITY_PROBES: readonly AnyProbe[] = [listOrder, undeclared, badCursors, subscribe, listen, logLevels, completion, unasked, otherReader];
