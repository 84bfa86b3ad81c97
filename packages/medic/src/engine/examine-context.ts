import type { FoundEntry, HostFacts } from '../model/index.ts';
import type { DoctorRequest } from './request.ts';

/** What examining one entry needs to know of the whole run. */
export interface ExamineContext {
  readonly request: DoctorRequest;
  readonly host: HostFacts;
  /** Queues a connection behind others, so that a machine full of servers does not slow each of them into a time-out. */
  readonly queue: <T>(task: () => Promise<T>) => Promise<T>;
  /** Ports other entries point at, for "the server moved" hints. */
  readonly knownPorts: readonly number[];
  readonly onStart: (found: FoundEntry) => void;
}
