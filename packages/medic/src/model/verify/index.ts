export type * from './check.ts';
export type * from './metadata-probes.ts';
export type * from './rpc-probes.ts';
export type * from './version-probes.ts';
export type * from './probe-map.ts';
export type * from './run-facts.ts';
export type * from './survey-probes.ts';
export type * from './turn.ts';
