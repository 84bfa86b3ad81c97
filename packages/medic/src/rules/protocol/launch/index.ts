import type { AnyCheck } from '../../../model/verify/index.ts';
import { checks as alive } from './alive.ts';
import { checks as elsewhere } from './elsewhere.ts';
import { checks as life } from './life.ts';
import { checks as needsSaid } from './needs-said.ts';
import { checks as speed } from './speed.ts';

export const LAUNCH_CHECKS: readonly AnyCheck[] = [...alive, ...needsSaid, ...elsewhere, ...speed, ...life];
