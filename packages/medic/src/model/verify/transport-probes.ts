/** Observations of group `transport`, by probe id. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by the group's probes
export interface TransportProbes {}
