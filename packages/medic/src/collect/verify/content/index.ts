import type { AnyProbe } from '../define-probe.ts';
import { probe as calls } from './calls.ts';
import { probe as paramHeaders } from './param-headers.ts';
import { probe as prompts } from './prompts.ts';
import { probe as reads } from './reads.ts';
import { probe as tasks } from './tasks.ts';
import { probe as toolSchemas } from './tool-schemas.ts';
import { probe as traversal } from './traversal.ts';
import { probe as unknownNames } from './unknown-names.ts';

export const CONTENT_PROBES: readonly AnyProbe[] = [toolSchemas, reads, prompts, unknownNames, traversal, tasks, calls, paramHeaders];
