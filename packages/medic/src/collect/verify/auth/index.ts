import type { AnyProbe } from '../define-probe.ts';
import { probe as credential } from './credential.ts';
import { probe as metadata } from './metadata.ts';
import { probe as refusals } from './refusals.ts';
import { probe as wrongTokens } from './wrong-tokens.ts';

export const AUTH_PROBES: readonly AnyProbe[] = [refusals, metadata, wrongTokens, credential];
