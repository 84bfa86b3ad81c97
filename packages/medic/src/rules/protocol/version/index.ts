import type { AnyCheck } from '../../../model/verify/index.ts';
import { check as clientMatch } from './client-match.ts';
import { check as discoverOnLegacy } from './discover-on-legacy.ts';
import { check as discover } from './discover.ts';
import { check as echo } from './echo.ts';
import { check as eraParity } from './era-parity.ts';
import { check as era } from './era.ts';
import { check as futureVersion } from './future-version.ts';
import { check as initOnModernOnly } from './init-on-modern-only.ts';
import { check as initializedNoreply } from './initialized-noreply.ts';
import { check as knownString } from './known-string.ts';
import { check as legacyInit } from './legacy-init.ts';
import { check as noState } from './no-state.ts';
import { check as preinitSilence } from './preinit-silence.ts';
import { check as sameProcessMix } from './same-process-mix.ts';
import { checks as unknownFields } from './unknown-fields.ts';
import { check as unknownVersion } from './unknown-version.ts';
import { check as unsupportedHttp400 } from './unsupported-http400.ts';
import { check as unsupported } from './unsupported.ts';

export const VERSION_CHECKS: readonly AnyCheck[] = [
  era,
  clientMatch,
  legacyInit,
  echo,
  unknownVersion,
  futureVersion,
  knownString,
  ...unknownFields,
  initializedNoreply,
  preinitSilence,
  discover,
  unsupported,
  unsupportedHttp400,
  initOnModernOnly,
  discoverOnLegacy,
  sameProcessMix,
  noState,
  eraParity,
];
