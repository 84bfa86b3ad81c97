import type { AnyCheck } from '../../../model/verify/index.ts';
import { checks as callMessages } from './call-messages.ts';
import { checks as callResults } from './call-results.ts';
import { checks as icons } from './icons.ts';
import { checks as inputRequired } from './input-required.ts';
import { checks as paramHeaders } from './param-headers.ts';
import { checks as prompts } from './prompts.ts';
import { checks as resourceReads } from './resource-reads.ts';
import { checks as resourceUris } from './resource-uris.ts';
import { checks as tasks } from './tasks.ts';
import { checks as toolAnnotations } from './tool-annotations.ts';
import { check as toolBooleanSchemas } from './tool-boolean-schemas.ts';
import { checks as toolDescriptions } from './tool-descriptions.ts';
import { checks as toolHeaders } from './tool-headers.ts';
import { checks as toolNames } from './tool-names.ts';
import { checks as toolSchemas } from './tool-schemas.ts';
import { checks as toolSmells } from './tool-smells.ts';
import { check as traversal } from './traversal.ts';
import { checks as unknownNames } from './unknown-names.ts';

export const CONTENT_CHECKS: readonly AnyCheck[] = [
  ...toolNames,
  ...toolSchemas,
  toolBooleanSchemas,
  ...toolDescriptions,
  ...toolAnnotations,
  ...toolHeaders,
  ...toolSmells,
  ...unknownNames,
  ...resourceUris,
  ...resourceReads,
  traversal,
  ...prompts,
  ...icons,
  ...tasks,
  ...callResults,
  ...callMessages,
  ...inputRequired,
  ...paramHeaders,
];
