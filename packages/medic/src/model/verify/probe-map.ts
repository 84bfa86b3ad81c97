import type { AuthProbes } from './auth-probes.ts';
import type { CapabilityProbes } from './capability-probes.ts';
import type { ContentProbes } from './content-probes.ts';
import type { FramingProbes } from './framing-probes.ts';
import type { LaunchProbes } from './launch-probes.ts';
import type { MetadataProbes } from './metadata-probes.ts';
import type { NetworkProbes } from './network-probes.ts';
import type { ResilienceProbes } from './resilience-probes.ts';
import type { RpcProbes } from './rpc-probes.ts';
import type { SurveyProbes } from './survey-probes.ts';
import type { TransportProbes } from './transport-probes.ts';
import type { VersionProbes } from './version-probes.ts';

/** What each probe observes. Plain JSON; secrets are replaced before a check sees it. */
export interface ProbeMap
  extends
    SurveyProbes,
    LaunchProbes,
    FramingProbes,
    NetworkProbes,
    TransportProbes,
    VersionProbes,
    MetadataProbes,
    RpcProbes,
    CapabilityProbes,
    ContentProbes,
    AuthProbes,
    ResilienceProbes {}

export type ProbeId = keyof ProbeMap;
