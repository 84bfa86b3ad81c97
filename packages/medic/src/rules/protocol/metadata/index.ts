import type { AnyCheck } from '../../../model/verify/index.ts';
import { check as clientinfoOptional } from './clientinfo-optional.ts';
import { check as codeHygiene } from './code-hygiene.ts';
import { check as errorId } from './error-id.ts';
import { checks as headerRefusals } from './header-refusals.ts';
import { checks as headerTolerance } from './header-tolerance.ts';
import { check as metaKeys } from './meta-keys.ts';
import { checks as missingParts } from './missing-parts.ts';
import { checks as removedMethods } from './removed-methods.ts';
import { check as resulttype } from './resulttype.ts';
import { check as serverinfo } from './serverinfo.ts';
import { check as unknownMethod } from './unknown-method.ts';

export const METADATA_CHECKS: readonly AnyCheck[] = [
  ...missingParts,
  clientinfoOptional,
  serverinfo,
  resulttype,
  metaKeys,
  unknownMethod,
  ...removedMethods,
  errorId,
  codeHygiene,
  ...headerRefusals,
  ...headerTolerance,
];
