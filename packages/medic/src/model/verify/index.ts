export type * from './check.ts';
export type * from './probe-map.ts';
export type * from './run-facts.ts';
export type * from './survey-probes.ts';
export type * from './turn.ts';
